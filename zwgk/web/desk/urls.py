"""The desk on a phone."""

from django.urls import path

from zwgk.web.desk.views import app, entry, screen, wall

app_name = "desk"
urlpatterns = [
    path("", screen.home, name="home"),
    path("app/", app.shell, name="app"),
    path("app/manifest.webmanifest", app.manifest, name="app-manifest"),
    path("sw.js", app.worker, name="app-worker"),
    path("<int:pk>/", screen.desk, name="desk"),
    path("<int:pk>/record/<str:kind>/", screen.record, name="record"),
    path("<int:pk>/material/", screen.material, name="material"),
    path("entries/<str:kind>/<uuid:pk>/", entry.show, name="entry"),
    path("entries/<str:kind>/<uuid:pk>/undo/", entry.undo, name="undo"),
    path("entries/<str:kind>/<uuid:pk>/restore/", entry.restore, name="restore"),
    path("wall/of/<int:pk>/", wall.show_own, name="wall-own"),
    path("wall/of/<int:pk>/data/", wall.data_own, name="wall-own-data"),
    path("wall/of/<int:pk>/events/", wall.events_own, name="wall-own-events"),
    path("wall/<str:token>/", wall.show, name="wall"),
    path("wall/<str:token>/data/", wall.data, name="wall-data"),
    path("wall/<str:token>/events/", wall.events, name="wall-events"),
]
