"""A self-check on a phone: it goes on by itself, is mended, and ends in a report."""

from functools import partial
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.steps import fits, sign_in
from tests.selfcheck.scene import catalogue, change_item
from tests.world import make_world, person, user_of
from zwgk.selfcheck import actions

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_self_check_goes_on_by_itself_and_ends_in_a_report(
    phone: Page, live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    # One item at a time, so that the five of the town are a long run.
    monkeypatch.setattr(actions, "step", partial(actions.step, seconds=0))
    world = make_world()
    items = catalogue(world)
    page = phone
    sign_in(page, user_of(person(world.town)).username)
    page.goto(f"/manage/parts/{world.town_part.pk}/selfcheck/")
    page.click("text=开始自查")
    expect(page.locator("#batch")).to_contain_text("共检查事项 5 项")
    assert fits(page)
    assert Axe().run(page).response["violations"] == []
    change_item(items["blank"], world, topic="社会救助公开")
    page.click("text=重新检查")
    expect(page.locator("#batch")).to_contain_text("其中 1 项已补充完善")
    page.click("text=结束自查，生成报告")
    with page.expect_download() as report:
        page.click("text=下载自查报告")
    assert report.value.suggested_filename == "柳河镇公开事项自查报告.docx"
