"""The roll-up on a desk and on a phone: from the leader's screen to one unit's records."""

import os
import random
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.steps import fits, sign_in
from tests.records import submitted
from tests.summaries.reported import campaign, report, unit
from tests.web.portal.shelf import guide
from tests.world import World, make_world, person, user_of

pytestmark = pytest.mark.django_db(transaction=True)
# Where pictures of the pages are put, for people to look at.
PICTURES = os.environ.get("ZWGK_PICTURES")


def _two_editions() -> World:
    world = make_world()
    guide(world, "低保申请")
    submitted(world)
    chance, editions = random.Random(7), [campaign(world.city, f"y{y}", y) for y in (2024, 2025)]
    for d in range(4):
        district = unit(world.city, f"南山{d + 1}区", "county")
        for t in range(3):
            town = unit(district, f"d{d}t{t}")
            for day in (*editions, world.campaign):
                figures: dict[str, Any] = {
                    "visitors": chance.randint(30, 90), "answer_rate": (chance.randint(8, 10), 10),
                    "materials_distributed": chance.randint(200, 400), "departments": 6,
                }  # fmt: skip
                if (d, t, day.year) == (2, 1, 2026):
                    figures |= {"visitors": 5200, "desks": 2}
                report(day, town, figures, named={"material_kinds": ["办事指南", f"手册{t}"]})
    return world


@pytest.mark.parametrize("screen", ["page", "phone"])
def test_from_the_leaders_screen_to_a_record(screen: str, request: pytest.FixtureRequest) -> None:
    browser: Page = request.getfixturevalue(screen)
    world = _two_editions()
    sign_in(browser, user_of(person(world.city)).username)
    rollup = "/manage/campaigns/day/rollup/"
    for name, url in (
        ("compare", "/manage/campaigns/day/compare/"), ("rollup", rollup),
        ("kind", f"{rollup}visitors/"), ("names", f"{rollup}material_kinds/"),
    ):  # fmt: skip
        browser.goto(url)
        assert fits(browser), url
        assert Axe().run(browser).response["violations"] == [], url
        if PICTURES:
            path = Path(PICTURES) / f"{name}-{screen}.png"
            browser.screenshot(path=path, full_page=True)
    browser.goto("/manage/campaigns/day/compare/")
    expect(browser.locator("main")).to_contain_text("每台每小时325人次")
    browser.click("a:text-is('接待群众')")
    browser.click("a:text-is('34人次')")
    expect(browser.locator("main")).to_contain_text("医保报销")
