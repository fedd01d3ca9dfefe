"""The self-check of a participation."""

from django.urls import path

from zwgk.web.manage.views import selfcheck

urlpatterns = [
    path("parts/<int:pk>/selfcheck/", selfcheck.show, name="selfcheck"),
    path("parts/<int:pk>/selfcheck/run/", selfcheck.run, name="selfcheck-run"),
    path("parts/<int:pk>/selfcheck/step/", selfcheck.step, name="selfcheck-step"),
    path("parts/<int:pk>/selfcheck/assign/", selfcheck.assign, name="selfcheck-assign"),
    path("parts/<int:pk>/selfcheck/justify/", selfcheck.justify, name="selfcheck-justify"),
    path("parts/<int:pk>/selfcheck/finish/", selfcheck.finish, name="selfcheck-finish"),
    path("parts/<int:pk>/selfcheck/reopen/", selfcheck.reopen, name="selfcheck-reopen"),
    path("parts/<int:pk>/selfcheck/report.<str:form>", selfcheck.file, name="selfcheck-file"),
    path("selfcheck/items/<int:pk>/", selfcheck.item, name="selfcheck-item"),
]
