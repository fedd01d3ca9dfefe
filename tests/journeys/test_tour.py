"""From the notice to the published summary, as five people live it."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import fits, sign_in, sign_out
from tests.records import record_some
from tests.world import make_world, person, user_of
from zwgk.summaries.models import Submission
from zwgk.units.models import Role

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_summary_from_records_to_the_portal(page: Page, live_server: Any) -> None:
    world = make_world()
    record_some(world)
    officer = user_of(person(world.town, Role.OFFICER)).username
    approver = user_of(person(world.town, Role.APPROVER)).username
    reviewer = user_of(person(world.city, Role.REVIEWER)).username

    sign_in(page, officer)
    page.click("text=撰写总结")
    page.click("text=根据记录生成草稿")
    expect(page.locator(".rich .fig").first).to_be_visible()
    expect(page.locator("#gap-count")).to_contain_text("处待补充")
    for box in page.locator(".rich").all():
        gaps = box.locator(".gap")
        while gaps.count():
            gaps.first.evaluate("node => node.textContent = '按方案逐项落实。'")
            gaps.first.evaluate("node => node.className = ''")
        box.dispatch_event("input")
    expect(page.locator("#gap-count")).to_have_text("没有待补充的内容")
    page.click("text=保存并去报送")
    expect(page.locator("main")).to_contain_text("请通知他们登录后在此页确认")
    sign_out(page)

    sign_in(page, approver)
    page.goto(f"/manage/parts/{world.town_part.pk}/summary/submit/")
    page.click("text=确认报送上级")
    expect(page.locator(".messages")).to_contain_text("总结已报送上级")
    sign_out(page)

    sign_in(page, reviewer)
    page.click("text=去审核")
    page.click("[data-open]")
    page.click("button:text-is('采纳')")
    page.click("button:text-is('公开')")
    expect(page.locator("h1")).to_contain_text("总结")
    keep = page.locator(".word:has(mark.open)").first.locator("button[value=keep]")
    while page.locator(".word mark.open").count():
        left = page.locator(".word mark.open").count()
        keep.click()
        expect(page.locator(".word mark.open")).to_have_count(left - 1)
    page.click("text=提交复核")
    expect(page.locator(".messages")).to_contain_text("另一位审核人复核")
    bench = page.url
    sign_out(page)

    sign_in(page, user_of(person(world.city, Role.APPROVER)).username)
    page.goto(bench)
    expect(page.locator("[aria-label=公开稿]")).not_to_contain_text("尹望舒")
    page.click("text=复核通过并公开")
    page.click("text=查看公开页面")
    expect(page.locator("article")).to_contain_text("34人次")
    assert fits(page)
    submission = Submission.objects.get()
    page.goto("/manage/campaigns/day/rollup/")
    page.click("a:text-is('接待群众')")
    page.click("a:text-is('34人次')")
    expect(page.locator("main")).to_contain_text("医保报销")
    assert page.url.endswith(f"/manage/submissions/{submission.pk}/figures/visitors/")


def test_pages_fit_a_phone(phone: Page, live_server: Any) -> None:
    world = make_world()
    record_some(world)
    part = world.town_part.pk
    sign_in(phone, user_of(person(world.town)).username)
    phone.goto(f"/manage/parts/{part}/summary/")
    phone.click("text=根据记录生成草稿")
    for url in (
        "/", "/summaries/", "/manage/", "/manage/campaigns/", "/manage/campaigns/day/",
        f"/manage/parts/{part}/", f"/manage/parts/{part}/tasks/", f"/manage/parts/{part}/desks/",
        f"/manage/parts/{part}/figures/", f"/manage/parts/{part}/summary/",
        f"/manage/parts/{part}/summary/submit/", f"/desk/{world.desk.pk}/?tab=question",
        f"/desk/{world.desk.pk}/?tab=tally", "/manage/campaigns/day/rollup/", "/manage/people/",
    ):  # fmt: skip
        phone.goto(url)
        assert fits(phone), url
