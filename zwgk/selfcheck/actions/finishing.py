"""The end of a self-check: its report, its table, the two tasks of the checklist."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from zwgk.campaigns.actions import complete_task
from zwgk.campaigns.models import Task
from zwgk.core import audit
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import DomainError
from zwgk.core.files import store
from zwgk.core.models import StoredFile
from zwgk.core.rules import require, require_own_unit
from zwgk.gongwen import CONTENT_TYPES, to_docx
from zwgk.selfcheck.actions.common import begin
from zwgk.selfcheck.models import CheckFinding, SelfCheck
from zwgk.selfcheck.queries import figures_of
from zwgk.selfcheck.report import findings_workbook, report_document

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What the summary says where nobody wrote it better; the numbers stand in the figures.
_SAID = {
    "items_checked": "对照公开事项目录，逐项检查本单位的办事内容和办事程序",
    "items_completed": "对自查发现的问题逐项整改，补充完善有关事项",
}


@transaction.atomic
def finish_check(check: SelfCheck, *, by: Actor) -> None:
    """结束自查: keep the report and the table, and tick the checklist. Needs EDIT.

    Refused while a run is under way, or while an open finding has nobody who mends it by a day.
    """
    require(by, Permission.EDIT)
    begin(check, by)
    if check.under_way:
        raise DomainError("还没有检查完，请等检查完成后再结束自查。")
    if not check.lines.exists():
        raise DomainError("还没有检查过事项，请先检查。")
    left = CheckFinding.objects.filter(line__check_of=check, state=CheckFinding.State.OPEN)
    if loose := left.filter(Q(responsible="") | Q(due_on=None)).count():
        raise DomainError(f"还有 {loose} 个待整改的问题没有写明责任人或期限，请先分派再结束自查。")
    check.finished_at, check.finished_by = timezone.now(), by.name
    name = f"{check.participation.unit.short_name}公开事项自查"
    docx = to_docx(report_document(check))
    check.report = _kept(docx, f"{name}报告.docx", CONTENT_TYPES["docx"], check, by)
    check.sheet = _kept(findings_workbook(check), f"{name}问题清单.xlsx", XLSX, check, by)
    check.save()
    _tick(check, by)
    audit.record(by, "结束自查", check, figures=dict(figures_of(check)))


@transaction.atomic
def reopen_check(check: SelfCheck, *, by: Actor) -> None:
    """Go on with a self-check that was finished; its files stay stored. Needs EDIT."""
    require(by, Permission.EDIT)
    require_own_unit(by, check.participation.unit_id)
    check.refresh_from_db(from_queryset=SelfCheck.objects.select_for_update(of=("self",)))
    if check.finished_at is None:
        raise DomainError("自查没有结束，可以直接继续。")
    check.finished_at, check.finished_by = None, ""
    check.report = check.sheet = None
    check.save()
    audit.record(by, "恢复自查", check)


def _kept(data: bytes, name: str, kind: str, check: SelfCheck, by: Actor) -> StoredFile:
    return store(
        data, name=name, content_type=kind, unit_id=check.participation.unit_id, by=by
    )  # fmt: skip


def _tick(check: SelfCheck, by: Actor) -> None:
    """Mark what the self-check did as done; what somebody wrote there before stays."""
    tasks = check.participation.tasks.filter(status=Task.Status.OPEN, key__in=_SAID)
    numbers = figures_of(check)
    for task in tasks:
        if numbers[task.key]:
            said = task.outcome or _SAID[task.key]
            complete_task(task, outcome=said, quantity=numbers[task.key], by=by)
