"""How like units build their summaries."""

from django.urls import path

from zwgk.web.manage.views import outline

urlpatterns = [path("parts/<int:pk>/outline/", outline.show, name="outline")]
