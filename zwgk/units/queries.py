"""Reads of units and of who acts."""

from zwgk.core.actor import Actor, Permission
from zwgk.units.models import Membership, Unit, User
from zwgk.units.roles import permissions_of


def actor_for(user: User, unit: Unit) -> Actor | None:
    """The actor that ``user`` is in ``unit``, or None without a membership there."""
    roles = list(Membership.objects.filter(user=user, unit=unit).values_list("role", flat=True))
    if not roles:
        return None
    return Actor(
        user_id=user.pk,
        name=user.full_name or user.username,
        unit_id=unit.pk,
        unit_path=unit.path,
        unit_name=unit.name,
        permissions=permissions_of(roles),
    )


def active_unit(user: User) -> Unit | None:
    """The unit the user last switched to, else the first they belong to."""
    memberships = Membership.objects.filter(user=user).select_related("unit").order_by("pk")
    chosen = next((m for m in memberships if m.pk == user.active_membership_id), None)
    chosen = chosen or next(iter(memberships), None)
    return chosen.unit if chosen else None


def units_of(user: User) -> list[Unit]:
    """The units the user may act for, in tree order."""
    return list(Unit.objects.filter(memberships__user=user).distinct())


def system_actor(unit: Unit) -> Actor:
    """The operator at the command line, who acts for any unit."""
    return Actor(
        user_id=0,
        name="系统",
        unit_id=unit.pk,
        unit_path=unit.path,
        unit_name=unit.name,
        permissions=frozenset(Permission),
    )
