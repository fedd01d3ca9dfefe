"""Taking in a batch: every record for itself, all that is good in one transaction.

Order of arrival, repetition and company decide nothing: a row is known by its id, and which row of
a root counts by (version, made_at, id).
"""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from zwgk.campaigns.actions import begin
from zwgk.core import audit
from zwgk.core.actor import Actor
from zwgk.desk.keeping import Found, again, hold, insert, look_up
from zwgk.desk.models import Desk, DeskEntry, Device
from zwgk.desk.passes import attendant_of
from zwgk.desk.queries import ENTRY_MODELS
from zwgk.desk.sync import follow_ups
from zwgk.desk.sync import receipt as told
from zwgk.desk.sync.materials import Materials
from zwgk.desk.sync.receipt import FIRST_YEAR, LAST_YEAR, Batch, Receipt, Refusal, Result
from zwgk.desk.sync.wire import Arrival, id_of, read

TOLERANCE = timedelta(minutes=2)  # clocks that differ by less are left as they are
_FARTHEST = 2**31 - 1
_SHARED = ("desk_id", "root", "replaces", "version", "made_at", "is_void", "reason")
_OTHER_DESK = "这条记录属于另一个咨询台，请用那个咨询台的登记码上传。"
_CONFLICT = "这个编号已有内容不同的记录，这条没有收下。请核对后重新登记一条。"


@dataclass(frozen=True)
class Source:
    """Where records come from, and what is put on each of their rows."""

    desk: Desk
    by: Actor
    recorded_by: str
    device: Device | None
    mark: str
    offset: timedelta
    now: datetime

    def row(self, arrival: Arrival) -> DeskEntry:
        """The row of an arrival; nothing happened later than now."""
        return arrival.model(
            id=arrival.id, root=arrival.root, replaces=arrival.replaces, version=arrival.version,
            desk=self.desk, made_at=arrival.made_at,
            recorded_at=min(arrival.recorded_at + self.offset, self.now),
            recorded_by=self.recorded_by, is_void=arrival.is_void, reason=arrival.reason,
            device=self.device, mark=self.mark, **arrival.fields,
        )  # fmt: skip


def take_in(device: Device, batch: Batch) -> Receipt:
    """Take in what a phone sends; the answer is true once this has returned."""
    now = timezone.now()
    ahead = clock_offset(batch.sent_at, now)
    late = now > device.desk_pass.valid_until
    desk = device.desk_pass.desk
    assert desk is not None
    desk.participation = device.desk_pass.participation
    source = Source(
        desk=desk, by=attendant_of(device), recorded_by=device.attendant, device=device,
        mark=DeskEntry.Mark.LATE if late else DeskEntry.Mark.NONE, offset=ahead, now=now,
    )  # fmt: skip
    seconds = max(-_FARTHEST, min(int((now - batch.sent_at).total_seconds()), _FARTHEST))

    def act() -> list[Result]:
        results = settle(source, batch.entries)
        Device.objects.filter(pk=device.pk).update(
            seen_at=now, synced_at=now, waiting=min(batch.waiting, _FARTHEST),
            clock_offset=seconds, app_version=batch.version.replace("\x00", "")[:20],
        )  # fmt: skip
        return results

    return Receipt(again(act), int(ahead.total_seconds()), now)


def clock_offset(sent_at: datetime, now: datetime) -> timedelta:
    """What to add to the phone's times; nothing for a small difference or a senseless clock."""
    ahead = now - sent_at
    sensible = FIRST_YEAR <= sent_at.year <= LAST_YEAR
    return ahead if sensible and abs(ahead) > TOLERANCE else timedelta()


def settle(source: Source, entries: Sequence[Any]) -> list[Result]:
    """Keep what is good of the entries. Runs in a transaction that may be run again."""
    results: list[Result | None] = [None] * len(entries)
    arrivals: dict[int, Arrival] = {}
    for at, entry in enumerate(entries):
        try:
            arrivals[at] = read(entry)
        except Refusal as refusal:
            results[at] = _refused(id_of(entry), refusal)
    materials = Materials(source.desk.participation, list(arrivals.values()))
    sifting = _Sifting(source, list(arrivals.values()))
    for at, arrival in arrivals.items():
        try:
            state = sifting.sift(materials.resolved(arrival))
            results[at] = Result(str(arrival.id), state)
        except Refusal as refusal:
            results[at] = _refused(str(arrival.id), refusal)
    sifting.insert()
    if sifting.new:
        # A copy: when this is run again the day has not begun.
        begin(copy(source.desk.participation), by=source.by)
        _note(source, sifting.new, materials.made)
    return [result for result in results if result is not None]


class _Sifting:
    """Tells new rows from known ones and from others under the same id."""

    def __init__(self, source: Source, arrivals: Sequence[Arrival]) -> None:
        self._source = source
        self._found: Mapping[type[DeskEntry], Found[DeskEntry]] = {
            model: _found(model, [a for a in arrivals if a.model is model])
            for model in ENTRY_MODELS.values()
            if any(a.model is model for a in arrivals)
        }
        self._desks = {
            row.root: row.desk_id for found in self._found.values() for row in found.by_id.values()
        }
        self.new: dict[uuid.UUID, DeskEntry] = {}
        self.arrived: list[tuple[Arrival, DeskEntry]] = []

    def sift(self, arrival: Arrival) -> str:
        """Whether the arrival is kept or known. Raises Refusal."""
        row = self._source.row(arrival)
        held = self._found[arrival.model].by_id.get(row.pk) or self.new.get(row.pk)
        if (held.desk_id if held else self._desks.get(row.root, row.desk_id)) != row.desk_id:
            raise Refusal(_OTHER_DESK, told.OTHER_DESK)
        if held is None:
            follow_ups.judge(arrival)
            self.new[row.pk] = row
            self.arrived.append((arrival, row))
            return told.KEPT
        if not _same(held, row):
            raise Refusal(_CONFLICT, told.CONFLICT)
        return told.KNOWN

    def insert(self) -> None:
        """Add the new rows, a statement for each kind."""
        for model, found in self._found.items():
            if rows := [row for row in self.new.values() if type(row) is model]:
                insert(found, rows)
        follow_ups.settle(self.arrived, self._source.desk.participation)


def _found(model: type[DeskEntry], arrivals: Sequence[Arrival]) -> Found[DeskEntry]:
    if later := [arrival.root for arrival in arrivals if arrival.root != arrival.id]:
        hold(model, later)
    return look_up(model, [a.id for a in arrivals], [a.root for a in arrivals])


def _same(held: DeskEntry, row: DeskEntry) -> bool:
    if type(held) is not type(row):
        return False
    shared = {f.name for f in DeskEntry._meta.get_fields()}
    own = [f.attname for f in row._meta.concrete_fields if f.name not in shared]
    return all(getattr(held, name) == getattr(row, name) for name in (*_SHARED, *own))


def _refused(identity: str, refusal: Refusal) -> Result:
    return Result(identity, told.REFUSED, refusal.code, refusal.message)


def _note(source: Source, new: Mapping[uuid.UUID, DeskEntry], materials: Sequence[str]) -> None:
    """One event for the batch: every row says itself who made it, with what and when."""
    numbers = Counter(row.kind_of_entry for row in new.values())
    verb = "导入登记文件" if source.mark == DeskEntry.Mark.IMPORTED else "上传登记"
    data: dict[str, Any] = {**numbers, "entries": [str(identity) for identity in new]}
    if materials:
        data["materials"] = list(materials)
    audit.record(source.by, verb, source.device or source.desk, **data)
