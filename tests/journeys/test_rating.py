"""A visitor rates on a phone with the keyboard alone; axe on every rating page."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.journeys.steps import fits
from tests.world import make_world, person
from zwgk.desk import passes, ratings
from zwgk.desk.models import Desk, Rating

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(live_server: object) -> Desk:
    world = make_world()
    now = timezone.now()
    Desk.objects.update(opens_at=now - timedelta(hours=1), closes_at=now + timedelta(hours=1))
    found: Desk = Desk.objects.get(pk=world.desk.pk)
    return found


def _sound(page: Page) -> None:
    assert fits(page)
    found = Axe().run(page).response["violations"]
    assert not found, [(one["id"], [node["target"] for node in one["nodes"]]) for one in found]


def test_a_visitor_rates_by_slip_with_the_keyboard_alone(phone: Page, desk: Desk) -> None:
    phone.goto(ratings.link_of(ratings.new_tokens(desk, 1)[0]))
    _sound(phone)
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    expect(phone.locator("h1")).to_have_text("谢谢您的评价")
    _sound(phone)
    phone.keyboard.press("Tab")
    phone.keyboard.type("讲得清楚")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    expect(phone.locator("blockquote")).to_have_text("讲得清楚")
    _sound(phone)
    phone.go_back()
    phone.reload()
    assert list(Rating.objects.values_list("score", "words")) == [("satisfied", "讲得清楚")]


def test_a_poster_and_a_tablet(phone: Page, page: Page, desk: Desk) -> None:
    phone.goto(f"/rate/d/{ratings.poster_of(desk)}/")
    _sound(phone)
    phone.get_by_role("button", name="不满意").click()
    expect(phone.locator(".lead")).to_have_text("您的评价：不满意。")
    made = passes.issue(
        desk.participation, kind="kiosk", desk=desk, by=person(desk.participation.unit)
    )
    page.goto(f"/rate/kiosk/{passes.token_of(made)}/")
    _sound(page)
    page.get_by_role("button", name="基本满意").dblclick()
    expect(page.locator("h1")).to_have_text("谢谢您的评价")
    _sound(page)
    expect(page.locator("h1")).to_have_text("您对这次接待满意吗？", timeout=15_000)
    assert sorted(Rating.objects.values_list("score", flat=True)) == ["fair", "unsatisfied"]


def test_a_wrong_code_is_told(phone: Page, desk: Desk, console_allows: list[str]) -> None:
    console_allows.append("404")
    phone.goto("/rate/s/1-1-zz/")
    expect(phone.locator("h1")).to_have_text("现在不能评价")
    _sound(phone)
