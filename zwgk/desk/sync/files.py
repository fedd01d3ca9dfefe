"""The queue of a phone that could not send, brought to the office as a file."""

import json
import uuid
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import DomainError
from zwgk.core.rules import require, require_own_unit
from zwgk.desk.keeping import again
from zwgk.desk.models import Desk, DeskEntry, Device
from zwgk.desk.sync.receipt import MOST, Receipt, Result
from zwgk.desk.sync.taking import TOLERANCE, Source, settle

FORMAT, VERSION = "zwgk-desk-queue", 1
MOST_IN_A_FILE = 20_000
_NO_QUEUE = "这不是手机导出的登记文件，请在手机上“导出待传记录文件”后重新选择。"


@transaction.atomic
def import_file(desk: Desk, data: bytes, *, by: Actor) -> Receipt:
    """Take in the queue file of a phone, marked as imported. Needs RECORD.

    Raises DomainError for a file that is no queue of this desk; its records are judged each for
    itself.
    """
    require(by, Permission.RECORD)
    require_own_unit(by, desk.participation.unit_id)
    queue = _read(data)
    if queue.get("desk") != desk.pk:
        raise DomainError("这个文件是另一个咨询台的，请到那个咨询台的页面导入。", field="file")
    device = _device(queue.get("device"), desk)
    name = queue.get("name")
    ahead = timedelta(seconds=device.clock_offset if device else 0)
    source = Source(
        desk=desk, by=by, recorded_by=_name(name) or by.name, device=device,
        mark=DeskEntry.Mark.IMPORTED, now=timezone.now(),
        # When the file is read says nothing of the phone's clock; what it last said does.
        offset=ahead if abs(ahead) > TOLERANCE else timedelta(),
    )  # fmt: skip
    entries, results = queue["entries"], list[Result]()
    for start in range(0, len(entries), MOST):
        part = entries[start : start + MOST]
        results += again(lambda part=part: settle(source, part))  # type: ignore[misc]
    return Receipt(results, int(source.offset.total_seconds()), source.now)


def _read(data: bytes) -> dict[str, Any]:
    try:
        queue = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise DomainError(_NO_QUEUE, field="file") from None
    if not isinstance(queue, dict) or queue.get("format") != FORMAT:
        raise DomainError(_NO_QUEUE, field="file")
    if queue.get("version") != VERSION:
        raise DomainError("文件由更新的应用导出，请先更新平台，再导入。", field="file")
    entries = queue.get("entries")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise DomainError(_NO_QUEUE, field="file")
    if not entries:
        raise DomainError("文件中没有待传的记录，不用导入。", field="file")
    if len(entries) > MOST_IN_A_FILE:
        raise DomainError(f"文件中的记录超过 {MOST_IN_A_FILE} 条，请分开导出。", field="file")
    return queue


def _device(identity: Any, desk: Desk) -> Device | None:
    """The phone the file comes from, when it entered at this desk."""
    try:
        key = uuid.UUID(str(identity))
    except ValueError:
        return None
    found: Device | None = Device.objects.filter(pk=key, desk_pass__desk=desk).first()
    return found


def _name(value: Any) -> str:
    text = value if isinstance(value, str) else ""
    plain = " ".join(text.replace("\x00", "").encode("utf-8", "replace").decode().split())
    return plain[:20]
