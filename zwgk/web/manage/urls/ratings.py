"""Visitors' ratings of desks, and the codes to print for them."""

from django.urls import path

from zwgk.web.manage.views import ratings

urlpatterns = [
    path("desks/<int:pk>/ratings/", ratings.of_desk, name="ratings"),
    path("desks/<int:pk>/ratings/slips/", ratings.slips, name="rating-slips"),
    path("desks/<int:pk>/ratings/poster/", ratings.poster, name="rating-poster"),
]
