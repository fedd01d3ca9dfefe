"""Rating pages: one tap, once, by anybody, on slips, posters and tablets."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from tests.world import World
from zwgk.core.actor import Actor
from zwgk.desk import passes, ratings
from zwgk.desk.models import Desk, Rating
from zwgk.web.intake.limits import Limit
from zwgk.web.intake.views import rating as view

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(world: World) -> Desk:
    now = timezone.now()
    world.desk.opens_at, world.desk.closes_at = now - timedelta(hours=1), now + timedelta(hours=1)
    world.desk.save()
    return world.desk


@pytest.fixture
def slip(desk: Desk) -> str:
    return ratings.link_of(ratings.new_tokens(desk, 1)[0])


@pytest.fixture
def poster(desk: Desk) -> str:
    return f"/rate/d/{ratings.poster_of(desk)}/"


@pytest.fixture
def kiosk(desk: Desk, clerk: Actor) -> str:
    made = passes.issue(desk.participation, kind="kiosk", desk=desk, by=clerk)
    return f"/rate/kiosk/{passes.token_of(made)}/"


def opened(client: Client, page: str) -> dict[str, str]:
    """The page is opened; what it hides comes back with the tap."""
    found = re.search(r'name="stamp" value="([^"]+)"', client.get(page).text)
    return {"stamp": found[1]} if found else {}


def scores() -> list[str]:
    return list(Rating.objects.order_by("pk").values_list("score", flat=True))


def test_a_slip_is_rated_with_one_tap_and_words_may_follow(client: Client, slip: str) -> None:
    assertContains(client.get(slip), "您对这次接待满意吗？")
    thanks = client.post(slip, {"score": "fair"}, follow=True)
    assertContains(thanks, "您的评价：基本满意。")
    assertContains(client.post(slip, {"words": "排队久"}, follow=True), "排队久")
    assert scores() == ["fair"]


def test_a_second_tap_changes_nothing(client: Client, slip: str) -> None:
    client.post(slip, {"score": "satisfied"})
    again = Client().post(slip, {"score": "unsatisfied"}, follow=True)
    assertContains(again, "您的评价：满意。")
    assert scores() == ["satisfied"]


def test_words_with_a_telephone_number_come_back_to_be_changed(client: Client, slip: str) -> None:
    client.post(slip, {"score": "satisfied"})
    told = client.post(slip, {"words": "请回电 13800138000"})
    assert told.status_code == 422
    assertContains(told, "手机号", status_code=422)
    assertContains(told, "请回电 13800138000", status_code=422)
    assert Rating.objects.get().words == ""


@pytest.mark.parametrize("data", [{}, {"score": ""}, {"score": "<b>"}, {"score": "x" * 9000}])
def test_a_tap_on_nothing_is_told(client: Client, slip: str, data: dict[str, str]) -> None:
    assertContains(client.post(slip, data), "请在满意、基本满意、不满意中选择一项", status_code=422)
    assert scores() == []


def test_a_wrong_code_is_told_and_guessing_ends(client: Client, slip: str) -> None:
    wrong = slip[:-3] + "zz/"
    assertContains(client.get(wrong), "评价码不对", status_code=404)
    for _ in range(view.WRONG_AT_MOST):
        client.get(wrong)
    assert client.get(wrong).status_code == 429
    assert client.get(slip).status_code == 200  # who scans a code of ours is not guessing
    assert Client(REMOTE_ADDR="203.0.113.9").get(wrong).status_code == 404


def test_what_is_over_is_told_and_is_no_guessing(client: Client, slip: str) -> None:
    Desk.objects.update(
        opens_at=timezone.now() - timedelta(days=3), closes_at=timezone.now() - timedelta(days=2)
    )
    for _ in range(view.WRONG_AT_MOST + 5):
        assertContains(client.get(slip), "评价已经结束", status_code=404)
    assertContains(client.post(slip, {"score": "fair"}), "评价已经结束", status_code=404)


def test_a_poster_takes_one_rating_a_day_from_a_browser(client: Client, poster: str) -> None:
    data = opened(client, poster)
    thanks = client.post(poster, data | {"score": "satisfied"}, follow=True)
    assertContains(thanks, "您的评价：满意。")
    client.post(poster, {"score": "unsatisfied"})
    assertContains(client.get(poster), "谢谢您的评价")
    assertContains(client.post(poster, {"words": "很好"}, follow=True), "很好")
    other = Client()
    other.post(poster, opened(other, poster) | {"score": "fair"})
    assert scores() == ["satisfied", "fair"]


def test_a_double_tap_on_a_poster_is_one_rating(client: Client, poster: str) -> None:
    data = opened(client, poster) | {"score": "fair"}
    for browser in (client, Client()):  # the second as if the first answer was lost
        browser.post(poster, data)
    assert scores() == ["fair"]


def test_a_flood_from_one_place_ends(
    client: Client, poster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "RATES_AT_MOST", 3)
    for _ in range(5):
        browser = Client()
        last = browser.post(poster, opened(browser, poster) | {"score": "fair"})
    assert len(scores()) == 3
    assertContains(last, "评价的人较多", status_code=422)


def test_a_flood_at_a_tablet_ends(
    client: Client, kiosk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "RATES_AT_MOST", 3)
    for _ in range(5):
        last = client.post(kiosk, opened(client, kiosk) | {"score": "fair"})
    assert len(scores()) == 3
    assertContains(last, "评价的人较多", status_code=422)


def test_a_poster_wants_the_stamp_of_its_page(client: Client, poster: str) -> None:
    for data in ({}, {"stamp": "forged"}):
        told = client.post(poster, data | {"score": "fair"})
        assertContains(told, "请再点一次", status_code=422)
    assert scores() == []
    client.post(poster, opened(client, poster) | {"words": "没有评价先写"})
    assertContains(client.get(poster), "您对这次接待满意吗？")  # nothing rated, nothing remembered


def test_a_forged_cookie_is_no_rating(client: Client, desk: Desk, poster: str) -> None:
    client.cookies[f"rated-{desk.pk}"] = "forged"
    assertContains(client.get(poster), "您对这次接待满意吗？")


def test_a_tablet_thanks_and_is_ready_again(client: Client, kiosk: str) -> None:
    data = opened(client, kiosk) | {"score": "satisfied"}
    thanks = client.post(kiosk, data)
    assertContains(thanks, "谢谢您的评价")
    assert thanks["Refresh"] == f"4; url={kiosk}"
    client.post(kiosk, data)  # the finger twice
    client.post(kiosk, opened(client, kiosk) | {"score": "unsatisfied"})
    assert scores() == ["satisfied", "unsatisfied"]
    assert client.post(kiosk, {"score": "fair"}).status_code == 302  # open since yesterday
    assertContains(client.post(kiosk, opened(client, kiosk)), "请在满意", status_code=422)


def test_a_revoked_tablet_stops(client: Client, kiosk: str, clerk: Actor) -> None:
    passes.revoke(passes.DeskPass.objects.get(kind="kiosk"), by=clerk)
    assertContains(client.get(kiosk), "已经作废", status_code=404)


def test_who_rated_is_kept_nowhere(client: Client, poster: str) -> None:
    client.post(
        poster, opened(client, poster) | {"score": "fair"}, REMOTE_ADDR="203.0.113.77",
        HTTP_USER_AGENT="Telltale/1.0",
    )  # fmt: skip
    kept = Rating.objects.values().get()
    assert set(kept) == {"id", "desk_id", "token", "score", "words", "channel", "rated_at"}
    assert not [value for value in kept.values() if "203.0.113" in str(value)]


def test_counts_of_addresses_are_hashed(client: Client, poster: str, monkeypatch: Any) -> None:
    keys: list[str] = []
    seen = Limit._key

    def spy(self: Limit, request: Any) -> str:
        keys.append(seen(self, request))
        return keys[-1]

    monkeypatch.setattr(Limit, "_key", spy)
    data = opened(client, poster) | {"score": "fair"}
    client.post(poster, data, REMOTE_ADDR="203.0.113.77")
    assert keys
    assert not [key for key in keys if "203.0.113" in key]


def test_the_pages_need_no_script_and_load_nothing_from_outside(
    client: Client, slip: str, kiosk: str
) -> None:
    for page in (slip, kiosk):
        assertNotContains(client.get(page), "<script")
        assertNotContains(client.get(page), "://")
