"""What is public: taken down with a reason, or made public at its time."""

from datetime import datetime

from django.db import transaction

from zwgk.catalogue.actions.common import begin, hold, move, reason_of
from zwgk.catalogue.actions.gating import stop_errors
from zwgk.catalogue.actions.reviewing import mark_public
from zwgk.catalogue.models import ServiceItem, State
from zwgk.core import audit
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import DomainError


@transaction.atomic
def withdraw_item(item: ServiceItem, *, reason: str, by: Actor) -> None:
    """Take an item off the portal. Needs REVIEW.

    The caller withdraws the copy in the same transaction (``library.copies.guides``).
    """
    begin(item, by, Permission.REVIEW)
    if item.published_at is None:
        raise DomainError("这个事项没有在门户公开，不需要撤下。")
    reason = reason_of(reason)
    move(item, State.WITHDRAWN, by=by, note=reason)
    item.published_at, item.published_by, item.published_version = None, "", None
    item.save()
    audit.record(by, "撤下公开事项", item, reason)


@transaction.atomic
def release_item(item: ServiceItem, *, now: datetime, by: Actor) -> bool:
    """Make a scheduled item public when its time has come; False where it has not.

    ``by`` is who gave the last approval. The caller publishes the copy in the same transaction.
    Raises DomainError where errors have come to stand since: a basis may be repealed meanwhile.
    """
    hold(item)
    if item.state != State.SCHEDULED or item.publish_at is None or item.publish_at > now:
        return False
    stop_errors(item)
    move(item, State.PUBLISHED, by=by, note="按计划时间公开")
    mark_public(item)
    item.save()
    audit.record(by, "按计划公开事项", item, version=item.version)
    return True
