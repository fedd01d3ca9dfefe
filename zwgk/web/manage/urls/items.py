"""Disclosed items and their guides."""

from django.urls import path

from zwgk.web.manage.views import items

urlpatterns = [
    path("items/", items.listing, name="items"),
    path("items/new/", items.new, name="item-new"),
    path("items/<int:pk>/", items.show, name="item"),
    path("items/<int:pk>/edit/", items.edit, name="item-edit"),
    path("items/<int:pk>/submit/", items.submit, name="item-submit"),
    path("items/<int:pk>/approve/", items.approve, name="item-approve"),
    path("items/<int:pk>/return/", items.send_back, name="item-return"),
    path("items/<int:pk>/withdraw/", items.withdraw, name="item-withdraw"),
]
