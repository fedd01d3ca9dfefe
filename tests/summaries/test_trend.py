"""Editions and districts beside one another."""

from typing import Any

import pytest

from tests.summaries.reported import campaign, report, unit
from tests.world import World, person
from zwgk.summaries.rollup import Branch, roll_up
from zwgk.summaries.trend import before, by_district, changes, editions, trend

pytestmark = pytest.mark.django_db


def test_editions_of_one_series_by_year_without_later_ones(world: World) -> None:
    head, first, last = (
        person(world.city), campaign(world.city, "y25", 2025), campaign(world.city, "y27", 2027),
    )  # fmt: skip
    other = campaign(world.city, "open", 2024)
    other.series = "政府开放日"
    other.save()
    assert [one.slug for one in editions(last, head)] == ["y25", "day", "y27"]
    assert before(world.campaign, head) == first
    assert before(first, head) is None
    assert [one.slug for one in editions(last, head, limit=2)] == ["day", "y27"]


def test_the_change_since_the_last_edition_in_words(world: World) -> None:
    then, now = campaign(world.city, "y25", 2025), campaign(world.city, "y27", 2027)
    town, other = unit(world.city, "a"), unit(world.city, "b")
    report(then, town, {"visitors": 40, "boards": 3, "banners": 2, "answer_rate": (3, 4)})
    report(then, other, {"departments": 3})
    report(now, town, {"visitors": 52, "boards": 3, "screens": 1, "answer_rate": (9, 10)})
    report(now, other, {"departments": 5, "visitors": 0})
    head = person(world.city)
    told = {
        change.kind.key: change.told
        for change in changes(roll_up(now, head).totals, roll_up(then, head).totals)
    }
    assert told == {
        "visitors": "增加12人次（30%）", "answer_rate": "提高 15 个百分点", "boards": "持平",
        "banners": "本届没有报送", "screens": "上届没有报送", "departments": "增加2个（66%）",
    }  # fmt: skip


@pytest.mark.parametrize("towns", [1, 3])
def test_districts_over_editions_in_a_fixed_number_of_queries(
    world: World, django_assert_num_queries: Any, towns: int
) -> None:
    then, now = campaign(world.city, "y25", 2025), campaign(world.city, "y27", 2027)
    county = unit(world.city, "county", "county")
    report(now, world.city, {"visitors": 1})
    for at in range(towns):
        town = unit(county, f"t{at}")
        report(then, town, {"visitors": 10}, named={"departments": ["甲", "乙"]})
        report(now, town, {"visitors": 30})
    head = person(world.city)
    with django_assert_num_queries(2):
        districts = by_district([then, now], head, Branch(world.city.path), "visitors")
    values = {
        one.unit.code: {pk: total.value for pk, total in one.totals.items()} for one in districts
    }
    assert values == {
        "city": {now.pk: 1}, "county": {then.pk: 10 * towns, now.pk: 30 * towns},
    }  # fmt: skip
    with django_assert_num_queries(2):
        years = trend([then, now], head)
    assert years[then.pk]["departments"].value == 2
    assert years[now.pk]["visitors"].value == 30 * towns + 1
    assert "departments" not in years[now.pk]
