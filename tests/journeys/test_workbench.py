"""A page of samples from the upload to the portal, by keyboard and on a phone."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import fits, sign_in, sign_out
from tests.library.collection_page import PAGE, SECRETS, ZONE
from tests.world import make_world, person, user_of
from zwgk.library import imports
from zwgk.library.models import Publication, Sample
from zwgk.units.models import Role

pytestmark = pytest.mark.django_db(transaction=True)


def test_files_are_worked_through_by_themselves(
    page: Page, live_server: Any, tmp_path: Path
) -> None:
    world = make_world()
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"{PAGE}\n第{number}份", encoding="utf-8")
    sign_in(page, user_of(person(world.zone, Role.OFFICER)).username)
    page.click("text=总结库")
    page.click("a:text-is('导入总结')")
    page.set_input_files("input[type=file]", sorted(tmp_path.glob("*.txt")))
    page.click("button:text-is('导入')")
    expect(page.locator("#batch")).to_contain_text("全部处理完毕", timeout=30_000)
    expect(page.locator("#batch")).to_contain_text("已处理 3 / 3 个文件")


def test_masks_are_decided_by_keyboard_and_confirmed_by_another(
    page: Page, live_server: Any
) -> None:
    world = make_world()
    officer = person(world.zone, Role.OFFICER)
    batch = imports.start([("总结.txt", ZONE.encode())], name="旧总结", by=officer)
    imports.step(batch, by=officer, seconds=600)
    sample = Sample.objects.get()
    sample.proposals.create(
        original="办事流程图", mask="XX地", kind="place", spans=[[0, 2]], origin="doubt"
    )
    sign_in(page, user_of(officer).username)
    page.goto(f"/manage/library/samples/{sample.pk}/")
    expect(page.locator("#keys")).to_contain_text("下一个")
    while page.locator(".word mark.open").count():
        left = page.locator(".word mark.open").count()
        page.keyboard.press("j")
        while not page.locator(".word.now mark.open").count():
            page.keyboard.press("k")
        page.keyboard.press("n")
        expect(page.locator(".word mark.open")).to_have_count(left - 1)
    expect(page.locator(".word:has-text('办事流程图') mark")).to_have_class("w keep")
    page.click("#original mark:has-text('骆长风')")
    expect(page.locator(".word.now")).to_contain_text("骆长风")
    page.keyboard.press("n")
    expect(page.locator("#original mark:has-text('骆长风')")).to_have_class("w keep")
    page.click("#original mark:has-text('骆长风')")
    page.keyboard.press("u")
    expect(page.locator("#original mark:has-text('骆长风')")).to_have_class("w mask now")
    page.locator("#original p", has_text="活动当天，在办公楼").evaluate(
        """node => {
            const at = node.firstChild.data.indexOf("办公楼");
            document.getSelection().setBaseAndExtent(node.firstChild, at, node.firstChild, at + 3);
        }"""
    )
    page.keyboard.press("a")
    expect(page.locator("#add_words")).to_have_value("办公楼")
    page.select_option("#add_kind", "place")
    page.keyboard.press("Tab")
    page.press("#add_words", "Enter")
    expect(page.locator("#original mark:has-text('办公楼')")).to_have_class("w mask")
    page.click("text=对照公开稿")
    expect(page.locator("[aria-label=公开稿]")).not_to_contain_text("办公楼")
    page.click("text=提交复核")
    sign_out(page)

    sign_in(page, user_of(person(world.zone, Role.REVIEWER)).username)
    page.goto(f"/manage/library/samples/{sample.pk}/")
    page.click("text=复核通过并公开")
    expect(page.locator(".messages")).to_contain_text("已在门户公开")
    text = Publication.objects.get().text
    assert [word for word in (*SECRETS, "办公楼") if word in text] == []


def test_the_pages_fit_a_phone(phone: Page, live_server: Any) -> None:
    world = make_world()
    by = person(world.zone)
    batch = imports.start([("网页.txt", PAGE.encode())], name="旧总结", by=by)
    imports.step(batch, by=by, seconds=600)
    repeat = Sample.objects.exclude(original=None).get()
    sign_in(phone, user_of(by).username)
    for url in (
        "/manage/library/", "/manage/library/import/", f"/manage/library/batches/{batch.pk}/",
        f"/manage/library/samples/{repeat.original.pk}/?preview=1",
        f"/manage/library/samples/{repeat.pk}/compare/",
    ):  # fmt: skip
        phone.goto(url)
        assert fits(phone), url
