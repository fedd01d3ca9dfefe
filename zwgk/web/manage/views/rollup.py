"""The roll-up of a campaign: from totals to units to records, and as a workbook."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode

from zwgk.campaigns.models import Campaign, State
from zwgk.campaigns.states import WITH_SUPERIOR
from zwgk.kinds import KINDS
from zwgk.summaries import names
from zwgk.summaries.export import rollup_xlsx
from zwgk.summaries.joint import joint_desks
from zwgk.summaries.models import Submission
from zwgk.summaries.outliers import Outlier, outliers
from zwgk.summaries.queries import standing
from zwgk.summaries.rollup import (
    Branch,
    as_contributions,
    participations,
    ranking,
    roll_up,
    standing_figures,
)
from zwgk.summaries.trend import before, by_district, editions, trend
from zwgk.units.models import Unit
from zwgk.web.manage.charts import chart, highest
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import download, search_word

PER_PAGE = 50
DISTRICTS = 60  # small charts on a page
NAMES = 30
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Chosen:
    """What the address chooses: the branch and the level, and the way there and on."""

    unit: Unit
    branch: Branch
    way: tuple[Unit, ...]
    below: tuple[Unit, ...]
    query: str

    @property
    def levels(self) -> list[tuple[str, str]]:
        """The levels to choose from."""
        return [(str(level.value), str(level.label)) for level in Unit.Level]

    @property
    def level_name(self) -> str:
        """The Chinese name of the level, empty for all."""
        return str(Unit.Level(self.branch.level).label) if self.branch.level else ""


def campaign_of(request: ActorRequest, slug: str) -> Campaign:
    """The campaign, if the actor sees it."""
    campaign: Campaign = get_object_or_404(Campaign.objects.visible_to(request.actor), slug=slug)
    return campaign


def chosen(request: ActorRequest) -> Chosen:
    """The branch asked for: the acting unit's own subtree unless another inside it is named."""
    units = Unit.objects.visible_to(request.actor)
    code, level = search_word(request, "branch"), search_word(request, "level")
    level = level if level in Unit.Level.values else ""
    asked = {"code": code} if code else {"pk": request.actor.unit_id}
    unit: Unit = get_object_or_404(units, **asked)
    step = Unit.steplen
    above = [unit.path[:end] for end in range(len(request.actor.unit_path), len(unit.path), step)]
    below = units.filter(path__startswith=unit.path, depth=unit.depth + 1)
    kept = {name: value for name, value in (("branch", code), ("level", level)) if value}
    way = tuple(units.filter(path__in=above)) if above else ()
    return Chosen(unit, Branch(unit.path, level), way, tuple(below), urlencode(kept))


@access(Audience.PARTICIPANTS)
def show(request: ActorRequest, slug: str) -> HttpResponse:
    """Progress, totals, and the units with their state and what is out of line."""
    campaign, scope = campaign_of(request, slug), chosen(request)
    state, word = request.GET.get("state", ""), search_word(request)
    earlier = before(campaign, request.actor)
    odd = outliers(campaign, request.actor, scope.branch, earlier)
    parts = participations(campaign, request.actor, scope.branch)
    parts = _filtered(parts, state, word, odd)
    page = Paginator(parts, PER_PAGE).get_page(request.GET.get("page"))
    submissions = Submission.objects.visible_to(request.actor).filter(
        standing(), participation__in=[part.pk for part in page]
    )
    known = list(submissions.values_list("participation_id", "pk", "on_behalf_by"))
    by_part = {part: submission for part, submission, _ in known}
    reasons = {one.participation: one.reasons for one in odd}
    context = {
        "campaign": campaign,
        "scope": scope,
        "rolled": roll_up(campaign, request.actor, scope.branch),
        "page": page,
        "rows": [(part, by_part.get(part.pk), reasons.get(part.pk)) for part in page],
        "proxies": {part for part, _, proxy in known if proxy},
        "below": any(part.unit_id != request.actor.unit_id for part in page),
        "odd": len(odd),
        "joint": joint_desks(campaign, request.actor, scope.branch),
        "states": State.choices,
        "state": state,
        "word": word,
    }
    return render(request, "manage/report/rollup.html", context)


def _filtered(parts: QuerySet[Any], state: str, word: str, odd: list[Outlier]) -> QuerySet[Any]:
    if state == "missing":
        parts = parts.exclude(state__in=WITH_SUPERIOR)
    elif state == "odd":
        parts = parts.filter(pk__in=[one.participation for one in odd])
    elif state in State.values:
        parts = parts.filter(state=state)
    return parts.filter(unit__name__icontains=word) if word else parts


@access(Audience.PARTICIPANTS)
def kind(request: ActorRequest, slug: str, kind: str) -> HttpResponse:
    """One total: through the editions, by district, and the units by rank."""
    campaign, scope, actor = campaign_of(request, slug), chosen(request), request.actor
    if kind not in KINDS:
        raise Http404
    series = editions(campaign, actor)
    over_time = {
        pk: totals[kind]
        for pk, totals in trend(series, actor, scope.branch, [kind]).items()
        if kind in totals
    }
    districts = by_district(series, actor, scope.branch, kind)[:DISTRICTS]
    top = highest(total for district in districts for total in district.totals.values())
    page = Paginator(ranking(campaign, actor, kind, scope.branch), PER_PAGE)
    shown = page.get_page(request.GET.get("page"))
    figures = standing_figures([campaign], actor, scope.branch)
    context = {
        "campaign": campaign,
        "scope": scope,
        "kind": KINDS[kind],
        "total": over_time.get(campaign.pk),
        "series": [(one, over_time.get(one.pk)) for one in series],
        "chart": chart(series, over_time, highest(over_time.values())),
        "districts": [
            (one.unit, one.totals.get(campaign.pk), chart(series, one.totals, top))
            for one in districts
        ],
        "names": names.most_recorded(figures, kind, NAMES) if KINDS[kind].is_distinct else [],
        "page": shown,
        "rows": as_contributions(shown.object_list, F("rank")),
    }
    return render(request, "manage/report/rollup_kind.html", context)


@access(Audience.PARTICIPANTS)
def export(request: ActorRequest, slug: str) -> HttpResponse:
    """The roll-up of the branch as a workbook."""
    campaign, scope = campaign_of(request, slug), chosen(request)
    data = rollup_xlsx(campaign, request.actor, scope.branch)
    return download(data, name=f"{campaign}汇总.xlsx", content_type=XLSX)
