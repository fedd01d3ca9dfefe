"""Pages kept for anonymous visitors: fresh when something changes, never anybody's own."""

from typing import Any

import pytest
from django.test import Client

from tests.web.portal.shelf import guide
from tests.world import World, person, user_of
from zwgk.library.publishing import withdraw

pytestmark = pytest.mark.django_db


def test_a_second_visit_costs_one_query(
    world: World, client: Client, django_assert_num_queries: Any
) -> None:
    guide(world)
    first = client.get("/guides/")
    with django_assert_num_queries(1):
        second = client.get("/guides/")
    assert first.content == second.content
    assert first["ETag"] == second["ETag"]


def test_a_browser_that_has_the_page_is_told_so(world: World, client: Client) -> None:
    row = guide(world)
    first = client.get("/guides/")
    assert client.get("/guides/", HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304
    since = client.get("/guides/", HTTP_IF_MODIFIED_SINCE=first["Last-Modified"])
    assert since.status_code == 304
    withdraw(row.source, reason="测试", by=person(world.city))
    changed = client.get("/guides/", HTTP_IF_NONE_MATCH=first["ETag"])
    assert changed.status_code == 200
    assert row.title not in changed.text


def test_choices_have_pages_of_their_own(world: World) -> None:
    guide(world)
    plain, large = Client(), Client()
    large.cookies["large-type"] = "1"
    assert 'class="large-type"' not in plain.get("/guides/").text
    page = large.get("/guides/")
    assert 'class="large-type"' in page.text
    assert "Cookie" in page["Vary"]
    assert 'class="large-type"' not in plain.get("/guides/").text


def test_signed_in_people_pass_the_cache_by(world: World, client: Client) -> None:
    client.force_login(user_of(person(world.town)))
    own = client.get("/guides/")
    assert "ETag" not in own
    assert "工作台" in own.text
    assert "工作台" not in Client().get("/guides/").text


def test_endless_addresses_are_not_kept(
    world: World, client: Client, django_assert_num_queries: Any
) -> None:
    address = "/guides/?x=" + "a" * 300
    assert "ETag" not in client.get(address)
    assert "ETag" not in client.get("/guides/?x=a")
    assert "ETag" in client.get("/guides/?letter=A")


def test_no_error_is_kept(world: World, client: Client) -> None:
    address = "/guides/?page=1"
    assert "共0项" in client.get(address).text
    row = guide(world)
    assert row.title in client.get(address).text
    missing = f"/guides/{person(world.town).user_id:08d}-0000-4000-8000-000000000000/"
    assert client.get(missing).status_code == 404
