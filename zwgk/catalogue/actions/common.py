"""What every verb on an item begins with, and the one writer of its state."""

from django.utils import timezone

from zwgk.catalogue.models import ItemMove, ServiceItem, State
from zwgk.catalogue.states import MOVES
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import DomainError
from zwgk.core.rules import require, require_own_unit


def begin(item: ServiceItem, by: Actor, permission: Permission) -> None:
    """Check the rule, then hold the row: of two clicks the second finds what the first did."""
    require(by, permission)
    require_own_unit(by, item.unit_id)
    hold(item)


def hold(item: ServiceItem) -> None:
    """Read the row anew and keep others from it until the transaction ends."""
    item.refresh_from_db(from_queryset=ServiceItem.objects.select_for_update(of=("self",)))


def move(item: ServiceItem, to: State, *, by: Actor, note: str = "") -> None:
    """Set the state by the table and keep the step; the caller saves the item."""
    moved(item, to, by=by, note=note).save()


def moved(item: ServiceItem, to: State, *, by: Actor, note: str = "") -> ItemMove:
    """``move`` with the step still to be saved, for many items at once."""
    if to not in MOVES[item.state]:
        raise DomainError(refusal(item, f"转为“{to.label}”"))
    now = timezone.now()
    step = ItemMove(
        item=item, from_state=item.state, to_state=to, version=item.version, note=note,
        since=min(item.state_since, now), at=now, by=by.name, by_user=by.user_id,
    )  # fmt: skip
    item.state, item.state_since = to, now
    if to != State.SCHEDULED:
        item.publish_at = None
    return step


def refusal(item: ServiceItem, verb: str) -> str:
    """Why a verb does not fit the state."""
    return f"当前状态为“{item.get_state_display()}”，不能{verb}，请刷新页面后再试。"


def reason_of(reason: str) -> str:
    """A reason somebody gave. Raises DomainError for none."""
    if not reason.strip():
        raise DomainError("请写明原因。", field="reason")
    return reason.strip()
