"""The phones of the demo's desks: passes, attendants, a lost phone, a photographed tally, ratings.

What was recorded stays as it is; only who held which phone is added. The chances are drawn from a
source of their own, so that the figures of the cases do not move.
"""

import random
import uuid
from datetime import timedelta

from zwgk.cli.demo.tally_sheet import tally_sheet
from zwgk.core import files
from zwgk.core.actor import Actor
from zwgk.core.secrecy import digest
from zwgk.desk import passes, ratings
from zwgk.desk.models import (
    Desk,
    DeskEntry,
    DeskPass,
    Device,
    Handout,
    Question,
    Rating,
    Tally,
    TallyPhoto,
    Visit,
)
from zwgk.enquiries.codes import new_code
from zwgk.enquiries.follow_ups import Wanted, follow

# (attendant, phone, seconds our clock is ahead, whether it was lost)
_PHONES = (
    ("登记员甲", "安卓手机", 0, False),
    ("登记员乙", "苹果手机", 1500, False),
    ("登记员丙", "安卓手机（旧）", -86_400, True),
)
_LAST_MINUTES = 20
_RATED = 12


def hand_out_phones(desk: Desk, clerk: Actor, *, waiting: int = 0) -> None:
    """Say which phone recorded what at a desk; ``waiting`` records are still on the second."""
    chance = random.Random(f"phones {desk.name}")
    hours = {
        "valid_from": desk.opens_at - timedelta(hours=1),
        "valid_until": desk.closes_at + timedelta(hours=2),
    }
    record = passes.issue(
        desk.participation, kind=DeskPass.Kind.RECORD, desk=desk, by=clerk, **hours
    )
    passes.issue(desk.participation, kind=DeskPass.Kind.KIOSK, desk=desk, by=clerk, **hours)
    first, second, lost = (
        _phone(record, desk, number, waiting if number == 1 else 0)
        for number in range(len(_PHONES))
    )
    for model in (Visit, Question, Handout):
        for entry in model.objects.filter(desk=desk).order_by("recorded_at", "pk"):
            entry.desk = desk
            phone = lost if entry.recorded_at < lost.seen_at else chance.choice((first, second))
            _made_by(entry, phone)
    _photograph(desk, first, clerk)
    _rate(desk)
    _follow_up(desk, first)


def show_wall(desk: Desk, clerk: Actor) -> None:
    """A pass of the wall for the days of the desk's campaign."""
    day = desk.opens_at.replace(hour=0, minute=0)
    passes.issue(
        desk.participation, kind=DeskPass.Kind.WALL, by=clerk, valid_from=day,
        valid_until=day + timedelta(days=1),
    )  # fmt: skip


def _phone(record: DeskPass, desk: Desk, number: int, waiting: int) -> Device:
    attendant, about, clock_offset, is_lost = _PHONES[number]
    seen = desk.opens_at + timedelta(minutes=40) if is_lost else desk.closes_at
    identity = uuid.uuid5(uuid.NAMESPACE_URL, f"zwgk-demo {desk.name} {number}")
    cut = {"cut_at": seen + timedelta(hours=1), "cut_by": "经办人员"} if is_lost else {}
    phone: Device = Device.objects.create(
        id=identity, desk_pass=record, attendant=attendant, about=about, app_version="1.0",
        # No key was ever given out for it.
        key_digest=digest(str(identity), purpose="demo"), entered_at=desk.opens_at, seen_at=seen,
        synced_at=seen, waiting=waiting, clock_offset=clock_offset, **cut,
    )  # fmt: skip
    return phone


def _made_by(entry: DeskEntry, phone: Device) -> None:
    late = entry.recorded_at > entry.desk.closes_at - timedelta(minutes=_LAST_MINUTES)
    type(entry).objects.filter(pk=entry.pk).update(
        device=phone, recorded_by=phone.attendant,
        mark=DeskEntry.Mark.LATE if late else DeskEntry.Mark.NONE,
    )  # fmt: skip


def _photograph(desk: Desk, phone: Device, clerk: Actor) -> None:
    for tally in Tally.objects.filter(desk=desk, kind="visitors"):
        identity = uuid.uuid5(uuid.NAMESPACE_URL, f"zwgk-demo {desk.name} photo")
        kept = files.store(
            tally_sheet(tally.value), name="计数表.png", content_type="image/png",
            unit_id=clerk.unit_id, by=clerk,
        )  # fmt: skip
        TallyPhoto.objects.create(id=identity, desk=desk, device=phone, file=kept)
        Tally.objects.filter(pk=tally.pk).update(photo=identity, device=phone)


def _follow_up(desk: Desk, phone: Device) -> None:
    """A question that was not settled at the desk waits for its section."""
    asked = Question.objects.filter(desk=desk, on_spot=False)
    question = asked.order_by("recorded_at", "pk").first()
    if question is not None:
        wanted = Wanted(
            desk_question=question.root, version=question.version, question=question.text,
            department=question.department, contact="村民委员会转告", reply_by="visit",
            code=new_code(f"demo {desk.name}"), consent=True,
        )  # fmt: skip
        follow(wanted, desk.participation, recorded_by=phone.attendant)


def _rate(desk: Desk) -> None:
    """The visitors' own ratings of some questions: what the attendant had tapped, said again."""
    rated = Question.objects.filter(desk=desk).exclude(rating="").order_by("recorded_at", "pk")
    slips = ratings.new_tokens(desk, _RATED)
    for number, (question, token) in enumerate(zip(rated[:_RATED], slips, strict=False)):
        Question.objects.filter(pk=question.pk).update(token=token)
        rating = Rating.objects.create(
            desk=desk, token=token, score=question.rating, channel=Rating.Channel.SLIP,
            words="说得很清楚，谢谢。" if number == 0 else "",
        )  # fmt: skip
        at = question.recorded_at + timedelta(minutes=2)
        Rating.objects.filter(pk=rating.pk).update(rated_at=at)
