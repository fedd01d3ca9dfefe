"""Summaries of units without the system: uploaded by the superior, confirmed, rolled up."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.steps import fits, sign_in
from tests.summaries.outside import TEXT, ZONE_TEXT, word
from tests.world import make_world, person, user_of

pytestmark = pytest.mark.django_db(transaction=True)
# Where pictures of the pages are put, for people to look at.
PICTURES = os.environ.get("ZWGK_PICTURES")


def _look(page: Page, name: str) -> None:
    assert fits(page), name
    assert Axe().run(page).response["violations"] == [], name
    if PICTURES:
        width = page.viewport_size["width"] if page.viewport_size else 0
        page.screenshot(path=Path(PICTURES) / f"upload-{name}-{width}.png", full_page=True)


def _select(page: Page, words: str) -> None:
    """Select words of the text as with the mouse."""
    page.evaluate(
        """(words) => {
          const line = [...document.querySelectorAll("#original p")]
            .find((p) => p.textContent.includes(words));
          const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
          const points = [];
          let at = 0;
          const begin = line.textContent.indexOf(words);
          for (let node; (node = walker.nextNode()); at += node.length) {
            for (const place of [begin, begin + words.length]) {
              if (place >= at && place <= at + node.length) points.push([node, place - at]);
            }
          }
          const range = document.createRange();
          range.setStart(...points[0]);
          range.setEnd(...points[points.length - 1]);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }""",
        words,
    )


@pytest.mark.parametrize("screen", ["page", "phone"])
def test_a_superior_uploads_confirms_and_sees_the_totals(
    screen: str, request: pytest.FixtureRequest
) -> None:
    page: Page = request.getfixturevalue(screen)
    world = make_world()
    sign_in(page, user_of(person(world.city)).username)
    page.goto("/manage/campaigns/day/rollup/")
    page.click("text=代为报送")
    page.set_input_files(
        "#id_uploads",
        [
            {"name": "开发区.docx", "mimeType": "", "buffer": word(ZONE_TEXT)},
            {"name": "柳河.docx", "mimeType": "", "buffer": word(TEXT)},
        ],
    )
    page.fill("#id_why", "单位没有接入系统，总结以电子邮件报来。")
    page.click("text=上传并读取")
    expect(page.locator("main")).to_contain_text("已收到2个文件")
    _look(page, "batch")
    for name in ("开发区.docx", "柳河.docx"):
        page.click(f'a:has-text("核对{name}")')
        if name == "柳河.docx":
            # From the figure to its passage and back, by keyboard.
            page.focus("#row-1 a")
            page.keyboard.press("Enter")
            expect(page.locator("#mark-1:target, #mark-2:target")).to_have_count(1)
            _select(page, "现场解答38个")
            page.click("#pick")
            page.select_option("#row-new [name$=-kind]", "questions_answered")
            expect(page.locator("#row-new [name$=-value]")).to_have_value("38")
            _look(page, "confirm")
        page.check("text=我已逐项核对")
        page.click("text=确认并报送")
        expect(page.locator("main")).to_contain_text("已报送，原件、正文")
    page.goto("/manage/campaigns/day/rollup/")
    totals = page.locator("table").first
    expect(totals).to_contain_text("200人次")
    expect(totals).to_contain_text("解答问题")
    expect(page.locator("text=代报").first).to_be_visible()
    _look(page, "rollup")
    page.goto("/manage/campaigns/day/uploads/")
    page.click("text=柳河镇2026年政务公开日活动总结")
    expect(page.locator("main")).to_contain_text("代为报送。原因")
    _look(page, "submission")
