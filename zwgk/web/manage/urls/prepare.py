"""From the worklist to the plan, the tasks and the desks."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
