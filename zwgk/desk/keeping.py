"""Adding rows to the append-only entries, and which row of each root counts.

There is one way in for forms, phones and files. It locks little and relies on the unique index of
``is_current``: whoever decided on what is no longer true is stopped by it and decides anew
(``again``).
"""

import threading
import uuid
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import Q

from zwgk.desk.models import DeskEntry

E = TypeVar("E", bound=DeskEntry)
T = TypeVar("T")
_TIMES = 10


@dataclass
class Found(Generic[E]):
    """What is here of some ids and roots: rows by id, and the current row of each root."""

    model: type[E]
    by_id: dict[uuid.UUID, E]
    current: dict[uuid.UUID, E]


def again(act: Callable[[], T]) -> T:
    """Run in a transaction of its own; once more when another connection came in between.

    That is a unique violation (the same row, or a row of the same root), a deadlock, or a database
    that was locked for too long.
    """
    for left in reversed(range(_TIMES)):
        try:
            with _turn(), transaction.atomic():
                return act()
        except (IntegrityError, OperationalError):
            if not left:
                raise
    raise AssertionError("never reached")


_writing = threading.Lock()


def _turn() -> AbstractContextManager[Any]:
    """One writer of a process at a time where the database has but one writer anyway.

    SQLite lets waiters sleep and try again, and some of fifty sleep for seconds.
    """
    alone = connection.vendor == "sqlite" and not connection.in_atomic_block
    return _writing if alone else nullcontext()


def hold(model: type[DeskEntry], roots: Iterable[uuid.UUID]) -> None:
    """Wait for whoever changes the same roots; read them after this, in a new statement."""
    rows = model.objects.select_for_update().filter(root__in=list(roots))
    list(rows.order_by("root", "version", "pk").values_list("pk"))


def look_up(model: type[E], ids: Iterable[uuid.UUID], roots: Iterable[uuid.UUID]) -> Found[E]:
    """What is here already, in one query."""
    rows = model.objects.filter(Q(pk__in=list(ids)) | Q(root__in=list(roots))).order_by()
    by_id: dict[uuid.UUID, E] = {row.pk: row for row in rows}
    current = {row.root: row for row in by_id.values() if row.is_current}
    return Found(model, by_id, current)


def insert(found: Found[E], rows: Sequence[E]) -> None:
    """Add rows whose ids are new; of each root the greatest (version, made_at, id) counts."""
    beaten = []
    for row in rows:
        held = found.current.get(row.root)
        row.is_current = held is None or _rank(row) > _rank(held)
        if not row.is_current:
            continue
        if held is not None:
            held.is_current = False
            if held.pk in found.by_id:
                beaten.append(held.pk)
        found.current[row.root] = row
    if beaten:
        found.model.objects.filter(pk__in=beaten, is_current=True).update(is_current=False)
    found.model.objects.bulk_create(rows)


def _rank(row: DeskEntry) -> tuple[object, ...]:
    return row.version, row.made_at, row.pk
