"""What is out of line is said with its reason; what is ordinary is left alone."""

from typing import Any

import pytest

from tests.summaries.reported import campaign, report, unit
from tests.world import World, person
from zwgk.campaigns.models import Campaign
from zwgk.summaries.outliers import outliers
from zwgk.units.models import Unit

pytestmark = pytest.mark.django_db


def _reasons(day: Campaign, world: World, earlier: Campaign | None = None) -> dict[str, Any]:
    found = outliers(day, person(world.city), earlier=earlier)
    return {one.unit_name: one.reasons for one in found}


def _towns(world: World, number: int) -> list[Unit]:
    return [unit(world.city, f"t{at}") for at in range(number)]


def test_more_visitors_than_the_desks_can_take(world: World) -> None:
    day = campaign(world.city, "next", 2027)
    first, second = _towns(world, 2)
    report(day, first, {"visitors": 480, "desks": 1})
    report(day, second, {"visitors": 960, "desks": 2})
    assert _reasons(day, world) == {}
    third = unit(world.city, "t9")
    report(day, third, {"visitors": 5000, "desks": 2})
    assert _reasons(day, world) == {
        "t9单位": (
            "接待群众5000人次，按2个咨询台、1天、每天8小时折算，每台每小时312人次，超过可能的60人次",
        )
    }


def test_a_part_larger_than_its_whole(world: World) -> None:
    day = campaign(world.city, "next", 2027)
    report(day, _towns(world, 1)[0], {"questions_asked": 9, "questions_answered": 12})
    assert _reasons(day, world) == {"t0单位": ("解答问题12个，多于受理咨询9个",)}


def test_far_from_like_units_but_not_from_other_levels(world: World) -> None:
    day = campaign(world.city, "next", 2027)
    towns = _towns(world, 6)
    for town in towns[:4]:
        report(day, town, {"visitors": 50, "answer_rate": (9, 10)})
    report(day, towns[4], {"visitors": 700, "answer_rate": (0, 9)})
    report(day, towns[5], {"visitors": 5, "answer_rate": (5, 10)})
    report(day, unit(world.city, "county", "county"), {"visitors": 9000})
    assert _reasons(day, world) == {
        "t4单位": ("接待群众700人次，是6个乡镇（街道）单位中位数（50）的14倍",),
        "t5单位": (
            "接待群众5人次，不超过6个乡镇（街道）单位中位数（50）的五分之一",
            "现场答复率50%，比6个乡镇（街道）单位的中位数90%低40个百分点",
        ),
    }


def test_far_from_last_year_and_the_very_same_numbers(world: World) -> None:
    then, now = campaign(world.city, "y25", 2025), campaign(world.city, "y27", 2027)
    first, second, third = _towns(world, 3)
    same = {"visitors": 34, "boards": 6, "banners": 7, "staff": 8}
    report(then, first, {"visitors": 40})
    report(now, first, {"visitors": 400})
    report(then, second, same)
    report(now, second, same)
    report(then, third, {"visitors": 40})
    report(now, third, {"visitors": 55})
    assert _reasons(now, world) == {}
    assert _reasons(now, world, then) == {
        "t0单位": ("接待群众400人次，是上届（40）的10倍",),
        "t1单位": ("接待群众、宣传板、条幅、参加人员等4项数据与上届完全相同",),
    }


@pytest.mark.parametrize("towns", [1, 3])
def test_as_many_queries_whatever_the_number_of_units(
    world: World, django_assert_num_queries: Any, towns: int
) -> None:
    then, now = campaign(world.city, "y25", 2025), campaign(world.city, "y27", 2027)
    for town in _towns(world, towns):
        report(then, town, {"visitors": 40})
        report(now, town, {"visitors": 900})
    head = person(world.city)
    with django_assert_num_queries(3):
        assert len(outliers(now, head, earlier=then)) == towns
