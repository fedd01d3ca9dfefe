"""Editions and districts beside one another: how totals change, and where they come from."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.db.models.functions import Substr

from zwgk.campaigns.models import Campaign
from zwgk.campaigns.states import WITH_SUPERIOR
from zwgk.core.actor import Actor
from zwgk.figures.phrase import printed
from zwgk.kinds import KINDS, FigureKind, Qualifier
from zwgk.summaries.rollup import (
    PART,
    UNIT,
    Branch,
    Total,
    participations,
    standing_figures,
    totals_by,
)
from zwgk.units.models import Unit


@dataclass(frozen=True)
class District:
    """A unit directly below the branch with what its own subtree adds in each edition."""

    unit: Unit
    totals: Mapping[int, Total]


@dataclass(frozen=True)
class Change:
    """A kind in this edition and in the one before."""

    kind: FigureKind
    now: Total | None
    then: Total | None

    @property
    def told(self) -> str:
        """The difference in words: 增加 12人次（30%）, 提高 1.5 个百分点."""
        if self.now is None or self.then is None:
            return "本届没有报送" if self.now is None else "上届没有报送"
        if self.now.unnamed or self.then.unnamed:
            return "不相加，不作比较"
        if self.kind.is_rate:
            return _points(self.now, self.then)
        more = self.now.value - self.then.value
        if not more:
            return "持平"
        amount = printed(self.kind, abs(more), None, Qualifier.EXACT)
        part = f"（{abs(more) * 100 // self.then.value}%）" if self.then.value else ""
        return f"{'增加' if more > 0 else '减少'}{amount}{part}"


def _points(now: Total, then: Total) -> str:
    if not now.out_of or not then.out_of:
        return "没有基数，不作比较"
    points = round(1000 * (now.value / now.out_of - then.value / then.out_of)) / 10
    if not points:
        return "持平"
    return f"{'提高' if points > 0 else '降低'} {abs(points):g} 个百分点"


def editions(campaign: Campaign, actor: Actor, limit: int = 10) -> list[Campaign]:
    """The campaigns of the same series by the same unit up to this one, the oldest first."""
    rows = Campaign.objects.visible_to(actor).filter(
        unit_id=campaign.unit_id, series=campaign.series, starts_on__lte=campaign.starts_on
    )
    return list(reversed(rows.order_by("-starts_on", "-pk")[:limit]))


def before(campaign: Campaign, actor: Actor) -> Campaign | None:
    """The edition before this one, if the actor sees it."""
    earlier = [one for one in editions(campaign, actor, 2) if one.pk != campaign.pk]
    return earlier[-1] if earlier else None


def trend(
    campaigns: Collection[Campaign], actor: Actor, branch: Branch | None = None,
    kinds: Collection[str] = tuple(KINDS),
) -> dict[int, dict[str, Total]]:  # fmt: skip
    """The totals of several campaigns by their ids, in two queries."""
    figures = standing_figures(campaigns, actor, branch).filter(kind__in=kinds)
    found: dict[int, dict[str, Total]] = {campaign.pk: {} for campaign in campaigns}
    totals = totals_by(figures.annotate(edition=F(f"{PART}__campaign_id")), ("edition",))
    for (edition, kind), total in totals.items():
        found[edition][kind] = total
    return found


def changes(now: Mapping[str, Total], then: Mapping[str, Total]) -> list[Change]:
    """Every kind that one of two editions reports."""
    return [
        Change(kind, now.get(key), then.get(key))
        for key, kind in KINDS.items()
        if key in now or key in then
    ]


def by_district(
    campaigns: Sequence[Campaign], actor: Actor, branch: Branch, kind: str
) -> list[District]:
    """One kind in several editions by the units directly below the branch, in three queries or two.

    The branch's own submission stands first, under its own name.
    """
    figures: Any = standing_figures(campaigns, actor, branch).filter(kind=kind)
    figures = figures.annotate(
        edition=F(f"{PART}__campaign_id"),
        district=Substr(f"{UNIT}__path", 1, len(branch.path) + Unit.steplen),
    )
    found: dict[str, dict[int, Total]] = {}
    for (district, edition, _), total in totals_by(figures, ("district", "edition")).items():
        found.setdefault(district, {})[edition] = total
    units = Unit.objects.visible_to(actor).filter(path__in=list(found))
    return [District(unit, found[unit.path]) for unit in units.order_by("path")]


def newcomers(
    campaign: Campaign, earlier: Campaign | None, actor: Actor, branch: Branch | None = None
) -> tuple[list[str], list[str]]:
    """The units whose summary stands in this edition and not in the one before, and the reverse.

    Totals of unlike units are not compared without saying so. One query an edition.
    """
    if earlier is None:
        return [], []
    now, then = (_standing_units(one, actor, branch) for one in (campaign, earlier))
    return (
        [name for pk, name in now.items() if pk not in then],
        [name for pk, name in then.items() if pk not in now],
    )


def _standing_units(campaign: Campaign, actor: Actor, branch: Branch | None) -> dict[int, str]:
    rows = participations(campaign, actor, branch).filter(state__in=WITH_SUPERIOR)
    return dict(rows.values_list("unit_id", "unit__short_name"))
