"""Reads of items."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from zwgk.catalogue.columns import MANDATORY, STANDARD
from zwgk.catalogue.models import STAGES, ItemMove, ServiceItem, State, column_name
from zwgk.catalogue.rules import NEEDS, signed_before, wrote
from zwgk.core.actor import Actor

_A_YEAR = timedelta(days=365)


def items_of(actor: Actor, word: str = "", state: str = "", field: str = "") -> QuerySet[Any]:
    """The acting unit's items, last changed first, with a word in the name or section."""
    rows: QuerySet[Any] = ServiceItem.objects.editable_by(actor)
    if word:
        named = Q(name__icontains=word) | Q(topic__icontains=word) | Q(section__icontains=word)
        rows = rows.filter(named)
    if state:
        rows = rows.filter(state__in=STAGES) if state == "review" else rows.filter(state=state)
    return rows.filter(field=field) if field else rows


def to_approve(actor: Actor) -> QuerySet[Any]:
    """The unit's items whose present review is the actor's to do, the longest waiting first."""
    theirs = Q(pk__in=[])
    for stage, permission in NEEDS.items():
        if actor.may(permission):
            theirs |= Q(state=stage) & ~Q(signed_before(actor, stage))
    rows: QuerySet[Any] = ServiceItem.objects.editable_by(actor).filter(theirs)
    return rows.exclude(wrote(actor)).order_by("submitted_at", "pk")


def returned(actor: Actor) -> QuerySet[Any]:
    """The unit's items that a reviewer sent back and nobody has handed in again."""
    rows: QuerySet[Any] = ServiceItem.objects.editable_by(actor).filter(state=State.DRAFT)
    return rows.exclude(returned_for="").order_by("submitted_at", "pk")


def due(now: datetime) -> QuerySet[Any]:
    """Approved items of any unit whose time of publication has come (``zwgk upkeep``)."""
    rows: QuerySet[Any] = ServiceItem.objects.filter(state=State.SCHEDULED, publish_at__lte=now)
    return rows.select_related("unit").order_by("publish_at", "pk")


def blank_fields(item: ServiceItem) -> list[str]:
    """The names of the columns a guide has to fill and this one leaves empty."""
    return _blank(item, MANDATORY) if item.is_service else blank_standard(item)


def blank_standard(item: ServiceItem) -> list[str]:
    """The names of the standard catalogue's columns that are empty."""
    return _blank(item, STANDARD)


def _blank(item: ServiceItem, columns: tuple[str, ...]) -> list[str]:
    return [column_name(name) for name in columns if getattr(item, name) in (None, "", [])]


@dataclass(frozen=True)
class StageTime:
    """环节用时: how long items waited for one review."""

    stage: State
    count: int
    median: timedelta | None


def stage_times(actor: Actor, item: ServiceItem | None = None) -> list[StageTime]:
    """The median time of each review in the unit over a year, or of one item ever."""
    moves = ItemMove.objects.editable_by(actor).filter(from_state__in=STAGES)
    if item is None:
        moves = moves.filter(at__gte=timezone.now() - _A_YEAR)
    else:
        moves = moves.filter(item=item)
    waited: dict[str, list[timedelta]] = {stage: [] for stage in STAGES}
    for stage, since, at in moves.values_list("from_state", "since", "at"):
        waited[stage].append(at - since)
    return [StageTime(stage, len(waited[stage]), _median(waited[stage])) for stage in STAGES]


def _median(times: list[timedelta]) -> timedelta | None:
    if not times:
        return None
    return timedelta(seconds=median(time.total_seconds() for time in times))
