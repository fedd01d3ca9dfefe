"""A superior's draft is composed from its units' submissions and counts nobody twice."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from tests.records import submitted
from tests.summaries.reported import campaign, report, unit
from tests.world import World, person
from zwgk.campaigns.models import Campaign, Participation, State
from zwgk.summaries import actions
from zwgk.summaries.branch import compose_branch, figures_of, gather_branch
from zwgk.summaries.drafting import Length
from zwgk.summaries.models import Submission
from zwgk.summaries.refs import resolved
from zwgk.summaries.rollup import roll_up
from zwgk.units.actions import plant_unit
from zwgk.units.models import Unit

pytestmark = pytest.mark.django_db


def _province() -> tuple[Campaign, Unit, Unit, Participation]:
    """A province's campaign with a city that takes part and two towns below the city."""
    top = plant_unit(
        None, code="p", name="临江省人民政府办公厅", short_name="临江省", level="province",
        self_reference="我省",
    )  # fmt: skip
    day = campaign(top, "day", 2026)
    city = unit(top, "c", "city")
    report(day, unit(city, "a"), {"visitors": 120, "satisfaction_rate": (9, 10)})
    report(day, unit(city, "b"), {"visitors": 30, "satisfaction_rate": (5, 10)})
    part = Participation.objects.create(
        campaign=day, unit=city, notice=day.notices.get(), state=State.UNDER_WAY,
        acknowledged_at="2026-05-01T00:00Z", acknowledged_by="甲",
        starts_on=day.starts_on, ends_on=day.starts_on,
    )  # fmt: skip
    return day, top, city, part


def _text(day: Campaign, of: Unit, length: Length = Length.SUMMARY) -> str:
    facts = gather_branch(day, of, {}, person(of))
    title, sections = compose_branch(facts, length)
    bodies = [section["heading"] + resolved(section["body"], facts.ledger) for section in sections]
    return "\n".join([title, *bodies])


def _submit(part: Participation) -> Any:
    clerk = person(part.unit)
    body = "所属单位接待群众{visitors@所属单位}，满意率{satisfaction_rate@所属单位}。"
    actions.save_draft(
        part, title="总结", sections=[{"key": "a", "heading": "", "body": body}], based_on=0,
        by=clerk,
    )  # fmt: skip
    part.state = State.SUMMARISED
    part.save()
    figures = figures_of(part, clerk)
    draft = part.revisions.get()
    found = actions.check_draft(part, draft.title, draft.sections, figures, by=clerk)
    return actions.submit(part, by=clerk, reasons={one.key: "已核实" for one in found})


def test_the_units_are_counted_named_and_added() -> None:
    day, _, city, _ = _province()
    text = _text(day, city)
    assert "参加活动的2家所属单位均已报送总结" in text
    assert "150人次" in text
    assert "满意率为70%（" in text
    assert "（20人评价，其中14人满意）" in text


def test_who_has_not_reported_is_named(world: World) -> None:
    submitted(world)
    text = _text(world.campaign, world.city)
    assert "临川经济开发区尚未报送总结" in text
    assert "柳河镇尚未" not in text


def test_nothing_submitted_gives_gaps_not_praise() -> None:
    world_day = campaign(unit(None, "x", "city"), "d", 2026)
    text = _text(world_day, world_day.unit)
    assert "【待补充：所属单位现场接待的情况】" in text
    assert "显著" not in text


def test_three_lengths_and_the_same_records_give_the_same_text() -> None:
    day, _, city, _ = _province()
    brief, usual, full = (_text(day, city, length) for length in Length)
    assert len(brief) < len(usual) < len(full)
    assert "所属单位数据一览" in full
    assert usual == _text(day, city)


def test_what_is_submitted_is_frozen_with_the_units_behind_it() -> None:
    _, _, _, part = _province()
    submission = _submit(part)
    assert "150人次" in str(submission.content["paragraphs"])
    below = {one["kind"]: one for one in submission.content["below"]}
    assert below["visitors"]["value"] == 150
    assert [(one["code"], one["value"]) for one in below["visitors"]["evidence"]] == [
        ("a", 120), ("b", 30),
    ]  # fmt: skip
    assert (below["satisfaction_rate"]["value"], below["satisfaction_rate"]["out_of"]) == (14, 20)


def test_the_level_above_counts_the_towns_once() -> None:
    day, top, _, part = _province()
    _submit(part)
    assert roll_up(day, person(top)).totals["visitors"].value == 150


def test_a_draft_that_quotes_no_unit_costs_one_query(
    world: World, django_assert_num_queries: Any
) -> None:
    submitted(world)
    clerk = person(world.town)
    with django_assert_num_queries(1):
        figures = figures_of(world.town_part, clerk)
        assert resolved("接待{visitors}", figures) == "接待34人次"


def test_late_is_who_first_reported_late_not_who_mended_what_was_in_time() -> None:
    day, _, city, _ = _province()
    late, mended = (Submission.objects.filter(participation__unit__code=code) for code in "ab")
    after = datetime.combine(day.summary_due_on, time(12), UTC) + timedelta(days=3)
    late.update(submitted_at=after)
    again = mended.get()
    mended.update(submitted_at=after - timedelta(days=30), withdrawn_at=after)
    again.pk, again.number = None, 2
    again.save()
    Submission.objects.filter(pk=again.pk).update(submitted_at=after)
    facts = gather_branch(day, city, {}, person(city))
    assert facts.late == (str(Unit.objects.get(code="a").short_name),)
