"""Findings shared out and justified, many at once."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from zwgk.core import audit
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import DomainError, NotAllowed
from zwgk.core.rules import require
from zwgk.selfcheck.actions.common import begin
from zwgk.selfcheck.models import CheckFinding, SelfCheck
from zwgk.selfcheck.rules import checked_due


@transaction.atomic
def assign_findings(
    check: SelfCheck, findings: Sequence[int], *, responsible: str, due_on: date | None, by: Actor
) -> int:
    """Say who mends open findings and by which working day; what is empty stays as it was.

    Needs EDIT. Returns how many were assigned.
    """
    require(by, Permission.EDIT)
    begin(check, by)
    responsible = responsible.strip()
    if not responsible and due_on is None:
        raise DomainError("请填写责任科室或责任人，或整改期限。", field="responsible")
    changed: dict[str, str | date] = {"responsible": responsible} if responsible else {}
    if due_on is not None:
        changed["due_on"] = checked_due(due_on, timezone.localdate())
    rows = _open(check, findings)
    number = CheckFinding.objects.filter(pk__in=[row.pk for row in rows]).update(**changed)
    audit.record(
        by, "分派自查问题", check, findings=number, **{k: str(v) for k, v in changed.items()}
    )
    return number


@transaction.atomic
def justify_findings(check: SelfCheck, findings: Sequence[int], *, reason: str, by: Actor) -> int:
    """Say why open findings may stay. Needs EDIT or REVIEW; an error needs REVIEW.

    The reason stands as long as the finding holds. Returns how many were justified.
    """
    if not by.may(Permission.REVIEW):
        require(by, Permission.EDIT)
    begin(check, by)
    reason = reason.strip()
    if not reason:
        raise DomainError("请写明不需要整改的原因。", field="reason")
    rows = _open(check, findings)
    errors = sum(row.is_error for row in rows)
    if errors and not by.may(Permission.REVIEW):
        raise NotAllowed(f"所选问题中有 {errors} 个错误，要由审核人说明；请只选提示，或改正错误。")
    now = timezone.now()
    for row in rows:
        row.state, row.reason = CheckFinding.State.JUSTIFIED, reason[:500]
        row.settled_by, row.settled_at, row.settled_version = by.name, now, row.line.version
    CheckFinding.objects.bulk_update(
        rows, ["state", "reason", "settled_by", "settled_at", "settled_version"], batch_size=500
    )
    audit.record(by, "说明自查问题", check, reason, findings=[row.pk for row in rows][:1000])
    return len(rows)


def _open(check: SelfCheck, findings: Sequence[int]) -> list[CheckFinding]:
    """The open ones among those chosen."""
    wanted = set(findings)
    rows = CheckFinding.objects.filter(line__check_of=check, state=CheckFinding.State.OPEN)
    found = [row for row in rows.select_related("line") if row.pk in wanted]
    if not found:
        raise DomainError("请先勾选待整改的问题；已经整改或说明的不用再办。")
    return found
