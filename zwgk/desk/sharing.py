"""联合设台: desks that several units hold together; each has one owner, for whom it counts."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from zwgk.campaigns.models import Participation
from zwgk.core import audit
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import DomainError, NotAllowed
from zwgk.core.rules import require, require_own_unit
from zwgk.desk.models import Desk, DeskShare


@transaction.atomic
def share_desk(desk: Desk, units: Iterable[int], *, by: Actor) -> list[DeskShare]:
    """Name the units that hold the desk together with its owner. Needs EDIT in the owner's unit.

    ``units`` are ids of units that take part in the same campaign; those named before and not now
    are taken off.
    """
    require(by, Permission.EDIT)
    require_own_unit(by, desk.participation.unit_id)
    wanted = set(units) - {desk.participation.unit_id}
    parts = Participation.objects.filter(campaign=desk.participation.campaign_id, unit__in=wanted)
    if parts.count() != len(wanted):
        raise DomainError("只能选择参加同一活动的单位。", field="units")
    desk.shares.exclude(participation__in=parts).delete()
    made = [
        DeskShare.objects.get_or_create(
            desk=desk, participation=part, defaults={"added_by": by.name}
        )[0]
        for part in parts
    ]
    audit.record(by, "登记联合设台", desk, units=sorted(wanted))
    return made


@transaction.atomic
def decline(share: DeskShare, *, by: Actor) -> None:
    """Say that one's unit does not hold the desk. Needs EDIT in that unit."""
    require(by, Permission.EDIT)
    if share.participation.unit_id != by.unit_id:
        raise NotAllowed("只能由联合单位自己退出。")
    if share.declined_at is None:
        share.declined_at = timezone.now()
        share.save(update_fields=["declined_at"])
        audit.record(by, "退出联合设台", share.desk)


def sharing(participation: Participation) -> QuerySet[DeskShare]:
    """The desks of other units that a unit holds with them."""
    rows: QuerySet[DeskShare] = DeskShare.objects.filter(
        participation=participation, declined_at__isnull=True
    )
    return rows.select_related("desk__participation__unit").order_by("desk__opens_at", "pk")


def could_share(desk: Desk) -> list[tuple[int, str]]:
    """Units that take part in the same campaign: (unit's id, name)."""
    rows = Participation.objects.filter(campaign=desk.participation.campaign_id)
    rows = rows.exclude(pk=desk.participation_id).order_by("unit__path")
    return list(rows.values_list("unit_id", "unit__name"))
