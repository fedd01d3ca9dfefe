"""The players of screens, at an address short enough for a remote control."""

from django.urls import path

from zwgk.web.desk.views import player

app_name = "screen"
urlpatterns = [
    path("sw.js", player.worker, name="worker"),
    path("<str:token>/", player.show, name="player"),
    path("<str:token>/data/", player.data, name="data"),
    path("<str:token>/beat/", player.beat, name="beat"),
]
