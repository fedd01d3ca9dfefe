"""评价: visitors rate how they were received, once each, and nobody learns who they were.

A *visit token* is ``<desk>-<serial>-<signature>``: printed on a slip, or shown by an attendant's
phone. It needs no table until it is used. On the desk's poster and on a tablet the page itself
makes one for each visit.
"""

import re
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from zwgk.core import secrecy
from zwgk.core.errors import DomainError
from zwgk.desk.models import Desk, DeskPass, Rating
from zwgk.desk.passes import BEFORE, Refused, find
from zwgk.text.privacy import blocking

AFTERWARDS = timedelta(days=1)  # how long after a desk has closed a visitor may still rate
WORDS = 200
SLIPS_AT_ONCE = 480
_SLIP, _POSTER = "visit token", "desk poster"
_FORM = re.compile(r"([0-9]{1,9})-([0-9]{1,9})-([0-9a-f]{16})")
_ONCE = re.compile(r"[\w-]{8,30}", re.ASCII)


@dataclass(frozen=True)
class Place:
    """Where somebody was received: all that the rating page needs to know."""

    desk_id: int
    name: str
    unit_name: str


class WrongCode(DomainError):
    """A code that we never made: mistyped, cut off or guessed."""

    def __init__(self) -> None:
        super().__init__("这个评价码不对。请重新扫描，或者请工作人员帮助。")


class AlreadyRated(DomainError):
    """This visit was rated before; the first rating stays."""

    def __init__(self) -> None:
        super().__init__("您已经评价过，谢谢。")


def new_tokens(desk: Desk, count: int) -> list[str]:
    """So many visit tokens that were never given out before."""
    if not 1 <= count <= SLIPS_AT_ONCE:
        raise DomainError(f"一次最多制作{SLIPS_AT_ONCE}张。", field="count")
    with transaction.atomic():
        Desk.objects.filter(pk=desk.pk).update(last_token=F("last_token") + count)
        last: int = Desk.objects.values_list("last_token", flat=True).get(pk=desk.pk)
    return [_signed(f"{desk.pk}-{number}", _SLIP) for number in range(last - count + 1, last + 1)]


def link_of(token: str) -> str:
    """The address of the page where a visit token is used."""
    return f"/rate/s/{token}/"


def poster_of(desk: Desk) -> str:
    """What the address of a desk's poster ends in."""
    return _signed(f"{desk.pk}", _POSTER)


def place_of_token(token: str) -> Place:
    """Where a visit token belongs. Raises WrongCode, or DomainError when it is over."""
    matched = _FORM.fullmatch(token)
    if matched is None or not _is_signed(token, _SLIP):
        raise WrongCode
    return _place(int(matched[1]))


def place_of_poster(poster: str) -> Place:
    """Where a poster stands. Raises as ``place_of_token`` does."""
    number = poster.partition("-")[0]
    if not number.isdecimal() or len(number) > 9 or not _is_signed(poster, _POSTER):
        raise WrongCode
    return _place(int(number))


def place_of_kiosk(token: str) -> Place:
    """Where a tablet stands. Raises WrongCode, or DomainError when its pass ended."""
    try:
        found = find(token, DeskPass.Kind.KIOSK)
    except Refused as refused:
        if refused.code == "pass_unknown":
            raise WrongCode from None
        raise DomainError(refused.message) from None
    assert found.desk is not None
    return _place(found.desk.pk)


def rated(token: str) -> Rating | None:
    """The rating of a visit, if there is one."""
    found: Rating | None = Rating.objects.filter(token=token).first()
    return found


def rate(place: Place, token: str, *, score: str, channel: str) -> Rating:
    """Keep a rating; of a visit's two the first stays (AlreadyRated)."""
    if score not in Rating.Score.values:
        raise DomainError("请在满意、基本满意、不满意中选择一项。", field="score")
    try:
        with transaction.atomic():
            kept: Rating = Rating.objects.create(
                desk_id=place.desk_id, token=token, score=score, channel=channel
            )
    except IntegrityError:
        raise AlreadyRated from None
    return kept


def visit_here(place: Place, once: str) -> str:
    """The visit token of one opening of a poster's or a tablet's page."""
    if not _ONCE.fullmatch(once):
        raise DomainError("页面已经过期，请重新扫描。")
    return f"{place.desk_id}-{once}"


def add_words(token: str, words: str) -> None:
    """Add the visitor's words to their rating, once. Raises DomainError."""
    text = " ".join(words.replace("\x00", "").split())
    if not text:
        raise DomainError("请先写下意见，再提交。", field="words")
    if len(text) > WORDS:
        raise DomainError(f"最多 {WORDS} 个字，现在有 {len(text)} 个。", field="words")
    if blocking(text):
        message = "这里写有身份证号、手机号或银行卡号。为保护个人信息，请删去后再提交。"
        raise DomainError(message, field="words")
    if not Rating.objects.filter(token=token, words="").update(words=text):
        raise AlreadyRated


def _place(desk_id: int) -> Place:
    desk = Desk.objects.select_related("participation__unit").filter(pk=desk_id).first()
    now = timezone.now()
    if desk is None or now > desk.closes_at + AFTERWARDS:
        raise DomainError("评价已经结束，谢谢您的关注。有意见建议，可以在线上咨询中提出。")
    if now < desk.opens_at - BEFORE:
        raise DomainError("咨询台还没有开放，请在办理之后再评价。")
    return Place(desk.pk, desk.name, desk.participation.unit.name)


def _signed(what: str, purpose: str) -> str:
    return f"{what}-{secrecy.digest(what, purpose=purpose)[:16]}"


def _is_signed(token: str, purpose: str) -> bool:
    what, _, signature = token.rpartition("-")
    known = secrecy.digests(what, purpose=purpose)
    return any(constant_time_compare(one[:16], signature) for one in known)
