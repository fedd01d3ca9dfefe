"""表扬名单: examples held up by a superior, and the circular drafted from them."""

from io import BytesIO

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from openpyxl import Workbook

from zwgk.campaigns.models import Campaign
from zwgk.core.actor import Permission
from zwgk.gongwen import Document, Kind, Paragraph
from zwgk.summaries import reviewing
from zwgk.summaries.models import Praise, Submission
from zwgk.text.numerals import to_chinese
from zwgk.web.manage.forms.report import PraiseForm
from zwgk.web.manage.views.rollup import XLSX, campaign_of
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import download, download_document


@access(Audience.PARTICIPANTS)
def listing(request: ActorRequest, slug: str) -> HttpResponse:
    """The examples of a campaign."""
    campaign = campaign_of(request, slug)
    context = {"campaign": campaign, "rows": _rows(request, campaign)}
    return render(request, "manage/queue/praises.html", context)


@access(Audience.PARTICIPANTS)
def export(request: ActorRequest, slug: str, form: str) -> HttpResponse:
    """The list as a workbook, or as the draft of a circular (通报)."""
    campaign = campaign_of(request, slug)
    rows = _rows(request, campaign)
    if form == "xlsx":
        name = f"{campaign}表扬名单.xlsx"
        return download(_workbook(rows), name=name, content_type=XLSX)
    back = reverse("manage:praises", args=[slug])
    if not rows:
        messages.error(request, "表扬名单还是空的，先在总结页面标记好的做法。")
        return redirect(back)
    document = _circular(request, campaign, rows)
    return download_document(request, document, form, name=f"{campaign}通报", back=back)


@access(Audience.SUBTREE, Permission.REVIEW)
@require_POST
def mark(request: ActorRequest, pk: int) -> HttpResponse:
    """Hold a submission up as an example."""
    submission = get_object_or_404(Submission.objects.visible_to(request.actor), pk=pk)
    form = PraiseForm(request.POST)
    if form.attempt(reviewing.praise, submission=submission, by=request.actor):
        messages.success(request, "已列入表扬名单。")
    else:
        for errors in form.errors.values():
            messages.error(request, " ".join(map(str, errors)))
    return redirect("manage:submission", pk=pk)


@access(Audience.SUBTREE, Permission.REVIEW)
@require_POST
def unmark(request: ActorRequest, pk: int) -> HttpResponse:
    """Take an example off the list."""
    row = get_object_or_404(
        Praise.objects.visible_to(request.actor), pk=pk, unit_id=request.actor.unit_id
    )
    reviewing.unpraise(row, by=request.actor)
    messages.success(request, "已移出表扬名单。")
    return redirect("manage:submission", pk=row.submission_id)


def _rows(request: ActorRequest, campaign: Campaign) -> list[Praise]:
    rows = Praise.objects.visible_to(request.actor).filter(
        submission__participation__campaign=campaign
    )
    related = rows.select_related("submission__participation__unit", "unit")
    return list(related.order_by("submission__participation__unit__path", "pk"))


def _workbook(rows: list[Praise]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("表扬名单")
    sheet.append(["单位", "总结", "做法原文", "理由", "标记单位", "标记人", "标记时间"])
    for row in rows:
        values = [
            row.submission.participation.unit.name, row.submission.title,
            row.passage or "（全文）", row.why, row.unit.name, row.marked_by,
            f"{timezone.localtime(row.marked_at):%Y-%m-%d %H:%M}",
        ]  # fmt: skip
        # A leading sign would make a formula of a text.
        sheet.append([f"'{v}" if v[:1] in "=+-@" else v for v in values])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _circular(request: ActorRequest, campaign: Campaign, rows: list[Praise]) -> Document:
    unit_name = request.actor.unit_name
    paragraphs = [
        Paragraph.of(
            f"{campaign}活动中，各单位按照部署积极开展工作，涌现出一些好的做法。"
            "为相互学习借鉴，现予通报。"
        )
    ]
    for number, row in enumerate(rows, 1):
        name = row.submission.participation.unit.name
        paragraphs.append(Paragraph.of(f"（{to_chinese(number)}）{name}", level=2))
        told = f"{row.why.rstrip('。')}。"
        if row.passage:
            told += f"其总结中写道：“{row.passage.rstrip('。')}。”"
        paragraphs.append(Paragraph.of(told))
    return Document(
        kind=Kind.NOTICE,
        title=f"关于{campaign}活动好的做法的通报",
        blocks=tuple(paragraphs),
        issuer=unit_name,
        issued_on=timezone.localdate(),
    )
