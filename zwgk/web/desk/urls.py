"""The desk on a phone."""

from django.urls import path

from zwgk.web.desk.views import entry, screen

app_name = "desk"
urlpatterns = [
    path("", screen.home, name="home"),
    path("<int:pk>/", screen.desk, name="desk"),
    path("<int:pk>/record/<str:kind>/", screen.record, name="record"),
    path("<int:pk>/material/", screen.material, name="material"),
    path("entries/<str:kind>/<uuid:pk>/", entry.show, name="entry"),
    path("entries/<str:kind>/<uuid:pk>/undo/", entry.undo, name="undo"),
    path("entries/<str:kind>/<uuid:pk>/restore/", entry.restore, name="restore"),
]
