"""Verbs on units, memberships and keys."""

import secrets
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from zwgk.core import audit
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import DomainError
from zwgk.core.rules import require, require_own_unit
from zwgk.units.models import ApiKey, Membership, Role, Unit, User
from zwgk.units.queries import ROLE_REMOVED, key_digest, people_below

KEYS_AT_ONCE = 10
KEY_DAYS = 730  # a key that nobody renews ends by itself


def switch_unit(user: User, *, unit_id: int) -> Unit:
    """Make a unit the one the user acts for. Raises DomainError without a membership there."""
    membership = (
        Membership.objects.filter(user=user, unit_id=unit_id).select_related("unit").first()
    )
    if membership is None:
        raise DomainError("您不在该单位任职，无法切换。")
    user.active_membership = membership
    user.save(update_fields=["active_membership"])
    unit: Unit = membership.unit
    return unit


@transaction.atomic
def add_membership(user: User, unit: Unit, *, role: Role, by: Actor) -> Membership:
    """Give a person a role in a unit of the actor's subtree. Needs MANAGE."""
    require(by, Permission.MANAGE)
    if not Unit.objects.editable_by(by).filter(pk=unit.pk).exists():
        raise DomainError("只能为本单位及下级单位设置人员。")
    membership, created = Membership.objects.get_or_create(user=user, unit=unit, role=role)
    if created:
        audit.record(by, "任职", membership, role=role, user=user.pk)
    added: Membership = membership
    return added


@transaction.atomic
def add_role(user: User, unit: Unit, *, role: Role, by: Actor) -> Membership:
    """Give a person of the subtree a further role, or one whose last role was taken. Needs MANAGE.

    Refuses a role the person has already.
    """
    require(by, Permission.MANAGE)
    if not people_below(by).filter(pk=user.pk).exists():
        raise DomainError("只能为本单位及下级单位的人员设置岗位。", field="user")
    if Membership.objects.filter(user=user, unit=unit, role=role).exists():
        raise DomainError("该人员已有此岗位。", field="role")
    return add_membership(user, unit, role=role, by=by)


@transaction.atomic
def add_person(
    unit: Unit, *, username: str, full_name: str, role: Role, by: Actor
) -> tuple[User, str]:
    """Open an account with a role in a unit of the subtree. Needs MANAGE.

    Returns the account and its first password, which is shown once and not kept.
    """
    require(by, Permission.MANAGE)
    password = get_random_string(10, "abcdefghjkmnpqrstuvwxyz23456789")
    try:
        with transaction.atomic():
            user: User = User.objects.create_user(username, password=password, full_name=full_name)
    except IntegrityError:
        raise DomainError(
            "该登录账号已被使用，请换一个；已有账号的人员请用“增加岗位”。", field="username"
        ) from None
    audit.record(by, "开通账号", user, username=username)
    add_membership(user, unit, role=role, by=by)
    return user, password


@transaction.atomic
def remove_membership(membership: Membership, *, by: Actor) -> None:
    """Take a role away. Needs MANAGE; a unit's own last administrator stays."""
    require(by, Permission.MANAGE)
    if not Unit.objects.editable_by(by).filter(pk=membership.unit_id).exists():
        raise DomainError("只能为本单位及下级单位设置人员。")
    others = Membership.objects.filter(unit=membership.unit_id, role=Role.ADMIN)
    if membership.role == Role.ADMIN and not others.exclude(pk=membership.pk).exists():
        raise DomainError("本单位至少保留一名单位管理员，请先指定新的管理员。")
    audit.record(by, ROLE_REMOVED, membership, role=membership.role, user=membership.user_id)
    membership.delete()


def plant_unit(parent: Unit | None, **fields: str) -> Unit:
    """Put a unit into the tree below ``parent``, or as a root: set-up work, without a person."""
    planted: Unit
    if parent is None:
        planted = Unit.objects.add_root(fields)
    else:
        planted = Unit.objects.add_child(Unit.objects.get(pk=parent.pk), fields)
    return planted


@transaction.atomic
def add_unit(
    parent: Unit, *, code: str, name: str, short_name: str, level: str, self_reference: str,
    by: Actor,
) -> Unit:  # fmt: skip
    """Add a unit below the acting unit or one of its subordinates. Needs MANAGE."""
    require(by, Permission.MANAGE)
    if not Unit.objects.editable_by(by).filter(pk=parent.pk).exists():
        raise DomainError("只能在本单位及下级单位之下新增单位。", field="parent")
    if Unit.objects.filter(code=code).exists():
        raise DomainError("该单位代码已被使用，请换一个。", field="code")
    unit = plant_unit(
        parent, code=code, name=name, short_name=short_name, level=level,
        self_reference=self_reference,
    )  # fmt: skip
    audit.record(by, "新增单位", unit)
    return unit


@transaction.atomic
def issue_api_key(*, name: str, expires_on: date, by: Actor) -> tuple[ApiKey, str]:
    """Make a key with which programs read for the acting unit. Needs MANAGE.

    Returns the row and the key itself, which is shown once and not kept.
    """
    require(by, Permission.MANAGE)
    today = timezone.localdate()
    if not name.strip():
        raise DomainError("请填写密钥的用途。", field="name")
    if expires_on < today:
        raise DomainError("有效期不能早于今天。", field="expires_on")
    if expires_on > today + timedelta(days=KEY_DAYS):
        raise DomainError("有效期最长两年，到期前可以另发新的密钥。", field="expires_on")
    in_use = ApiKey.objects.editable_by(by).filter(revoked_at__isnull=True, expires_on__gte=today)
    if in_use.count() >= KEYS_AT_ONCE:
        raise DomainError(f"同时有效的密钥最多{KEYS_AT_ONCE}个，请先停用不再使用的密钥。")
    secret = f"zwgk_{secrets.token_urlsafe(32)}"
    key: ApiKey = ApiKey.objects.create(
        unit_id=by.unit_id, name=name.strip(), prefix=secret[:12], sha256=key_digest(secret),
        created_by=by.name, expires_on=expires_on,
    )  # fmt: skip
    audit.record(by, "创建接口密钥", key, prefix=key.prefix, expires_on=expires_on.isoformat())
    return key, secret


@transaction.atomic
def revoke_api_key(key: ApiKey, *, by: Actor) -> None:
    """End a key of the acting unit for good. Needs MANAGE."""
    require(by, Permission.MANAGE)
    require_own_unit(by, key.unit_id)
    if key.revoked_at:
        raise DomainError("该密钥已停用。")
    key.revoked_at = timezone.now()
    key.save(update_fields=["revoked_at"])
    audit.record(by, "停用接口密钥", key, prefix=key.prefix)


def note_api_key_use(key: ApiKey) -> None:
    """Keep the day a key was last used: one write a day, no trace of what was read."""
    today = timezone.localdate()
    if key.last_used_on != today:
        ApiKey.objects.filter(pk=key.pk).update(last_used_on=today)
