"""Photos and attachments of a summary."""

from django.urls import path

from zwgk.web.manage.views import photos

urlpatterns = [
    path("parts/<int:pk>/photos/", photos.photos, name="photos"),
    path("parts/<int:pk>/photos/add/", photos.add, name="photos-add"),
    path("parts/<int:pk>/photos/take/", photos.take, name="photos-take"),
    path("parts/<int:pk>/photos/annexes/", photos.annexes, name="photos-annexes"),
    path("parts/<int:pk>/photos.<str:form>", photos.report, name="photos-report"),
    path("photos/<int:pk>/", photos.picture, name="photo"),
    path("photos/<int:pk>/move/", photos.move, name="photo-move"),
    path("photos/<int:pk>/delete/", photos.remove, name="photo-delete"),
    path("submissions/<int:pk>/pictures/<uuid:file>/", photos.frozen, name="submission-picture"),
]
