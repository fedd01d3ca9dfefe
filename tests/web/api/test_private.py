"""A unit's own data: only with its key, only what the unit may read."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.api.conftest import HERE, bearer
from tests.world import World, person, user_of
from zwgk.desk import actions as desk
from zwgk.library.models import Sample
from zwgk.summaries import actions as summaries
from zwgk.summaries.models import Submission
from zwgk.units.actions import revoke_api_key
from zwgk.units.models import ApiKey, Unit

pytestmark = pytest.mark.django_db

SECRET = "柳河镇内部秘密"


def _own_sample(unit: Unit, title: str) -> Sample:
    sample: Sample = Sample.objects.create(
        unit=unit, title=title, text=SECRET, content_hash="0" * 64
    )
    return sample


def test_a_key_says_whose_it_is_and_keeps_the_day_it_was_used(client: Client, world: World) -> None:
    answer = client.get(f"{HERE}/unit", headers=bearer(world.town)).json()
    assert (answer["code"], answer["name"]) == ("town", "柳河镇人民政府")
    assert answer["key_name"] == "数据平台"
    assert ApiKey.objects.get().last_used_on == timezone.localdate()


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Bearer zwgk_", "Bearer x\x00", "Basic YTpi",
               "Bearer zwgk_" + "长" * 10_000, "zwgk_abc"],
)  # fmt: skip
def test_without_a_valid_key_nothing_is_told(client: Client, world: World, header: str) -> None:
    response = client.get(f"{HERE}/unit", headers={"Authorization": header} if header else {})
    assert (response.status_code, response["WWW-Authenticate"][:6]) == (401, "Bearer")
    assert response["Content-Type"] == "application/problem+json"
    assert "密钥" in response.json()["detail"]


def test_a_session_is_no_key(client: Client, world: World) -> None:
    client.force_login(user_of(person(world.town)))
    assert client.get(f"{HERE}/submissions").status_code == 401


def test_a_revoked_or_expired_key_is_none(client: Client, world: World) -> None:
    header = bearer(world.town)
    key = ApiKey.objects.get()
    ApiKey.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    assert client.get(f"{HERE}/unit", headers=header).status_code == 401
    ApiKey.objects.update(expires_on=timezone.localdate())
    assert client.get(f"{HERE}/unit", headers=header).status_code == 200
    revoke_api_key(key, by=person(world.town))
    assert client.get(f"{HERE}/unit", headers=header).status_code == 401


def test_the_ledger_is_the_units_own(client: Client, world: World, submission: Submission) -> None:
    url = f"{HERE}/participations/{world.town_part.pk}/figures"
    items = client.get(url, headers=bearer(world.town)).json()["items"]
    visitors = next(item for item in items if item["kind"] == "visitors")
    assert (visitors["value"], visitors["text"], visitors["evidence"]) == (34, "34人次", 1)
    assert visitors["shares"] == {"records": 34, "tally": 0, "declared": 0}
    for unit in (world.city, world.zone, world.other_city):
        assert client.get(url, headers=bearer(unit)).status_code == 404


def test_a_superior_reads_states_and_submissions_of_its_subtree(
    client: Client, world: World, submission: Submission
) -> None:
    head = bearer(world.city)
    parts = client.get(f"{HERE}/participations", headers=head).json()
    assert {(p["unit"]["code"], p["state"], p["own"]) for p in parts["items"]} == {
        ("town", "submitted", False), ("zone", "notified", False),
    }  # fmt: skip
    one = client.get(f"{HERE}/submissions/{submission.pk}", headers=head).json()
    visitors = next(item for item in one["figures"] if item["kind"] == "visitors")
    assert (visitors["value"], visitors["evidence"]) == (34, 1)
    assert one["files"][0] == {
        "format": "docx", "size": submission.docx.size, "sha256": submission.docx.sha256,
    }  # fmt: skip
    rolled = client.get(f"{HERE}/rollup/day", headers=head).json()
    assert (rolled["units"], rolled["submitted"]) == (2, 1)
    assert {t["kind"]: t["value"] for t in rolled["totals"]}["visitors"] == 34


def test_a_return_comes_with_its_reasons(
    client: Client, world: World, submission: Submission
) -> None:
    summaries.return_submission(submission, reasons="请补充来源", by=person(world.city))
    [item] = client.get(f"{HERE}/submissions", headers=bearer(world.town)).json()["items"]
    assert item["review"]["decision"] == "returned"
    assert item["review"]["reasons"] == "请补充来源"
    assert "decided_by" not in item["review"]


@pytest.mark.parametrize("who", ["zone", "other_city"])
def test_keys_of_foreign_units_reach_nothing_of_the_town(
    client: Client, world: World, submission: Submission, who: str
) -> None:
    desk.record_visit(world.desk, people=1, matter=SECRET, by=person(world.town))
    sample = _own_sample(world.town, SECRET)
    header = bearer(getattr(world, who))
    for where in ("participations", "submissions", "samples"):
        answer = client.get(f"{HERE}/{where}", headers=header)
        assert "town" not in {row.get("unit", {}).get("code") for row in answer.json()["items"]}
        assert SECRET not in answer.text
        assert str(sample.pk) not in answer.text
    for where in (
        f"submissions/{submission.pk}", f"participations/{world.town_part.pk}/figures",
    ):  # fmt: skip
        assert client.get(f"{HERE}/{where}", headers=header).status_code == 404
    rolled = client.get(f"{HERE}/rollup/day", headers=header)
    if who == "other_city":
        assert rolled.status_code == 404
    else:
        assert (rolled.json()["units"], rolled.json()["totals"]) == (1, [])


def test_samples_are_the_units_own_and_come_without_their_text(
    client: Client, world: World
) -> None:
    _own_sample(world.town, "样本")
    [item] = client.get(f"{HERE}/samples", headers=bearer(world.town)).json()["items"]
    assert (item["title"], item["state_name"]) == ("样本", "待遮蔽")
    assert SECRET not in str(item)
    assert client.get(f"{HERE}/samples", headers=bearer(world.city)).json()["items"] == []


def test_lists_are_narrowed_to_a_campaign(
    client: Client, world: World, submission: Submission
) -> None:
    header = bearer(world.town)
    for where in ("participations", "submissions"):
        for slug, number in (("day", 1), ("no-such", 0)):
            answer = client.get(f"{HERE}/{where}?campaign={slug}", headers=header)
            assert answer.json()["total"] == number


@pytest.mark.parametrize("number", ["0", "-1", "9" * 30, "abc", "%00"])
def test_ids_that_are_none_are_refused(client: Client, world: World, number: str) -> None:
    for where in (f"submissions/{number}", f"participations/{number}/figures"):
        response = client.get(f"{HERE}/{where}", headers=bearer(world.town))
        assert response.status_code == 422


# The key, the day it was used (once a day), the total and the rows.
QUERIES = {"/participations": 4, "/submissions": 4, "/samples": 4}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("where", QUERIES)
def test_three_rows_need_as_many_queries_as_one(
    client: Client, world: World, submission: Submission, rows: int, where: str,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    for number in range(rows):
        _own_sample(world.city, f"样本{number}")
        if number:
            summaries.return_submission(
                Submission.objects.latest("pk"), reasons="请补充", by=person(world.city)
            )
            summaries.submit(world.town_part, by=person(world.town))
    header = bearer(world.city)
    with django_assert_num_queries(QUERIES[where]):
        assert client.get(f"{HERE}{where}", headers=header).status_code == 200
