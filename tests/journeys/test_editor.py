"""The editor: figures inserted at the caret, nothing typed lost."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import sign_in
from tests.records import ready_to_submit
from tests.world import World, make_world, person, user_of
from zwgk.summaries.models import Revision

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(live_server: Any) -> World:
    return make_world()


@pytest.fixture
def editor(page: Page, world: World) -> Page:
    ready_to_submit(world)
    sign_in(page, user_of(person(world.town)).username)
    page.goto(f"/manage/parts/{world.town_part.pk}/summary/")
    return page


def _last_section() -> str:
    body: str = Revision.objects.order_by("-number")[0].sections[-1]["body"]
    return body


def test_a_figure_is_inserted_where_the_caret_is_and_saved_as_a_reference(editor: Page) -> None:
    box = editor.locator(".rich").last
    box.click()
    editor.keyboard.press("Control+Home")
    editor.keyboard.type("共接待")
    editor.click('button[data-insert="{visitors~1}"]')
    editor.keyboard.type("。")
    expect(box.locator(".fig").first).to_have_text("30余人次")
    editor.keyboard.press("Control+s")
    expect(editor.locator(".messages")).to_contain_text("已保存（第2稿）")
    assert _last_section().startswith("共接待{visitors~1}。")


def test_a_chip_shows_its_source_and_opens_its_records(editor: Page) -> None:
    chip = editor.locator('.rich .fig[data-token="{visitors}"]').first
    assert "逐条记录34，共1条记录" in (chip.get_attribute("title") or "")
    with editor.expect_popup() as opened:
        chip.click()
    expect(opened.value.locator("main")).to_contain_text("医保报销")


def test_lines_are_kept_as_paragraphs(editor: Page) -> None:
    box = editor.locator(".rich").last
    box.click()
    editor.keyboard.press("Control+a")
    editor.keyboard.type("第一段。")
    editor.keyboard.press("Enter")
    editor.keyboard.type("第二段。")
    editor.click("#save")
    expect(editor.locator(".messages")).to_contain_text("已保存")
    assert _last_section().split() == ["第一段。", "第二段。"]


def test_unsaved_text_is_offered_again_after_a_crash(editor: Page, world: World) -> None:
    box = editor.locator(".rich").last
    box.click()
    editor.keyboard.press("Control+End")
    editor.keyboard.type("没有保存的一句。")
    editor.on("dialog", lambda dialog: dialog.accept())
    editor.goto("/manage/")
    editor.goto(f"/manage/parts/{world.town_part.pk}/summary/")
    expect(editor.locator("#restore-offer")).to_be_visible()
    editor.click("#restore-yes")
    expect(editor.locator(".rich").last).to_contain_text("没有保存的一句。")
    editor.click("#save")
    expect(editor.locator(".messages")).to_contain_text("已保存")
    assert _last_section().endswith("没有保存的一句。")


def test_without_a_script_the_text_areas_still_work(
    browser: Any, live_server: Any, world: World
) -> None:
    ready_to_submit(world)
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, user_of(person(world.town)).username)
    page.goto(f"/manage/parts/{world.town_part.pk}/summary/")
    page.locator("textarea").last.fill("共接待{visitors~1}。")
    page.click("#save")
    assert "30余人次" in page.goto(f"/manage/parts/{world.town_part.pk}/summary/preview/").text()
    context.close()
