"""Rows to drafts, some hundreds in a transaction, by the rules of ``catalogue.actions``."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from zwgk.catalogue.actions.common import moved
from zwgk.catalogue.actions.writing import put, revision_of
from zwgk.catalogue.columns import COLUMNS
from zwgk.catalogue.imports.reading import CHUNK, untouchable
from zwgk.catalogue.imports.rows import settled
from zwgk.catalogue.models import (
    CatalogueImport,
    ImportRow,
    ItemMove,
    ItemRevision,
    ServiceItem,
    State,
)
from zwgk.core.actor import Actor
from zwgk.core.errors import DomainError

WHY = "从 xlsx 导入"
_MEANWHILE = "读取文件之后，有人新增或修改了这个事项，没有覆盖"
_WRITTEN = (*COLUMNS, "state", "state_since", "publish_at", "version", "edited_by_user",
            "updated_at")  # fmt: skip


def hold(batch: CatalogueImport) -> CatalogueImport:
    """The row of the import, kept from others until the transaction ends."""
    held: CatalogueImport = CatalogueImport.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    return held


def next_rows(
    batch: CatalogueImport, state: str, stage: str, ends: str, at: str
) -> tuple[CatalogueImport, list[ImportRow]]:
    """The held import and the rows that are next; without any, the import goes on to ``ends``."""
    held = hold(batch)
    if held.state != state:
        return held, []
    rows = list(held.rows.filter(stage=stage).order_by("number")[:CHUNK])
    if not rows:
        held.state = ends
        setattr(held, at, timezone.now())
        held.save(update_fields=["state", at])
    return held, rows


@transaction.atomic
def write_some(batch: CatalogueImport, *, by: Actor) -> None:
    """Write the next rows, in the name of who confirmed; the last of them end the import."""
    held, rows = next_rows(batch, "writing", ImportRow.Stage.WAITING, "done", "finished_at")
    if not rows:
        return
    author = signing(by, held.confirmed_by_user, held.confirmed_by)
    standing = held_items(rows)
    names = [row.name for row in rows if row.item_id is None]
    taken = set(
        ServiceItem.objects.filter(unit_id=held.unit_id, name__in=names).values_list(
            "topic", "name"
        )
    )
    work = _Work(author, held.unit_id)
    for row in rows:
        work.take(row, standing.get(row.item_id or 0), taken)
    work.save()
    save_rows(rows)


def signing(by: Actor, user_id: int | None, name: str) -> Actor:
    """Who decided on what a colleague goes on with: versions and reviews count as theirs."""
    return Actor(
        user_id=user_id or by.user_id, name=name, unit_id=by.unit_id, unit_path=by.unit_path,
        unit_name=by.unit_name, permissions=by.permissions,
    )  # fmt: skip


class _Work:
    """The items of some rows, then saved together."""

    def __init__(self, by: Actor, unit_id: int) -> None:
        self._by, self._unit_id = by, unit_id
        self._made: list[tuple[ImportRow, ServiceItem]] = []
        self._changed: list[ServiceItem] = []
        self._moves: list[ItemMove] = []

    def take(self, row: ImportRow, item: ServiceItem | None, taken: set[Any]) -> None:
        """Do to an item what the row says, unless it is no longer what was read."""
        gone = row.item_id is not None and item is None
        if gone or (row.topic, row.name) in taken or (item and item.version != row.before):
            self._leave(row, _MEANWHILE)
        elif item and (refused := untouchable(item)):
            self._leave(row, refused)
        else:
            try:
                columns = settled(row.given, item.columns if item else None)
            except DomainError as error:
                # The rules of writing have changed since the file was read.
                self._leave(row, error.message)
                return
            if item is None:
                item = ServiceItem(unit_id=self._unit_id)
                self._made.append((row, item))
            else:
                self._change(item)
            put(item, columns)
            item.edited_by_user = self._by.user_id
            row.after, row.stage = item.version, ImportRow.Stage.WRITTEN

    def _change(self, item: ServiceItem) -> None:
        if item.state != State.DRAFT:
            self._moves.append(moved(item, State.DRAFT, by=self._by, note=WHY))
        item.version += 1
        self._changed.append(item)

    def _leave(self, row: ImportRow, why: str) -> None:
        row.outcome, row.stage = ImportRow.Outcome.LEFT, ImportRow.Stage.NOTHING
        row.note = why[:200]

    def save(self) -> None:
        """Insert and update, a fixed number of statements whatever the rows say."""
        made = ServiceItem.objects.bulk_create([item for _, item in self._made])
        for row, item in self._made:
            row.item = item
        save_items(self._changed)
        ItemMove.objects.bulk_create(self._moves)
        ItemRevision.objects.bulk_create(
            [revision_of(item, by=self._by, why=WHY) for item in (*made, *self._changed)]
        )


def held_items(rows: list[ImportRow]) -> dict[int, ServiceItem]:
    """The items of rows, kept from others until the transaction ends."""
    wanted = [row.item_id for row in rows if row.item_id]
    found = ServiceItem.objects.select_for_update(of=("self",)).filter(pk__in=wanted)
    return {item.pk: item for item in found}


def save_items(items: list[ServiceItem]) -> None:
    """Update many items at once; names stay, so no other row is in the way."""
    now = timezone.now()
    for item in items:
        item.updated_at = now
    ServiceItem.objects.bulk_create(
        items, update_conflicts=True, unique_fields=["id"], update_fields=_WRITTEN
    )


def save_rows(rows: list[ImportRow]) -> None:
    """Keep what became of rows."""
    ImportRow.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["id"],
        update_fields=["outcome", "stage", "note", "item", "after"],
    )  # fmt: skip
