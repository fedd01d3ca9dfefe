"""The sync API: phones enter with a code and send with their key, and nobody else does."""

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from tests.desk.phones import entered, new_pass, question, tally, visit
from tests.web.api.conftest import HERE, bearer
from tests.web.portal import shelf
from tests.world import World, person, user_of
from zwgk.core import files
from zwgk.desk import passes, ratings
from zwgk.desk.models import Desk, DeskPass, Device, Tally, TallyPhoto, Visit
from zwgk.web.api import limits

pytestmark = pytest.mark.django_db

JPEG, PNG = b"\xff\xd8\xff\xe0 photo", b"\x89PNG\r\n\x1a\n photo"
Headers = dict[str, str]


@pytest.fixture
def key(world: World) -> Headers:
    return _bearer(entered(world)[1])


def _bearer(secret: str) -> Headers:
    return {"Authorization": f"Bearer {secret}"}


def _enter(client: Client, token: str, **more: Any) -> Any:
    given = {
        "token": token, "device": str(uuid.uuid4()), "name": "登记员甲", "about": "安卓手机",
        "version": "1.2",
    } | more  # fmt: skip
    return client.post(f"{HERE}/desk/enter", given, content_type="application/json")


def _post(client: Client, key: Headers, *entries: Any, **more: Any) -> Any:
    given = {"sent_at": timezone.now().isoformat(), "waiting": 0, "version": "1.2",
             "entries": entries} | more  # fmt: skip
    return client.post(
        f"{HERE}/desk/entries", given, content_type="application/json", headers=key
    )  # fmt: skip


def _put(client: Client, key: Headers, photo: uuid.UUID, data: bytes) -> Any:
    url = f"{HERE}/desk/photos/{photo}"
    return client.put(url, data, content_type="image/jpeg", headers=key)


def _problem(response: Any, status: int, code: str) -> None:
    assert response["Content-Type"] == "application/problem+json"
    told = response.json()
    assert (response.status_code, told["status"], told["code"]) == (status, status, code)
    assert told["detail"].endswith("。")


def test_a_phone_enters_and_learns_its_desk(client: Client, world: World) -> None:
    made, identity = new_pass(world), str(uuid.uuid4())
    answer = _enter(client, passes.token_of(made), device=identity)
    told = answer.json()
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert told["desk"] == {
        "id": world.desk.pk, "name": world.desk.name, "place": world.desk.place,
        "opens_at": told["desk"]["opens_at"], "closes_at": told["desk"]["closes_at"],
        "unit": world.town.name, "campaign": world.campaign.series,
    }  # fmt: skip
    assert sorted(told["pass"]) == ["grace_until", "valid_from", "valid_until"]
    device = Device.objects.get()
    assert (str(device.pk), device.attendant, device.about) == (identity, "登记员甲", "安卓手机")
    assert client.get(f"{HERE}/desk/totals", headers=_bearer(told["key"])).status_code == 200


def test_wrong_codes_are_told_apart(client: Client, world: World) -> None:
    now, hour = timezone.now(), timedelta(hours=1)
    revoked = new_pass(world)
    passes.revoke(revoked, by=person(world.town))
    early = new_pass(world, valid_from=now + hour, valid_until=now + 2 * hour)
    late = new_pass(world, valid_from=now - 2 * hour, valid_until=now - hour)
    kiosk = passes.issue(
        world.town_part, kind=DeskPass.Kind.KIOSK, desk=world.desk, by=person(world.town)
    )
    for made, status, code in (
        (revoked, 403, "pass_revoked"), (early, 403, "pass_early"), (late, 403, "pass_expired"),
        (kiosk, 404, "pass_unknown"),
    ):  # fmt: skip
        _problem(_enter(client, passes.token_of(made)), status, code)
    _problem(_enter(client, "x"), 404, "pass_unknown")
    good = passes.token_of(new_pass(world))
    _problem(_enter(client, good, name=" "), 422, "name_missing")
    _problem(_enter(client, good, device="1"), 422, "invalid")
    _problem(_enter(client, good, about="长" * 201), 422, "invalid")
    assert not Device.objects.exists()


def test_whoever_knocks_too_often_waits(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "ENTERING", 2)
    monkeypatch.setattr(limits, "WRONG_DEVICE_KEYS", 2)
    monkeypatch.setattr(limits, "WINDOW", 10**9)
    assert [_enter(client, "x").status_code for _ in range(3)] == [404, 404, 429]
    wrong = _bearer("guess")
    answers = [client.get(f"{HERE}/desk/totals", headers=wrong) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [401, 401, 429]
    _problem(answers[-1], 429, "too_many")
    assert int(answers[-1]["Retry-After"]) >= 1
    key = _bearer(entered(world)[1])
    assert client.get(f"{HERE}/desk/totals", headers=key).status_code == 200
    monkeypatch.setattr(limits, "DEVICE", 1)
    assert client.get(f"{HERE}/desk/totals", headers=key).status_code == 429


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Bearer x\x00", "Basic YTpi"])
def test_without_a_key_nothing_is_told_or_taken(client: Client, world: World, header: str) -> None:
    client.force_login(user_of(person(world.town)))
    headers = {"Authorization": header} if header else {}
    for answer in (
        client.get(f"{HERE}/desk/totals", headers=headers),
        client.get(f"{HERE}/desk/reference", headers=headers),
        _post(client, headers, visit()),
        _put(client, headers, uuid.uuid4(), JPEG),
    ):
        _problem(answer, 401, "key_unknown")
        assert answer["WWW-Authenticate"].startswith("Bearer")
    assert not Visit.objects.exists()


def test_a_units_key_is_no_phones_and_the_other_way_round(
    client: Client, world: World, key: Headers
) -> None:
    assert _post(client, bearer(world.town), visit()).status_code == 401
    assert client.get(f"{HERE}/submissions", headers=key).status_code == 401


def test_a_batch_is_taken_record_by_record(client: Client, world: World, key: Headers) -> None:
    first, wrong = visit(3), visit(0)
    answer = _post(client, key, first, wrong, question(), first, waiting=7)
    told = answer.json()
    assert answer.status_code == 200
    assert [(row["state"], row["code"]) for row in told["results"]] == [
        ("kept", ""), ("refused", "invalid"), ("kept", ""), ("known", "")
    ]  # fmt: skip
    assert [row["id"] for row in told["results"]][:2] == [first["id"], wrong["id"]]
    assert told["totals"]["desk"] == {
        "visitors": 3, "questions": 1, "copies": 0, "rated": 1, "satisfied": 1
    }  # fmt: skip
    assert told["totals"]["site"] == told["totals"]["desk"]
    assert told["clock_offset"] == 0
    assert Device.objects.get().waiting == 7
    totals = client.get(f"{HERE}/desk/totals", headers=key).json()
    assert (totals["desk"], "server_time" in totals) == (told["totals"]["desk"], True)


def test_a_batch_that_is_none_is_refused_whole(
    client: Client, world: World, key: Headers, monkeypatch: pytest.MonkeyPatch
) -> None:
    _problem(_post(client, key), 422, "invalid")
    _problem(_post(client, key, *[1] * 501), 422, "invalid")
    _problem(_post(client, key, visit(), sent_at="2026-05-15T09:00:00"), 422, "invalid")
    _problem(_post(client, key, visit(), waiting=-1), 422, "invalid")
    url = f"{HERE}/desk/entries"
    for body in ("{", "\udc80".encode("utf-8", "surrogateescape"), "[]", "null"):
        answer = client.post(url, body, content_type="application/json", headers=key)
        assert answer.status_code in (400, 422)
        assert answer["Content-Type"] == "application/problem+json"
    monkeypatch.setattr(settings, "DATA_UPLOAD_MAX_MEMORY_SIZE", 1000)
    _problem(_post(client, key, *[visit() for _ in range(9)]), 413, "too_large")
    assert not Visit.objects.exists()


@pytest.mark.parametrize("end", ["revoke", "cut", "grace"])
def test_a_phone_that_may_not_send_keeps_its_records(
    client: Client, world: World, end: str
) -> None:
    device, secret = entered(world)
    made, by = device.desk_pass, person(world.town)
    code = {"revoke": "pass_revoked", "cut": "device_cut", "grace": "pass_expired"}[end]
    if end == "revoke":
        passes.revoke(made, by=by)
    elif end == "cut":
        passes.cut_off(device, by=by)
    else:
        over = timezone.now() - passes.GRACE - timedelta(minutes=1)
        DeskPass.objects.update(valid_from=over - timedelta(hours=9), valid_until=over)
    _problem(_post(client, _bearer(secret), visit()), 403, code)
    _problem(_put(client, _bearer(secret), uuid.uuid4(), PNG), 403, code)
    assert not Visit.objects.exists()


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("enter", "POST"), ("entries", "POST"), (f"photos/{uuid.UUID(int=1)}", "PUT"),
     ("totals", "GET"), ("reference", "GET")],
)  # fmt: skip
def test_each_operation_knows_its_method_alone(
    client: Client, world: World, key: Headers, path: str, allowed: str
) -> None:
    for method in {"get", "post", "put", "patch", "delete"} - {allowed.lower()}:
        answer = getattr(client, method)(f"{HERE}/desk/{path}", headers=key)
        _problem(answer, 405, "method_not_allowed")
        assert allowed in answer["Allow"]
        assert allowed in answer.json()["detail"]
    options = client.options(f"{HERE}/desk/{path}")
    assert (options.status_code, allowed in options["Allow"]) == (204, True)
    assert "Access-Control-Allow-Origin" not in options


def test_sending_needs_no_csrf_token(world: World, key: Headers) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert _post(strict, key, visit()).status_code == 200


@pytest.mark.parametrize(("data", "kind"), [(JPEG, "image/jpeg"), (PNG, "image/png")])
def test_a_photo_is_stored_once_and_may_come_before_its_tally(
    client: Client, world: World, key: Headers, data: bytes, kind: str
) -> None:
    photo = uuid.uuid4()
    answers = [_put(client, key, photo, data).json() for _ in range(2)]
    assert answers == [{"id": str(photo), "state": state} for state in ("kept", "known")]
    kept = TallyPhoto.objects.get()
    assert (files.read(kept.file), kept.file.content_type) == (data, kind)
    assert kept.desk == world.desk
    _post(client, key, tally(20, photo=str(photo)))
    assert Tally.objects.get().photo == photo


def test_wrong_photos_are_refused(client: Client, world: World, key: Headers) -> None:
    photo = uuid.uuid4()
    _problem(_put(client, key, photo, b"<svg onload=alert(1)>"), 422, "not_an_image")
    _problem(_put(client, key, photo, b""), 422, "not_an_image")
    _problem(_put(client, key, photo, JPEG + bytes(5 * 1024 * 1024)), 413, "too_large")
    assert _put(client, key, photo, JPEG + bytes(3 * 1024 * 1024)).status_code == 200
    _problem(_put(client, key, photo, PNG), 409, "conflict")
    other = Desk.objects.create(
        participation=world.town_part, name="二号台", place="集市", opens_at=world.desk.opens_at,
        closes_at=world.desk.closes_at,
    )  # fmt: skip
    elsewhere = _bearer(entered(world, other)[1])
    _problem(_put(client, elsewhere, photo, JPEG), 409, "other_desk")


def _reference(client: Client, key: Headers, **headers: str) -> Any:
    return client.get(f"{HERE}/desk/reference", headers=key | headers)


def test_reference_is_all_that_is_needed_offline_and_is_not_sent_twice(
    client: Client, world: World, key: Headers
) -> None:
    guide, answer = shelf.guide(world), shelf.answer(world)
    world.desk.departments.create(name="司法所", topics="法律援助")
    first = _reference(client, key)
    told = first.json()
    assert told["departments"] == [{"name": "司法所", "topics": "法律援助"}]
    assert told["materials"] == [
        {"id": world.material.pk, "name": "办事指南", "form": "办事指南", "printed": None}
    ]
    assert {"key": "visitors", "name": "来访人次", "measure": "人次", "rate": False}.keys() == (
        told["tallies"][0].keys()
    )
    assert guide.title in [row["title"] for row in told["guides"]]
    assert answer.details["question"] in [row["question"] for row in told["questions"]]
    assert all(len(row["text"]) <= 500 for row in told["guides"])
    again = _reference(client, key, **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "no-store" in first["Cache-Control"]
    world.desk.departments.create(name="民政办")
    assert _reference(client, key, **{"If-None-Match": first["ETag"]}).status_code == 200


def test_rating_links_are_each_phones_own_and_are_replaced_when_used(
    client: Client, world: World, key: Headers
) -> None:
    other = _bearer(entered(world)[1])
    links = _reference(client, key).json()["rating_links"]
    assert links == _reference(client, key).json()["rating_links"]
    assert not set(links) & set(_reference(client, other).json()["rating_links"])
    tokens = [link.split("/")[-2] for link in links]
    assert [ratings.link_of(token) for token in tokens] == links
    _post(client, key, *(question(token=token) for token in tokens[:16]))
    renewed = _reference(client, key).json()["rating_links"]
    assert len(renewed) == len(links)
    assert not set(renewed) & set(links)


def test_an_unknown_material_or_garbage_never_breaks_the_answer(
    client: Client, world: World, key: Headers
) -> None:
    body = json.dumps({
        "sent_at": "1969-01-01T00:00:00Z",
        "entries": [[[]], {"id": {"a": 1}}, {"id": "\ud800" * 99}, visit(), 10**400],
    })  # fmt: skip
    answer = client.post(f"{HERE}/desk/entries", body, content_type="application/json", headers=key)
    assert [row["state"] for row in answer.json()["results"]] == (
        ["refused"] * 3 + ["kept", "refused"]
    )
