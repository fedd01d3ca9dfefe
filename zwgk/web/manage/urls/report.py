"""Figures, the summary, its review and the roll-up."""

from django.urls import path

from zwgk.web.manage.views import (
    branch_draft,
    checks,
    compare,
    exports,
    figures,
    rollup,
    submission,
    summary,
)

urlpatterns = [
    path("parts/<int:pk>/figures/", figures.figures, name="figures"),
    path("parts/<int:pk>/figures/declare/", figures.declare, name="figure-declare"),
    path("parts/<int:pk>/figures/<str:kind>/", figures.records, name="figure-records"),
    path("declared/<int:pk>/retract/", figures.retract, name="figure-retract"),
    path("parts/<int:pk>/summary/", summary.edit, name="summary"),
    path("parts/<int:pk>/summary/compose/", summary.compose, name="summary-compose"),
    path("parts/<int:pk>/summary/preview/", summary.preview, name="summary-preview"),
    path("parts/<int:pk>/summary/draft/<str:form>/", summary.download, name="summary-download"),
    path("parts/<int:pk>/summary/submit/", summary.submit, name="summary-submit"),
    path("parts/<int:pk>/summary/check/", checks.live, name="summary-check"),
    path("revisions/<int:pk>/mend/", checks.mend, name="revision-mend"),
    path("revisions/<int:pk>/", summary.revision, name="revision"),
    path("revisions/<int:pk>/restore/", summary.restore, name="revision-restore"),
    path("submissions/<int:pk>/", submission.show, name="submission"),
    path("submissions/<int:pk>/file/<str:form>/", submission.stored, name="submission-file"),
    path("submissions/<int:pk>/data.xlsx", exports.workbook, name="submission-xlsx"),
    path("submissions/<int:pk>/figures/<str:kind>/", submission.figure, name="submitted-figure"),
    path("submissions/<int:pk>/withdraw/", submission.withdraw, name="submission-withdraw"),
    path("submissions/<int:pk>/accept/", submission.accept, name="submission-accept"),
    path("submissions/<int:pk>/return/", submission.send_back, name="submission-return"),
    path("submissions/<int:pk>/publish/", submission.publish, name="submission-publish"),
    path("submissions/<int:pk>/unpublish/", submission.unpublish, name="submission-unpublish"),
    path("campaigns/<slug:slug>/rollup/", rollup.show, name="rollup"),
    path("campaigns/<slug:slug>/rollup.xlsx", rollup.export, name="rollup-export"),
    path("campaigns/<slug:slug>/rollup.zip", exports.archive, name="rollup-archive"),
    path("campaigns/<slug:slug>/draft/", branch_draft.show, name="branch-draft"),
    path(
        "campaigns/<slug:slug>/draft/<str:form>/",
        branch_draft.download,
        name="branch-draft-download",
    ),
    path("campaigns/<slug:slug>/compare/", compare.show, name="rollup-compare"),
    path("campaigns/<slug:slug>/rollup/<str:kind>/", rollup.kind, name="rollup-kind"),
]
