"""A citizen with a phone: a guide by life event, materials ticked, an error told."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.public import Portal, make_portal
from tests.journeys.steps import fits
from zwgk.enquiries.models import ItemFeedback

pytestmark = pytest.mark.django_db(transaction=True)
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}


@pytest.fixture
def portal(live_server: object) -> Portal:
    return make_portal()


def _is_accessible(page: Page) -> None:
    found = Axe().run(page, options=AXE)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
    assert fits(page), page.url


def test_a_guide_is_found_its_materials_ticked_and_an_error_told(
    phone: Page, portal: Portal
) -> None:
    page = phone
    for by in ("field", "unit", "letter", "event"):
        page.goto(f"/guides/?by={by}")
        _is_accessible(page)
    page.click("main h3 a:has-text('退休养老')")
    page.click("main .list a:has-text('高龄津贴申领')")
    boxes = page.locator(".checklist input")
    for at in range(2):
        boxes.nth(at).check()
    page.reload()
    for at in range(2):
        expect(boxes.nth(at)).to_be_checked()
    expect(page.get_by_text("已准备 2 项，共 2 项")).to_be_visible()
    _is_accessible(page)
    page.emulate_media(media="print")
    expect(page.locator(".print-code img")).to_be_visible()
    expect(page.locator(".site-nav")).to_be_hidden()
    page.emulate_media(media="screen")

    page.click("text=内容有错误")
    _is_accessible(page)
    page.fill("textarea", "窗口已经搬走")
    page.wait_for_timeout(2_100)  # nobody fills a form in less
    page.click("text=提交反馈")
    expect(page.locator("h1")).to_have_text("反馈已收到，谢谢")
    _is_accessible(page)
    assert [(one.verdict, one.words) for one in ItemFeedback.objects.all()] == [
        ("error", "窗口已经搬走")
    ]
