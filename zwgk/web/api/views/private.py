"""A unit's own data, read with its key; everything else is not found."""

from typing import Annotated, Any

from django.db.models import Func, IntegerField
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router

from zwgk.campaigns.models import Campaign, Participation
from zwgk.figures.queries import ledger_for
from zwgk.kinds import KINDS
from zwgk.library.models import Sample
from zwgk.summaries.models import Submission, SubmittedFigure
from zwgk.summaries.rollup import roll_up
from zwgk.web.api.keys import KeyRequest, UnitKey
from zwgk.web.api.limits import KeyThrottle
from zwgk.web.api.schemas import private as out
from zwgk.web.api.schemas.paging import BIGGEST, Paging, page

router = Router(tags=["unit"], auth=UnitKey(), throttle=[KeyThrottle()])

Id = Annotated[int, Path(ge=1, le=BIGGEST, description="编号，见列表接口")]
CampaignSlug = Annotated[
    str, Path(max_length=40, pattern=r"^[-a-zA-Z0-9_]+$", description="活动编号")
]


class _Length(Func):
    """How many elements a JSON array has, counted where it is stored."""

    function = "JSON_ARRAY_LENGTH"
    output_field = IntegerField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """PostgreSQL names it after its binary type."""
        return self.as_sql(compiler, connection, function="JSONB_ARRAY_LENGTH", **context)


@router.get(
    "/unit", response=out.UnitOut, summary="本单位",
    description="密钥所属的单位和密钥的有效期，可以用来检查密钥是否可用。",
)  # fmt: skip
def get_unit(request: KeyRequest) -> out.UnitOut:
    """Who the key is."""
    return out.UnitOut.of_key(request.auth.key)


@router.get(
    "/participations", response=out.ParticipationPage, summary="参与情况",
    description="本单位及下级单位参与各次活动的办理状态。",
)  # fmt: skip
def list_participations(request: KeyRequest, asked: Query[out.OfCampaign]) -> out.ParticipationPage:
    """How far the unit and its subordinates have come."""
    actor = request.auth.actor
    rows = Participation.objects.visible_to(actor).select_related("campaign", "unit")
    if asked.campaign:
        rows = rows.filter(campaign__slug=asked.campaign)
    rows = rows.order_by("-campaign__starts_on", "unit__path", "pk")

    def shape(row: Participation) -> out.ParticipationOut:
        return out.ParticipationOut.of(row, own=row.unit_id == actor.unit_id)

    return page(out.ParticipationPage, rows, shape, request, asked)


@router.get(
    "/participations/{id}/figures", response=out.LedgerOut, summary="本单位的数据台账",
    description="本单位一次活动的各项数据、来源构成和佐证条数，随记录变化。只能读取本单位的台账。",
)  # fmt: skip
def get_ledger(request: KeyRequest, id: Id) -> out.LedgerOut:
    """The live ledger, which only the unit itself reads."""
    actor = request.auth.actor
    part = get_object_or_404(Participation.objects.editable_by(actor), pk=id)
    items = [out.EvidencedFigure.of_entry(entry) for entry in ledger_for(part, actor).values()]
    return out.LedgerOut(participation=part.pk, items=items)


@router.get(
    "/submissions", response=out.SubmissionPage, summary="报送",
    description="本单位及下级单位报送的总结，新的在前。",
)  # fmt: skip
def list_submissions(request: KeyRequest, asked: Query[out.OfCampaign]) -> out.SubmissionPage:
    """What was submitted by the unit and its subordinates."""
    rows = _submissions(request)
    if asked.campaign:
        rows = rows.filter(participation__campaign__slug=asked.campaign)
    rows = rows.defer("content").order_by("-submitted_at", "-pk")
    return page(out.SubmissionPage, rows, out.SubmissionItem.of, request, asked)


@router.get(
    "/submissions/{id}", response=out.SubmissionOut, summary="一次报送",
    description="报送时的数据、佐证条数和正式文件的 SHA-256 值。",
)  # fmt: skip
def get_submission(request: KeyRequest, id: Id) -> out.SubmissionOut:
    """One submission with its figures and files."""
    rows = _submissions(request).select_related("docx", "pdf").defer("content")
    row = get_object_or_404(rows, pk=id)
    figures = (
        SubmittedFigure.objects.visible_to(request.auth.actor)
        .filter(submission=row)
        .annotate(evidence_count=_Length("evidence"))
        .defer("evidence")
    )
    by_kind = {figure.kind: figure for figure in figures}
    shown = [
        out.EvidencedFigure.of_submitted(figure, figure.evidence_count)
        for key in KINDS
        if (figure := by_kind.get(key))
    ]
    return out.SubmissionOut.in_full(row, shown)


@router.get(
    "/samples", response=out.SamplePage, summary="总结样本",
    description="本单位导入或报送的总结样本及其状态，不含未隐去个人信息的原文。",
)  # fmt: skip
def list_samples(request: KeyRequest, asked: Query[Paging]) -> out.SamplePage:
    """The unit's own samples."""
    rows = Sample.objects.visible_to(request.auth.actor).order_by("-created_at", "pk")
    rows = rows.defer("text", "levels", "facts", "figures", "findings")
    return page(out.SamplePage, rows, out.SampleOut.of, request, asked)


@router.get(
    "/rollup/{slug}", response=out.RollUpOut, summary="汇总",
    description="本单位及下级单位一次活动的进度和数据合计，只计有效的报送。",
)  # fmt: skip
def get_rollup(request: KeyRequest, slug: CampaignSlug) -> out.RollUpOut:
    """Totals and progress of the subtree."""
    actor = request.auth.actor
    campaign = get_object_or_404(Campaign.objects.visible_to(actor), slug=slug)
    return out.RollUpOut.of(roll_up(campaign, actor))


def _submissions(request: KeyRequest) -> Any:
    rows = Submission.objects.visible_to(request.auth.actor)
    return rows.select_related("participation__campaign", "participation__unit", "review")
