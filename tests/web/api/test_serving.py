"""What all operations share: ETags, methods, other sites' pages, limits, problems."""

import pytest
from django.test import Client

from tests.web.api.conftest import HERE, bearer, published
from tests.world import World
from zwgk.web.api import limits

pytestmark = pytest.mark.django_db


def test_an_unchanged_answer_is_not_sent_again(client: Client, world: World) -> None:
    published(world, 1)
    first = client.get(f"{HERE}/publications")
    etag = first["ETag"]
    assert etag.startswith('W/"')
    assert first["Cache-Control"] == "public, max-age=60"
    again = client.get(f"{HERE}/publications", headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    assert again["Access-Control-Allow-Origin"] == "*"
    published(world, 2)
    changed = client.get(f"{HERE}/publications", headers={"If-None-Match": etag})
    assert (changed.status_code, changed["ETag"] != etag) == (200, True)


def test_an_answer_depends_on_no_cookie(client: Client, world: World) -> None:
    response = client.get(f"{HERE}/publications")
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies


def test_head_says_what_get_would(client: Client, world: World) -> None:
    published(world, 1)
    get, head = client.get(f"{HERE}/publications"), client.head(f"{HERE}/publications")
    assert (head.status_code, head["ETag"], head.content) == (200, get["ETag"], b"")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client: Client, world: World, method: str) -> None:
    for where in ("/publications", "/submissions"):
        response = getattr(client, method)(f"{HERE}{where}", headers=bearer(world.town))
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
        assert response["Content-Type"] == "application/problem+json"
        assert "GET" in response.json()["detail"]


def test_a_post_without_csrf_token_gets_the_same_answer(world: World) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"{HERE}/publications").status_code == 405


def test_pages_of_other_sites_may_read_public_data_only(client: Client, world: World) -> None:
    asked = client.options(f"{HERE}/publications")
    assert (asked.status_code, asked["Access-Control-Allow-Origin"]) == (204, "*")
    assert "If-None-Match" in asked["Access-Control-Allow-Headers"]
    for response in (
        client.options(f"{HERE}/submissions"),
        client.get(f"{HERE}/submissions", headers=bearer(world.town)),
    ):
        assert "Access-Control-Allow-Origin" not in response
        assert response["Cache-Control"] == "private, no-store"


def test_too_many_requests_of_an_address_wait(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "ANONYMOUS", 3)
    monkeypatch.setattr(limits, "WINDOW", 10**9)  # no minute ends while this runs
    for _ in range(3):
        assert client.get(f"{HERE}/figure-kinds").status_code == 200
    refused = client.get(f"{HERE}/publications")
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) >= 1
    assert refused["Content-Type"] == "application/problem+json"
    assert refused["Cache-Control"] == "no-store"
    assert "Retry-After" in refused.json()["detail"]
    other = client.get(f"{HERE}/publications", REMOTE_ADDR="198.51.100.7")
    assert other.status_code == 200
    # One customer's IPv6 network is one visitor.
    codes = [
        client.get(f"{HERE}/publications", REMOTE_ADDR=f"2001:db8::{number}").status_code
        for number in range(1, 5)
    ]
    assert codes == [200, 200, 200, 429]


def test_too_many_requests_of_a_key_wait(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "KEY", 2)
    monkeypatch.setattr(limits, "WINDOW", 10**9)
    town, zone = bearer(world.town), bearer(world.zone)
    codes = [client.get(f"{HERE}/unit", headers=town).status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    assert client.get(f"{HERE}/unit", headers=zone).status_code == 200


def test_whoever_tries_many_keys_waits(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "WRONG_KEYS", 2)
    monkeypatch.setattr(limits, "WINDOW", 10**9)
    guess = {"Authorization": "Bearer zwgk_guess"}
    answers = [client.get(f"{HERE}/unit", headers=guess) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [401, 401, 429]
    assert int(answers[-1]["Retry-After"]) >= 1
    # A good key from the same address still works.
    assert client.get(f"{HERE}/unit", headers=bearer(world.town)).status_code == 200
