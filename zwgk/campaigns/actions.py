"""Verbs on campaigns: issue a notice, take part, plan, and keep the checklist."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from zwgk.campaigns.checklist import BY_KEY, CHECKLIST
from zwgk.campaigns.models import (
    Campaign,
    LeadingGroupMember,
    Meeting,
    Move,
    Notice,
    Participation,
    State,
    Task,
)
from zwgk.campaigns.states import MOVES, WRITING
from zwgk.core import audit
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import DomainError
from zwgk.core.models import StoredFile
from zwgk.core.rules import require, require_own_unit
from zwgk.units.models import Unit


@transaction.atomic
def create_campaign(
    *, slug: str, edition: int, theme: str, starts_on: date, ends_on: date,
    summary_due_on: date, by: Actor, series: str | None = None,
) -> Campaign:  # fmt: skip
    """Begin a campaign of the acting unit. Needs ISSUE. Refuses dates out of order."""
    require(by, Permission.ISSUE)
    if ends_on < starts_on:
        raise DomainError("结束日期不能早于开始日期。", field="ends_on")
    if summary_due_on < ends_on:
        raise DomainError("总结报送期限不能早于活动结束日期。", field="summary_due_on")
    try:
        with transaction.atomic():
            campaign: Campaign = Campaign.objects.create(
                slug=slug, unit_id=by.unit_id, edition=edition, year=starts_on.year, theme=theme,
                starts_on=starts_on, ends_on=ends_on, summary_due_on=summary_due_on,
                **({"series": series} if series else {}),
            )  # fmt: skip
    except IntegrityError:
        raise DomainError("该活动编号已被使用，请换一个。", field="slug") from None
    audit.record(by, "发起活动", campaign)
    return campaign


@transaction.atomic
def draft_notice(
    campaign: Campaign, *, title: str, body: str, by: Actor, doc_number: str = "",
    adapts: Notice | None = None,
) -> Notice:  # fmt: skip
    """Write a notice of the acting unit, its own or passing a superior's on. Needs ISSUE.

    A second click finds the draft of the first and is told so.
    """
    require(by, Permission.ISSUE)
    Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    drafts = Notice.objects.filter(campaign=campaign, unit_id=by.unit_id, issued_on__isnull=True)
    if drafts.filter(title=title, body=body).exists():
        raise DomainError("同样的通知草稿已经保存，请回到活动页查看。", field="title")
    notice: Notice = Notice.objects.create(
        campaign=campaign, unit_id=by.unit_id, title=title, body=body, doc_number=doc_number,
        adapts=adapts,
    )  # fmt: skip
    audit.record(by, "起草通知", notice)
    return notice


@transaction.atomic
def revise_notice(notice: Notice, *, title: str, body: str, doc_number: str, by: Actor) -> Notice:
    """Change a notice that is not issued yet. Needs ISSUE."""
    require(by, Permission.ISSUE)
    require_own_unit(by, notice.unit_id)
    if notice.issued_on:
        raise DomainError("通知已经印发，不能再修改；如有变动请另发补充通知。")
    notice.title, notice.body, notice.doc_number = title, body, doc_number
    notice.save(update_fields=["title", "body", "doc_number"])
    audit.record(by, "修改通知", notice)
    return notice


@transaction.atomic
def issue_notice(
    notice: Notice, *, units: Iterable[Unit], by: Actor, on: date | None = None
) -> list[Participation]:
    """Issue a notice to units below the acting unit: each becomes a participant. Needs ISSUE.

    A unit that already takes part is left as it is, so issuing to more units later is safe.
    """
    require(by, Permission.ISSUE)
    require_own_unit(by, notice.unit_id)
    chosen = list(units)
    if not chosen:
        raise DomainError("请至少选择一个参与单位。", field="units")
    if not all(by.is_above(u.pk, u.path) for u in chosen):
        raise DomainError("通知只能发给本单位的下级单位。", field="units")
    # Two clicks at once: the second waits here, then finds the units notified.
    Campaign.objects.select_for_update(of=("self",)).get(pk=notice.campaign_id)
    notice.refresh_from_db(fields=["issued_on", "issued_by"])
    if notice.issued_on is None:
        notice.issued_on, notice.issued_by = on or timezone.localdate(), by.name
        notice.save(update_fields=["issued_on", "issued_by"])
    taking_part = set(
        Participation.objects.filter(campaign=notice.campaign_id).values_list("unit_id", flat=True)
    )
    added = [_take_part(notice, u) for u in chosen if u.pk not in taking_part]
    audit.record(by, "印发通知", notice, units=[p.unit.code for p in added])
    return added


def _take_part(notice: Notice, unit: Unit) -> Participation:
    campaign: Campaign = notice.campaign
    participation: Participation = Participation.objects.create(
        campaign=campaign, unit=unit, notice=notice
    )
    Task.objects.bulk_create(
        Task(
            participation=participation,
            key=entry.key,
            title=entry.title,
            due_on=campaign.starts_on + timedelta(days=entry.due),
            rank=rank,
        )
        for rank, entry in enumerate(CHECKLIST)
    )
    return participation


def move(participation: Participation, to: State, *, by: Actor, note: str = "") -> None:
    """Change a participation's state, if the table of moves allows it; logged with actor and time.

    Callers hold a transaction and have checked the actor's permission for the verb.
    """
    current = Participation.objects.select_for_update(of=("self",)).get(pk=participation.pk)
    if to not in MOVES[current.state]:
        raise DomainError(
            f"当前状态为“{current.get_state_display()}”，不能转为“{to.label}”，请刷新页面后再试。"
        )
    Move.objects.create(
        participation=current, came_from=current.state, went_to=to, by=by.name, note=note
    )
    participation.state = to
    participation.save(update_fields=["state"])
    audit.record(by, f"状态转为{to.label}", participation, note, came_from=current.state)


@transaction.atomic
def acknowledge(participation: Participation, *, by: Actor) -> None:
    """签收: the unit has received the notice. Needs EDIT in the unit."""
    _may_edit(participation, by)
    participation.acknowledged_at, participation.acknowledged_by = timezone.now(), by.name
    participation.save(update_fields=["acknowledged_at", "acknowledged_by"])
    move(participation, State.ACKNOWLEDGED, by=by)


@transaction.atomic
def save_plan(
    participation: Participation, *, local_theme: str, starts_on: date, ends_on: date | None,
    plan: str, by: Actor, next_steps: str = "",
) -> None:  # fmt: skip
    """Keep the unit's theme, dates and plan; the first plan moves it to PLANNED. Needs EDIT."""
    _may_edit(participation, by)
    if participation.state == State.NOTIFIED:
        raise DomainError("请先签收通知，再制定活动方案。")
    if ends_on and ends_on < starts_on:
        raise DomainError("结束日期不能早于开展日期。", field="ends_on")
    participation.local_theme, participation.plan = local_theme, plan
    participation.starts_on, participation.ends_on = starts_on, ends_on
    participation.next_steps = next_steps
    participation.planned_at = participation.planned_at or timezone.now()
    participation.save()
    if participation.state == State.ACKNOWLEDGED:
        move(participation, State.PLANNED, by=by)
    audit.record(by, "制定方案", participation)


def begin(participation: Participation, *, by: Actor) -> None:
    """Move to UNDER_WAY when the first record arrives; nothing to do in a later state."""
    before = (State.ACKNOWLEDGED, State.PLANNED)
    if participation.state not in before:
        return
    # Two phones may record the first visit at once: the second finds the day begun.
    fresh = Participation.objects.select_for_update(of=("self",)).get(pk=participation.pk)
    participation.state = fresh.state
    if fresh.state in before:
        move(participation, State.UNDER_WAY, by=by)


@transaction.atomic
def add_group_member(
    participation: Participation, *, position: str, name: str, post: str, by: Actor, duty: str = ""
) -> LeadingGroupMember:
    """Add a member of the leading group. Needs EDIT; there is one 组长."""
    _may_edit(participation, by)
    group = LeadingGroupMember.objects.filter(participation=participation)
    _not_twice(
        participation, group.filter(name=name, post=post), "该成员已登记。", field="name"
    )  # fmt: skip
    head = LeadingGroupMember.Position.HEAD
    if position == head and group.filter(position=head).exists():
        raise DomainError("领导小组已有组长，如需更换请先删除原组长。", field="position")
    rank = list(LeadingGroupMember.Position.values).index(position) * 100 + group.count()
    member: LeadingGroupMember = LeadingGroupMember.objects.create(
        participation=participation, position=position, name=name, post=post, duty=duty, rank=rank
    )
    audit.record(by, "登记领导小组成员", member)
    return member


@transaction.atomic
def add_meeting(
    participation: Participation, *, title: str, held_on: date, by: Actor, place: str = "",
    decisions: str = "",
) -> Meeting:  # fmt: skip
    """Record a meeting held for the campaign. Needs EDIT."""
    _may_edit(participation, by)
    if held_on > timezone.localdate():
        raise DomainError("召开日期还没有到，会议召开后再登记。", field="held_on")
    same = Meeting.objects.filter(participation=participation, title=title, held_on=held_on)
    _not_twice(participation, same, "当天的同名会议已登记。", field="title")
    meeting: Meeting = Meeting.objects.create(
        participation=participation, title=title, held_on=held_on, place=place, decisions=decisions
    )
    audit.record(by, "登记会议", meeting)
    return meeting


@transaction.atomic
def delete_entry(entry: LeadingGroupMember | Meeting | Task, *, by: Actor) -> None:
    """Delete a group member, a meeting or a unit's own task. Needs EDIT; kept in the audit log."""
    _may_edit(entry.participation, by)
    if isinstance(entry, Task) and entry.key:
        raise DomainError("标准任务不能删除；确实不涉及的，请标为“不涉及”。")
    fields = [f.name for f in entry._meta.concrete_fields]
    audit.record(by, "删除", entry, **{name: str(getattr(entry, name)) for name in fields})
    entry.delete()


@transaction.atomic
def add_task(
    participation: Participation, *, title: str, by: Actor, owner: str = "",
    due_on: date | None = None,
) -> Task:  # fmt: skip
    """Add a task of the unit's own to the checklist. Needs EDIT."""
    _may_edit(participation, by)
    same = Task.objects.filter(participation=participation, title=title)
    _not_twice(participation, same, "任务清单中已有这项任务。", field="title")
    task: Task = Task.objects.create(
        participation=participation, title=title, owner=owner, due_on=due_on, rank=len(CHECKLIST)
    )
    audit.record(by, "增加任务", task)
    return task


@transaction.atomic
def assign_task(task: Task, *, owner: str, due_on: date | None, by: Actor) -> None:
    """Set who does a task and by when. Needs EDIT."""
    _may_edit(task.participation, by)
    task.owner, task.due_on = owner, due_on
    task.save(update_fields=["owner", "due_on"])
    audit.record(by, "分派任务", task, owner=owner)


@transaction.atomic
def complete_task(
    task: Task, *, outcome: str, by: Actor, quantity: int | None = None,
    evidence: StoredFile | None = None,
) -> None:  # fmt: skip
    """Mark a task done with what was done, how many, and evidence. Needs EDIT."""
    _may_edit(task.participation, by)
    entry = BY_KEY.get(task.key)
    if not outcome.strip():
        raise DomainError("请写明完成的内容，总结将据此生成。", field="outcome")
    if entry and entry.counts and quantity is None:
        raise DomainError("请填写数量，没有请填 0。", field="quantity")
    task.outcome, task.quantity = outcome.strip(), quantity if entry and entry.counts else None
    task.evidence = evidence or task.evidence
    task.status, task.done_at, task.done_by = Task.Status.DONE, timezone.now(), by.name
    task.save()
    audit.record(by, "完成任务", task, outcome=task.outcome, quantity=task.quantity)


@transaction.atomic
def reopen_task(task: Task, *, by: Actor, status: str = Task.Status.OPEN) -> None:
    """Take back that a task is done, or mark it not needed; nothing typed is lost. Needs EDIT."""
    _may_edit(task.participation, by)
    task.status, task.done_at, task.done_by = status, None, ""
    task.save()
    audit.record(by, "变更任务状态", task, status=str(status))


def _may_edit(participation: Participation, by: Actor) -> None:
    require(by, Permission.EDIT)
    require_own_unit(by, participation.unit_id)


def _not_twice(
    participation: Participation, same: QuerySet[Any], message: str, *, field: str
) -> None:
    """Refuse what is recorded already; of two clicks at once the second waits for the first."""
    Participation.objects.select_for_update(of=("self",)).get(pk=participation.pk)
    if same.exists():
        raise DomainError(message, field=field)


def may_write(participation: Participation) -> bool:
    """Whether the unit still works on this participation (nothing submitted stands)."""
    return participation.state in WRITING
