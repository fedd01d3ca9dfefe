"""The roll-up (汇总): the submitted figures of a subtree added up, with their submissions.

Only standing submissions count; raw records of a unit are never counted again by its superior.
Rates are recomputed from the summed numerators and denominators. The number of queries does not
depend on the number of units.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from zwgk.campaigns.models import Campaign, Participation, State
from zwgk.core.actor import Actor
from zwgk.figures.phrase import printed
from zwgk.kinds import KINDS, FigureKind, Qualifier, Source
from zwgk.summaries.models import Submission, SubmittedFigure
from zwgk.summaries.queries import STANDING


@dataclass(frozen=True)
class Total:
    """The total of one kind. ``units`` is how many submissions report it."""

    kind: FigureKind
    value: int
    out_of: int | None
    qualifier: Qualifier
    shares: Mapping[Source, int]
    units: int

    @property
    def text(self) -> str:
        """The total as printed."""
        return printed(self.kind, self.value, self.out_of, self.qualifier)

    def share_percent(self, source: Source) -> int:
        """A source's part of the value in whole per cent, cut."""
        return self.shares[source] * 100 // self.value if self.value else 0


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
    """Totals and progress of a campaign over the acting unit's subtree."""

    campaign: Campaign
    progress: Progress
    totals: Mapping[str, Total]


def participations(campaign: Campaign, actor: Actor) -> QuerySet[Any]:
    """The participants in the actor's subtree, in tree order."""
    below = Participation.objects.visible_to(actor).filter(
        campaign=campaign, unit__path__startswith=actor.unit_path
    )
    return below.select_related("unit").order_by("unit__path")


def roll_up(campaign: Campaign, actor: Actor) -> RollUp:
    """Totals and progress, in two queries whatever the number of units and kinds."""
    return RollUp(campaign, _progress(campaign, actor), _totals(campaign, actor))


def _progress(campaign: Campaign, actor: Actor) -> Progress:
    submitted = (State.SUBMITTED, State.ACCEPTED)
    counted = participations(campaign, actor).order_by().aggregate(
        units=Count("pk"),
        acknowledged=Count("pk", filter=Q(acknowledged_at__isnull=False)),
        planned=Count("pk", filter=Q(planned_at__isnull=False)),
        submitted=Count("pk", filter=Q(state__in=submitted)),
        accepted=Count("pk", filter=Q(state=State.ACCEPTED)),
        returned=Count("pk", filter=Q(state=State.RETURNED)),
    )  # fmt: skip
    return Progress(**counted)


def standing_figures(campaign: Campaign, actor: Actor) -> QuerySet[Any]:
    """The figures of every standing submission in the actor's subtree."""
    standing = Submission.objects.visible_to(actor).filter(
        STANDING,
        participation__campaign=campaign,
        participation__unit__path__startswith=actor.unit_path,
    )
    return SubmittedFigure.objects.visible_to(actor).filter(submission__in=standing)


def _totals(campaign: Campaign, actor: Actor) -> dict[str, Total]:
    rows = standing_figures(campaign, actor).order_by().values("kind").annotate(
        total=Sum("value"),
        base=Sum("out_of"),
        records=Sum("by_records"),
        tally=Sum("by_tally"),
        declared=Sum("by_declared"),
        about=Count("pk", filter=Q(qualifier=Qualifier.ABOUT)),
        more=Count("pk", filter=Q(qualifier=Qualifier.MORE_THAN)),
        units=Count("pk"),
    )  # fmt: skip
    found = {row["kind"]: _total(row) for row in rows if row["kind"] in KINDS}
    return {key: found[key] for key in KINDS if key in found}


def _total(row: Mapping[str, Any]) -> Total:
    if row["about"]:
        qualifier = Qualifier.ABOUT
    else:
        qualifier = Qualifier.MORE_THAN if row["more"] else Qualifier.EXACT
    return Total(
        kind=KINDS[row["kind"]],
        value=int(row["total"]),
        out_of=int(row["base"]) if row["base"] is not None else None,
        qualifier=qualifier,
        shares={
            Source.RECORDS: int(row["records"]),
            Source.TALLY: int(row["tally"]),
            Source.DECLARED: int(row["declared"]),
        },
        units=row["units"],
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

    @property
    def text(self) -> str:
        """The unit's figure as printed."""
        return printed(self.kind, self.value, self.out_of, self.qualifier)


def contributions(
    campaign: Campaign, actor: Actor, *, kinds: Iterable[str] | None = None
) -> list[Contribution]:
    """What each unit adds, in tree order, in one query; of some kinds or of all."""
    rows = standing_figures(campaign, actor).filter(kind__in=list(kinds or KINDS))
    unit = "submission__participation__unit"
    rows = rows.order_by(f"{unit}__path").values_list(
        "submission_id", F(f"{unit}__code"), F(f"{unit}__name"), "kind", "value", "out_of",
        "qualifier", "by_records", "by_tally", "by_declared",
    )  # fmt: skip
    return [
        Contribution(
            submission, code, name, KINDS[kind], value, out_of, Qualifier(qualifier),
            {Source.RECORDS: records, Source.TALLY: tally, Source.DECLARED: declared},
        )
        for submission, code, name, kind, value, out_of, qualifier, records, tally, declared in rows
    ]  # fmt: skip
