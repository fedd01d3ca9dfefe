"""What a superior's draft is composed from, gathered in a fixed number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.timezone import localtime

from zwgk.campaigns.models import Campaign, Participation, State
from zwgk.campaigns.states import WITH_SUPERIOR
from zwgk.core.actor import Actor
from zwgk.figures.ledger import Entry
from zwgk.summaries.branch.sums import BranchLedger, standing_below
from zwgk.summaries.models import Praise
from zwgk.summaries.names import most_recorded
from zwgk.summaries.queries import first_sent
from zwgk.summaries.rollup import Branch, Total, participations
from zwgk.summaries.trend import before, by_district, trend
from zwgk.units.models import Unit

_TOPICS = 30
_LONGEST_TOPIC = 16


@dataclass(frozen=True)
class BranchFacts:
    """The units, their sums, and what they tell beside; names are short and in tree order."""

    unit: Unit
    campaign: Campaign
    ledger: BranchLedger
    units: int
    submitted: int
    missing: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    then: Mapping[str, Total] = field(default_factory=dict)
    praised: tuple[tuple[str, str], ...] = ()

    @property
    def below(self) -> Mapping[str, Entry]:
        """What the units report together, by kind."""
        return self.ledger.below


def gather_branch(
    campaign: Campaign, unit: Unit, own: Mapping[str, Entry], by: Actor
) -> BranchFacts:
    """The facts of the units below the actor's unit; ``own`` is the ledger of its own desks."""
    parts = [part for part in participations(campaign, by) if part.unit_id != unit.pk]
    earlier = before(campaign, by)
    below = Branch(unit.path)
    first = first_sent(campaign, by)
    return BranchFacts(
        unit=unit,
        campaign=campaign,
        ledger=BranchLedger(own, campaign, by),
        units=len(parts),
        submitted=sum(part.state in WITH_SUPERIOR for part in parts),
        missing=_names(part for part in parts if part.state not in WITH_SUPERIOR),
        returned=_names(part for part in parts if part.state == State.RETURNED),
        late=_names(part for part in parts if _late(campaign, part, first)),
        topics=_topics(campaign, by),
        districts=_districts(campaign, unit, below, by),
        then=trend([earlier], by, below)[earlier.pk] if earlier else {},
        praised=_praised(campaign, by),
    )


def _praised(campaign: Campaign, by: Actor) -> tuple[tuple[str, str], ...]:
    """What the unit itself put on its list of examples: whose, and why."""
    rows = Praise.objects.visible_to(by).filter(
        unit_id=by.unit_id, submission__participation__campaign=campaign
    )
    told = rows.order_by("submission__participation__unit__path", "pk")
    return tuple(told.values_list("submission__participation__unit__short_name", "why"))


def _names(parts: Iterable[Participation]) -> tuple[str, ...]:
    return tuple(part.unit.short_name for part in parts)


def _late(campaign: Campaign, part: Participation, first: Mapping[int, datetime]) -> bool:
    """Whether what stands was first submitted after the deadline; mending it later is no delay."""
    sent = first.get(part.pk)
    due = campaign.summary_due_on
    return part.state in WITH_SUPERIOR and sent is not None and localtime(sent).date() > due


def _topics(campaign: Campaign, by: Actor) -> tuple[str, ...]:
    """What was recorded more than once in few words: a topic, not somebody's own question."""
    asked = most_recorded(standing_below(campaign, by), "questions_asked", _TOPICS)
    return tuple(
        one.name
        for one in asked
        if one.records > 1
        and len(one.name) <= _LONGEST_TOPIC
        and not any(character.isdigit() for character in one.name)
    )


def _districts(campaign: Campaign, unit: Unit, below: Branch, by: Actor) -> tuple[str, ...]:
    """The units directly below, those whose subtree received the most visitors first."""
    found = [
        (-one.totals[campaign.pk].value, one.unit.path, one.unit.short_name)
        for one in by_district([campaign], by, below, "visitors")
        if one.unit.pk != unit.pk and campaign.pk in one.totals
    ]
    return tuple(name for _, _, name in sorted(found))
