"""Verbs on an import: bring a file in, go on with it, confirm, give up, take back."""

import time

from django.db import transaction
from django.utils import timezone

from zwgk.catalogue.imports.queries import Progress, progress
from zwgk.catalogue.imports.reading import read, wait
from zwgk.catalogue.imports.undoing import undo_some
from zwgk.catalogue.imports.writing import hold, write_some
from zwgk.catalogue.models import CatalogueImport
from zwgk.core import audit, files
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import DomainError
from zwgk.core.rules import require, require_own_unit
from zwgk.text.reading.model import clean_name

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
State = CatalogueImport.State


@transaction.atomic
def start(data: bytes, *, name: str, by: Actor, clear_blank: bool = False) -> CatalogueImport:
    """Keep a workbook as an import that ``step`` then reads. Needs EDIT.

    With ``clear_blank`` an empty cell empties the column of an item that is there already;
    without, it leaves it as it is.
    """
    require(by, Permission.EDIT)
    shown = clean_name(name)
    stored = files.store(data, name=shown, content_type=_TYPE, unit_id=by.unit_id, by=by)
    batch: CatalogueImport = CatalogueImport.objects.create(
        unit_id=by.unit_id, stored=stored, name=shown[-200:], clear_blank=clear_blank,
        created_by=by.name,
    )  # fmt: skip
    audit.record(by, "上传公开事项目录", batch, batch.name)
    return batch


def step(batch: CatalogueImport, *, by: Actor, seconds: float = 3.0) -> Progress:
    """Read, write or undo for about so long; call again until ``Progress.working`` is False.

    Needs EDIT. Each few hundred rows are a transaction: what was interrupted goes on there.
    """
    require(by, Permission.EDIT)
    require_own_unit(by, batch.unit_id)
    until = time.monotonic() + seconds
    while True:
        batch.refresh_from_db()
        if batch.state == State.READING:
            if not read(batch, by=by):
                wait(seconds)
        elif batch.state == State.WRITING:
            write_some(batch, by=by)
        elif batch.state == State.UNDOING:
            undo_some(batch, by=by)
        else:
            break
        if time.monotonic() >= until:
            batch.refresh_from_db()
            break
    return progress(batch)


def _begin(batch: CatalogueImport, state: str, refusal: str, by: Actor) -> CatalogueImport:
    require(by, Permission.EDIT)
    require_own_unit(by, batch.unit_id)
    held = hold(batch)
    if held.state != state:
        raise DomainError(f"当前进度为“{held.get_state_display()}”，{refusal}")
    return held


@transaction.atomic
def confirm(batch: CatalogueImport, *, by: Actor) -> None:
    """Have the rows without errors written as drafts. Needs EDIT."""
    held = _begin(batch, State.READY, "不能确认导入，请刷新页面。", by)
    told = progress(held)
    if not told.to_write:
        raise DomainError("没有可以导入的行；有错误的行请修改后重新上传。")
    held.state, held.confirmed_at = State.WRITING, timezone.now()
    held.confirmed_by, held.confirmed_by_user = by.name, by.user_id
    held.save()
    audit.record(
        by, "导入公开事项", held, held.name, new=told.new, changed=told.changed, same=told.same,
        left=told.left, wrong=told.wrong,
    )  # fmt: skip


@transaction.atomic
def drop(batch: CatalogueImport, *, by: Actor) -> None:
    """Give an import up before anything is written; the file stays. Needs EDIT."""
    held = _begin(batch, State.READY, "不能放弃，请刷新页面。", by)
    held.state = State.DROPPED
    held.save()
    audit.record(by, "放弃导入公开事项", held, held.name)


@transaction.atomic
def undo(batch: CatalogueImport, *, by: Actor) -> None:
    """Have a finished import taken back, as far as nobody has gone on with it. Needs EDIT."""
    held = _begin(batch, State.DONE, "不能撤销，请刷新页面。", by)
    held.state, held.undone_by, held.undone_by_user = State.UNDOING, by.name, by.user_id
    held.save()
    told = progress(held)
    audit.record(by, "撤销导入公开事项", held, held.name, written=told.written)
