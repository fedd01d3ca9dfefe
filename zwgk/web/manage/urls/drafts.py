"""While a draft is written: autosave, merging, versions, comments."""

from django.urls import path

from zwgk.web.manage.views import drafts

urlpatterns = [
    path("parts/<int:pk>/summary/autosave/", drafts.autosave, name="summary-autosave"),
    path("parts/<int:pk>/summary/autosave/drop/", drafts.drop, name="summary-drop"),
    path("parts/<int:pk>/summary/merge/", drafts.merge_drafts, name="summary-merge"),
    path("parts/<int:pk>/summary/versions/", drafts.versions, name="summary-versions"),
    path("parts/<int:pk>/summary/comments/", drafts.comment, name="summary-comment"),
    path("comments/<int:pk>/resolve/", drafts.resolve, name="comment-resolve"),
]
