"""An import taken back: drafts nobody has touched since go, changed items get their text back."""

from django.db import transaction

from zwgk.catalogue.actions.writing import put, revision_of
from zwgk.catalogue.imports.writing import (
    held_items,
    next_rows,
    save_items,
    save_rows,
    signing,
)
from zwgk.catalogue.models import CatalogueImport, ImportRow, ItemRevision, ServiceItem, State
from zwgk.core.actor import Actor

WHY = "撤销导入"
_GONE = "事项已经不在目录中"
_TOUCHED = "导入后有人修改、提交或公开过，没有撤销"
_HOLDS = "导入后已有批注、附件或者别处的引用，没有撤销"


@transaction.atomic
def undo_some(batch: CatalogueImport, *, by: Actor) -> None:
    """Take back the next rows, in the name of who asked for it."""
    held, rows = next_rows(batch, "undoing", ImportRow.Stage.WRITTEN, "undone", "undone_at")
    if not rows:
        return
    author = signing(by, held.undone_by_user, held.undone_by)
    items = held_items(rows)
    created = [row.item_id for row in rows if row.before is None and row.item_id]
    referred = _referred(created)
    changed = []
    for row in rows:
        item = items.get(row.item_id or 0)
        row.stage, row.note = ImportRow.Stage.KEPT, _why_kept(row, item, referred)
        if row.note:
            continue
        row.stage = ImportRow.Stage.UNDONE
        if item is not None and row.before is not None:
            changed.append((row, item))
    _remove([row for row in rows if row.stage == ImportRow.Stage.UNDONE and row.before is None])
    _restore(changed, author)
    save_rows(rows)


def _why_kept(row: ImportRow, item: ServiceItem | None, referred: set[int]) -> str:
    if item is None:
        return _GONE
    untouched = item.version == row.after and item.state == State.DRAFT
    if not untouched or item.published_version == item.version:
        return _TOUCHED
    return _HOLDS if item.pk in referred else ""


def _referred(ids: list[int]) -> set[int]:
    """Which of new items anything but their own version and rows of imports refers to."""
    found: set[int] = set()
    for relation in ServiceItem._meta.related_objects:
        model, name = relation.related_model, relation.field.name
        if ids and model not in (ItemRevision, ImportRow):
            rows = model._base_manager.filter(**{f"{name}__in": ids})
            found |= set(rows.values_list(name, flat=True))
    return found


def _remove(rows: list[ImportRow]) -> None:
    ids = [row.item_id for row in rows if row.item_id]
    for row in rows:
        row.item = None
    if ids:
        ServiceItem.objects.filter(pk__in=ids).delete()


def _restore(changed: list[tuple[ImportRow, ServiceItem]], by: Actor) -> None:
    """Write what stood before as a new version; the state stays draft, as after any change."""
    wanted = ItemRevision.objects.filter(item__in=[item for _, item in changed])
    before = {row.item_id: row.before for row, _ in changed}
    texts = {
        found.item_id: found.columns for found in wanted if found.number == before[found.item_id]
    }
    revisions = []
    for row, item in changed:
        put(item, texts[item.pk])
        item.version, item.edited_by_user = item.version + 1, by.user_id
        revisions.append(revision_of(item, by=by, why=WHY, restored_from=row.before))
    save_items([item for _, item in changed])
    ItemRevision.objects.bulk_create(revisions)
