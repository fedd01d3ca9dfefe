"""The URL map of the product and ``/empty/``: what the server costs without a page."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from zwgk.config.urls import urlpatterns as product


def empty(request: HttpRequest) -> HttpResponse:
    """Nothing: the baseline."""
    return HttpResponse(b"")


urlpatterns = [path("empty/", empty), *product]
