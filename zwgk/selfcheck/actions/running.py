"""Running a self-check: every item of the unit, some at a time.

Items are read outside of any transaction, for the rules may take their time; what came of them is
written at once, and only if nobody else has gone on in the meantime.
"""

import hashlib
import time
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from zwgk.campaigns.models import Participation
from zwgk.catalogue.attention import AgeRules
from zwgk.catalogue.gate import Finding, check_item
from zwgk.catalogue.models import ItemRevision, ServiceItem, State
from zwgk.core import audit
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import DomainError
from zwgk.core.rules import require, require_own_unit
from zwgk.selfcheck.actions.common import begin
from zwgk.selfcheck.models import CheckedItem, CheckFinding, SelfCheck
from zwgk.selfcheck.rules import first_due

AT_ONCE = 200


@dataclass(frozen=True)
class Progress:
    """进度: how many of the unit's items the present run has come to."""

    done: int
    all: int

    @property
    def waiting(self) -> int:
        """How many are still to be checked."""
        return self.all - self.done


@transaction.atomic
def begin_run(participation: Participation, *, by: Actor) -> SelfCheck:
    """Begin the self-check, or run it again from the first item. Needs EDIT.

    The caller goes on with ``step``. A run that is under way is left as it is.
    """
    require(by, Permission.EDIT)
    require_own_unit(by, participation.unit_id)
    Participation.objects.select_for_update(of=("self",)).get(pk=participation.pk)
    check, new = SelfCheck.objects.get_or_create(
        participation=participation, defaults={"begun_by": by.name}
    )
    begin(check, by)
    if check.under_way:
        return check
    if not _items(check).exists():
        raise DomainError("本单位还没有公开事项，请先在“办事指南”中新增，再开始自查。")
    check.run, check.cursor = check.run + 1, 0
    check.run_at, check.run_by = timezone.now(), by.name
    check.save()
    audit.record(by, "开始自查" if new else "重新检查", check, run=check.run)
    return check


def progress(check: SelfCheck) -> Progress:
    """How far the present run is."""
    total = _items(check).count()
    if check.cursor is None:
        return Progress(total, total)
    return Progress(_items(check).filter(pk__lte=check.cursor).count(), total)


def step(check: SelfCheck, *, by: Actor, seconds: float = 3.0) -> Progress:
    """Check items for about so long, at least one; call again until none waits. Needs EDIT."""
    require(by, Permission.EDIT)
    require_own_unit(by, check.participation.unit_id)
    until = time.monotonic() + seconds
    now, ages = timezone.now(), AgeRules(timezone.now())
    while check.under_way:
        rows = _items(check).filter(pk__gt=check.cursor).order_by("pk")
        # One more than is checked tells whether these are the last.
        waiting = list(rows.select_related("unit")[: AT_ONCE + 1])
        found: list[tuple[ServiceItem, list[Finding]]] = []
        for item in waiting[:AT_ONCE]:
            found.append((item, _findings(item, ages, now)))
            if time.monotonic() >= until:
                break
        _write(check, found, by=by, last=len(found) == len(waiting), now=now)
        if time.monotonic() >= until:
            break
    return progress(check)


def _items(check: SelfCheck) -> Any:
    """The unit's items: what was taken down is looked at only where it was checked before."""
    before = CheckedItem.objects.filter(check_of=check).values("item")
    rows = ServiceItem.objects.filter(unit_id=check.participation.unit_id)
    return rows.exclude(pk__in=rows.filter(state=State.WITHDRAWN).exclude(pk__in=before))


def _findings(item: ServiceItem, ages: AgeRules, now: datetime) -> list[Finding]:
    if item.state == State.WITHDRAWN:
        return []
    return [*check_item(item, today=timezone.localdate(now)), *ages.of(item)]


@transaction.atomic
def _write(
    check: SelfCheck, found: list[tuple[ServiceItem, list[Finding]]], *, by: Actor, last: bool,
    now: datetime,
) -> None:  # fmt: skip
    """Keep what came of some items; nothing where another has gone on from the same place."""
    from_here = (check.cursor, check.run)
    begin(check, by)
    if (check.cursor, check.run) != from_here:
        return
    lines = _lines(check, [item for item, _ in found], now)
    before: dict[int, dict[str, CheckFinding]] = {line.pk: {} for line in lines.values()}
    for row in CheckFinding.objects.filter(line__in=before):
        before[row.line_id][row.key] = row
    kept = _Kept(first_due(check.participation, timezone.localdate(now)), now)
    for item, findings in found:
        kept.compare(item, lines[item.pk], before[lines[item.pk].pk], findings)
    CheckFinding.objects.bulk_create(kept.new)
    CheckFinding.objects.bulk_update(kept.again, [*_TOLD, *_SETTLED], batch_size=100)
    _settle(kept.gone, by, now)
    check.cursor = None if last else found[-1][0].pk
    check.save(update_fields=["cursor"])
    if last:
        audit.record(by, "完成自查检查", check, run=check.run)


_TOLD = ["severity", "message", "column", "where", "version", "found_at"]
_SETTLED = ["state", "settled_at", "settled_by", "settled_version"]


class _Kept:
    """What the rows of some items have to become: new ones, changed ones, those that are gone."""

    def __init__(self, due: date, now: datetime) -> None:
        self._due, self._now = due, now
        self.new: list[CheckFinding] = []
        self.again: list[CheckFinding] = []
        self.gone: list[tuple[ServiceItem, CheckFinding]] = []

    def compare(
        self, item: ServiceItem, line: CheckedItem, known: dict[str, CheckFinding],
        findings: list[Finding],
    ) -> None:  # fmt: skip
        """Set what is found now beside what was found before."""
        by_key = {_key(finding): finding for finding in findings}
        for key, finding in by_key.items():
            row = known.get(key)
            if row is None:
                self.new.append(self._row(line, key, finding, item))
            elif _again(row, finding, item, self._now):
                self.again.append(row)
        for key, row in known.items():
            if key not in by_key and row.state != CheckFinding.State.MENDED:
                self.gone.append((item, row))

    def _row(
        self, line: CheckedItem, key: str, finding: Finding, item: ServiceItem
    ) -> CheckFinding:
        return CheckFinding(
            line=line, key=key, code=finding.code, column=finding.column, where=finding.where,
            severity=finding.severity, message=finding.message, version=item.version,
            found_at=self._now, responsible=item.section, due_on=self._due,
        )  # fmt: skip


def _lines(check: SelfCheck, items: list[ServiceItem], now: datetime) -> dict[int, CheckedItem]:
    """The line of each item, made or brought up to date."""
    known = {row.item_id: row for row in CheckedItem.objects.filter(check_of=check, item__in=items)}
    CheckedItem.objects.filter(check_of=check, item__in=items).update(checked_at=now)
    new, changed = [], []
    for item in items:
        line = known.get(item.pk) or CheckedItem(check_of=check, item=item, checked_at=now)
        told = (item.name, item.section, item.version)
        if line.pk is None:
            new.append(line)
        elif (line.name, line.section, line.version) != told:
            changed.append(line)
        line.name, line.section, line.version = told
    CheckedItem.objects.bulk_update(changed, ["name", "section", "version"], batch_size=100)
    CheckedItem.objects.bulk_create(new)
    return known | {line.item_id: line for line in new}


def _key(finding: Finding) -> str:
    return hashlib.sha256(finding.key.encode()).hexdigest()


def _again(row: CheckFinding, finding: Finding, item: ServiceItem, now: datetime) -> bool:
    """A finding that still holds: justified stays justified, mended is open again.

    Whether anything about it changed.
    """
    told = (str(finding.severity), finding.message, finding.column, finding.where)
    changed = (row.severity, row.message, row.column, row.where) != told
    row.severity, row.message, row.column, row.where = told
    if row.state == CheckFinding.State.MENDED:
        row.state, row.version, row.found_at = CheckFinding.State.OPEN, item.version, now
        row.settled_at, row.settled_by, row.settled_version = None, "", None
        changed = True
    return changed


def _settle(gone: list[tuple[ServiceItem, CheckFinding]], by: Actor, now: datetime) -> None:
    """Findings that hold no more: mended by whom the item was last saved, and then.

    Where nothing was saved since, it was published, taken down, or the rule changed.
    """
    items = {item.pk for item, row in gone if item.version > row.version}
    saved: dict[int, ItemRevision] = {}
    for revision in ItemRevision.objects.filter(item__in=items).order_by("number").defer("kept"):
        saved[revision.item_id] = revision
    alike: dict[tuple[str, datetime, int], list[int]] = {}
    for item, row in gone:
        last = saved.get(item.pk) if item.version > row.version else None
        if last is not None:
            who, at = last.made_by, last.made_at
        elif item.published_at is not None and item.published_at > row.found_at:
            who, at = item.published_by, item.published_at
        else:
            who, at = by.name, now
        alike.setdefault((who, at, item.version), []).append(row.pk)
    for (who, at, version), rows in alike.items():
        CheckFinding.objects.filter(pk__in=rows).update(
            state=CheckFinding.State.MENDED, settled_by=who, settled_at=at, settled_version=version
        )
