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


def _type_at_the_end(page: Page, text: str) -> None:
    page.locator(".rich").last.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def test_two_people_write_at_once_and_the_second_chooses(
    editor: Page, world: World, console_allows: list[str]
) -> None:
    console_allows.append("409")
    before = _last_section()
    with editor.context.browser.new_context(base_url=editor.url.split("/manage")[0]) as other:  # type: ignore[union-attr]
        colleague = other.new_page()
        sign_in(colleague, user_of(person(world.town)).username)
        colleague.goto(f"/manage/parts/{world.town_part.pk}/summary/")
        _type_at_the_end(colleague, "同事写的。")
        colleague.click("#save")
        expect(colleague.locator(".messages")).to_contain_text("已保存")
    _type_at_the_end(editor, "我写的。")
    editor.click("#save")
    expect(editor.locator("h1")).to_have_text("合并两人的修改")
    expect(editor.locator(".sides")).to_contain_text("同事写的。")
    editor.check("label:has-text('两者都留') input")
    editor.click("main button.primary")
    expect(editor.locator(".messages")).to_contain_text("已合并保存")
    assert _last_section().splitlines()[-2:] == [
        f"{before.splitlines()[-1]}同事写的。", f"{before.splitlines()[-1]}我写的。",
    ]  # fmt: skip


def test_what_was_typed_before_a_crash_is_offered_in_another_browser(
    editor: Page, world: World
) -> None:
    _type_at_the_end(editor, "没来得及保存。")
    with editor.expect_response("**/autosave/"):
        # As when the person turns to another tab; the clock would do it in twenty seconds.
        editor.evaluate(
            """() => {
              Object.defineProperty(document, "hidden", { value: true, configurable: true });
              document.dispatchEvent(new Event("visibilitychange"));
            }"""
        )
    with editor.context.browser.new_context(base_url=editor.url.split("/manage")[0]) as other:  # type: ignore[union-attr]
        fresh = other.new_page()
        fresh.context.add_cookies(editor.context.cookies())  # type: ignore[arg-type]
        fresh.goto(f"/manage/parts/{world.town_part.pk}/summary/")
        fresh.click("text=恢复这份修改")
        expect(fresh.locator(".rich").last).to_contain_text("没来得及保存。")
        fresh.click("#save")
        expect(fresh.locator(".messages")).to_contain_text("已保存（第2稿）")
    assert _last_section().endswith("没来得及保存。")
