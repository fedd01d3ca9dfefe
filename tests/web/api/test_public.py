"""Public data: lists, pages, filters, one of each; and what hostile or careless callers get."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.records import submitted
from tests.web.api.conftest import HERE, published
from tests.world import World, person
from zwgk.kinds import KINDS
from zwgk.library.models import Publication
from zwgk.library.publishing import withdraw
from zwgk.summaries.models import Submission

pytestmark = pytest.mark.django_db


def test_publications_are_listed_with_their_facts_and_without_their_source(
    client: Client, world: World
) -> None:
    row = published(world, 1)
    answer = client.get(f"{HERE}/publications").json()
    assert (answer["total"], answer["total_is_exact"], answer["next"]) == (1, True, None)
    [item] = answer["items"]
    assert item["id"] == str(row.pk)
    assert item["kind_name"] == "活动总结"
    assert row.title in client.get(item["page"]).text
    assert (item["unit_name"], item["collection"]) == ("柳河镇人民政府", "summaries")
    assert "source" not in item
    assert "paragraphs" not in item


def test_one_publication_has_its_body_and_figures(client: Client, world: World) -> None:
    row = published(world, 1)
    answer = client.get(f"{HERE}/publications/{row.pk}").json()
    assert answer["paragraphs"][0] == {"level": 1, "text": "一、总体情况"}
    assert answer["figures"][0]["text"] == "34人次"


def test_what_was_withdrawn_is_not_found(client: Client, world: World) -> None:
    row = published(world, 1)
    withdraw(row.source, reason="内容有误", by=person(world.city))
    assert client.get(f"{HERE}/publications").json()["total"] == 0
    assert client.get(f"{HERE}/publications/{row.pk}").status_code == 404
    assert client.get(f"{HERE}/publications/{uuid.uuid4()}").status_code == 404


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"year": "2025"}, ["2"]),
        ({"edition": "20"}, ["1", "3"]),
        ({"kind": "guide"}, ["3"]),
        ({"level": "town", "region": "town"}, ["1", "2", "3"]),
        ({"theme": "另一主题"}, ["2"]),
        ({"theme": "没有这个主题"}, []),
        ({"collection": "summaries"}, ["1", "2", "3"]),
        ({"collection": "no-such"}, []),
        ({"year": ""}, None),
    ],
)
def test_the_list_is_filtered(
    client: Client, world: World, filters: dict[str, str], found: list[str] | None
) -> None:
    published(world, 1)
    published(world, 2, year=2025, edition=19, theme="另一主题")
    published(world, 3, kind=Publication.Kind.GUIDE)
    response = client.get(f"{HERE}/publications", filters)
    if found is None:
        assert response.status_code == 422
        return
    titles = sorted(item["title"][-2] for item in response.json()["items"])
    assert titles == found


def test_pages_follow_one_another_to_the_end(client: Client, world: World) -> None:
    rows = {str(published(world, number).pk) for number in range(5)}
    seen: list[str] = []
    url = f"{HERE}/publications?limit=2&year=2026"
    pages = 0
    while url:
        answer = client.get(url).json()
        seen += [item["id"] for item in answer["items"]]
        pages += 1
        url = answer["next"]
    assert pages == 3
    assert len(seen) == 5
    assert set(seen) == rows


def test_a_copy_is_kept_up_to_date_in_the_order_of_change(client: Client, world: World) -> None:
    first, second = published(world, 1), published(world, 2)
    day = timezone.now() - timedelta(days=1)
    Publication.objects.filter(pk=first.pk).update(updated_at=day)
    ask = {"updated_since": day.isoformat()}
    ids = [i["id"] for i in client.get(f"{HERE}/publications", ask).json()["items"]]
    assert ids == [str(first.pk), str(second.pk)]
    ask = {"updated_since": (day + timedelta(minutes=1)).isoformat()}
    ids = [i["id"] for i in client.get(f"{HERE}/publications", ask).json()["items"]]
    assert ids == [str(second.pk)]


def test_a_time_without_zone_is_beijing_time(client: Client, world: World) -> None:
    row = published(world, 1)
    local = timezone.localtime(row.updated_at).replace(tzinfo=None)
    before = {"updated_since": (local - timedelta(seconds=5)).isoformat()}
    after = {"updated_since": (local + timedelta(seconds=5)).isoformat()}
    assert client.get(f"{HERE}/publications", before).json()["total"] == 1
    assert client.get(f"{HERE}/publications", after).json()["total"] == 0


def test_collections_campaigns_desks_and_figures(client: Client, world: World) -> None:
    published(world, 1)
    published(world, 2)
    [shelf] = client.get(f"{HERE}/collections").json()["items"]
    assert (shelf["slug"], shelf["count"]) == ("summaries", 2)
    [campaign] = client.get(f"{HERE}/campaigns").json()["items"]
    assert (campaign["slug"], campaign["edition"]) == ("day", 20)
    [desk] = client.get(f"{HERE}/campaigns/day/desks").json()["items"]
    assert (desk["place"], desk["opens_at"]) == ("镇政府门前", "2026-05-15T00:00:00Z")
    figures = client.get(f"{HERE}/campaigns/day/figures").json()
    assert [(f["kind"], f["value"], f["units"]) for f in figures["items"]] == [("visitors", 68, 2)]
    kinds = client.get(f"{HERE}/figure-kinds").json()["items"]
    assert [kind["key"] for kind in kinds] == list(KINDS)
    world.campaign.public = False
    world.campaign.save()
    for tail in ("desks", "figures"):
        assert client.get(f"{HERE}/campaigns/day/{tail}").status_code == 404
    assert client.get(f"{HERE}/campaigns").json()["items"] == []


def test_search_finds_and_marks_in_pieces(client: Client, world: World) -> None:
    row = published(world, 1)
    answer = client.get(f"{HERE}/search", {"q": "活动总结", "kind": "summary"}).json()
    assert [hit["id"] for hit in answer["items"]] == [str(row.pk)]
    assert "".join(run["text"] for run in answer["items"][0]["title"]) == row.title
    assert client.get(f"{HERE}/search", {"q": "查无此词"}).json()["total"] == 0


def test_a_file_is_verified_by_its_digest(client: Client, world: World) -> None:
    submission = submitted(world)
    published(world, 1, source=f"submission:{submission.pk}")
    digest = Submission.objects.get().docx.sha256
    genuine = client.get(f"{HERE}/verify/{digest.upper()}").json()
    assert genuine["genuine"]
    assert genuine["publication"]["title"] == "政务公开日活动总结（1）"
    changed = client.get(f"{HERE}/verify/{'0' * 64}").json()
    assert (changed["genuine"], changed["publication"]) == (False, None)


LISTS = {
    "/publications": 3,
    "/publications?collection=summaries": 4,
    "/collections": 2,
    "/campaigns": 1,
    "/campaigns/day/desks": 3,
    "/campaigns/day/figures": 2,
}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("where", LISTS)
def test_three_rows_need_as_many_queries_as_one(
    client: Client, world: World, rows: int, where: str, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        published(world, number)
    with django_assert_num_queries(LISTS[where]):
        assert client.get(f"{HERE}{where}").status_code == 200


HOSTILE = [
    ("/search", {"q": "很" * 10_000}, "q", "最多100个字符"),
    ("/search", {"q": "公开\x00日"}, "q", "空字符"),
    ("/search", {}, "q", "请填写该参数"),
    ("/search", {"q": ""}, "q", "至少1个字符"),
    ("/search", {"q": "公开", "offset": "1001"}, "offset", "不能大于1000"),
    ("/publications", {"offset": "10001"}, "offset", "不能大于10000"),
    ("/publications", {"offset": "-1"}, "offset", "不能小于0"),
    ("/publications", {"limit": "101"}, "limit", "不能大于100"),
    ("/publications", {"limit": "9" * 5_000}, "limit", "请"),
    ("/publications", {"year": "99999999999"}, "year", "不能大于32767"),
    ("/publications", {"year": "二〇二六"}, "year", "请填写整数"),
    ("/publications", {"kind": "secret"}, "kind", "只能是summary、guide、answer、notice之一"),
    ("/publications", {"theme": "\x00"}, "theme", "空字符"),
    ("/publications", {"updated_since": "昨天"}, "updated_since", "请填写日期时间"),
    ("/publications", {"updated_since": "0001-01-01T00:00:00+14:00"}, "updated_since", "2000"),
    ("/publications/1", {}, "id", "UUID"),
    ("/campaigns/%00/desks", {}, "slug", "格式不正确"),
    ("/campaigns/..;drop/figures", {}, "slug", "格式不正确"),
    ("/verify/abc", {}, "sha256", "格式不正确"),
]


@pytest.mark.parametrize(("where", "asked", "field", "says"), HOSTILE)
def test_what_cannot_be_asked_is_refused_with_a_reason(
    client: Client, world: World, where: str, asked: dict[str, str], field: str, says: str
) -> None:
    response = client.get(f"{HERE}{where}", asked)
    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    body = response.json()
    assert (body["title"], body["status"]) == ("参数有误", 422)
    [error] = body["errors"]
    assert error["field"] == field
    assert says in error["message"]
    assert len(response.content) < 2_000


@pytest.mark.parametrize("q", ["' OR 1=1 --", "<script>", "%", "𠀀🀄", "(((((", "“"])
def test_any_words_may_be_searched(client: Client, world: World, q: str) -> None:
    published(world, 1)
    response = client.get(f"{HERE}/search", {"q": q})
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/json")
    assert response["X-Content-Type-Options"] == "nosniff"
