"""The superior's review queue and the list of examples."""

from django.urls import path

from zwgk.web.manage.views import praise, queue

urlpatterns = [
    path("campaigns/<slug:slug>/queue/", queue.show, name="queue"),
    path("campaigns/<slug:slug>/queue/accept/", queue.accept, name="queue-accept"),
    path("campaigns/<slug:slug>/queue/revoke/", queue.revoke_many, name="queue-revoke"),
    path("campaigns/<slug:slug>/queue/remind/", queue.hurry, name="queue-remind"),
    path("campaigns/<slug:slug>/praises/", praise.listing, name="praises"),
    path("campaigns/<slug:slug>/praises.<str:form>", praise.export, name="praises-export"),
    path("submissions/<int:pk>/revoke/", queue.revoke, name="submission-revoke"),
    path("submissions/<int:pk>/praise/", praise.mark, name="submission-praise"),
    path("praises/<int:pk>/delete/", praise.unmark, name="praise-delete"),
]
