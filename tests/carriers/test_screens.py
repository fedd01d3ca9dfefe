"""Screens: approved slogans alone, within the timetable, by a link that can be revoked; counted."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.carriers.test_carriers import published
from tests.world import SHANGHAI, World, person
from zwgk.carriers.models import PlayedMinute, Screen, Slogan
from zwgk.carriers.screens import playing, playlist, setting_up, slogans
from zwgk.catalogue import actions as catalogue
from zwgk.catalogue.columns import Columns
from zwgk.core.actor import Actor
from zwgk.core.errors import Conflict, DomainError, NotAllowed
from zwgk.figures.ledger import ledger

pytestmark = pytest.mark.django_db

RARE = "䶮㛃𬱖"


@pytest.fixture
def screen(world: World, clerk: Actor) -> Screen:
    return _screen(world, clerk)


def _screen(world: World, by: Actor, **given: Any) -> Screen:
    usual = {"name": "大厅屏", "place": "服务大厅", "width": 1024, "height": 192,
             "participation": world.town_part}  # fmt: skip
    return setting_up.set_up_screen(by=by, **(usual | given))


def _slides(screen: Screen) -> list[playlist.Slide]:
    return playlist.slides_of(
        screen, address=lambda item: f"https://example.gov.cn/{item.pk}/", home="https://a.cn/"
    )


def test_a_slogan_is_approved_by_another_and_anew_when_it_changes(
    world: World, clerk: Actor, reviewer: Actor, screen: Screen
) -> None:
    everything = person(world.town)
    slogan = slogans.propose_slogan(text="办好群众身边事", by=everything)
    playlist.add_entry(screen, kind="slogan", slogan=slogan, by=clerk)
    assert _slides(screen) == []
    with pytest.raises(NotAllowed, match="不能审核自己写的标语"):
        slogans.approve_slogan(slogan, by=everything)
    with pytest.raises(NotAllowed):
        slogans.approve_slogan(slogan, by=clerk)
    slogans.approve_slogan(slogan, by=reviewer)
    assert [slide.text for slide in _slides(screen)] == ["办好群众身边事"]
    # Who changed it afterwards may not approve it, whoever wrote it first.
    slogans.change_slogan(slogan, text="办好每一件事", by=clerk)
    assert _slides(screen) == []
    slogans.change_slogan(slogan, text="办好身边每一件事", by=everything)
    with pytest.raises(NotAllowed):
        slogans.approve_slogan(slogan, by=everything)
    slogans.return_slogan(slogan, reason="与主题不一致", by=reviewer)
    assert Slogan.objects.get().returned_for == "与主题不一致"
    slogans.drop_slogan(slogan, by=clerk)
    assert not screen.entries.exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("咨询请打13812345678", "13812345678"),
        ("办" * 61, "60"),
        ("", "不能为空"),
        ("推进政务公开", "已有这条标语"),
    ],
)
def test_a_slogan_that_may_not_be_played_is_refused(clerk: Actor, text: str, told: str) -> None:
    slogans.propose_slogan(text="推进政务公开", by=clerk)
    with pytest.raises(DomainError, match=told):
        slogans.propose_slogan(text=text, by=clerk)
    assert Slogan.objects.count() == 1


def test_hints_tell_what_a_strip_cannot_show_at_once() -> None:
    assert slogans.hints("办" * 36) == []
    (hint,) = slogans.hints("办" * 60)
    assert "共60个字" in hint
    assert "分2页" in hint


def test_it_plays_within_its_timetable_alone(world: World, clerk: Actor) -> None:
    screen = _screen(
        world, clerk, from_time=time(8, 30), to_time=time(17), from_date=date(2026, 5, 14),
        to_date=date(2026, 5, 18), weekdays=["5", "1"],
    )  # fmt: skip

    def plays(day: int, hour: int, minute: int = 0) -> bool:
        return screen.plays_at(datetime(2026, 5, day, hour, minute, tzinfo=SHANGHAI))

    assert plays(15, 8, 30)  # a Friday
    assert plays(15, 16, 59)
    assert plays(18, 12)  # the Monday
    assert not plays(15, 8, 29)
    assert not plays(15, 17)
    assert not plays(14, 12)  # a Thursday
    assert not plays(11, 12)  # a Monday before it begins
    assert not plays(22, 12)
    assert screen.days == "周一、周五"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"to_time": time(8)}, "to_time"),
        ({"from_date": date(2026, 5, 2), "to_date": date(2026, 5, 1)}, "to_date"),
        ({"weekdays": []}, "weekdays"),
        ({"width": 1}, "width"),
        ({"name": "大厅屏"}, "name"),
    ],
)
def test_a_screen_that_cannot_be_is_refused(
    world: World, clerk: Actor, screen: Screen, given: dict[str, Any], field: str
) -> None:
    with pytest.raises(DomainError) as refused:
        _screen(world, clerk, **({"name": "另一块屏"} | given))
    assert refused.value.field == field


def test_a_link_is_found_revoked_and_renewed(screen: Screen, clerk: Actor) -> None:
    token = setting_up.token_of(screen)
    assert token not in (screen.token_digest, screen.token_encrypted)
    assert setting_up.find(f"{token[:4]}-{token[4:].lower()}") == screen
    setting_up.revoke_link(screen, by=clerk)
    with pytest.raises(setting_up.Refused) as refused:
        setting_up.find(token)
    assert refused.value.code == "link_revoked"
    setting_up.renew_link(screen, by=clerk)
    with pytest.raises(setting_up.Refused) as refused:
        setting_up.find(token)
    assert refused.value.code == "link_unknown"
    assert setting_up.find(setting_up.token_of(screen)) == screen


def test_the_playlist_shows_flows_and_codes_of_what_is_public(
    world: World, clerk: Actor, screen: Screen
) -> None:
    item = published(world.town, f"{RARE}临时救助", steps="申请|民政办|当场\n审核")
    draft = catalogue.create_item(Columns(name="未公开"), by=clerk)
    for kind in ("flow", "item_code"):
        playlist.add_entry(screen, kind=kind, item=item, by=clerk)
        with pytest.raises(DomainError, match="已公开"):
            playlist.add_entry(screen, kind=kind, item=draft, by=clerk)
    for kind in ("theme", "portal_code"):
        playlist.add_entry(screen, kind=kind, by=clerk, seconds=20)
    flow, code, theme, portal = _slides(screen)
    assert flow.steps == (("申请", "民政办 · 当场"), ("审核", ""))
    assert code.url == f"https://example.gov.cn/{item.pk}/"
    assert (theme.text, theme.seconds) == ("办好群众身边事", 20)
    assert portal.url == "https://a.cn/"


def test_the_order_is_changed_and_a_change_meanwhile_is_told(screen: Screen, clerk: Actor) -> None:
    entries = [
        playlist.add_entry(screen, kind=kind, by=clerk)
        for kind in ("theme", "portal_code", "theme")
    ]
    first, second, third = (entry.pk for entry in entries)
    playlist.arrange(screen, order=[third, first, second], seconds={first: 30}, by=clerk)
    assert [(entry.pk, entry.seconds) for entry in playlist.entries_of(screen)] == [
        (third, 10), (first, 30), (second, 10),
    ]  # fmt: skip
    with pytest.raises(DomainError, match="至少停留3秒"):
        playlist.arrange(screen, order=[first, second, third], seconds={first: 1}, by=clerk)
    playlist.take_out(entries[1], by=clerk)
    with pytest.raises(Conflict):
        playlist.arrange(screen, order=[first, second, third], seconds={}, by=clerk)
    assert [entry.position for entry in playlist.entries_of(screen)] == [0, 1]


def _played(screen: Screen, hours: float) -> list[tuple[datetime, int]]:
    start = timezone.now() - timedelta(hours=hours)
    Screen.objects.filter(pk=screen.pk).update(made_at=start - timedelta(minutes=5))
    screen.refresh_from_db()
    return [(start + timedelta(minutes=n), 60) for n in range(int(hours * 60))]


def test_a_minute_reported_twice_counts_once(screen: Screen) -> None:
    report = _played(screen, 1)
    assert playing.report(screen, report) == 60
    assert playing.report(screen, [(at + timedelta(seconds=1), 30) for at, _ in report]) == 0
    later = [(timezone.now() + timedelta(hours=1), 60), (timezone.now() - timedelta(days=99), 60)]
    assert playing.report(screen, later) == 0
    assert PlayedMinute.objects.count() == 60


def test_hours_shown_are_a_figure_with_the_screens_behind_it(world: World, clerk: Actor) -> None:
    hall, gate, never = (
        _screen(world, clerk, name=name) for name in ("大厅屏", "门前屏", "没有开过的屏")
    )
    playing.report(hall, _played(hall, 2.6))
    playing.report(gate, _played(gate, 0.5))
    found = ledger(world.town_part.pk)
    assert found["screens"].value == 2
    assert found["screen_hours"].value == 2
    (row,) = found["screen_hours"].evidence
    assert (row.record_type, row.record_id, row.label) == ("screen", str(hall.pk), "大厅屏")
    with pytest.raises(DomainError, match="已有播放记录"):
        setting_up.drop_screen(hall, by=clerk)
    setting_up.drop_screen(never, by=clerk)


def test_a_screen_that_ought_to_play_and_is_silent_is_told(
    world: World, clerk: Actor, screen: Screen, django_assert_num_queries: Any
) -> None:
    Screen.objects.update(from_time=time(0), to_time=time(23, 59, 59))

    def silent() -> list[bool]:
        with django_assert_num_queries(1):
            return [alive.silent for alive in playing.screens_alive(clerk)]

    assert silent() == [True]
    playing.report(screen, [])
    assert silent() == [False]
    Screen.objects.update(seen_at=timezone.now() - timedelta(minutes=11))
    assert silent() == [True]
    for name in ("二", "三"):
        _screen(world, clerk, name=name)
    assert len(silent()) == 3
    setting_up.revoke_link(screen, by=clerk)
    assert silent()[0] is False
