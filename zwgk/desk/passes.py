"""登记码 and the phones that entered with one: issue, find, enter, revoke, cut off."""

import secrets
import uuid
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from zwgk.campaigns.models import Participation
from zwgk.core import audit, secrecy
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import DomainError
from zwgk.core.rules import require, require_own_unit
from zwgk.core.tokens import new_token, normal
from zwgk.desk.models import Desk, DeskPass, Device

GRACE = timedelta(hours=48)  # after a pass's end, in which what a phone still holds is taken in
BEFORE, AFTER = timedelta(hours=1), timedelta(hours=2)  # a pass reaches beyond the desk's hours
SEEN_EVERY = timedelta(minutes=1)
TOKEN_LENGTH = 16  # of 31 letters: 79 bits, and typed by hand without mistaking 0 for O
_TOKEN = "desk pass"
_KEY = "desk device key"


class Refused(Exception):
    """Why somebody may not go on: ``code`` for programs, ``message`` in Chinese for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@transaction.atomic
def issue(
    participation: Participation, *, kind: str, by: Actor, desk: Desk | None = None,
    valid_from: datetime | None = None, valid_until: datetime | None = None,
) -> DeskPass:  # fmt: skip
    """Make a pass. Needs EDIT. Its hours are the desk's or, of a wall, the days' if none given."""
    require(by, Permission.EDIT)
    require_own_unit(by, participation.unit_id)
    if (desk is None) != (kind == DeskPass.Kind.WALL):
        raise DomainError("登记码和评价平板要选定咨询台，大屏不用选。", field="desk")
    if desk is not None and desk.participation_id != participation.pk:
        raise DomainError("请选择本次活动的咨询台。", field="desk")
    usual = usual_hours(participation, desk)
    start, end = valid_from or usual[0], valid_until or usual[1]
    if end <= start:
        raise DomainError("失效时间必须晚于生效时间。", field="valid_until")
    token = new_token(TOKEN_LENGTH)
    made: DeskPass = DeskPass.objects.create(
        participation=participation, desk=desk, kind=kind, valid_from=start, valid_until=end,
        token_digest=secrecy.digest(token, purpose=_TOKEN),
        token_encrypted=secrecy.encrypt(token, purpose=_TOKEN), made_by=by.name,
    )  # fmt: skip
    audit.record(by, f"制发{made.get_kind_display()}码", made)
    return made


def usual_hours(participation: Participation, desk: Desk | None) -> tuple[datetime, datetime]:
    """From an hour before the desk opens to two after it closes; of a wall, the campaign's days."""
    if desk is not None:
        return desk.opens_at - BEFORE, desk.closes_at + AFTER
    first = participation.starts_on or participation.campaign.starts_on
    last = participation.ends_on or max(first, participation.campaign.ends_on)
    zone = timezone.get_current_timezone()
    start = datetime.combine(first, time(6), tzinfo=zone)
    return start, datetime.combine(last, time(22), tzinfo=zone)


def token_of(desk_pass: DeskPass) -> str:
    """The token of a pass, for its QR. Raises DomainError when the site's key was changed."""
    try:
        return secrecy.decrypt(desk_pass.token_encrypted, purpose=_TOKEN)
    except secrecy.Unreadable:
        raise DomainError("平台密钥已更换，这张码不能再打印，请作废后重新制发。") from None


def find(token: str, *kinds: str, grace: timedelta = timedelta()) -> DeskPass:
    """The pass of a token, if it may be used now or ended within the grace. Raises Refused.

    Codes: pass_unknown, pass_revoked, pass_early, pass_expired.
    """
    digests = secrecy.digests(normal(token), purpose=_TOKEN)
    rows = DeskPass.objects.filter(token_digest__in=digests, kind__in=kinds)
    found: DeskPass | None = rows.select_related("participation__unit", "desk").first()
    if found is None:
        raise Refused("pass_unknown", "没有这张码，请核对，或者向咨询台负责人重新要码。")
    check(found)
    now = timezone.now()
    if now < found.valid_from:
        start = timezone.localtime(found.valid_from)
        raise Refused("pass_early", f"这张码从{start:%-m月%-d日%H:%M}起才能使用。")
    if now > found.valid_until + grace:
        raise Refused("pass_expired", _EXPIRED)
    return found


_EXPIRED = "这张码已经过期，请向咨询台负责人要新码。"


def check(desk_pass: DeskPass) -> None:
    """Raise Refused for a pass that was revoked."""
    if desk_pass.revoked_at is not None:
        raise Refused("pass_revoked", "这张码已经作废，请向咨询台负责人要新码。")


@transaction.atomic
def revoke(desk_pass: DeskPass, *, by: Actor) -> None:
    """End a pass and every phone that entered with it, at once. Needs EDIT."""
    require(by, Permission.EDIT)
    require_own_unit(by, desk_pass.participation.unit_id)
    if desk_pass.revoked_at is not None:
        raise DomainError("这张码已经作废。")
    desk_pass.revoked_at, desk_pass.revoked_by = timezone.now(), by.name
    desk_pass.save(update_fields=["revoked_at", "revoked_by"])
    audit.record(by, f"作废{desk_pass.get_kind_display()}码", desk_pass)


@transaction.atomic
def enter(
    token: str, *, device: uuid.UUID, name: str, about: str = "", version: str = ""
) -> tuple[Device, str]:
    """Let a phone in; gives it the key it sends from now on. Raises Refused.

    The same phone again, with the same pass, gets a new key and keeps its entries; within the grace
    as well, for the answer with its key may have been lost while it still holds records.
    """
    desk_pass = find(token, DeskPass.Kind.RECORD, grace=GRACE)
    name, about, version = (text.replace("\x00", "") for text in (name, about, version))
    attendant = " ".join(name.split())[:20]
    if not attendant:
        raise Refused("name_missing", "请填写姓名。")
    key = secrets.token_urlsafe(32)
    kept: dict[str, Any] = {
        "desk_pass": desk_pass, "attendant": attendant, "about": about[:120],
        "app_version": version[:20], "seen_at": timezone.now(),
        "key_digest": secrecy.digest(key, purpose=_KEY),
    }  # fmt: skip
    known = Device.objects.select_for_update().filter(pk=device).first()
    came_with_it = known is not None and known.desk_pass_id == desk_pass.pk
    if timezone.now() > desk_pass.valid_until and not came_with_it:
        raise Refused("pass_expired", _EXPIRED)
    if known is None:
        return _admitted(Device.objects.create(pk=device, **kept), desk_pass), key
    if known.cut_at is not None:
        raise Refused("device_cut", _CUT)
    if known.desk_pass.desk_id != desk_pass.desk_id:
        raise Refused("other_desk", "这部手机已登记到另一个咨询台，请先上传完记录再换台。")
    for field, value in kept.items():
        setattr(known, field, value)
    known.save()
    return known, key


_CUT = (
    "这部手机已被停用，再登记的内容也不会收下，请联系咨询台负责人。"
    "手机上的记录还在，可以导出后交给负责人。"
)


def _admitted(device: Device, desk_pass: DeskPass) -> Device:
    audit.record(attendant_of(device), "手机进入咨询台", device, desk_pass=desk_pass.pk)
    return device


def attendant_of(device: Device) -> Actor:
    """Who records on a phone: the attendant's name, at the desk's unit; an account's rights none.

    RECORD is what the pass gave; the entries of its own desk are all it is used for.
    """
    unit = device.desk_pass.participation.unit
    return Actor(
        user_id=0, name=device.attendant, unit_id=unit.pk, unit_path=unit.path,
        unit_name=unit.name, permissions=frozenset({Permission.RECORD}),
    )  # fmt: skip


def device_for(key: str) -> Device:
    """The phone of a key, as long as it may send. Raises Refused.

    Codes: key_unknown, device_cut, pass_revoked, pass_expired (the grace is over as well).
    """
    digests = secrecy.digests(key[:100], purpose=_KEY)
    rows = Device.objects.filter(key_digest__in=digests)
    found: Device | None = rows.select_related(
        "desk_pass__participation__unit", "desk_pass__participation__campaign", "desk_pass__desk"
    ).first()
    if found is None:
        raise Refused("key_unknown", "这部手机还没有进入咨询台，请重新扫码。")
    if found.cut_at is not None:
        raise Refused("device_cut", _CUT)
    check(found.desk_pass)
    if timezone.now() > found.desk_pass.valid_until + GRACE:
        raise Refused(
            "pass_expired", "登记码过期已超过48小时，不能再上传。请导出记录，交给咨询台负责人导入。"
        )
    return found


def heard_of(device: Device) -> None:
    """Note that a phone is there; not more often than once a minute."""
    now = timezone.now()
    if now - device.seen_at > SEEN_EVERY:
        Device.objects.filter(pk=device.pk).update(seen_at=now)


@transaction.atomic
def cut_off(device: Device, *, by: Actor) -> None:
    """Refuse a phone that was lost; what it sent stays. Needs EDIT."""
    _own(device, by)
    if device.cut_at is not None:
        raise DomainError("这部手机已经停用。")
    device.cut_at, device.cut_by = timezone.now(), by.name
    device.save(update_fields=["cut_at", "cut_by"])
    audit.record(by, "停用登记设备", device)


@transaction.atomic
def readmit(device: Device, *, by: Actor) -> None:
    """Let a phone send again. Needs EDIT."""
    _own(device, by)
    if device.cut_at is None:
        raise DomainError("这部手机没有停用。")
    device.cut_at, device.cut_by = None, ""
    device.save(update_fields=["cut_at", "cut_by"])
    audit.record(by, "恢复登记设备", device)


def _own(device: Device, by: Actor) -> None:
    require(by, Permission.EDIT)
    require_own_unit(by, device.desk_pass.participation.unit_id)
