"""The roll-up (汇总): the submitted figures of a branch united, with their submissions.

Only standing submissions count; raw records of a unit are never counted again by its superior.
Rates are recomputed from the summed numerators and denominators; booklets and departments are
united by name. The number of queries does not depend on the number of units.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Max, Min, Q, QuerySet, Sum, Value, Window
from django.db.models.functions import NullIf, Rank

from zwgk.campaigns.models import Campaign, Participation, State
from zwgk.core.actor import Actor
from zwgk.figures.phrase import printed, printed_range
from zwgk.kinds import DISTINCT_KINDS, KINDS, FigureKind, Qualifier, Source, combined
from zwgk.summaries import names
from zwgk.summaries.models import SubmittedFigure
from zwgk.summaries.queries import standing

PART = "submission__participation"
UNIT = f"{PART}__unit"
_UNRANKED = Value(0)


@dataclass(frozen=True)
class Branch:
    """The units a roll-up covers: a subtree below or at the actor's unit, all levels or one."""

    path: str
    level: str = ""

    def condition(self, unit: str) -> Q:
        """As a filter; ``unit`` is how the unit is reached from the row."""
        inside = Q(**{f"{unit}__path__startswith": self.path})
        return inside & Q(**{f"{unit}__level": self.level}) if self.level else inside


@dataclass(frozen=True)
class Total:
    """The total of one kind; ``units`` is how many submissions report it.

    Of a kind that is never added ``named`` is how many different names the units report, and
    ``unnamed`` how many units gave a number without names, between ``low`` and ``high``; ``value``
    is then the least that it can be. A single unit's own number stands as it is. ``accepted`` is
    the part of a sum or of a rate's numerator that the superior has accepted.
    """

    kind: FigureKind
    value: int
    out_of: int | None
    qualifier: Qualifier
    shares: Mapping[Source, int]
    units: int
    named: int = 0
    unnamed: int = 0
    low: int = 0
    high: int = 0
    accepted: int = 0

    @property
    def number(self) -> int | None:
        """The value, or None where no unit's number could be united with another's."""
        return None if self.unnamed and self.unnamed == self.units else self.value

    @property
    def text(self) -> str:
        """The total as printed."""
        if self.number is None:
            return "不合计"
        if self.unnamed:
            return f"至少{self.value}{self.kind.measure}"
        return printed(self.kind, self.value, self.out_of, self.qualifier)

    @property
    def note(self) -> str:
        """What a total that is no sum holds and does not hold, as a clause; else nothing."""
        if not self.kind.is_distinct or self.units == 1:
            return ""
        said = printed_range(self.kind, self.low, self.high)
        if self.number is None:
            return f"{self.units}个单位只填了数量（每个单位{said}），可能重复，不相加"
        if not self.unnamed:
            return "按名称合并，同名只计一次"
        return (
            f"有名称的合并为{self.named}{self.kind.measure}；另有{self.unnamed}个单位只填了数量"
            f"（每个单位{said}），可能重复，没有相加"
        )

    @property
    def height(self) -> float:
        """What a bar shows: the value, of a rate the rate."""
        return self.value / self.out_of if self.out_of else float(self.value)

    @property
    def percent(self) -> float:
        """A rate in per cent, cut to one decimal as it is printed."""
        return self.value * 1000 // self.out_of / 10 if self.out_of else 0.0

    @property
    def accepted_percent(self) -> int | None:
        """What is accepted in whole per cent, cut; of what is no sum nothing."""
        if self.kind.is_distinct or not self.value:
            return None
        return self.accepted * 100 // self.value


@dataclass(frozen=True)
class Progress:
    """How many units have come how far."""

    units: int
    acknowledged: int
    planned: int
    submitted: int
    accepted: int
    returned: int


@dataclass(frozen=True)
class RollUp:
    """Totals and progress of a campaign over a branch."""

    campaign: Campaign
    progress: Progress
    totals: Mapping[str, Total]


def participations(campaign: Campaign, actor: Actor, branch: Branch | None = None) -> QuerySet[Any]:
    """The participants in the branch, or in the actor's subtree, in tree order."""
    where = branch or Branch(actor.unit_path)
    below = Participation.objects.visible_to(actor).filter(
        where.condition("unit"), campaign=campaign
    )
    return below.select_related("unit").order_by("unit__path")


def roll_up(campaign: Campaign, actor: Actor, branch: Branch | None = None) -> RollUp:
    """Totals and progress, in three queries or fewer whatever the number of units and kinds."""
    figures = standing_figures([campaign], actor, branch)
    by_kind = {key[0]: total for key, total in totals_by(figures).items()}
    ordered = {key: by_kind[key] for key in KINDS if key in by_kind}
    return RollUp(campaign, _progress(participations(campaign, actor, branch)), ordered)


def _progress(parts: QuerySet[Any]) -> Progress:
    submitted = (State.SUBMITTED, State.ACCEPTED)
    counted = parts.order_by().aggregate(
        units=Count("pk"),
        acknowledged=Count("pk", filter=Q(acknowledged_at__isnull=False)),
        planned=Count("pk", filter=Q(planned_at__isnull=False)),
        submitted=Count("pk", filter=Q(state__in=submitted)),
        accepted=Count("pk", filter=Q(state=State.ACCEPTED)),
        returned=Count("pk", filter=Q(state=State.RETURNED)),
    )  # fmt: skip
    return Progress(**counted)


def standing_figures(
    campaigns: Collection[Campaign], actor: Actor, branch: Branch | None = None
) -> QuerySet[Any]:
    """The figures of every standing submission to the campaigns in the branch."""
    where = branch or Branch(actor.unit_path)
    figures: QuerySet[Any] = SubmittedFigure.objects.visible_to(actor).filter(
        standing("submission__"),
        where.condition(UNIT),
        submission__participation__campaign__in=[campaign.pk for campaign in campaigns],
    )
    return figures


def totals_by(figures: QuerySet[Any], keys: Sequence[str] = ()) -> dict[tuple[Any, ...], Total]:
    """The totals of figures by further annotated columns and by kind.

    One query, and one more for the names where a kind is united by them.
    """
    unnamed = ~names.NAMED
    rows = figures.order_by().values(*keys, "kind").annotate(
        total=Sum("value"),
        base=Sum("out_of"),
        records=Sum("by_records"),
        tally=Sum("by_tally"),
        declared=Sum("by_declared"),
        units=Count("submission"),
        unnamed=Count("submission", filter=unnamed),
        low=Min("value", filter=unnamed),
        high=Max("value", filter=unnamed),
        accepted=Sum("value", filter=Q(**{f"{PART}__state": State.ACCEPTED})),
        **{q.value: Count("submission", filter=Q(qualifier=q)) for q in Qualifier},
    )  # fmt: skip
    united = any(row["kind"] in DISTINCT_KINDS for row in rows)
    named = names.counts(figures, keys) if united else {}
    found = {}
    for row in rows:
        key = tuple(row[name] for name in (*keys, "kind"))
        if row["kind"] in KINDS:
            found[key] = _total(row, named.get(key, 0))
    return found


def _total(row: Mapping[str, Any], named: int) -> Total:
    kind = KINDS[row["kind"]]
    shares = {
        Source.RECORDS: int(row["records"]),
        Source.TALLY: int(row["tally"]),
        Source.DECLARED: int(row["declared"]),
    }
    value, qualifier = int(row["total"]), combined(q for q in Qualifier if row[q.value])
    united = kind.is_distinct and row["units"] > 1
    if united:
        value = max(named, row["high"] or 0)
        qualifier = Qualifier.MORE_THAN if row["unnamed"] else Qualifier.EXACT
        shares = {Source.RECORDS: named, Source.TALLY: 0, Source.DECLARED: 0}
    return Total(
        kind=kind,
        value=value,
        out_of=int(row["base"]) if row["base"] is not None else None,
        qualifier=qualifier,
        shares=shares,
        units=row["units"],
        named=named if united else 0,
        unnamed=row["unnamed"] if united else 0,
        low=row["low"] or 0,
        high=row["high"] or 0,
        accepted=int(row["accepted"] or 0),
    )


@dataclass(frozen=True)
class Contribution:
    """What one unit's submission adds to a total: the step from a total to its units."""

    submission_id: int
    unit_code: str
    unit_name: str
    kind: FigureKind
    value: int
    out_of: int | None
    qualifier: Qualifier
    shares: Mapping[Source, int]
    rank: int = 0

    @property
    def text(self) -> str:
        """The unit's figure as printed."""
        return printed(self.kind, self.value, self.out_of, self.qualifier)


def contributions(
    campaign: Campaign, actor: Actor, *, kinds: Collection[str] = tuple(KINDS),
    branch: Branch | None = None,
) -> list[Contribution]:  # fmt: skip
    """What each unit adds, in tree order, in one query; of some kinds or of all."""
    rows = standing_figures([campaign], actor, branch).filter(kind__in=kinds)
    return as_contributions(rows.order_by(f"{UNIT}__path"))


def ranking(
    campaign: Campaign, actor: Actor, kind: str, branch: Branch | None = None
) -> QuerySet[Any]:
    """The figures of one kind, the highest first, with their rank; equal ones share it."""
    rows = standing_figures([campaign], actor, branch).filter(kind=kind)
    height: Any = F("value")
    if KINDS[kind].is_rate:
        height = F("value") * Value(1.0) / NullIf(F("out_of"), Value(0))
    highest = height.desc(nulls_last=True)
    ranked: QuerySet[Any] = rows.annotate(rank=Window(Rank(), order_by=highest))
    return ranked.order_by("rank", f"{UNIT}__path")


def as_contributions(figures: Any, rank: Any = _UNRANKED) -> list[Contribution]:
    """Figures as what their units add, in their order, in one query."""
    rows = figures.values_list(
        "submission_id", F(f"{UNIT}__code"), F(f"{UNIT}__name"), "kind", "value", "out_of",
        "qualifier", "by_records", "by_tally", "by_declared", rank,
    )  # fmt: skip
    return [
        Contribution(
            submission, code, name, KINDS[kind], value, out_of, Qualifier(qualifier),
            {Source.RECORDS: records, Source.TALLY: tally, Source.DECLARED: declared}, place,
        )
        for submission, code, name, kind, value, out_of, qualifier, records, tally, declared, place
        in rows
    ]  # fmt: skip
