"""A citizen at the portal, on a phone and at a desk, with a keyboard alone; axe on every page."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.public import Portal, make_portal
from tests.journeys.steps import fits
from tests.world import person
from zwgk.enquiries import actions as enquiries
from zwgk.enquiries.models import Enquiry
from zwgk.units.models import Role

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def portal(live_server: object) -> Portal:
    return make_portal()


@pytest.fixture(params=["page", "phone"])
def visitor(request: pytest.FixtureRequest) -> Page:
    found: Page = request.getfixturevalue(request.param)
    return found


def _reach(page: Page, target: Locator) -> None:
    """Go to a control with the Tab key alone."""
    for _ in range(150):
        if target.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard never reached {target}")


def _press(page: Page, target: Locator) -> None:
    _reach(page, target)
    page.keyboard.press("Enter")


def test_a_citizen_finds_asks_and_reads_by_keyboard(visitor: Page, portal: Portal) -> None:
    page = visitor
    page.goto("/")
    _reach(page, page.locator("main input[type=search]"))
    page.keyboard.type("津贴")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    _press(page, page.locator("main a", has_text="申领").first)
    expect(page.locator("h1")).to_have_text("高龄津贴申领")
    expect(page.locator("main")).to_contain_text("5个工作日")
    box = page.locator("main input[type=checkbox]").first
    _reach(page, box)
    page.keyboard.press("Space")
    expect(box).to_be_checked()

    code = _ask(page)
    clerk, chief = (person(portal.world.town, r) for r in (Role.OFFICER, Role.REVIEWER))
    enquiry = Enquiry.objects.get(topic="路灯什么时候修")
    enquiries.draft_answer(enquiry, answer="已安排，本周内修好。", by=clerk)
    enquiries.approve_answer(enquiry, by=chief)
    page.goto("/ask/lookup/")
    _reach(page, page.locator("#id_code"))
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("已安排，本周内修好。")

    page.goto("/library/")
    _press(page, page.locator("main a", has_text="5·15政务公开活动总结").first)
    _press(page, page.locator("main a[href^='/summaries/']").first)
    expect(page.locator("article")).to_contain_text("34人次")
    expect(page.locator("article")).not_to_contain_text("尹望舒")
    _press(page, page.locator("button", has_text="适老大字号"))
    expect(page.locator("html.large-type")).to_be_visible()
    assert fits(page)


def _ask(page: Page) -> str:
    page.goto("/ask/")
    unit = page.locator("#id_unit")
    _reach(page, unit)
    while "柳河镇" not in unit.evaluate("node => node.selectedOptions[0].text"):
        page.keyboard.press("ArrowDown")
    for field, text in (("topic", "路灯什么时候修"), ("question", "村口的路灯坏了，何时修？")):
        _reach(page, page.locator(f"#id_{field}"))
        page.keyboard.type(text)
    # Nobody fills a form in less; what is sent sooner is taken for a machine's.
    page.wait_for_timeout(2_100)
    _press(page, page.locator("main button.primary"))
    page.wait_for_url("**/ask/asked/")
    return page.locator(".query-code").inner_text().split("：")[-1].strip()


def test_every_public_page_is_accessible_and_fits(visitor: Page, portal: Portal) -> None:
    page, axe = visitor, Axe()
    for url in _pages(portal):
        page.goto(url)
        found = axe.run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
        assert found.violations_count == 0, f"{url}\n{found.generate_report()}"
        assert fits(page), url
        assert page.locator("h1").count() == 1, url


def _pages(portal: Portal) -> list[str]:
    return [
        "/", "/desks/", "/guides/", f"/guides/{portal.guide.pk}/", "/answers/",
        f"/answers/{portal.answer.pk}/", "/notices/", f"/notices/{portal.notice.pk}/", "/library/",
        "/library/summaries/", f"/summaries/{portal.summary.pk}/", "/search/?q=津贴",
        "/search/?q=没有这样的内容", "/figures/", "/figures/day/", "/figures/dictionary/",
        "/verify/", "/ask/", "/ask/lookup/", "/sitemap/", "/account/login/", "/api/v1/docs/",
    ]  # fmt: skip


def test_traditional_characters_and_print(page: Page, portal: Portal) -> None:
    page.goto(f"/guides/{portal.guide.pk}/")
    page.click("text=繁体版")
    expect(page.locator("h1")).to_have_text("高齡津貼申領")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
    page.emulate_media(media="print")
    expect(page.locator(".site-nav")).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()


def test_searching_and_filtering_without_javascript(
    browser: Browser, live_server: LiveServer, portal: Portal
) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.fill("main input[type=search]", "津贴")
    page.click("main button:has-text('搜索')")
    expect(page.locator("main")).to_contain_text("高龄津贴申领")
    page.goto("/library/summaries/")
    page.select_option("select[name=sort]", "oldest")
    page.click("text=查看结果")
    expect(page.locator("main")).to_contain_text("柳河镇")
    context.close()
