"""Slogans and the screens that play them."""

from django.urls import path

from zwgk.web.manage.views import screens, slogans

urlpatterns = [
    path("slogans/", slogans.listing, name="slogans"),
    path("slogans/new/", slogans.new, name="slogan-new"),
    path("slogans/<int:pk>/edit/", slogans.edit, name="slogan-edit"),
    path("slogans/<int:pk>/approve/", slogans.approve, name="slogan-approve"),
    path("slogans/<int:pk>/return/", slogans.send_back, name="slogan-return"),
    path("slogans/<int:pk>/delete/", slogans.drop, name="slogan-delete"),
    path("screens/", screens.listing, name="screens"),
    path("screens/new/", screens.new, name="screen-new"),
    path("screens/<int:pk>/", screens.show, name="screen"),
    path("screens/<int:pk>/edit/", screens.edit, name="screen-edit"),
    path("screens/<int:pk>/add/", screens.add, name="screen-add"),
    path("screens/<int:pk>/playlist/", screens.arrange, name="screen-playlist"),
    path("screens/<int:pk>/preview/", screens.preview, name="screen-preview"),
    path("screens/<int:pk>/data/", screens.data, name="screen-data"),
    path("screens/<int:pk>/revoke/", screens.revoke, name="screen-revoke"),
    path("screens/<int:pk>/renew/", screens.renew, name="screen-renew"),
    path("screens/<int:pk>/delete/", screens.drop, name="screen-delete"),
]
