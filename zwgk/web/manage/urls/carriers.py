"""Printed carriers and the unit's brand."""

from django.urls import path

from zwgk.web.manage.views import carriers

urlpatterns = [
    path("carriers/", carriers.listing, name="carriers"),
    path("carriers/brand/", carriers.brand, name="carrier-brand"),
    path("carriers/new/<slug:kind>/", carriers.new, name="carrier-new"),
    path("carriers/<int:pk>/", carriers.show, name="carrier"),
    path("carriers/<int:pk>/edit/", carriers.edit, name="carrier-edit"),
    path("carriers/<int:pk>/make/", carriers.make, name="carrier-make"),
    path("carriers/<int:pk>/file/", carriers.file, name="carrier-file"),
    path("carriers/<int:pk>/look/<int:page>/", carriers.look, name="carrier-look"),
    path("carriers/<int:pk>/delete/", carriers.drop, name="carrier-delete"),
]
