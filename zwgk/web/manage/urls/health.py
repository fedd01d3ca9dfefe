"""The examination of the site."""

from django.urls import path

from zwgk.web.manage.views import health

urlpatterns = [
    path("health/", health.show, name="health"),
    path("health/run/", health.run, name="health-run"),
    path("health/export/", health.export, name="health-export"),
]
