"""Guides, answers, notices, collections and summaries."""

import io
import json
import re
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.portal.shelf import answer, guide, notice, summary
from tests.world import World, person
from zwgk.gongwen import missing_faces
from zwgk.library.models import Publication
from zwgk.library.publishing import recommend, withdraw

pytestmark = pytest.mark.django_db


def test_answers_and_notices_have_lists_and_pages(world: World, client: Client) -> None:
    asked, told = answer(world), notice(world)
    assert asked.title in client.get("/answers/").text
    page = client.get(f"/answers/{asked.pk}/").text
    assert "能不能请别人代办" in page
    assert "请带双方身份证明" in page
    assert told.title in client.get("/notices/").text
    assert "临政办发〔2026〕5号" in client.get(f"/notices/{told.pk}/").text


def test_a_piece_is_found_under_its_own_kind_only_and_until_withdrawn(
    world: World, client: Client
) -> None:
    rows = {"guides": guide(world), "answers": answer(world), "notices": notice(world),
            "summaries": summary(world)}  # fmt: skip
    for kind in rows:
        for own, row in rows.items():
            status = client.get(f"/{kind}/{row.pk}/").status_code
            assert status == (200 if kind == own else 404), (kind, own)
    for kind, row in rows.items():
        withdraw(row.source, reason="测试", by=person(world.city))
        missing = client.get(f"/{kind}/{row.pk}/")
        assert missing.status_code == 404
        assert "找不到这个页面" in missing.text
        assert row.title not in client.get("/").text


def test_the_collection_counts_filters_and_excerpts(world: World, client: Client) -> None:
    summary(world)
    summary(world, "青山镇", year=2025, edition=19, theme="阳光政务", campaign_slug="")
    page = client.get("/library/summaries/").text
    assert "5·15政务公开活动总结" in page
    assert "共2份" in page
    assert "查看更多" in page
    assert "第19届（1）" in page
    narrowed = client.get("/library/summaries/", {"year": "2025", "theme": "阳光政务"}).text
    assert "青山镇2025年" in narrowed
    assert "柳河镇2026年" not in narrowed
    assert "符合条件的有 1 份" in narrowed
    assert 'href="?theme=%E9%98%B3%E5%85%89%E6%94%BF%E5%8A%A1"' in narrowed  # without the year
    empty = client.get("/library/summaries/", {"year": "1999"}).text
    assert "没有符合条件的总结" in empty
    old = client.get("/summaries/")
    assert old["Location"] == "/library/summaries/"


def test_sorting_and_good_practice(world: World, client: Client) -> None:
    old, new = summary(world), summary(world, "青山镇")
    Publication.objects.filter(pk=old.pk).update(published_at=timezone.now() - timedelta(days=9))
    recommend(old, reason="问题当天转办", by=person(world.city))
    for sort, first in (("newest", new), ("oldest", old)):
        page = client.get("/library/summaries/", {"sort": sort}).text
        assert (page.index(old.title) < page.index(new.title)) == (first == old)
    good = client.get("/library/summaries/", {"good": "1"}).text
    assert old.title in good
    assert new.title not in good
    assert "问题当天转办" in client.get(f"/summaries/{old.pk}/").text


def test_paging_is_bounded(world: World, client: Client) -> None:
    for number in range(21):
        summary(world, f"第{number}镇")
    second = client.get("/library/summaries/", {"page": "2"}).text
    assert "第 2 页，共 2 页" in second
    for page in ("99999999999999", "501", "2"):
        assert client.get("/library/summaries/", {"page": page}).text.count("<article") == 1
    for page in ("-1", "0", "x", "²", ""):
        assert "第 1 页" in client.get("/library/summaries/", {"page": page}).text


@pytest.mark.parametrize("number", [1, 3])
def test_lists_cost_the_same_with_more_rows(
    world: World, client: Client, django_assert_num_queries: Any, number: int
) -> None:
    for at in range(number):
        summary(world, f"第{at}镇")
        guide(world, f"第{at}个事项")
        answer(world, f"第{at}个问题")
        notice(world, f"第{at}个通知")
    for address, queries in (
        ("/library/", 4), ("/library/summaries/", 5), ("/guides/", 7), ("/answers/", 4),
        ("/notices/", 4), ("/figures/", 3), ("/figures/day/", 3), ("/sitemap.xml", 4),
    ):  # fmt: skip
        with django_assert_num_queries(queries):
            client.get(address)


def test_a_summary_shows_facts_figures_citation_and_neighbours(
    world: World, client: Client
) -> None:
    first, row, last = summary(world, "甲镇"), summary(world, "乙镇"), summary(world, "丙镇")
    page = client.get(f"/summaries/{row.pk}/").text
    for words in ("34人次", "90%", "办好群众身边事", f"http://testserver/summaries/{row.pk}/"):
        assert words in page
    assert re.search(rf'rel="prev" href="/summaries/{last.pk}/"', page)
    assert re.search(rf'rel="next" class="next" href="/summaries/{first.pk}/"', page)


def test_an_incomplete_summary_says_so(world: World, client: Client) -> None:
    row = summary(world, incomplete=True)
    assert "原文不完整" in client.get(f"/summaries/{row.pk}/").text
    assert "不完整" in client.get("/library/summaries/").text


def test_structured_data_cannot_end_its_element(world: World, client: Client) -> None:
    row = answer(world, "</script><script>alert(1)</script>")
    page = client.get(f"/answers/{row.pk}/").text
    assert "<script>alert" not in page
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert found is not None
    data = json.loads(found[1])
    assert data["mainEntity"]["name"] == row.title
    assert data["mainEntity"]["acceptedAnswer"]["author"]["name"] == "柳河镇人民政府"


def test_a_summary_is_kept_as_an_official_document(world: World, client: Client) -> None:
    row = summary(world)
    file = client.get(f"/documents/{row.pk}.docx")
    with zipfile.ZipFile(io.BytesIO(file.content)) as parts:
        text = parts.read("word/document.xml").decode()
    assert row.title in text
    assert "接待群众34人次" in text
    assert client.get(f"/documents/{row.pk}.exe").status_code == 404
    assert client.get(f"/documents/{guide(world).pk}.docx").status_code == 404
    if not missing_faces():
        assert client.get(f"/documents/{row.pk}.pdf").content.startswith(b"%PDF")
