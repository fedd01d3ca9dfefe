"""Reads of the import pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from zwgk.catalogue.columns import Columns
from zwgk.catalogue.differences import differences
from zwgk.catalogue.imports.rows import named, settled
from zwgk.catalogue.models import CatalogueImport, ImportRow
from zwgk.core.actor import Actor
from zwgk.core.errors import DomainError

_WORKING = (
    CatalogueImport.State.READING, CatalogueImport.State.WRITING, CatalogueImport.State.UNDOING,
)  # fmt: skip


@dataclass(frozen=True)
class Progress:
    """How far an import is: its rows by what they do, and how many of them have done it."""

    working: bool
    all: int
    new: int
    changed: int
    same: int
    left: int
    wrong: int
    waiting: int
    written: int
    undone: int
    kept: int

    @property
    def to_write(self) -> int:
        """Rows that create or change an item."""
        return self.new + self.changed

    @property
    def done(self) -> int:
        """Rows that are written already."""
        return self.to_write - self.waiting

    @property
    def to_undo(self) -> int:
        """Rows an undo goes through."""
        return self.written + self.undone + self.kept


def progress(batch: CatalogueImport) -> Progress:
    """The rows of an import, counted."""
    counted = list(
        ImportRow.objects.filter(batch=batch)
        .order_by()
        .values_list("outcome", "stage")
        .annotate(number=Count("pk"))
    )

    def of(outcome: str = "", stage: str = "") -> int:
        return sum(number for o, s, number in counted if outcome in ("", o) and stage in ("", s))

    kinds, stages = ImportRow.Outcome, ImportRow.Stage
    return Progress(
        working=batch.state in _WORKING, all=of(), new=of(kinds.NEW), changed=of(kinds.CHANGED),
        same=of(kinds.SAME), left=of(kinds.LEFT), wrong=of(kinds.WRONG),
        waiting=of(stage=stages.WAITING), written=of(stage=stages.WRITTEN),
        undone=of(stage=stages.UNDONE), kept=of(stage=stages.KEPT),
    )  # fmt: skip


def imports_of(actor: Actor) -> QuerySet[Any]:
    """The unit's imports, newest first."""
    rows: QuerySet[Any] = CatalogueImport.objects.editable_by(actor)
    return rows


def rows_of(batch: CatalogueImport, outcome: str = "") -> QuerySet[Any]:
    """The rows of an import in the order of the file, with their items."""
    rows: QuerySet[Any] = ImportRow.objects.filter(batch=batch).select_related("item")
    return (rows.filter(outcome=outcome) if outcome else rows).order_by("number")


@dataclass(frozen=True)
class Told:
    """A row as a page shows it: its problems in words, and the columns it changes."""

    row: ImportRow
    problems: list[str]
    changes: list[str]


def told(rows: list[ImportRow]) -> Iterator[Told]:
    """Rows with what is wrong with them, or what they would change as things stand."""
    for row in rows:
        yield Told(row, list(named(row.problems)), _changes(row))


def _changes(row: ImportRow) -> list[str]:
    waits = row.stage == ImportRow.Stage.WAITING
    if row.item is None or not waits:
        return []
    before: Columns = row.item.columns
    try:
        return [one.name for one in differences(before, settled(row.given, before))]
    except DomainError:
        return []
