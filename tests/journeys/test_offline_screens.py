"""The screens of the phone app: recording, undoing, correcting, by keyboard, for everybody."""

import base64
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.phones import (
    ENTRIES,
    all_sent,
    count_visits,
    enter,
    go,
    lose,
    new_pass,
    of_the_ledger,
    send_now,
)
from tests.journeys.steps import fits
from tests.world import World, make_world, person
from zwgk.desk import actions as desk_actions
from zwgk.desk.models import DeskPass, Handout, Question, Tally, TallyPhoto, Visit
from zwgk.enquiries.models import Enquiry
from zwgk.enquiries.queries import look_up

pytestmark = pytest.mark.django_db(transaction=True)

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def town(live_server: LiveServer) -> World:
    world = make_world()
    clerk = person(world.town)
    desk_actions.add_department(world.desk, name="民政办公室", by=clerk)
    return world


@pytest.fixture
def desk_pass(town: World) -> DeskPass:
    return new_pass(town)


@pytest.fixture(params=["phone", "page"])
def screen(request: pytest.FixtureRequest, desk_pass: DeskPass) -> Page:
    """The app, entered, on a phone and on a wide screen."""
    found: Page = request.getfixturevalue(request.param)
    enter(found, desk_pass)
    return found


@pytest.fixture
def app(phone: Page, desk_pass: DeskPass) -> Page:
    enter(phone, desk_pass)
    return phone


def _desk_total(page: Page, column: int) -> Locator:
    return page.locator(".totals tbody tr").first.locator("td").nth(column)


def test_a_plain_visit_is_one_tap_and_undone_by_another(app: Page, town: World) -> None:
    count_visits(app, 1)
    expect(app.locator("#just")).to_contain_text("来访1人　已保存在手机")
    expect(app.locator("#live")).to_contain_text("已保存在手机")
    expect(_desk_total(app, 0)).to_have_text("1")
    app.click("button:text-is('+3')")
    expect(_desk_total(app, 0)).to_have_text("4")
    app.click("#just button")
    expect(_desk_total(app, 0)).to_have_text("1")
    all_sent(app, 3)
    assert of_the_ledger(town) == 1
    assert Visit.objects.count() == 3


def test_an_entry_is_corrected_before_and_after_it_was_sent(app: Page, town: World) -> None:
    app.context.route(ENTRIES, lose)
    count_visits(app, 1)
    _correct_people(app, 12)
    app.context.unroute(ENTRIES)
    send_now(app)
    all_sent(app, 2)
    assert of_the_ledger(town) == 12
    _correct_people(app, 13)
    all_sent(app, 3)
    expect(app.locator(".entry")).to_have_count(1)
    expect(app.locator(".entry .told")).to_have_text("13人")
    assert of_the_ledger(town) == 13
    app.click(".entry >> text=撤销")
    expect(app.locator(".entry")).to_contain_text("已撤销")
    all_sent(app, 4)
    assert of_the_ledger(town) == 0
    app.click(".entry >> text=恢复")
    all_sent(app, 5)
    assert of_the_ledger(town) == 13


@pytest.fixture(autouse=True)
def _network_errors(console_allows: list[str]) -> None:
    console_allows.append("ERR_INTERNET_DISCONNECTED")


def _correct_people(page: Page, people: int) -> None:
    go(page, "记录")
    page.click(".entry a:text-is('更正')")
    page.fill("#people", str(people))
    page.click("text=保存更正")
    expect(page.locator("h1")).to_have_text("记录")


def test_a_question_with_the_visitors_own_rating(app: Page, town: World) -> None:
    go(app, "咨询")
    app.click("text=保存咨询")
    expect(app.locator("#text-error")).to_have_text("请填写群众咨询的内容。")
    app.fill("#text", "怎样申请低保")
    go(app, "查询")
    go(app, "咨询")
    expect(app.locator("#text")).to_have_value("怎样申请低保")
    app.click("text=保存咨询")
    expect(app.locator("#answer-error")).to_contain_text("当场答复的请写明答复要点")
    app.fill("#answer", "带身份证到民政窗口申请")
    app.check("label:has-text('民政办公室') input")
    app.check("label:has-text('请群众扫码评价') input")
    app.click("text=保存咨询")
    expect(app.locator("h1")).to_have_text("请群众评价")
    expect(app.locator("svg.qr path")).to_be_visible()
    all_sent(app, 1)
    question = Question.objects.get()
    assert question.department == "民政办公室"
    assert question.token
    app.click("text=完成，继续登记")
    expect(app.locator("#text")).to_have_value("")


def test_a_question_that_is_followed_up(app: Page, town: World) -> None:
    go(app, "咨询")
    app.fill("#text", "门前的路灯什么时候修")
    app.check("label:has-text('未当场答复') input")
    app.check("label:has-text('电话答复') input")
    app.click("text=保存咨询")
    expect(app.locator("#contact-error")).to_contain_text("电话答复需要填写电话")
    app.fill("#contact", "0400-5150009")
    app.click("text=保存咨询")
    code = app.locator(".query-code").inner_text()
    assert len(code) == 14
    assert not set(code) - set("23456789ABCDEFGHJKMNPQRSTUVWXYZ-")
    all_sent(app, 1)
    assert Question.objects.get().on_spot is False
    enquiry = Enquiry.objects.get()
    assert look_up(code) is not None
    go(app, "记录")
    app.click(".entry a:text-is('更正')")
    expect(app.locator("#contact")).to_have_value("")
    app.fill("#text", "门前的两盏路灯什么时候修")
    app.click("text=保存更正")
    expect(app.locator(".query-code")).to_have_text(code)
    all_sent(app, 2)
    assert Enquiry.objects.get() == enquiry
    assert Enquiry.objects.get().question == "门前的两盏路灯什么时候修"


def test_handouts_listed_and_new(app: Page, town: World) -> None:
    go(app, "发放")
    card = app.locator(".card", has_text="办事指南")
    card.locator("button:text-is('+10')").click()
    card.locator("button:text-is('+1')").click()
    expect(card.locator(".count")).to_contain_text("本机已登记11份")
    app.click("text=登记没有列出的资料")
    app.fill("#material-name", "《森林防火须知》")
    app.fill("#material-copies", "25")
    app.click("text=登记发放")
    expect(app.locator(".card", has_text="森林防火须知").locator(".count")).to_contain_text("25份")
    all_sent(app, 3)
    assert of_the_ledger(town, "materials_distributed") == 36
    assert {str(row.material) for row in Handout.objects.all()} == {"办事指南", "森林防火须知"}


def test_a_tally_with_a_photo(app: Page, town: World, tmp_path: Path) -> None:
    picture = tmp_path / "sheet.png"
    picture.write_bytes(PIXEL)
    go(app, "计数")
    app.fill("#value", "120")
    app.check("label:has-text('余') input")
    app.click("text=保存计数")
    expect(app.locator("#evidence-error")).to_contain_text("请填写计数依据")
    app.fill("#evidence", "签到表3页")
    app.set_input_files("#photo", picture)
    expect(app.locator("img.photo")).to_be_visible()
    go(app, "查询")
    go(app, "计数")
    expect(app.locator("#evidence")).to_have_value("签到表3页")
    expect(app.locator("img.photo")).to_be_visible()
    app.click("text=保存计数")
    expect(app.locator("#just")).to_contain_text("计数：接待群众 120余人次")
    all_sent(app, 1)
    assert Tally.objects.get().photo == TallyPhoto.objects.get().pk
    assert of_the_ledger(town) == 120


def test_a_refused_record_is_told_and_mended(app: Page, town: World) -> None:
    refused = {"state": "refused", "code": "invalid", "message": "人数不能超过999。"}

    def refuse(route: object) -> None:
        entries = route.request.post_data_json["entries"]  # type: ignore[attr-defined]
        results = [refused | {"id": entry["id"]} for entry in entries]
        answer = {"server_time": "", "clock_offset": 0, "results": results}
        route.fulfill(json=answer)  # type: ignore[attr-defined]

    app.context.route(ENTRIES, refuse)
    count_visits(app, 1)
    expect(app.locator(".notice").first).to_contain_text("有1条记录需要处理")
    go(app, "记录")
    expect(app.locator(".entry")).to_contain_text("服务器没有收下：人数不能超过999。")
    app.context.unroute(ENTRIES)
    _correct_people(app, 2)
    expect(app.locator(".entry .tag")).to_have_text("已上传")
    expect(app.locator(".notice")).to_have_count(0)
    assert of_the_ledger(town) == 2


def test_a_refused_record_may_be_taken_back(app: Page, town: World) -> None:
    def refuse(route: object) -> None:
        entries = route.request.post_data_json["entries"]  # type: ignore[attr-defined]
        results = [
            {"id": entry["id"], "state": "refused", "message": "请更正。"} for entry in entries
        ]
        route.fulfill(json={"server_time": "", "results": results})  # type: ignore[attr-defined]

    app.context.route(ENTRIES, refuse)
    count_visits(app, 1)
    expect(app.locator(".notice").first).to_contain_text("有1条记录需要处理")
    go(app, "记录")
    app.click(".entry button:text-is('撤销')")
    expect(app.locator(".notice")).to_have_count(0)
    app.context.unroute(ENTRIES)
    app.click(".entry button:text-is('恢复')")
    expect(app.locator(".entry .tag.sent")).to_have_text("已上传")
    assert of_the_ledger(town) == 1


def _fill_screens(page: Page) -> None:
    """Something on every screen."""
    count_visits(page, 1)
    go(page, "咨询")
    page.fill("#text", "怎样申请低保")
    page.check("label:has-text('未当场答复') input")
    page.check("label:has-text('请群众扫码评价') input")


def _check(page: Page, name: str) -> None:
    found = Axe().run(page, options={"runOnly": RULES})
    assert found.violations_count == 0, f"{name}\n{found.generate_report()}"
    assert fits(page), name
    assert page.locator("h1").count() == 1, name


def test_every_screen_is_accessible_and_fits(screen: Page) -> None:
    _fill_screens(screen)
    _check(screen, "咨询")
    screen.click("text=保存咨询")
    _check(screen, "查询码")
    screen.click("main >> text=请群众评价")
    _check(screen, "评价")
    for look in ((), ("contrast",), ("contrast", "large")):
        screen.click("#settings-link")
        for name in look:
            screen.check(f"#set-{name}")
        _check(screen, f"设置 {look}")
        for tab in ("来访", "发放", "计数", "查询", "记录"):
            go(screen, tab)
            expect(screen.locator(f"#nav a[aria-current]:text-is('{tab}')")).to_be_visible()
            _check(screen, f"{tab} {look}")
    screen.click(".entry a:text-is('更正') >> nth=0")
    _check(screen, "更正")
    screen.goto("/desk/app/#another-code-1234")
    expect(screen.locator("#name")).to_be_visible()
    _check(screen, "进入")


def _reach(page: Page, target: Locator) -> None:
    """Go to a control with the Tab key alone."""
    for _ in range(60):
        if target.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"not reached with the Tab key: {target}")


def test_the_whole_way_with_the_keyboard(page: Page, town: World, desk_pass: DeskPass) -> None:
    enter(page, desk_pass)
    _reach(page, page.locator("button.huge"))
    page.keyboard.press("Enter")
    expect(_desk_total(page, 0)).to_have_text("1")
    _reach(page, page.locator("#nav a:text-is('咨询')"))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("咨询")
    _reach(page, page.locator("#text"))
    page.keyboard.type("怎样申请低保")
    _reach(page, page.locator("#spot-yes"))
    page.keyboard.press("ArrowRight")
    _reach(page, page.locator("#follow"))
    page.keyboard.press("Space")
    _reach(page, page.locator("#answer"))
    page.keyboard.type("请向民政窗口咨询")
    _reach(page, page.locator("#rating-none"))
    page.keyboard.press("ArrowRight")
    _reach(page, page.locator("main button.primary"))
    page.keyboard.press("Enter")
    expect(page.locator("#just")).to_contain_text("咨询1个")
    _reach(page, page.locator("#nav a:text-is('记录')"))
    page.keyboard.press("Enter")
    _reach(page, page.locator(".entry button").first)
    page.keyboard.press("Enter")
    expect(page.locator(".entry.void")).to_have_count(1)
    all_sent(page, 3)
    assert of_the_ledger(town) == 1
    assert of_the_ledger(town, "questions_asked") == 0
    assert Question.objects.filter(version=1).get().rating == "satisfied"


def test_questions_and_guides_are_found_without_a_network(app: Page, town: World) -> None:
    reference = {
        "departments": [], "materials": [], "tallies": [], "rating_links": [],
        "questions": [{"question": "怎样申请高龄津贴", "answer": "年满八十周岁可以申请。"}],
        "guides": [{"title": "低保办理", "text": "到民政窗口申请。", "url": ""}],
    }  # fmt: skip
    app.context.route("**/api/v1/desk/reference", lambda route: route.fulfill(json=reference))
    enter(app, new_pass(town))
    app.context.set_offline(True)
    go(app, "查询")
    app.fill("#q", "高龄津贴怎么申请")
    expect(app.locator("main li")).to_have_count(1)
    app.click("main summary")
    expect(app.locator("main li")).to_contain_text("年满八十周岁可以申请。")
    app.fill("#q", "完全无关")
    expect(app.locator("main")).to_contain_text("没有找到，请换一个词再查")
