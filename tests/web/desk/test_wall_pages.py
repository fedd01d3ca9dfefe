"""The live wall: by its pass or by signing in, as page, JSON and bounded stream of events."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from tests.world import World, person, user_of
from zwgk.core.actor import Actor
from zwgk.desk import actions, passes
from zwgk.units.models import Role
from zwgk.web.desk import live

pytestmark = pytest.mark.django_db

EVENTS = {"HTTP_ACCEPT": "text/event-stream"}


class Time:
    """A clock that only pauses move."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.pauses: list[float] = []

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds
        cache.clear()


@pytest.fixture
def ticking(monkeypatch: pytest.MonkeyPatch) -> Time:
    ours = Time()
    monkeypatch.setattr(live, "pause", ours.pause)
    monkeypatch.setattr(live, "clock", lambda: ours.now)
    monkeypatch.setattr(live, "places", live.Places(live.STREAMS))
    return ours


@pytest.fixture
def wall_pass(world: World, clerk: Actor) -> Any:
    now = timezone.now()
    return passes.issue(
        world.town_part, kind="wall", by=person(world.town), valid_from=now - timedelta(hours=1),
        valid_until=now + timedelta(hours=1),
    )  # fmt: skip


@pytest.fixture
def token(wall_pass: Any) -> str:
    return passes.token_of(wall_pass)


@pytest.fixture
def leader(world: World) -> Client:
    client = Client()
    client.force_login(user_of(person(world.town, Role.REVIEWER)))
    return client


def _events(response: Any) -> Iterator[tuple[str, Any]]:
    for raw in response.streaming_content:
        lines = raw.decode().split("\n")
        assert lines[-2:] == ["", ""]
        fields = dict(line.split(": ", 1) for line in lines[:-2])
        assert set(fields) <= {"id", "event", "data"}
        yield fields["event"], json.loads(fields["data"])


def test_the_pass_opens_the_wall_without_an_account(world: World, clerk: Actor, token: str) -> None:
    page = Client().get(reverse("desk:wall", args=[token]))
    assert page.status_code == 200
    assert "还没有登记" in page.text
    assert '<noscript><meta http-equiv="refresh" content="30"></noscript>' in page.text
    actions.record_visit(world.desk, people=7, matter="王小明问低保", by=clerk)
    cache.clear()
    for name in ("desk:wall", "desk:wall-data"):
        found = Client().get(reverse(name, args=[token]))
        assert "7" in found.text
        assert "王小明" not in found.text
    assert found.json()["visitors"] == {"text": "7", "total": 7, "note": ""}


def test_a_pass_of_another_kind_or_revoked_opens_nothing(
    world: World, wall_pass: Any, token: str
) -> None:
    by = person(world.town)
    other = passes.token_of(passes.issue(world.town_part, kind="record", desk=world.desk, by=by))
    passes.revoke(wall_pass, by=by)
    for refused, status in (("nonsense", 404), (other, 404), (token, 403)):
        page = Client().get(reverse("desk:wall", args=[refused]))
        assert (page.status_code, "大屏打不开" in page.text) == (status, True)
        for name in ("desk:wall-data", "desk:wall-events"):
            answer = Client().get(reverse(name, args=[refused]), **EVENTS)
            assert answer.status_code == status
            assert answer.json()["message"]
    assert answer.json()["code"] == "pass_revoked"


def test_the_units_own_wall_is_for_the_unit(world: World, leader: Client) -> None:
    urls = [reverse(f"desk:wall-own{name}", args=[world.town_part.pk])
            for name in ("", "-data", "-events")]  # fmt: skip
    assert [leader.get(url).status_code for url in urls] == [200, 200, 302]
    assert reverse("manage:participation", args=[world.town_part.pk]) in leader.get(urls[0]).text
    for unit in (world.zone, world.city, world.other_city):
        foreign = Client()
        foreign.force_login(user_of(person(unit)))
        assert [foreign.get(url, **EVENTS).status_code for url in urls] == [404, 404, 404]
    assert [Client().get(url, **EVENTS).status_code for url in urls] == [302, 302, 302]


def test_the_leader_finds_it_from_the_activity(world: World, leader: Client) -> None:
    page = leader.get(reverse("manage:participation", args=[world.town_part.pk]))
    assert reverse("desk:wall-own", args=[world.town_part.pk]) in page.text


def test_unchanged_numbers_are_not_sent_again(world: World, clerk: Actor, token: str) -> None:
    url = reverse("desk:wall-data", args=[token])
    first = Client().get(url)
    again = Client().get(url, HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    actions.record_visit(world.desk, people=1, by=clerk)
    cache.clear()
    changed = Client().get(url, HTTP_IF_NONE_MATCH=first["ETag"])
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_viewers_share_one_computation(
    world: World, clerk: Actor, token: str, django_assert_num_queries: Any
) -> None:
    url = reverse("desk:wall-data", args=[token])
    Client().get(url)
    actions.record_visit(world.desk, people=5, by=clerk)
    with django_assert_num_queries(1):  # the pass
        assert Client().get(url).json()["visitors"]["total"] == 0
    cache.clear()
    assert Client().get(url).json()["visitors"]["total"] == 5


def test_the_stream_tells_what_is_new_and_that_it_lives(
    world: World, clerk: Actor, token: str, ticking: Time
) -> None:
    response = Client().get(reverse("desk:wall-events", args=[token]), **EVENTS)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/event-stream"
    assert response["Cache-Control"] == "no-store"
    assert "default-src 'self'" in response["Content-Security-Policy"]
    events = _events(response)
    assert next(events)[1]["visitors"]["total"] == 0
    assert next(events) == ("still", {})
    actions.record_visit(world.desk, people=4, by=clerk)
    name, numbers = next(events)
    assert (name, numbers["visitors"]["total"]) == ("numbers", 4)
    assert next(events) == ("still", {})
    assert ticking.pauses == [live.FRESH_SECONDS] * 3


def test_a_stream_ends_by_itself(token: str, ticking: Time) -> None:
    response = Client().get(reverse("desk:wall-events", args=[token]), **EVENTS)
    assert 0 < len(list(_events(response))) <= live.STREAM_SECONDS / live.FRESH_SECONDS
    assert sum(ticking.pauses) == live.STREAM_SECONDS


def test_a_server_that_stops_ends_its_streams(
    token: str, ticking: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Worker:
        alive = True

        def handle_exit(self, number: int, frame: Any) -> None:
            """As gunicorn's."""

    worker = Worker()
    monkeypatch.setattr("signal.getsignal", lambda number: worker.handle_exit)
    response = Client().get(reverse("desk:wall-events", args=[token]), **EVENTS)
    events = _events(response)
    assert [next(events)[0], next(events)[0]] == ["numbers", "still"]
    worker.alive = False
    assert list(events) == []


@pytest.mark.django_db(transaction=True)
def test_streams_are_few_and_a_vanished_viewer_makes_room(token: str, ticking: Time) -> None:
    url = reverse("desk:wall-events", args=[token])
    first = Client().get(url, **EVENTS)
    next(iter(first.streaming_content))
    others = [Client().get(url, **EVENTS) for _ in range(live.STREAMS)]
    assert [response.status_code for response in others] == [200, 503]
    assert others[-1]["Retry-After"] == "60"
    first.close()  # what the server does when it can write no more
    assert Client().get(url, **EVENTS).status_code == 200
    assert Client().get(url, **EVENTS).status_code == 503


def test_a_place_that_nobody_gave_back_expires(token: str, ticking: Time) -> None:
    url = reverse("desk:wall-events", args=[token])
    for _ in range(live.STREAMS):
        assert Client().get(url, **EVENTS).status_code == 200
    ticking.now += live.STREAM_SECONDS + 61
    assert Client().get(url, **EVENTS).status_code == 200


def test_who_does_not_ask_for_events_holds_no_thread(token: str, ticking: Time) -> None:
    for _ in range(live.STREAMS + 1):
        answer = Client().get(reverse("desk:wall-events", args=[token]))
        assert answer.status_code == 302
    assert answer.url == reverse("desk:wall-data", args=[token])
    assert Client().head(reverse("desk:wall-events", args=[token]), **EVENTS).status_code == 405


def test_revoking_the_pass_ends_the_stream(
    world: World, wall_pass: Any, token: str, ticking: Time
) -> None:
    response = Client().get(reverse("desk:wall-events", args=[token]), **EVENTS)
    events = _events(response)
    assert next(events)[0] == "numbers"
    passes.revoke(wall_pass, by=person(world.town))
    (name, said), *rest = events
    assert (name, rest) == ("over", [])
    assert said["message"]
    assert live.places.take(1) is not None


@pytest.mark.django_db(transaction=True)
def test_a_stream_holds_no_database_while_it_waits(
    world: World, token: str, ticking: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through the WSGI handler with every middleware, as the server drives it."""
    closed: list[str] = []
    monkeypatch.setattr(connection, "close", lambda: closed.append("closed"))
    environ = RequestFactory().get(reverse("desk:wall-events", args=[token]), **EVENTS).environ
    started: list[str] = []
    response = WSGIHandler()(environ, lambda status, headers: started.append(status))
    parts = iter(response)
    for expected in ("event: numbers", "event: still", "event: still"):
        assert expected in next(parts).decode()
        assert closed.pop() == "closed"
    assert started == ["200 OK"]
    response.close()
    assert [live.places.take(1) is None for _ in range(3)] == [False, False, True]
