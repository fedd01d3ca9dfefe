"""The three reviews (三审三校): hand in, remark, approve, return."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from zwgk.catalogue.actions.common import begin, move, reason_of, refusal
from zwgk.catalogue.actions.gating import pass_gate, stop_private
from zwgk.catalogue.columns import COLUMNS
from zwgk.catalogue.models import ItemRemark, ReviewRule, ServiceItem, State
from zwgk.catalogue.rules import NEEDS, stages_set, why_not
from zwgk.catalogue.states import earlier, stages_of
from zwgk.core import audit
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import Conflict, DomainError, NotAllowed
from zwgk.core.rules import require, require_own_unit


@transaction.atomic
def submit_item(item: ServiceItem, *, by: Actor) -> None:
    """Hand a draft to the first reviewer. Needs EDIT."""
    begin(item, by, Permission.EDIT)
    if item.state != State.DRAFT:
        raise DomainError(refusal(item, "提交"))
    if left := item.remarks.filter(settled_at__isnull=True).count():
        raise DomainError(f"还有 {left} 条批注没有处理，请修改后逐条标为已处理再提交。")
    move(item, State.FIRST, by=by)
    item.submitted_at, item.submitted_by = item.state_since, by.name
    item.submitted_by_user, item.returned_for = by.user_id, ""
    item.approved_by, item.approved_by_user = "", None
    item.save()
    audit.record(by, "提交公开事项", item, version=item.version)


@transaction.atomic
def approve_item(
    item: ServiceItem, *, by: Actor, seen: int | None = None, publish_at: datetime | None = None,
    note: str = "", confirmed: Collection[str] = (),
) -> State:  # fmt: skip
    """Approve the stage an item is at, by somebody who neither wrote it nor approved before.

    初审 and 复审 need REVIEW, 终审 needs ISSUE. ``seen`` is the version of the page that was read:
    what was changed since has to be read first. ``publish_at`` puts publication off. Personal
    numbers stop every review; 终审 is refused while any error of the check stands or advice is not
    among the ``confirmed`` keys (``catalogue.gate``). Returns the new state; where that is
    PUBLISHED, the caller publishes the copy in the same transaction (``library.copies.guides``).
    """
    begin(item, by, Permission.REVIEW)
    stage = State(item.state)
    if stage not in NEEDS:
        raise DomainError(refusal(item, "审核"))
    if refused := why_not(item, by):
        raise NotAllowed(refused)
    if seen is not None and seen != item.version:
        raise Conflict("事项在您打开页面之后又修改过，请核对现在的内容后再通过。")
    if item.remarks.filter(settled_at__isnull=True).exists():
        raise DomainError("还有批注没有处理，请退回修改，或把批注标为已处理。")
    if stage == State.FINAL:
        pass_gate(item, confirmed=confirmed, by=by)
        _release(item, publish_at, note, by)
    else:
        stop_private(item)
        stages = stages_of(stages_set(item.unit_id))
        # The second review may have been switched off while the item was waiting for it.
        following = stages[stages.index(stage) + 1] if stage in stages else State.FINAL
        move(item, following, by=by, note=note.strip())
    item.save()
    audit.record(by, f"{stage.label[1:]}通过公开事项", item, note.strip(), version=item.version)
    return State(item.state)


def _release(item: ServiceItem, publish_at: datetime | None, note: str, by: Actor) -> None:
    item.approved_by, item.approved_by_user = by.name, by.user_id
    if publish_at is None:
        move(item, State.PUBLISHED, by=by, note=note.strip())
        mark_public(item)
    elif publish_at <= timezone.now():
        raise DomainError("计划公开时间要晚于现在；现在公开的请留空。", field="publish_at")
    else:
        move(item, State.SCHEDULED, by=by, note=note.strip())
        item.publish_at = publish_at


def mark_public(item: ServiceItem) -> None:
    """Set what tells of the public copy; the corrections written for it are public with it."""
    item.published_at, item.published_by = timezone.now(), item.approved_by
    item.published_version = item.version
    item.corrections.filter(published_at__isnull=True).update(published_at=item.published_at)


@transaction.atomic
def send_back(item: ServiceItem, *, reason: str, by: Actor, to: str = State.DRAFT) -> None:
    """Return an item in review to its author or an earlier review. Needs the stage's permission."""
    begin(item, by, Permission.REVIEW)
    if not item.in_review:
        raise DomainError(refusal(item, "退回"))
    require(by, NEEDS[State(item.state)])
    if to not in earlier(item.state):
        raise DomainError("请选择退回到哪一步。", field="to")
    stage = State(item.state)
    reason = reason_of(reason)
    move(item, State(to), by=by, note=reason)
    item.returned_for = reason
    item.save()
    audit.record(by, "退回公开事项", item, reason, stage=stage.label, to=State(to).label)


@transaction.atomic
def add_remark(item: ServiceItem, *, column: str, text: str, by: Actor) -> ItemRemark:
    """Remark on a column of an item in review. Needs REVIEW."""
    begin(item, by, Permission.REVIEW)
    if not item.in_review:
        raise DomainError(refusal(item, "批注"))
    if column and column not in COLUMNS:
        raise DomainError("请选择批注的栏目。", field="column")
    if not text.strip():
        raise DomainError("请写明批注内容。", field="text")
    remark: ItemRemark = ItemRemark.objects.create(
        item=item, version=item.version, column=column, text=text.strip()[:500], stage=item.state,
        by=by.name, by_user=by.user_id,
    )  # fmt: skip
    audit.record(by, "批注公开事项", item, remark.text)
    return remark


@transaction.atomic
def settle_remark(remark: ItemRemark, *, by: Actor) -> None:
    """Say that a remark is dealt with. Needs EDIT, or REVIEW by who made it."""
    item: ServiceItem = remark.item
    require_own_unit(by, item.unit_id)
    if not (remark.by_user == by.user_id and by.may(Permission.REVIEW)):
        require(by, Permission.EDIT)
    if remark.settled_at is None:
        remark.settled_at, remark.settled_by = timezone.now(), by.name
        remark.save()
        audit.record(by, "处理批注", item, remark.text)


@transaction.atomic
def set_stages(number: int, *, by: Actor) -> None:
    """Set two or three reviews for the acting unit. Needs MANAGE."""
    require(by, Permission.MANAGE)
    if number not in (2, 3):
        raise DomainError("请选择两级或三级审核。", field="stages")
    rule, _ = ReviewRule.objects.update_or_create(unit_id=by.unit_id, defaults={"stages": number})
    audit.record(by, "设置审核级数", rule, str(number))
