"""An item from the draft through three reviewers to the portal, and one stopped at the gate."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.catalogue.items import WHOLE, reviewers
from tests.journeys.steps import fits, sign_in, sign_out
from tests.world import make_world, person, user_of
from zwgk.catalogue import actions
from zwgk.catalogue.models import ServiceItem
from zwgk.gongwen import Document, Kind, Paragraph, render
from zwgk.library.models import Publication
from zwgk.units.models import Role

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_item_passes_three_people_and_is_public(page: Page, live_server: Any) -> None:
    world = make_world()
    sign_in(page, user_of(person(world.town, Role.OFFICER)).username)
    page.goto("/manage/items/new/")
    page.fill("[name=topic]", "养老服务业务办理")
    page.fill("[name=name]", "敬老月慰问发放")
    page.select_option("[name=field]", label="养老服务")
    page.uncheck("[name=is_service]")
    page.fill("[name=content]", "慰问对象、标准和发放时间")
    page.fill("[name=body]", "<p>由村委会<strong>上门</strong>发放<script>alert(1)</script></p>")
    page.fill("[name=basis]", "《老年人权益保障法》")
    page.check("label:has-text('政府网站') input")
    page.check("label:has-text('乡级') input")
    assert fits(page)
    page.click("button:text-is('保存')")
    expect(page.locator("main")).to_contain_text("已去掉：脚本")
    page.click("button:text-is('提交审核')")
    sign_out(page)
    item = ServiceItem.objects.get()
    for reviewer, button in zip(
        reviewers(world.town), ("初审通过", "复审通过", "终审通过并公开"), strict=True
    ):
        sign_in(page, user_of(reviewer).username)
        page.goto(f"/manage/items/{item.pk}/")
        assert fits(page)
        page.click(f"button:text-is('{button}')")
        expect(page.locator("main")).to_contain_text("审核通过")
        sign_out(page)
    page.goto(f"/guides/{Publication.objects.get().pk}/")
    expect(page.locator("h1")).to_have_text("敬老月慰问发放")
    expect(page.locator(".rich-text strong")).to_have_text("上门")
    assert fits(page)


def _list(folder: Path, form: str) -> Path:
    """A list with a resident's number, invented but valid, as a real document."""
    line = Paragraph.of("王某某，身份证号110101199003072316，每月200元。")
    path = folder / f"名单.{form}"
    path.write_bytes(render(Document(kind=Kind.NOTICE, title="发放名单", blocks=(line,)), form))
    return path


def test_a_number_in_an_attachment_is_stopped_at_the_gate_and_named(
    page: Page, live_server: Any, tmp_path: Path, console_allows: list[str]
) -> None:
    console_allows.append("422")  # the review that is refused
    world = make_world()
    clerk = person(world.town, Role.OFFICER)
    first, second, chief = reviewers(world.town)
    item = actions.create_item(WHOLE, by=clerk)
    sign_in(page, user_of(clerk).username)
    for form in ("docx", "pdf"):
        page.goto(f"/manage/items/{item.pk}/files/")
        page.fill("[name=name]", f"发放名单{form}")
        page.set_input_files("[name=file]", _list(tmp_path, form))
        page.click("main button.primary")
        told = f"附件“发放名单{form}”中有居民身份证号 110***********2316，请删去后再公开。"
        expect(page.locator("section[aria-labelledby=findings]")).to_contain_text(told)
    assert fits(page)
    page.click("button:text-is('提交审核')")
    sign_out(page)
    sign_in(page, user_of(first).username)
    page.goto(f"/manage/items/{item.pk}/")
    page.click("button:text-is('初审通过')")
    expect(page.locator("[role=alert]")).to_contain_text("2 个必须修改的问题")
    expect(page.locator("[role=alert]")).to_contain_text("附件“发放名单pdf”")
    assert not Publication.objects.exists()
    page.fill("[name=reason]", "附件含个人信息")
    page.click("button:text-is('退回修改')")
    sign_out(page)
    sign_in(page, user_of(clerk).username)
    page.goto(f"/manage/items/{item.pk}/")
    for left in (1, 0):
        page.locator("#files form button").first.click()
        expect(page.locator("#files form")).to_have_count(left)
    expect(page.locator("aside")).to_contain_text("没有发现问题")
    page.click("button:text-is('提交审核')")
    sign_out(page)
    item.refresh_from_db()
    for who in (first, second):
        actions.approve_item(item, by=who)
    sign_in(page, user_of(chief).username)
    page.goto(f"/manage/items/{item.pk}/")
    page.click("button:text-is('终审通过并公开')")
    expect(page.locator("main")).to_contain_text("已在门户公开")
    page.goto(f"/guides/{Publication.objects.get().pk}/")
    expect(page.locator("h1")).to_have_text(WHOLE.name)
