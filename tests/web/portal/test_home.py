"""The home page, desks, and what stands on every page."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import timezone

from tests.web.portal.shelf import answer, guide, notice, summary
from tests.world import World, person, user_of
from zwgk.campaigns.models import Campaign
from zwgk.desk.models import Desk

pytestmark = pytest.mark.django_db


def _on_today(hours: int = 2) -> None:
    now = timezone.now()
    Desk.objects.update(opens_at=now - timedelta(minutes=5), closes_at=now + timedelta(hours=hours))


def test_home_answers_what_is_on_how_and_where(world: World, client: Client) -> None:
    _on_today()
    titles = [made(world).title for made in (summary, guide, answer, notice)]
    page = client.get("/").text
    for words in ("第二十届", "办好群众身边事", "镇政府门前", "正在接待", "34人次", "退休养老",
                  "共 1 份总结", *titles):  # fmt: skip
        assert words in page
    for address in ("/guides/", "/desks/", "/ask/", "/ask/lookup/", "/notices/", "/library/",
                    "/figures/", "/verify/"):  # fmt: skip
        assert f'href="{address}"' in page


def test_a_site_without_anything_still_says_something(db: None, client: Client) -> None:
    assert "目前没有正在公布的活动" in client.get("/").text
    for address in ("/desks/", "/guides/", "/answers/", "/notices/", "/library/", "/figures/"):
        page = client.get(address)
        assert page.status_code == 200, address
        assert "empty" in page.text, address


def test_a_campaign_that_is_not_public_is_not_shown(world: World, client: Client) -> None:
    Campaign.objects.update(public=False)
    for address in ("/", "/desks/", "/figures/"):
        assert "办好群众身边事" not in client.get(address).text
    for address in ("/figures/day/", "/figures/day.csv", "/desks/day.ics"):
        assert client.get(address).status_code == 404


def test_desks_stand_in_the_order_one_can_go_there(world: World, client: Client) -> None:
    _on_today()
    now, part = timezone.now(), world.town_part
    for name, days in (("明日台", 1), ("昨日台", -1)):
        at = now + timedelta(days=days)
        Desk.objects.create(participation=part, name=name, place=name, opens_at=at,
                            closes_at=at + timedelta(hours=2))  # fmt: skip
    page = client.get("/desks/").text
    places = [page.index(word) for word in ("镇政府门前", "明日台", "已经结束（1 个）", "昨日台")]
    assert places == sorted(places)
    assert "昨日台" not in client.get("/").text


def test_desks_go_into_a_calendar(world: World, client: Client) -> None:
    Desk.objects.update(name="甲;乙,丙", place="很长的地点" * 12)
    answer = client.get("/desks/day.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    lines = answer.content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    text = answer.content.decode().replace("\r\n ", "")
    assert "DTSTART:20260515T000000Z" in text
    assert "甲\\;乙\\,丙" in text
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 1


def test_large_type_and_script_need_neither_script_nor_session(db: None, client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert 'class="large-type"' not in strict.get("/").text
    back = strict.post("/large-type/", {"back": "/guides/?letter=D"})
    assert back["Location"] == "/guides/?letter=D"
    assert 'class="large-type"' in strict.get("/").text
    strict.post("/script/", {"back": "/"})
    both = strict.get("/").text
    assert 'class="large-type"' in both
    assert 'lang="zh-Hant"' in both
    assert strict.post("/large-type/", {"back": "https://evil.example/"})["Location"] == "/"
    assert 'class="large-type"' not in strict.get("/").text
    assert "sessionid" not in strict.cookies
    assert "csrftoken" not in strict.cookies


def test_the_foot_has_what_a_government_site_must_show(db: None, client: Client) -> None:
    page = client.get("/").text
    for words in ("主办单位", "联系方式", "网站标识码", "ICP备案号", "公安备案号", "网站地图",
                  "我为政府网站找错", "党政<br>机关"):  # fmt: skip
        assert words in page
    assert client.get("/sitemap/").status_code == 200


def test_the_navigation_marks_where_one_is(world: World, client: Client) -> None:
    row = guide(world)
    listing, one = client.get("/guides/").text, client.get(f"/guides/{row.pk}/").text
    assert '<a href="/guides/" aria-current="page">办事指南</a>' in listing
    assert '<a href="/guides/" aria-current="true">办事指南</a>' in one
    assert '<a href="/ask/" aria-current="page">线上咨询</a>' in client.get("/ask/").text


def _loaded(page: str) -> list[str]:
    found = re.findall(r'<(?:script|img)[^>]*\ssrc="([^"]+)"', page)
    return found + re.findall(r'<link rel="(?:stylesheet|icon)" href="([^"]+)"', page)


def test_home_weighs_little_and_loads_nothing_from_outside(world: World, client: Client) -> None:
    for number in range(9):
        guide(world, f"事项{number}")
        answer(world, f"问题{number}")
        summary(world, f"第{number}镇")
    page = client.get("/")
    loaded = _loaded(page.text)
    assert len(loaded) >= 4
    weight = len(page.content)
    for address in loaded:
        assert not urlsplit(address).netloc
        weight += Path(str(finders.find(address.removeprefix("/static/")))).stat().st_size
    assert weight <= 200_000
    assert " style=" not in page.text
    assert "default-src 'self'" in page["Content-Security-Policy"]


@pytest.mark.parametrize("number", [1, 3])
def test_home_costs_the_same_with_more_rows(
    world: World, client: Client, django_assert_num_queries: Any, number: int
) -> None:
    for at in range(number):
        for made in (guide, answer, notice):
            made(world, f"第{at}个标题")
        summary(world, f"第{at}镇")
    with django_assert_num_queries(15):
        client.get("/")


def test_signed_in_people_find_their_way_back(world: World, client: Client) -> None:
    client.force_login(user_of(person(world.town)))
    assert "工作台" in client.get("/").text
    assert "工作台" not in Client().get("/").text
