"""Searching: what is found, marked, bounded and remembered."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.portal.shelf import answer, guide, summary
from tests.world import World, person
from zwgk.library import searching
from zwgk.library.models import SearchTerm
from zwgk.library.publishing import withdraw
from zwgk.search.model import Hit, Query, Results
from zwgk.web.portal.views import search as view
from zwgk.web.shared import turns

pytestmark = pytest.mark.django_db


def test_what_is_found_is_marked_and_counted_by_kind(world: World, client: Client) -> None:
    row, asked = guide(world), answer(world)
    page = client.get("/search/", {"q": "津贴"}).text
    assert "共 2 条" in page
    assert "高龄<mark>津贴</mark>申领" in page
    for one, address in ((row, "guides"), (asked, "answers")):
        assert f'href="/{address}/{one.pk}/"' in page
    assert "办事指南 <span>1</span>" in page
    only = client.get("/search/", {"q": "津贴", "kind": "answer"}).text
    assert "共 1 条" in only
    assert "全部 <span>2</span>" in only


def test_what_is_withdrawn_is_not_found(world: World, client: Client) -> None:
    row = guide(world)
    withdraw(row.source, reason="测试", by=person(world.city))
    assert "没有找到相关内容" in client.get("/search/", {"q": "津贴"}).text


@pytest.mark.parametrize(
    "word",
    [
        "政" * 10_000, "\x00津贴\x00", "😀😀", "<script>alert(1)</script>", "(a+)+$" * 30,
        "' OR 1=1 --", '"', "津贴*", "../../etc/passwd", "%00", "\ufffd\u202e反", "AND OR NOT NEAR",
        " " * 50, "{{ 7 }}{% now %}", "a:b^c~",
    ],
)  # fmt: skip
def test_any_question_is_answered(world: World, client: Client, word: str) -> None:
    guide(world)
    for address in ("/search/", "/search/suggest/"):
        found = client.get(address, {"q": word})
        assert found.status_code == 200, address
        assert "<script>alert" not in found.text
    more = {"q": word, "kind": word, "order": word, "year": word, "region": word, "page": word}
    assert client.get("/search/", more).status_code == 200
    assert client.get("/library/", {"theme": word}).status_code == 200
    for address in ("/guides/", "/answers/"):
        asked = {"unit": word, "event": word, "letter": word, "year": word, "page": word}
        assert client.get(address, asked).status_code == 200


def test_a_long_question_is_cut_aloud(world: World, client: Client) -> None:
    assert "只用了前 100 个字" in client.get("/search/", {"q": "政务" * 80}).text


def test_paging_a_search_is_bounded(world: World, client: Client) -> None:
    for number in range(21):
        summary(world, f"第{number}镇")
    last = client.get("/search/", {"q": "咨询台", "page": "999999"})
    assert last.status_code == 200
    assert "第 2 页，共 2 页" in client.get("/search/", {"q": "咨询台", "page": "2"}).text


def test_corrections_and_synonyms_are_told(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = guide(world)
    hit = Hit(
        str(row.pk), "guide", (("高龄津贴", True),), (("正文<b>", False),), row.updated_at.date()
    )
    results = Results((hit,), 1000, False, {"kind": {"guide": 1000}}, "高龄津贴", ("高龄补贴",))
    monkeypatch.setattr(searching, "search", lambda query: results)
    page = client.get("/search/", {"q": "高令津贴"}).text
    assert "您是不是要找" in page
    assert "超过 1000 条" in page
    assert "同时查找了：高龄补贴" in page
    assert "正文&lt;b&gt;" in page


def test_filters_of_a_search_reach_the_index(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Query] = []
    monkeypatch.setattr(searching, "search", lambda query: asked.append(query) or Results())
    query = {"q": "总结", "kind": "summary", "year": "2026", "region": "town", "order": "newest",
             "page": "3", "evil": "x"}  # fmt: skip
    page = client.get("/search/", query).text.partition("<main")[2]
    assert asked[0] == Query("总结", ("summary",), {"year": "2026", "region": "town"}, "newest", 40)
    assert "evil" not in page
    assert "乡镇" in page


def test_popular_terms_are_those_of_several_searches(world: World, client: Client) -> None:
    guide(world)
    SearchTerm.objects.create(term="低保", day=timezone.localdate(), count=2)
    SearchTerm.objects.create(term="户口", day=timezone.localdate() - timedelta(days=40), count=9)
    SearchTerm.objects.create(term="津贴", day=timezone.localdate() - timedelta(days=1), count=2)
    assert "热门搜索" not in client.get("/").text
    client.get("/search/", {"q": "津贴"})
    client.get("/search/", {"q": "没有这个词"})
    terms = set(SearchTerm.objects.values_list("term", "count"))
    assert ("津贴", 1) in terms
    assert "没有这个词" not in {term for term, _ in terms}
    page = Client().get("/search/").text
    assert 'href="?q=%E6%B4%A5%E8%B4%B4"' in page
    assert "低保</a>" not in page


def test_suggestions_are_titles(world: World, client: Client) -> None:
    guide(world)
    assert client.get("/search/suggest/", {"q": "高龄"}).json() == {"titles": ["高龄津贴申领"]}
    assert client.get("/search/suggest/").json() == {"titles": []}


@pytest.mark.parametrize("number", [2, 4])
def test_a_search_costs_the_same_with_more_rows(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: Any, number: int,
) -> None:  # fmt: skip
    rows = [guide(world, f"第{at}个事项") for at in range(number)]
    hits = tuple(
        Hit(str(row.pk), "guide", ((row.title, False),), (), row.updated_at.date()) for row in rows
    )
    monkeypatch.setattr(searching, "search", lambda query: Results(hits, number))
    monkeypatch.setattr(view, "record_term", lambda term: True)
    with django_assert_num_queries(2):
        assert f"第{number - 1}个事项" in client.get("/search/", {"q": "事项"}).text


def test_a_crowd_of_searches_is_told_to_come_again(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = guide(world)
    monkeypatch.setattr(turns, "SEARCHES", turns.Turns("test", waiting=0))
    with turns.SEARCHES.take():
        told = client.get("/search/", {"q": row.title})
        assert told.status_code == 503
        assert told["Retry-After"] == "3"
        assert "请过几秒返回上一页再试" in told.text
        asked = client.get("/api/v1/search", {"q": row.title})
        assert (asked.status_code, asked["Retry-After"]) == (429, "3")
        assert client.get("/search/").status_code == 200
        assert client.get("/guides/").status_code == 200
    assert row.title in client.get("/search/", {"q": row.title}).text
