"""A screen plays: every text whole at two sizes and three lengths, and on without a network."""

import os
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.carriers.test_carriers import published
from tests.world import World, make_world, person
from zwgk.carriers.models import PlayedMinute, Screen
from zwgk.carriers.screens import playlist, setting_up, slogans
from zwgk.units.models import Role

pytestmark = pytest.mark.django_db(transaction=True)

RARE = "䶮㛃𬱖"
SHORT = f"{RARE}便民"
NORMAL = f"办好群众身边事，{RARE}村政务公开面对面"
LONG = (NORMAL + "，办什么事、带什么材料、几天办结，样样说得清楚，欢迎到咨询台当面问一问")[:60]
# Boxes in which something is cut, with what stands in them.
CUT = """() => [...document.querySelectorAll('#player .box')].filter((box) =>
  box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1 ||
  box.firstChild.scrollWidth > box.firstChild.clientWidth + 1 ||
  box.firstChild.offsetHeight > box.clientHeight + 1 || !box.clientHeight
).map((box) => box.textContent)"""
OUTSIDE = """() => [...document.querySelectorAll('#player .inner, #player img')].filter((node) => {
  const at = node.getBoundingClientRect();
  return at.left < -1 || at.top < -1 || at.right > innerWidth + 1 || at.bottom > innerHeight + 1;
}).map((node) => node.textContent || node.className)"""


def _screen(world: World, width: int, height: int) -> Screen:
    by, reviewer = person(world.town, Role.OFFICER), person(world.town, Role.REVIEWER)
    screen = setting_up.set_up_screen(
        name="屏", place="大厅", width=width, height=height, participation=world.town_part,
        from_time=time(0), to_time=time(23, 59, 59), by=by,
    )  # fmt: skip
    for text in (SHORT, NORMAL, LONG):
        slogan = slogans.propose_slogan(text=text, by=by)
        slogans.approve_slogan(slogan, by=reviewer)
        playlist.add_entry(screen, kind="slogan", slogan=slogan, seconds=3, by=by)
    playlist.add_entry(screen, kind="theme", seconds=3, by=by)
    for times in (1, 3):
        item = published(
            world.town, f"{RARE}村最低生活保障审核确认" * times, content="内容",
            steps="\n".join(f"{name * times}|{section * times}|{n}个工作日"
                            for n, (name, section) in enumerate(STEPS, 1)),
        )  # fmt: skip
        for kind in ("flow", "item_code"):
            playlist.add_entry(screen, kind=kind, item=item, seconds=3, by=by)
    return screen


STEPS = (
    ("提出申请", "村民委员会"), ("核对家庭经济状况", "社会救助科"), ("民主评议并公示", "民政办"),
    ("审核确认", "镇人民政府"), ("发放", "财政所"),
)  # fmt: skip


def _picture(page: Page, name: str) -> None:
    if folder := os.environ.get("ZWGK_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png")


def _plain(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(("width", "height"), [(1024, 192), (1920, 1080)])
def test_no_text_is_cut_and_it_plays_on_without_a_network(
    live_server: Any, page: Page, console_allows: list[str], width: int, height: int
) -> None:
    console_allows += ["ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "Failed to fetch"]
    screen = _screen(make_world(), width, height)
    page.set_viewport_size({"width": width, "height": height})
    page.clock.install()
    page.goto(f"/screen/{setting_up.token_of(screen)}/")
    stage = page.locator("#player.play")
    slides = playlist.slides_of(screen, address=lambda item: "-", home="-")
    for number, slide in enumerate(slides):
        for _ in range(40):
            if stage.get_attribute("data-slide") == str(number):
                break
            page.clock.run_for(1000)
        assert page.evaluate(CUT) == []
        assert page.evaluate(OUTSIDE) == []
        bodies = page.locator("#player .body").all_text_contents()
        _picture(page, f"{width}-{number}-{slide.kind}")
        shown = _plain("".join(bodies))
        if slide.text:
            assert shown == _plain(slide.text)
        for name, note in slide.steps:
            assert name in shown
            assert _plain(note) in shown
        heads = page.locator("#player .head").all_text_contents()
        assert set(heads) == ({slide.title} if slide.title else set())
    expect(page.locator("#player[data-kept]")).to_be_attached()

    page.context.set_offline(True)
    page.reload()
    expect(page.locator("#player .page.shown")).to_contain_text(RARE)
    page.clock.run_for(130_000)
    page.context.set_offline(False)
    with page.expect_response("**/beat/"):
        page.clock.run_for(60_000)
    assert PlayedMinute.objects.filter(screen=screen, seconds__gte=50).exists()
    screen.refresh_from_db()
    assert screen.seen_at is not None
