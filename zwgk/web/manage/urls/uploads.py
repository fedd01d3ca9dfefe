"""Summaries written elsewhere: uploaded, confirmed, sent up."""

from django.urls import path

from zwgk.web.manage.views import uploads

urlpatterns = [
    path("parts/<int:pk>/summary/upload/", uploads.own, name="upload-own"),
    path("campaigns/<slug:slug>/uploads/", uploads.batch, name="uploads"),
    path("uploads/<int:pk>/", uploads.show, name="upload"),
    path("uploads/<int:pk>/drop/", uploads.drop, name="upload-drop"),
    path("uploads/<int:pk>/file/", uploads.stored, name="upload-file"),
]
