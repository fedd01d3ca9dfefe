"""Verbs on screens: set up, change, revoke and renew the link, take off the list."""

from collections.abc import Sequence
from datetime import date, time

from django.db import transaction
from django.utils import timezone

from zwgk.campaigns.models import Participation
from zwgk.carriers.checked import cleaned
from zwgk.carriers.models import Screen
from zwgk.carriers.models.screens import WEEKDAYS
from zwgk.core import audit, secrecy
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import DomainError
from zwgk.core.rules import require, require_own_unit
from zwgk.core.tokens import new_token, normal

TOKEN_LENGTH = 16  # typed by hand with a remote control, and not to be guessed
_TOKEN = "screen link"


class Refused(Exception):
    """Why a link plays nothing: ``code`` for programs, ``message`` in Chinese for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@transaction.atomic
def set_up_screen(
    *, name: str, place: str, width: int, height: int, by: Actor,
    participation: Participation | None = None, from_time: time = time(8),
    to_time: time = time(18), from_date: date | None = None, to_date: date | None = None,
    weekdays: Sequence[str] = "1234567", outside: str = Screen.Outside.CLOCK,
) -> Screen:  # fmt: skip
    """Note a screen of the acting unit and make its link. Needs EDIT."""
    require(by, Permission.EDIT)
    screen = Screen(unit_id=by.unit_id)
    _new_link(screen)
    _describe(screen, name, place, width, height, participation, by)
    _schedule(screen, from_time, to_time, from_date, to_date, weekdays, outside)
    screen.save()
    audit.record(by, "登记电子屏", screen)
    return screen


@transaction.atomic
def change_screen(
    screen: Screen, *, name: str, place: str, width: int, height: int, by: Actor,
    participation: Participation | None, from_time: time, to_time: time,
    from_date: date | None, to_date: date | None, weekdays: Sequence[str], outside: str,
) -> None:  # fmt: skip
    """Change a screen and its timetable; the link stays. Needs EDIT."""
    begin(screen, by)
    _describe(screen, name, place, width, height, participation, by)
    _schedule(screen, from_time, to_time, from_date, to_date, weekdays, outside)
    screen.save()
    audit.record(by, "修改电子屏", screen)


@transaction.atomic
def revoke_link(screen: Screen, *, by: Actor) -> None:
    """End the link at once: the screen goes black when it asks next. Needs EDIT."""
    begin(screen, by)
    if screen.revoked_at is not None:
        raise DomainError("播放链接已经停用。")
    screen.revoked_at, screen.revoked_by = timezone.now(), by.name
    screen.save()
    audit.record(by, "停用播放链接", screen)


@transaction.atomic
def renew_link(screen: Screen, *, by: Actor) -> None:
    """Make another link; the one before plays no more. Needs EDIT."""
    begin(screen, by)
    _new_link(screen)
    screen.revoked_at, screen.revoked_by = None, ""
    screen.save()
    audit.record(by, "更换播放链接", screen)


@transaction.atomic
def drop_screen(screen: Screen, *, by: Actor) -> None:
    """Take a screen that never played off the list. Needs EDIT."""
    begin(screen, by)
    if screen.played.exists():
        raise DomainError("这块屏已有播放记录，不能删除；不再使用的请停用播放链接。")
    audit.record(by, "删除电子屏", screen)
    screen.delete()


def token_of(screen: Screen) -> str:
    """The token of the link. Raises DomainError when the site's key was changed."""
    try:
        return secrecy.decrypt(screen.token_encrypted, purpose=_TOKEN)
    except secrecy.Unreadable:
        raise DomainError("平台密钥已更换，原链接不能再显示，请更换播放链接。") from None


def find(token: str) -> Screen:
    """The screen of a token. Raises Refused: link_unknown, link_revoked."""
    digests = secrecy.digests(normal(token), purpose=_TOKEN)
    rows = Screen.objects.filter(token_digest__in=digests)
    found: Screen | None = rows.select_related("unit", "participation__campaign").first()
    if found is None:
        raise Refused("link_unknown", "没有这个播放链接，请核对，或者向本单位经办人员要新链接。")
    if found.revoked_at is not None:
        raise Refused("link_revoked", "这个播放链接已经停用，请向本单位经办人员要新链接。")
    return found


def begin(screen: Screen, by: Actor) -> None:
    """What every verb on a screen starts with: EDIT, the own unit, the row locked."""
    require(by, Permission.EDIT)
    require_own_unit(by, screen.unit_id)
    screen.refresh_from_db(from_queryset=Screen.objects.select_for_update(of=("self",)))


def _new_link(screen: Screen) -> None:
    token = new_token(TOKEN_LENGTH)
    screen.token_digest = secrecy.digest(token, purpose=_TOKEN)
    screen.token_encrypted = secrecy.encrypt(token, purpose=_TOKEN)


def _describe(
    screen: Screen, name: str, place: str, width: int, height: int,
    participation: Participation | None, by: Actor,
) -> None:  # fmt: skip
    if participation is not None:
        require_own_unit(by, participation.unit_id)
    moved = screen.participation_id not in (None, participation and participation.pk)
    if moved and screen.played.exists():
        raise DomainError(
            "这块屏已有播放记录，记在原来的活动里，不能换活动；请另外登记一块屏。",
            field="participation",
        )
    screen.name, screen.place = name.strip(), place.strip()
    screen.width, screen.height, screen.participation = width, height, participation
    same = Screen.objects.filter(unit=screen.unit_id, name=screen.name).exclude(pk=screen.pk)
    if same.exists():
        raise DomainError("本单位已有同名的电子屏，请换一个名称。", field="name")


def _schedule(
    screen: Screen, from_time: time, to_time: time, from_date: date | None,
    to_date: date | None, weekdays: Sequence[str], outside: str,
) -> None:  # fmt: skip
    if to_time <= from_time:
        raise DomainError("每天结束的时间要晚于开始的时间。", field="to_time")
    if from_date and to_date and to_date < from_date:
        raise DomainError("结束日期不能早于开始日期。", field="to_date")
    screen.from_time, screen.to_time = from_time, to_time
    screen.from_date, screen.to_date = from_date, to_date
    screen.weekdays = "".join(digit for digit, _ in WEEKDAYS if digit in weekdays)
    if not screen.weekdays:
        raise DomainError("请至少选择一天。", field="weekdays")
    screen.outside = outside
    cleaned(screen)
