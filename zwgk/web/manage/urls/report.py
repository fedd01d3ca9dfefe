"""Figures, the summary, its review and the roll-up."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
