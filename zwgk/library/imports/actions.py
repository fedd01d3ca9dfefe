"""Bringing files in, and working through them one by one."""

import logging
import mimetypes
import time
from collections.abc import Iterable
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from zwgk.core import audit, files
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import DomainError
from zwgk.core.rules import require, require_own_unit
from zwgk.library.imports.likeness import tie, untie
from zwgk.library.imports.queries import Progress, progress
from zwgk.library.imports.reading import Read, summaries_in
from zwgk.library.imports.unpacking import Arrival, arrivals
from zwgk.library.masking.proposing import propose
from zwgk.library.models import Collection, ImportBatch, ImportFile, Sample
from zwgk.text.reading import Unreadable, read_bytes
from zwgk.text.reading.model import Refused

SUMMARY_TYPES = (".txt", ".html", ".htm", ".docx", ".doc", ".wps", ".rtf", ".pdf", ".xlsx", ".zip")
MOST_FILES = 5_000

_log = logging.getLogger(__name__)
_NO_SUMMARY = "中没有读到总结正文，请检查文件内容。"
_BROKEN = "处理时出现意外错误，文件已保留；请联系系统管理员，或另存为 .docx 后重新导入。"


@transaction.atomic
def start(
    incoming: Iterable[tuple[str, bytes]], *, name: str, by: Actor,
    collection: Collection | None = None,
) -> ImportBatch:  # fmt: skip
    """Keep the files, those of archives one by one, as a batch that ``step`` works through."""
    require(by, Permission.EDIT)
    batch: ImportBatch = ImportBatch.objects.create(
        unit_id=by.unit_id, collection=collection, created_by=by.name,
        name=name.strip()[:100] or f"{timezone.localdate():%Y年%m月%d日}导入",
    )  # fmt: skip
    position = 0
    for position, arrival in enumerate(arrivals(incoming), 1):
        if position > MOST_FILES:
            raise DomainError(f"一次最多导入 {MOST_FILES} 个文件，请分批导入。", field="uploads")
        _arrive(batch, position, arrival, by)
    if not position:
        raise DomainError("请选择要导入的文件。", field="uploads")
    audit.record(by, "导入总结", batch, files=position)
    return batch


def _arrive(batch: ImportBatch, position: int, arrival: Arrival, by: Actor) -> None:
    row = ImportFile(batch=batch, position=position, name=arrival.name[-200:])
    if arrival.data is None:
        row.state, row.message = ImportFile.State.FAILED, _said(arrival.name, arrival.refusal)
    else:
        kind = mimetypes.guess_type(arrival.name)[0] or "application/octet-stream"
        row.stored = files.store(
            arrival.data, name=arrival.name, content_type=kind, unit_id=by.unit_id, by=by
        )
    row.save()


def _said(name: str, reason: str) -> str:
    return f"“{name}”{reason}"[-300:]


def step(batch: ImportBatch, *, by: Actor, seconds: float = 3.0) -> Progress:
    """Work through waiting files for about so long, at least one; call again until done.

    Each file is a transaction of its own: what was interrupted is simply done again.
    """
    require(by, Permission.EDIT)
    require_own_unit(by, batch.unit_id)
    until = time.monotonic() + seconds
    while (row := _next(batch)) is not None:
        _work(row, by)
        if time.monotonic() >= until:
            break
    if _next(batch) is None:
        rows = ImportBatch.objects.filter(pk=batch.pk, finished_at=None)
        rows.update(finished_at=timezone.now())
    return progress(batch)


def _next(batch: ImportBatch) -> ImportFile | None:
    rows = batch.files.filter(state=ImportFile.State.WAITING).select_related("stored")
    found: ImportFile | None = rows.first()
    return found


def _work(row: ImportFile, by: Actor) -> None:
    """Read outside of any transaction, then write all that came of it at once."""
    assert row.stored is not None  # files that were not kept never wait
    if earlier := _same_bytes(row, row.stored.sha256):
        message = f"与“{earlier.name}”内容完全相同，没有重复入库。"
        _finish(row, ImportFile.State.REPEATED, message)
        return
    try:
        piece = read_bytes(files.read(row.stored), row.name)
        found = summaries_in(piece.text)
        if not found:
            raise Refused(_NO_SUMMARY)
        samples = _keep(row, found, piece.warnings)
    except (Unreadable, Refused) as error:
        _finish(row, ImportFile.State.FAILED, _said(row.name, error.reason))
        return
    except Exception:
        # Whatever a strange text sets off, the other files go on and the person is told.
        _log.exception("import of file %s failed", row.pk)
        _finish(row, ImportFile.State.FAILED, _said(row.name, _BROKEN))
        return
    for sample in samples:
        if not sample.likeness:
            propose(sample, by=by)


def _same_bytes(row: ImportFile, sha256: str) -> ImportFile | None:
    rows = ImportFile.objects.filter(
        batch__unit=row.batch.unit_id, stored__sha256=sha256, state=ImportFile.State.READ
    )
    found: ImportFile | None = rows.exclude(pk=row.pk).first()
    return found


@transaction.atomic
def _keep(row: ImportFile, found: list[Read], warnings: tuple[str, ...]) -> list[Sample]:
    """The samples of a file; none when another process has done the file in the meantime."""
    waiting = ImportFile.objects.select_for_update().filter(
        pk=row.pk, state=ImportFile.State.WAITING
    )
    if not waiting.exists():
        return []
    samples = []
    for position, read in enumerate(found, 1):
        sample = Sample.objects.create(
            unit_id=row.batch.unit_id, file=row, collection_id=row.batch.collection_id,
            position=position, **asdict(read),
        )  # fmt: skip
        tie(sample)
        samples.append(sample)
    _finish(row, ImportFile.State.READ, "；".join(text.rstrip("。") for text in warnings))
    return samples


def _finish(row: ImportFile, state: str, message: str) -> None:
    ImportFile.objects.filter(pk=row.pk, state=ImportFile.State.WAITING).update(
        state=state, message=message[:300]
    )


@transaction.atomic
def discard(sample: Sample, *, reason: str, by: Actor) -> None:
    """Take an imported summary that was never published out of the library. Needs EDIT.

    The file it came from stays with its batch; the audit log keeps title and reason.
    """
    require(by, Permission.EDIT)
    require_own_unit(by, sample.unit_id)
    row = Sample.objects.select_for_update(of=("self",)).get(pk=sample.pk)
    if row.submission_id is not None:
        raise DomainError("报送的总结随报送办理，不能从总结库中删除。")
    if row.state != Sample.State.DRAFT:
        raise DomainError("已提交复核或者公开过的总结不能删除；不再公开的，请从门户撤下。")
    if not reason.strip():
        raise DomainError("请写明删除的原因，如“不是活动总结”。", field="reason")
    untie(row)
    audit.record(by, "删除导入的总结", row, reason.strip()[:200], title=row.title)
    row.delete()
