"""Verbs on items: write, submit, review, take down."""

from dataclasses import asdict

from django.db import IntegrityError, transaction
from django.utils import timezone

from zwgk.catalogue.columns import Columns, materials_of, steps_of
from zwgk.catalogue.models import ServiceItem, State
from zwgk.catalogue.states import MOVES
from zwgk.core import audit
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import Conflict, DomainError, NotAllowed
from zwgk.core.rules import require, require_own_unit
from zwgk.text.privacy import blocking


@transaction.atomic
def create_item(columns: Columns, *, by: Actor) -> ServiceItem:
    """Begin an item of the acting unit, as a draft. Needs EDIT."""
    require(by, Permission.EDIT)
    item = ServiceItem(unit_id=by.unit_id, edited_by_user=by.user_id)
    _write(item, columns)
    audit.record(by, "新增公开事项", item)
    return item


@transaction.atomic
def save_item(item: ServiceItem, columns: Columns, *, based_on: int, by: Actor) -> None:
    """Keep what was changed; a published item becomes a draft again. Needs EDIT.

    The copy on the portal stays until the new text is approved. Raises Conflict when somebody
    saved after version ``based_on``.
    """
    _begin(item, by, Permission.EDIT)
    if item.state == State.REVIEW:
        raise DomainError("事项正在审核，不能修改；请先由审核人退回。")
    if item.version != based_on:
        raise Conflict("您打开之后，其他人修改过这个事项。请复制您改动的内容，刷新页面后再填。")
    if item.state != State.DRAFT:
        _move(item, State.DRAFT)
    item.version += 1
    item.edited_by_user = by.user_id
    _write(item, columns)
    audit.record(by, "修改公开事项", item, version=item.version)


@transaction.atomic
def submit_item(item: ServiceItem, *, by: Actor) -> None:
    """Hand a draft to the reviewer. Needs EDIT."""
    _begin(item, by, Permission.EDIT)
    _move(item, State.REVIEW)
    item.submitted_at, item.submitted_by = timezone.now(), by.name
    item.submitted_by_user, item.returned_for = by.user_id, ""
    item.save()
    audit.record(by, "提交公开事项", item, version=item.version)


@transaction.atomic
def approve_item(item: ServiceItem, *, by: Actor, seen: int | None = None) -> None:
    """Approve an item for the portal. Needs REVIEW, by somebody who neither wrote nor submitted it.

    ``seen`` is the version of the page that was read: what was changed since has to be read first.
    The caller publishes the copy in the same transaction (``library.copies.guides``).
    """
    _begin(item, by, Permission.REVIEW)
    _move(item, State.PUBLISHED)
    if by.user_id in (item.submitted_by_user, item.edited_by_user):
        raise NotAllowed("不能审核自己填写或提交的事项，请由其他审核人办理。")
    if seen is not None and seen != item.version:
        raise Conflict("事项在您打开页面之后又修改过，请核对现在的内容后再通过。")
    if found := blocking(_everything(item)):
        raise DomainError(f"事项中含有个人号码（{'、'.join(found)}），请退回修改后再公开。")
    item.published_at, item.published_by = timezone.now(), by.name
    item.save()
    audit.record(by, "审核通过公开事项", item, version=item.version)


@transaction.atomic
def send_back(item: ServiceItem, *, reason: str, by: Actor) -> None:
    """Return a submitted item to its author. Needs REVIEW."""
    _begin(item, by, Permission.REVIEW)
    if item.state != State.REVIEW:
        raise DomainError(_refusal(item, "退回"))
    _move(item, State.DRAFT)
    item.returned_for = _reason(reason)
    item.save()
    audit.record(by, "退回公开事项", item, item.returned_for)


@transaction.atomic
def withdraw_item(item: ServiceItem, *, reason: str, by: Actor) -> None:
    """Take an item off the portal. Needs REVIEW.

    The caller withdraws the copy in the same transaction (``library.copies.guides``).
    """
    _begin(item, by, Permission.REVIEW)
    if item.published_at is None:
        raise DomainError("这个事项没有在门户公开，不需要撤下。")
    _move(item, State.WITHDRAWN)
    item.published_at, item.published_by = None, ""
    item.save()
    audit.record(by, "撤下公开事项", item, _reason(reason))


def _begin(item: ServiceItem, by: Actor, permission: Permission) -> None:
    """Check the rule, then hold the row: of two clicks the second finds what the first did."""
    require(by, permission)
    require_own_unit(by, item.unit_id)
    item.refresh_from_db(from_queryset=ServiceItem.objects.select_for_update(of=("self",)))


def _move(item: ServiceItem, to: State) -> None:
    if to not in MOVES[item.state]:
        raise DomainError(_refusal(item, f"转为“{to.label}”"))
    item.state = to


def _refusal(item: ServiceItem, verb: str) -> str:
    return f"当前状态为“{item.get_state_display()}”，不能{verb}，请刷新页面后再试。"


def _reason(reason: str) -> str:
    if not reason.strip():
        raise DomainError("请写明原因。", field="reason")
    return reason.strip()


def _write(item: ServiceItem, columns: Columns) -> None:
    materials_of(columns.materials)
    steps_of(columns.steps)
    promised, statutory = columns.promised_days, columns.statutory_days
    if promised is not None and statutory is not None and promised > statutory:
        raise DomainError("承诺时限不能长于法定时限。", field="promised_days")
    for name, value in asdict(columns).items():
        setattr(item, name, value)
    try:
        with transaction.atomic():
            item.save()
    except IntegrityError:
        raise DomainError("本单位已有同名事项，请换一个名称。", field="name") from None


def _everything(item: ServiceItem) -> str:
    return "\n".join(str(getattr(item, name) or "") for name in Columns.__dataclass_fields__)
