"""Files to take away: a branch in one zip, a submission as a workbook."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from zwgk.core.errors import DomainError
from zwgk.gongwen import MissingFonts
from zwgk.kinds import KINDS
from zwgk.summaries import charts
from zwgk.summaries.archive import branch_zip, safe_name
from zwgk.summaries.export import submission_xlsx
from zwgk.summaries.models import Submission
from zwgk.summaries.trend import by_district
from zwgk.web.manage.views.rollup import XLSX, campaign_of, chosen
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import download


@access(Audience.PARTICIPANTS)
@require_POST
def archive(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Every standing summary of the branch in one zip, sent from a temporary file."""
    campaign, scope = campaign_of(request, slug), chosen(request)
    try:
        packed = branch_zip(campaign, by=request.actor, branch=scope.branch)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("manage:rollup", slug=slug)
    name = f"{safe_name(f'{scope.unit.short_name}{campaign}总结')}.zip"
    return FileResponse(packed, as_attachment=True, filename=name, content_type="application/zip")


@access(Audience.SUBTREE)
def workbook(request: ActorRequest, pk: int) -> HttpResponse:
    """A submission's figures with the records behind them."""
    submission = get_object_or_404(Submission.objects.visible_to(request.actor), pk=pk)
    data = submission_xlsx(submission, request.actor)
    return download(data, name=f"{submission.title}数据.xlsx", content_type=XLSX)


@access(Audience.PARTICIPANTS)
def chart(request: ActorRequest, slug: str, kind: str, form: str) -> HttpResponse:
    """One kind by the units directly below the branch, as a drawing for a document."""
    campaign, scope = campaign_of(request, slug), chosen(request)
    if kind not in KINDS or form not in ("svg", "png"):
        raise Http404
    name = f"{scope.unit.short_name}{campaign}{KINDS[kind].name}"
    rows = [
        (one.unit.short_name, total.percent if KINDS[kind].is_rate else total.value)
        for one in by_district([campaign], request.actor, scope.branch, kind)
        if (total := one.totals.get(campaign.pk)) is not None
    ]
    shown = (lambda value: f"{value}%") if KINDS[kind].is_rate else str
    svg = charts.bars(f"{name}（{'%' if KINDS[kind].is_rate else KINDS[kind].measure}）",
                      rows, shown=shown)  # fmt: skip
    if form == "svg":
        return download(svg.encode(), name=f"{name}.svg", content_type="image/svg+xml")
    try:
        data = charts.png(svg)
    except MissingFonts as error:
        messages.error(request, str(error))
        return redirect("manage:rollup-kind", slug=slug, kind=kind)
    return download(data, name=f"{name}.png", content_type="image/png")
