"""The pages of the roll-up: the branch, one total, and the leader's screen."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.records import submitted
from tests.summaries.reported import campaign, report, unit
from tests.web.portal.shelf import guide
from tests.world import World, person, user_of
from zwgk.units.models import Unit
from zwgk.web.manage.unanswered import topic_of

pytestmark = pytest.mark.django_db


def _client(of: Unit) -> Client:
    client = Client()
    client.force_login(user_of(person(of)))
    return client


def test_a_branch_is_shown_and_exported_by_itself_and_nothing_beside_it(world: World) -> None:
    submitted(world)
    day = world.campaign
    county = unit(world.city, "county", "county")
    report(day, unit(county, "below"), {"visitors": 1000})
    head, url = _client(world.city), reverse("manage:rollup", args=["day"])
    assert "1034人次" in head.get(url).text
    part = head.get(url, {"branch": "county"}).text
    assert "<strong>1000人次</strong>" in part
    assert "柳河镇人民政府</td>" not in part
    assert "?branch=county&amp;state=submitted" in part
    assert 'value="county"' in head.get(url).text
    assert "还没有单位报送总结" in head.get(url, {"branch": "zone"}).text
    assert head.get(url, {"branch": "other"}).status_code == 404
    assert head.get(url, {"branch": "\x00"}).status_code == 200
    town = _client(world.town)
    assert town.get(url, {"branch": "county"}).status_code == 404


def test_what_is_out_of_line_stands_on_the_list_with_its_reason(world: World) -> None:
    submitted(world)
    report(world.campaign, unit(world.city, "far"), {"visitors": 9000, "desks": 1})
    head, url = _client(world.city), reverse("manage:rollup", args=["day"])
    assert "每台每小时1125人次" in head.get(url).text
    odd = head.get(url, {"state": "odd"}).text
    assert "far单位</td>" in odd
    assert "柳河镇人民政府</td>" not in odd


def test_one_total_by_edition_by_district_by_name_and_by_rank(world: World) -> None:
    earlier = campaign(world.city, "y25", 2025)
    county = unit(world.city, "county", "county")
    town = unit(county, "below")
    report(earlier, town, {"visitors": 20})
    report(world.campaign, town, {"visitors": 40}, named={"departments": ["县医保局"]})
    report(world.campaign, unit(world.city, "u"), {"visitors": 10, "departments": 3})
    head = _client(world.city)
    page = head.get(reverse("manage:rollup-kind", args=["day", "visitors"])).text
    assert 'aria-label="2025年20人次；2026年50人次"' in page
    assert 'aria-label="2025年20人次；2026年40人次"' in page
    assert page.index("below单位") < page.index("u单位")
    assert 'height="40.0"' in page
    names = head.get(reverse("manage:rollup-kind", args=["day", "departments"])).text
    assert "县医保局" in names
    assert "另有1个单位只填了数量（每个单位3个），可能重复" in names
    unknown = head.get(reverse("manage:rollup-kind", args=["day", "none"]))
    assert unknown.status_code == 404


@pytest.mark.parametrize("units", [1, 3])
def test_pages_take_as_many_queries_for_one_unit_as_for_three(
    world: World, django_assert_num_queries: Any, units: int
) -> None:
    earlier = campaign(world.city, "y25", 2025)
    for at in range(units):
        town = unit(world.city, f"u{at}")
        report(earlier, town, {"visitors": 10, "staff": 2})
        report(world.campaign, town, {"visitors": 900, "staff": 3}, named={"departments": ["甲"]})
    head = _client(world.city)
    for name, args, queries in (
        ("manage:rollup", ["day"], 19), ("manage:rollup-kind", ["day", "visitors"], 14),
        ("manage:rollup-kind", ["day", "departments"], 17), ("manage:rollup-compare", ["day"], 20),
    ):  # fmt: skip
        head.get(reverse(name, args=args))
        with django_assert_num_queries(queries):
            assert head.get(reverse(name, args=args)).status_code == 200


def test_a_leader_sees_change_outliers_and_what_nobody_answers(world: World) -> None:
    guide(world, "低保申请")
    earlier = campaign(world.city, "y25", 2025)
    report(earlier, world.zone, {"visitors": 20})
    submitted(world)
    report(world.campaign, unit(world.city, "far"), {"visitors": 9000, "desks": 1})
    head, url = _client(world.city), reverse("manage:rollup-compare", args=["day"])
    page = head.get(url).text
    assert "增加9014人次（45070%）" in page
    assert "每台每小时1125人次" in page
    assert "<strong>路灯</strong>" in page
    assert "<strong>低保</strong>" not in page
    alone = head.get(reverse("manage:rollup-compare", args=["y25"])).text
    assert "没有上一届的数据可以比较" in alone
    assert "报送的数据里没有逐条登记的咨询" in alone


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("怎样申请低保", "低保"),
        ("请问高龄津贴在哪里办理？", "高龄津贴"),
        ("怎么办", ""),
        ("村里修路把我家院墙碰倒了以后一直没有人来管这件事情", ""),
    ],
)
def test_the_topic_is_what_the_question_is_about(question: str, topic: str) -> None:
    assert topic_of(question) == topic
