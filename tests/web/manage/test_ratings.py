"""Ratings of a desk read by its unit, and the codes printed for them."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains

from tests.world import World, person, user_of
from zwgk.core.actor import Actor
from zwgk.desk import ratings
from zwgk.desk.models import Desk, Rating

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client: Client, clerk: Actor) -> Client:
    client.force_login(user_of(clerk))
    return client


def rated(desk: Desk, number: int, score: str = "satisfied", words: str = "") -> None:
    Rating.objects.create(desk=desk, token=f"t{number}", score=score, words=words, channel="slip")


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_same_whatever_its_length(
    office: Client, world: World, number: int, django_assert_num_queries: Any
) -> None:
    for at in range(number):
        rated(world.desk, at, words=f"意见{at}")
    address = f"/manage/desks/{world.desk.pk}/ratings/"
    office.get(address)
    with django_assert_num_queries(9):
        page = office.get(address)
    assertContains(page, f"{number} 人评价，其中满意 {number} 人，基本满意 0 人，不满意 0 人")
    assertContains(page, f"意见{number - 1}")


def test_no_ratings_yet(office: Client, world: World) -> None:
    assertContains(office.get(f"/manage/desks/{world.desk.pk}/ratings/"), "还没有群众评价")


def test_slips_are_new_each_time_and_lead_to_the_page(office: Client, world: World) -> None:
    address = f"/manage/desks/{world.desk.pk}/ratings/slips/"
    first = office.post(address, {"count": 3}).text
    second = office.post(address, {"count": 2}).text
    numbers = re.findall(r"№ (\d+)", first + second)
    assert numbers == ["1", "2", "3", "4", "5"]
    assert first.count('src="data:image/svg+xml') == 3


@pytest.mark.parametrize("count", ["", "0", "481", "many"])
def test_a_wrong_number_of_slips_is_told(office: Client, world: World, count: str) -> None:
    told = office.post(f"/manage/desks/{world.desk.pk}/ratings/slips/", {"count": count})
    assert told.status_code == 422
    assert Desk.objects.get(pk=world.desk.pk).last_token == 0


def test_the_poster_leads_to_the_desk(office: Client, world: World) -> None:
    now = timezone.now()
    Desk.objects.update(opens_at=now - timedelta(hours=1), closes_at=now + timedelta(hours=1))
    page = office.get(f"/manage/desks/{world.desk.pk}/ratings/poster/").text
    found = re.search(r"http://testserver(/rate/d/[^<]+)<", page)
    assert found
    assertContains(Client().get(found[1]), world.desk.name)
    assert ratings.poster_of(world.desk) in found[1]


def test_another_unit_sees_nothing(client: Client, world: World) -> None:
    rated(world.desk, 1, words="内部意见")
    client.force_login(user_of(person(world.zone)))
    for page in ("", "slips/", "poster/"):
        assert client.get(f"/manage/desks/{world.desk.pk}/ratings/{page}").status_code == 404
