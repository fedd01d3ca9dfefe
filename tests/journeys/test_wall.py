"""The live wall in a browser: it follows what happens elsewhere, with events or without."""

from collections.abc import Iterator
from datetime import timedelta
from threading import Condition, Event
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.journeys.steps import fits, sign_in
from tests.world import World, make_world, person, user_of
from zwgk.desk import actions, passes
from zwgk.units.models import Role
from zwgk.web.desk import live

pytestmark = pytest.mark.django_db(transaction=True)

VISITORS = "[data-n='visitors.text']"
LIVE, ASKING = "● 实时更新中", "◐ 每10秒刷新"


class Places(live.Places):
    """Places that can be waited for: no stream may outlive its test."""

    def __init__(self) -> None:
        super().__init__(live.STREAMS)
        self.changed = Condition()

    def give_back(self, place: object) -> None:
        with self.changed:
            super().give_back(place)
            self.changed.notify_all()

    def all_back(self) -> bool:
        with self.changed:
            return self.changed.wait_for(lambda: not self._taken, timeout=30)


@pytest.fixture
def places(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Places]:
    """Comes before the browser's page, so that the page is gone when this waits for its stream."""
    ours, stopping = Places(), Event()
    monkeypatch.setattr(live, "places", ours)
    monkeypatch.setattr(live, "pause", stopping.wait)
    monkeypatch.setattr(live, "stops", stopping.is_set)
    yield ours
    stopping.set()
    assert ours.all_back()


@pytest.fixture
def scene(places: Places) -> World:
    world = make_world()
    by = person(world.town)
    now = timezone.localtime()
    actions.change_desk(
        world.desk, name="镇政府门前咨询台", place="镇政府门前", by=by,
        opens_at=now - timedelta(hours=1), closes_at=now + timedelta(hours=1),
    )  # fmt: skip
    actions.add_department(world.desk, name="人社所", by=by)
    world.material.printed = 50
    world.material.save()
    return world


def _url(world: World) -> str:
    now = timezone.now()
    wall_pass = passes.issue(
        world.town_part, kind="wall", by=person(world.town), valid_from=now - timedelta(hours=1),
        valid_until=now + timedelta(hours=1),
    )  # fmt: skip
    return f"/desk/wall/{passes.token_of(wall_pass)}/"


def _something_of_each(world: World) -> None:
    by = person(world.town)
    actions.record_visit(world.desk, people=3, by=by)
    actions.record_question(
        world.desk, text="问", department="人社所", answer="答", rating="satisfied", by=by
    )
    actions.record_handout(world.desk, material=world.material, copies=20, by=by)


def test_a_record_made_elsewhere_shows_without_reload(scene: World, page: Page) -> None:
    page.goto(_url(scene))
    expect(page.locator("#wall-state")).to_have_text(LIVE)
    expect(page.locator("#wall-empty")).to_be_visible()
    page.evaluate("window.stayed = true")
    _something_of_each(scene)
    expect(page.locator(VISITORS)).to_have_text("3")
    expect(page.locator("#wall-empty")).to_be_hidden()
    expect(page.locator("[data-n='rating.text']")).to_have_text("100.0%")
    for chart in ("quarters", "rating", "topics", "materials"):
        expect(page.locator(f"#chart-{chart} canvas")).to_be_visible()
        card = page.locator(f".wall-card:has(#chart-{chart})")
        card.locator("summary").click()
        expect(card.locator("tbody tr").first).to_be_visible()
    expect(page.locator("[data-rows='materials'] tr")).to_have_text("办事指南502030")
    assert page.evaluate("window.stayed") is True


def test_refused_the_stream_it_asks_every_ten_seconds(
    scene: World, page: Page, console_allows: list[str]
) -> None:
    console_allows.append("503")
    taken = [live.places.take(600) for _ in range(live.STREAMS)]
    page.clock.install()
    page.goto(_url(scene))
    expect(page.locator("#wall-state")).to_have_text(ASKING)
    expect(page.locator(VISITORS)).to_have_text("0")
    _something_of_each(scene)
    cache.clear()  # as two seconds do
    with page.expect_response("**/data/"):
        page.clock.run_for(10_000)
    expect(page.locator(VISITORS)).to_have_text("3")
    for place in taken:
        live.places.give_back(place)
    with page.expect_response("**/events/"):
        page.clock.run_for(70_000)
    expect(page.locator("#wall-state")).to_have_text(LIVE)


def test_cut_off_it_says_of_when_the_numbers_are(
    scene: World, page: Page, console_allows: list[str]
) -> None:
    console_allows.append("ERR_")
    page.route("**/events/", lambda route: route.abort())
    page.clock.install()
    page.goto(_url(scene))
    expect(page.locator("#wall-state")).to_have_text(ASKING)
    cut: Any = page.context
    cut.set_offline(True)
    page.clock.run_for(10_000)
    expect(page.locator("#wall-state")).to_contain_text("与服务器断开，显示的是")
    cut.set_offline(False)
    page.clock.run_for(10_000)
    expect(page.locator("#wall-state")).to_have_text(ASKING)


def test_a_revoked_pass_ends_it(scene: World, page: Page, console_allows: list[str]) -> None:
    console_allows.append("403")
    page.goto(_url(scene))
    expect(page.locator("#wall-state")).to_have_text(LIVE)
    by = person(scene.town)
    passes.revoke(scene.town_part.desk_passes.get(kind="wall"), by=by)
    expect(page.locator("#wall-state")).to_contain_text("已经作废")
    page.reload()
    expect(page.locator("h1")).to_have_text("大屏打不开")


@pytest.mark.parametrize("full", [False, True])
def test_it_is_accessible_and_fits(scene: World, page: Page, full: bool) -> None:
    if full:
        _something_of_each(scene)
    axe = Axe()
    page.goto(_url(scene))
    expect(page.locator("#wall-state")).to_have_text(LIVE)
    for width in (1920, 1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        found = axe.run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
        assert found.violations_count == 0, found.generate_report()
        assert fits(page), width
        assert page.locator("h1").count() == 1


def test_the_leader_opens_it_on_the_phone(scene: World, phone: Page) -> None:
    _something_of_each(scene)
    sign_in(phone, user_of(person(scene.town, Role.REVIEWER)).username)
    phone.goto(f"/manage/parts/{scene.town_part.pk}/")
    phone.click("text=现场大屏")
    expect(phone.locator("#wall-state")).to_have_text(LIVE)
    expect(phone.locator(VISITORS)).to_have_text("3")
    assert fits(phone)
    phone.click("text=返回活动页面")
    phone.wait_for_url("**/manage/parts/*/")


def test_without_javascript_it_is_a_page_of_tables(
    scene: World, browser: Browser, live_server: Any
) -> None:
    _something_of_each(scene)
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    plain = context.new_page()
    plain.goto(_url(scene))
    expect(plain.locator(VISITORS)).to_have_text("3")
    expect(plain.locator("meta[http-equiv=refresh]")).to_have_attribute("content", "30")
    expect(plain.locator("[data-rows='topics'] tr")).to_have_text("人社所1")
    expect(plain.locator("[data-rows='topics'] tr")).to_be_visible()
    expect(plain.locator("#chart-topics")).to_be_hidden()
    context.close()


def test_full_screen_and_back_by_keyboard(scene: World, page: Page) -> None:
    page.goto(_url(scene))
    button = page.locator("#wall-full")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_text("退出全屏")
    page.keyboard.press("Enter")
    expect(button).to_have_text("全屏")
