"""The check beside the text: a mend by one click and its undoing, paste from Word, remarks."""

import os
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.journeys.steps import fits, sign_in
from tests.records import ready_to_submit
from tests.world import World, make_world, person, user_of
from zwgk.campaigns import actions as campaigns
from zwgk.campaigns.models import Participation
from zwgk.core.actor import Actor
from zwgk.summaries import actions
from zwgk.summaries.models import Remark, Revision, Submission

pytestmark = pytest.mark.django_db(transaction=True)

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PASTED = (
    "窗口前排起了长队，工作人员一边解释新旧政策的差别，一边帮老人把材料逐页理好，"
    "碰上说不清的就当场打电话问业务股室，直到来人点头才请下一位上前。"
)
WRONG = f"活动期间,共接待{{visitors}}，发放资料600余份，满意率达到100%。\n{PASTED}"
WORD = "　　一、第一段。\r\n　　\u200b第二段\u00a0接着写。\r\n"


@pytest.fixture
def world(live_server: Any) -> World:
    return make_world()


def _write(part: Participation, body: str, by: Actor) -> Participation:
    sections = [{"key": "x", "heading": "开展现场接待", "body": body}]
    latest = actions.latest_number(part)
    actions.save_draft(part, title="活动总结", sections=sections, based_on=latest, by=by)
    return Participation.objects.get(pk=part.pk)


@pytest.fixture
def part(world: World) -> Participation:
    """The town's draft with faults in it; the zone has submitted the paragraph it pasted."""
    by = person(world.zone)
    campaigns.acknowledge(world.zone_part, by=by)
    actions.compose_draft(world.zone_part, by=by)
    actions.submit(_write(world.zone_part, PASTED, by), by=by)
    return _write(ready_to_submit(world), WRONG, person(world.town))


def _open(page: Page, world: World, part: Participation) -> Locator:
    sign_in(page, user_of(person(world.town)).username)
    page.goto(f"/manage/parts/{part.pk}/summary/")
    return page.locator("#check-list")


def _shot(page: Page, name: str) -> None:
    """A picture to look at, where a folder for them is named."""
    if folder := os.environ.get("ZWGK_SCREENS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def _body() -> str:
    body: str = Revision.objects.order_by("-number")[0].sections[0]["body"]
    return body


def test_one_click_mends_a_mark_and_a_number_and_can_be_undone(
    page: Page, world: World, part: Participation
) -> None:
    found = _open(page, world, part)
    expect(page.locator("#check-state")).to_contain_text("2处错误")
    _shot(page, "editor-1280")
    page.click("button:text-is('改为“，”')")
    box = page.locator(".rich").first
    expect(box).to_contain_text("活动期间，共接待")
    page.click("button:text-is('改为“59份”')")
    expect(box.locator('[data-token="{materials_distributed}"]')).to_have_text("59份")
    expect(page.locator("#check-state")).to_contain_text("1处错误")
    page.click("#mend-undo")
    expect(box).to_contain_text("发放资料600余份")
    expect(page.locator("#check-state")).to_contain_text("2处错误")
    expect(found.locator("button:text-is('改为“，”')")).to_have_count(0)
    page.click("#save")
    expect(page.locator(".messages")).to_contain_text("已保存")
    assert _body().startswith("活动期间，共接待{visitors}，发放资料600余份")


def test_what_is_typed_is_checked_a_moment_later(
    page: Page, world: World, part: Participation
) -> None:
    found = _open(page, world, part)
    expect(found.locator("li").first).to_be_visible()
    box = page.locator(".rich").first
    box.click()
    page.keyboard.press("Control+End")
    page.keyboard.type("联系手机13812345678。")
    expect(page.locator("#check-state")).to_contain_text("3处错误")
    expect(found).to_contain_text("个人信息")
    assert "字" in page.locator("#word-count").inner_text()


def test_the_source_of_a_pasted_paragraph_stands_beside_it(
    page: Page, world: World, part: Participation
) -> None:
    found = _open(page, world, part)
    entry = found.locator("li", has_text="临川经济开发区")
    entry.locator("summary").click()
    expect(entry.locator("blockquote")).to_contain_text("碰上说不清的就当场打电话")
    entry.locator("button", has_text="看原文").click()
    chosen: str = page.evaluate("getSelection().toString()")
    assert chosen.startswith("窗口前排起了长队")


def test_text_from_word_is_pasted_plain(page: Page, world: World, part: Participation) -> None:
    _open(page, world, part)
    box = page.locator(".rich").first
    box.click()
    page.keyboard.press("Control+a")
    page.evaluate(
        """(text) => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          document.activeElement.dispatchEvent(
            new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        WORD,
    )
    page.click("#save")
    expect(page.locator(".messages")).to_contain_text("已保存")
    assert _body() == "一、第一段。\n第二段接着写。"


def test_a_remark_on_a_selection_comes_back_at_its_passage(
    page: Page, world: World, part: Participation
) -> None:
    submission = actions.submit(
        _write(part, "接待{visitors}。现场气氛热烈。", person(world.town)), by=person(world.town)
    )
    sign_in(page, user_of(person(world.city)).username)
    page.goto(f"/manage/submissions/{submission.pk}/")
    page.evaluate(
        """() => {
          const lines = [...document.querySelectorAll(".doc p")];
          const text = lines.find((line) => line.textContent.includes("气氛")).lastChild;
          const range = document.createRange();
          const at = text.data.indexOf("现场");
          range.setStart(text, at);
          range.setEnd(text, at + 6);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    page.click("#remark-add")
    page.keyboard.type("请写具体。")
    _shot(page, "review-1280")
    page.click("text=退回修改")
    expect(page.locator(".messages")).to_contain_text("已退回")
    remark = Remark.objects.get()
    assert (remark.passage, remark.text) == ("现场气氛热烈", "请写具体。")
    page.context.clear_cookies()
    found = _open(page, world, part)
    expect(found.locator("li").first).to_contain_text("请写具体。")
    found.locator("li").first.locator("button").click()
    assert page.evaluate("getSelection().toString()") == "现场气氛热烈"


@pytest.mark.parametrize("screen", ["page", "phone"])
def test_every_page_of_the_check_fits_and_is_accessible(
    screen: str, world: World, part: Participation, request: pytest.FixtureRequest
) -> None:
    page: Page = request.getfixturevalue(screen)
    width = {"page": 1280, "phone": 390}[screen]
    _open(page, world, part)
    for name in ("summary", "summary/preview", "summary/submit"):
        page.goto(f"/manage/parts/{part.pk}/{name}/")
        if name == "summary":
            expect(page.locator("#check-list li").first).to_be_visible()
        assert fits(page), name
        _shot(page, f"{name.replace('/', '-')}-{width}")
        assert Axe().run(page, options={"runOnly": WCAG}).response["violations"] == []
    for area in page.locator("textarea").all():
        area.fill("签到簿受潮，按门岗登记补记。")
    page.click("text=确认报送上级")
    expect(page.locator(".messages")).to_contain_text("已报送")
    submission = Submission.objects.get(participation=part)
    page.context.clear_cookies()
    sign_in(page, user_of(person(world.city)).username)
    page.goto(f"/manage/submissions/{submission.pk}/")
    expect(page.locator("main")).to_contain_text("签到簿受潮，按门岗登记补记。")
    assert fits(page)
    _shot(page, f"submission-{width}")
    assert Axe().run(page, options={"runOnly": WCAG}).response["violations"] == []
