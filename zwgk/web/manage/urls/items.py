"""Disclosed items and their guides."""

from django.urls import path

from zwgk.web.manage.views.items import feedback, history, importing, reviewing, writing

urlpatterns = [
    path("items/", writing.listing, name="items"),
    path("items/new/", writing.new, name="item-new"),
    path("items/export/", writing.export, name="items-export"),
    path("items/template/", writing.template, name="items-template"),
    path("items/import/", importing.new, name="items-import-new"),
    path("items/import/<uuid:pk>/", importing.show, name="items-import"),
    path("items/import/<uuid:pk>/step/", importing.step, name="items-import-step"),
    path("items/import/<uuid:pk>/wrong/", importing.wrong_rows, name="items-import-wrong"),
    path("items/import/<uuid:pk>/file/", importing.original, name="items-import-file"),
    path("items/import/<uuid:pk>/<slug:what>/", importing.decide, name="items-import-decide"),
    path("items/queue/", reviewing.queue, name="item-queue"),
    path("items/stages/", reviewing.stages, name="item-stages"),
    path("items/feedback/", feedback.errors, name="items-feedback"),
    path("items/<int:pk>/feedback/", feedback.of_item, name="item-feedback"),
    path(
        "items/<int:pk>/feedback/<int:number>/settle/",
        feedback.settle,
        name="item-feedback-settle",
    ),
    path("items/<int:pk>/", writing.show, name="item"),
    path("items/<int:pk>/edit/", writing.edit, name="item-edit"),
    path("items/<int:pk>/correct/", writing.correct, name="item-correct"),
    path("items/<int:pk>/files/", writing.file_add, name="item-file-add"),
    path("items/<int:pk>/files/<int:number>/", writing.file_get, name="item-file"),
    path("items/<int:pk>/files/<int:number>/remove/", writing.file_remove, name="item-file-remove"),
    path("items/<int:pk>/submit/", reviewing.submit, name="item-submit"),
    path("items/<int:pk>/approve/", reviewing.approve, name="item-approve"),
    path("items/<int:pk>/return/", reviewing.send_back, name="item-return"),
    path("items/<int:pk>/remarks/", reviewing.remark, name="item-remark"),
    path("items/<int:pk>/remarks/<int:number>/", reviewing.settle, name="item-remark-settle"),
    path("items/<int:pk>/withdraw/", reviewing.withdraw, name="item-withdraw"),
    path("items/<int:pk>/history/", history.history, name="item-history"),
    path("items/<int:pk>/compare/", history.compare, name="item-compare"),
    path("items/<int:pk>/restore/<int:number>/", history.restore, name="item-restore"),
]
