"""The library of summaries: bringing in, masking, publishing."""

from django.urls import path

from zwgk.web.manage.views import library, masking

urlpatterns = [
    path("library/", library.home, name="library"),
    path("library/import/", library.bring_in, name="library-import"),
    path("library/batches/<uuid:pk>/", library.batch, name="library-batch"),
    path("library/batches/<uuid:pk>/step/", library.step, name="library-step"),
    path("library/samples/<uuid:pk>/", masking.show, name="sample"),
    path("library/samples/<uuid:pk>/prepare/", masking.prepare, name="sample-prepare"),
    path("library/samples/<uuid:pk>/decide/", masking.decide, name="sample-decide"),
    path("library/samples/<uuid:pk>/add/", masking.add, name="sample-add"),
    path("library/samples/<uuid:pk>/keep/", masking.keep_open, name="sample-keep"),
    path("library/samples/<uuid:pk>/propose/", masking.submit, name="sample-propose"),
    path("library/samples/<uuid:pk>/confirm/", masking.confirm, name="sample-confirm"),
    path("library/samples/<uuid:pk>/return/", masking.send_back, name="sample-return"),
    path("library/samples/<uuid:pk>/withdraw/", masking.withdraw, name="sample-withdraw"),
    path("library/samples/<uuid:pk>/recommend/", masking.recommend, name="sample-recommend"),
    path("library/samples/<uuid:pk>/discard/", masking.discard, name="sample-discard"),
    path("library/samples/<uuid:pk>/compare/", masking.compare, name="sample-compare"),
]
