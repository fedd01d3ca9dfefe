"""Two screens of the town with what they play: a strip over the door, a screen in the hall."""

from datetime import time

from zwgk.campaigns.models import Participation
from zwgk.carriers.models import Screen
from zwgk.carriers.queries import printable_items, public_columns
from zwgk.carriers.screens import playlist, setting_up, slogans
from zwgk.core.actor import Actor
from zwgk.units.models import Unit, User
from zwgk.units.queries import actor_for

SLOGANS = (
    "打造营商环境最优镇",
    "解决群众办事难，政务公开在身边",
    "办什么事、带什么材料、找哪个窗口、几天办结，都在十里铺镇政务公开专栏；不清楚的，到咨询台当面问。",
)
SCREENS = (
    ("门头长条屏", "便民服务大厅门头", 1024, 192),
    ("大厅显示屏", "便民服务大厅等候区", 1920, 1080),
)
WAITING = "让数据多跑路，让群众少跑腿"


def show_screens(unit: Unit) -> None:
    """Write, approve and play slogans through the same actions people use."""
    clerk, reviewer = _person(unit, "town-officer"), _person(unit, "town-reviewer")
    approved = [slogans.propose_slogan(text=text, by=clerk) for text in SLOGANS]
    for slogan in approved:
        slogans.approve_slogan(slogan, by=reviewer)
    slogans.propose_slogan(text=WAITING, by=clerk)
    part = Participation.objects.filter(unit=unit).first()
    for name, place, width, height in SCREENS:
        screen = setting_up.set_up_screen(
            name=name, place=place, width=width, height=height, participation=part,
            from_time=time(6), to_time=time(23), by=clerk,
        )  # fmt: skip
        for slogan in approved:
            playlist.add_entry(screen, kind="slogan", slogan=slogan, by=clerk)
        _fill(screen, clerk)


def _fill(screen: Screen, clerk: Actor) -> None:
    """The theme, the first procedure that has steps, and a code of everything."""
    playlist.add_entry(screen, kind="theme", by=clerk)
    items = printable_items(clerk)
    columns = public_columns(items)
    for item in [item for item in items if columns[item.pk].steps][:1]:
        for kind in ("flow", "item_code"):
            playlist.add_entry(screen, kind=kind, item=item, by=clerk, seconds=15)
    playlist.add_entry(screen, kind="portal_code", by=clerk)


def _person(unit: Unit, username: str) -> Actor:
    actor = actor_for(User.objects.get(username=username), unit)
    assert actor is not None
    return actor
