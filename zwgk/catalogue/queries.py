"""Reads of items."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from django.core.cache import cache
from django.db.models import FloatField, Func, Q, QuerySet
from django.utils import timezone

from zwgk.catalogue.columns import MANDATORY, STANDARD
from zwgk.catalogue.models import STAGES, ItemMove, ServiceItem, State, column_name
from zwgk.catalogue.rules import NEEDS, signed_before, wrote
from zwgk.core.actor import Actor

_A_YEAR = timedelta(days=365)
# What a page tells of more rows than this may be some minutes old.
MANY, KEPT_SECONDS = 10_000, 600


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


class _Waited(Func):
    """The seconds between two times, told by the database: a unit may have 100,000 moves."""

    output_field = FloatField()
    arity = 2

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """In days of the Julian calendar."""
        template = "((julianday(%(expressions)s)) * 86400.0)"
        return self.as_sql(
            compiler, connection, template=template, arg_joiner=") - julianday(", **more
        )

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """In seconds."""
        template = "EXTRACT(EPOCH FROM (%(expressions)s))::float8"
        return self.as_sql(compiler, connection, template=template, arg_joiner=" - ", **more)


@dataclass(frozen=True)
class StageTime:
    """环节用时: how long items waited for one review."""

    stage: State
    count: int
    median: timedelta | None


def stage_times(actor: Actor, item: ServiceItem | None = None) -> list[StageTime]:
    """The median time of each review in the unit over a year, or of one item ever.

    Where a unit has made very many reviews, their times may be some minutes old.
    """
    key = f"stage-times-{actor.unit_id}"
    if item is None and (kept := cache.get(key)):
        return list(kept)
    moves = ItemMove.objects.editable_by(actor).filter(from_state__in=STAGES)
    if item is None:
        moves = moves.filter(at__gte=timezone.now() - _A_YEAR)
    else:
        moves = moves.filter(item=item)
    waited: dict[str, list[float]] = {stage: [] for stage in STAGES}
    for stage, seconds in moves.order_by().values_list("from_state", _Waited("at", "since")):
        waited[stage].append(seconds)
    found = [StageTime(stage, len(waited[stage]), _median(waited[stage])) for stage in STAGES]
    if item is None and sum(time.count for time in found) > MANY:
        cache.set(key, found, KEPT_SECONDS)
    return found


def _median(seconds: list[float]) -> timedelta | None:
    # Days as floating point are exact to some hundredths of a millisecond.
    return timedelta(milliseconds=round(median(seconds) * 1000)) if seconds else None
