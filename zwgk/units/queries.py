"""Reads of units and of who acts."""

import hashlib
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from zwgk.core.actor import Actor, Permission
from zwgk.core.models import AuditEvent
from zwgk.units.models import ApiKey, Membership, Unit, User
from zwgk.units.roles import permissions_of

ROLE_REMOVED = "免除任职"  # the verb in the audit log


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


def people_below(actor: Actor) -> QuerySet[User]:
    """The people of the subtree: whom the acting unit's administrator may give roles to."""
    in_subtree = Membership.objects.filter(unit__path__startswith=actor.unit_path)
    chosen = Q(pk__in=in_subtree.values("user")) | Q(pk__in=_left_without_role(actor))
    return User.objects.filter(chosen).order_by("full_name", "pk")


def people_without_role(actor: Actor) -> QuerySet[User]:
    """Accounts from which the acting unit took the last role, and that belong nowhere now."""
    return User.objects.filter(pk__in=_left_without_role(actor)).order_by("full_name", "pk")


def _left_without_role(actor: Actor) -> list[int]:
    # The audit log alone still knows where a person was; it has no foreign keys to join on.
    removed = AuditEvent.objects.filter(unit_id=actor.unit_id, verb=ROLE_REMOVED)
    ids = {event.data["user"] for event in removed.only("data")}
    idle = User.objects.filter(pk__in=ids, memberships__isnull=True, is_active=True)
    return list(idle.values_list("pk", flat=True))


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


def key_digest(secret: str) -> str:
    """What is stored of a key: it has 256 random bits, so a plain SHA-256 cannot be guessed."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def api_key_for(secret: str) -> ApiKey | None:
    """The key, or None when there is no such one, it was revoked, or its time is over."""
    valid = ApiKey.objects.filter(revoked_at__isnull=True, expires_on__gte=timezone.localdate())
    found: ApiKey | None = valid.filter(sha256=key_digest(secret)).select_related("unit").first()
    return found


def reader_with(key: ApiKey) -> Actor:
    """The actor a key stands for: it reads what the unit may read, and has no permission."""
    return Actor(
        user_id=0,
        name=f"接口密钥：{key.name}"[:50],
        unit_id=key.unit_id,
        unit_path=key.unit.path,
        unit_name=key.unit.name,
        permissions=frozenset(),
    )


def api_keys_of(actor: Actor) -> QuerySet[Any]:
    """The acting unit's keys, those in use first."""
    keys: QuerySet[Any] = ApiKey.objects.visible_to(actor)
    return keys.order_by(F("revoked_at").asc(nulls_first=True), "-created_at", "-pk")
