"""The roll-up of a campaign: from totals to units to records, and as a workbook."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from zwgk.campaigns.models import Campaign, State
from zwgk.campaigns.states import WITH_SUPERIOR
from zwgk.kinds import KINDS
from zwgk.summaries.export import rollup_xlsx
from zwgk.summaries.models import Submission
from zwgk.summaries.queries import STANDING
from zwgk.summaries.rollup import contributions, participations, roll_up
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import download, search_word

PER_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _campaign(request: ActorRequest, slug: str) -> Campaign:
    campaign: Campaign = get_object_or_404(Campaign.objects.visible_to(request.actor), slug=slug)
    return campaign


@access(Audience.PARTICIPANTS)
def show(request: ActorRequest, slug: str) -> HttpResponse:
    """Progress, totals, and the units with their state."""
    campaign = _campaign(request, slug)
    state, word = request.GET.get("state", ""), search_word(request)
    parts = participations(campaign, request.actor)
    if state == "missing":
        parts = parts.exclude(state__in=WITH_SUPERIOR)
    elif state in State.values:
        parts = parts.filter(state=state)
    if word:
        parts = parts.filter(unit__name__icontains=word)
    page = Paginator(parts, PER_PAGE).get_page(request.GET.get("page"))
    standing = Submission.objects.visible_to(request.actor).filter(
        STANDING, participation__in=[part.pk for part in page]
    )
    by_part = dict(standing.values_list("participation_id", "pk"))
    context = {
        "campaign": campaign,
        "rolled": roll_up(campaign, request.actor),
        "page": page,
        "rows": [(part, by_part.get(part.pk)) for part in page],
        "states": State.choices,
        "state": state,
        "word": word,
    }
    return render(request, "manage/report/rollup.html", context)


@access(Audience.PARTICIPANTS)
def kind(request: ActorRequest, slug: str, kind: str) -> HttpResponse:
    """From a total to what each unit adds to it."""
    campaign = _campaign(request, slug)
    if kind not in KINDS:
        raise Http404
    total = roll_up(campaign, request.actor).totals.get(kind)
    rows = contributions(campaign, request.actor, kinds=[kind])
    rows.sort(key=lambda row: row.value, reverse=True)
    context = {"campaign": campaign, "kind": KINDS[kind], "total": total, "rows": rows}
    return render(request, "manage/report/rollup_kind.html", context)


@access(Audience.PARTICIPANTS)
def export(request: ActorRequest, slug: str) -> HttpResponse:
    """The roll-up as a workbook."""
    campaign = _campaign(request, slug)
    data = rollup_xlsx(campaign, request.actor)
    return download(data, name=f"{campaign}汇总.xlsx", content_type=XLSX)
