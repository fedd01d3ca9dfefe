"""An item from the draft through three reviewers to the portal, on a desk and on a phone."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.catalogue.items import reviewers
from tests.journeys.steps import fits, sign_in, sign_out
from tests.world import make_world, person, user_of
from zwgk.catalogue.models import ServiceItem
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
