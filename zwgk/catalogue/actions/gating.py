"""The gate before publication: errors stop it, advice is confirmed by name (三审三校)."""

from collections.abc import Collection

from django.utils import timezone

from zwgk.catalogue.gate import Finding, check_item
from zwgk.catalogue.gate.attachments import PRIVATE_FILE
from zwgk.catalogue.gate.personal import PRIVATE
from zwgk.catalogue.models import ItemConfirmation, ServiceItem
from zwgk.core.actor import Actor
from zwgk.core.errors import DomainError

_NAMED = 5


def stop_private(item: ServiceItem) -> None:
    """Refuse an item that holds personal numbers, at any review. Raises DomainError."""
    _refuse([one for one in _errors(_checked(item)) if one.code in (PRIVATE, PRIVATE_FILE)])


def stop_errors(item: ServiceItem) -> None:
    """Refuse an item in which errors stand. Raises DomainError, naming them."""
    _refuse(_errors(_checked(item)))


def pass_gate(item: ServiceItem, *, confirmed: Collection[str], by: Actor) -> None:
    """Let an item through its last review: without errors, all advice confirmed by ``by``.

    ``confirmed`` holds the keys of the findings that were ticked. Raises DomainError.
    """
    found = _checked(item)
    _refuse(_errors(found))
    open_ones = [one for one in found if one.key not in confirmed]
    if open_ones:
        raise DomainError(
            f"还有 {len(open_ones)} 条提醒没有确认，请逐条核对后勾选，或退回修改。",
            field="confirmed",
        )
    ItemConfirmation.objects.bulk_create(
        ItemConfirmation(
            item=item, version=item.version, key=one.key, message=one.message, by=by.name,
            by_user=by.user_id,
        )
        for one in found
    )  # fmt: skip


def _checked(item: ServiceItem) -> list[Finding]:
    return check_item(item, today=timezone.localdate())


def _errors(found: list[Finding]) -> list[Finding]:
    return [one for one in found if one.is_error]


def _refuse(errors: list[Finding]) -> None:
    if not errors:
        return
    named = "".join(one.message for one in errors[:_NAMED])
    more = f"（另有 {len(errors) - _NAMED} 个问题）" if len(errors) > _NAMED else ""
    raise DomainError(f"检查发现 {len(errors)} 个必须修改的问题，请退回修改：{named}{more}")
