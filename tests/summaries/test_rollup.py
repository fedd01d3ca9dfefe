"""The roll-up adds what was submitted, and nothing else."""

import io
from typing import Any

import pytest
from django.db.models import F
from openpyxl import load_workbook

from tests.records import submitted
from tests.summaries.reported import campaign, report, unit
from tests.world import World, person
from zwgk.campaigns.models import Campaign, Participation, State
from zwgk.kinds import Source
from zwgk.summaries import actions
from zwgk.summaries.export import rollup_json, rollup_xlsx, summary_json
from zwgk.summaries.models import Revision, Submission, SubmittedFigure
from zwgk.summaries.names import most_recorded
from zwgk.summaries.rollup import (
    Branch,
    as_contributions,
    contributions,
    participations,
    ranking,
    roll_up,
    standing_figures,
)
from zwgk.units.actions import plant_unit

pytestmark = pytest.mark.django_db


def _with_figures(world: World, code: str, **values: tuple[int, int | None]) -> Submission:
    """A further unit with a submission that reports the figures."""
    unit = plant_unit(
        world.city,
        code=code,
        name=f"{code}镇",
        short_name=code,
        level="town",
        self_reference="我镇",
    )
    part = Participation.objects.create(
        campaign=world.campaign, unit=unit, notice=world.notice, state=State.SUBMITTED,
        acknowledged_at="2026-05-01T00:00Z", acknowledged_by="甲",
    )  # fmt: skip
    draft = Revision.objects.create(
        participation=part, number=1, title="总结", sections=[], note="", saved_by="甲"
    )
    model: Any = Submission.objects.first()
    submission: Submission = Submission.objects.create(
        participation=part, revision=draft, number=1, title="总结", content={}, docx=model.docx,
        submitted_by="甲", submitted_by_id=1,
    )  # fmt: skip
    SubmittedFigure.objects.bulk_create(
        SubmittedFigure(
            submission=submission, kind=kind, value=value, out_of=out_of, qualifier="exact",
            by_tally=value,
        )
        for kind, (value, out_of) in values.items()
    )  # fmt: skip
    return submission


def test_totals_add_up_with_their_shares_and_rates_are_recomputed(world: World) -> None:
    submitted(world)
    _with_figures(world, "a", visitors=(100, None), satisfaction_rate=(9, 9))
    rolled = roll_up(world.campaign, person(world.city))
    visitors = rolled.totals["visitors"]
    assert (visitors.value, visitors.units) == (134, 2)
    assert visitors.shares == {Source.RECORDS: 34, Source.TALLY: 100, Source.DECLARED: 0}
    rate = rolled.totals["satisfaction_rate"]
    assert (rate.value, rate.out_of, rate.text) == (10, 11, "90.9%")


def test_returned_and_withdrawn_submissions_do_not_count(world: World) -> None:
    submission, head = submitted(world), person(world.city)
    assert "visitors" in roll_up(world.campaign, head).totals
    actions.withdraw(submission, by=person(world.town))
    assert roll_up(world.campaign, head).totals == {}
    part = Participation.objects.get(pk=world.town_part.pk)
    second = actions.submit(part, by=person(world.town))
    assert roll_up(world.campaign, head).totals["visitors"].value == 34
    actions.return_submission(second, reasons="请改", by=head)
    assert roll_up(world.campaign, head).totals == {}


def test_progress_counts_each_step_and_names_the_missing(world: World) -> None:
    submitted(world)
    head = person(world.city)
    progress = roll_up(world.campaign, head).progress
    assert vars(progress) == {
        "units": 2, "acknowledged": 1, "planned": 1, "submitted": 1, "accepted": 0, "returned": 0,
    }  # fmt: skip
    assert [m["code"] for m in rollup_json(world.campaign, head)["missing"]] == ["zone"]


def test_a_sibling_sees_its_own_part_alone(world: World) -> None:
    submitted(world)
    zone = person(world.zone)
    assert roll_up(world.campaign, zone).totals == {}
    assert [p.unit_id for p in participations(world.campaign, zone)] == [world.zone.pk]
    assert contributions(world.campaign, person(world.other_city)) == []


@pytest.mark.parametrize("further", [1, 3])
def test_the_number_of_queries_does_not_grow(
    world: World, django_assert_num_queries: Any, further: int
) -> None:
    submitted(world)
    for number in range(further):
        _with_figures(world, f"u{number}", visitors=(10, None))
    head, day = person(world.city), Campaign.objects.get()
    with django_assert_num_queries(3):
        rolled = roll_up(day, head)
    with django_assert_num_queries(1):
        rows = contributions(day, head, kinds=["visitors"])
    assert rolled.totals["visitors"].value == sum(row.value for row in rows) == 34 + 10 * further


def test_the_workbook_holds_the_same_figures(world: World) -> None:
    submitted(world)
    _with_figures(world, "=1+1", visitors=(100, None), satisfaction_rate=(9, 9))
    head = person(world.city)
    book = load_workbook(io.BytesIO(rollup_xlsx(world.campaign, head)))
    totals = {row[0]: row for row in book["汇总"].iter_rows(min_row=2, values_only=True)}
    assert totals["接待群众"][1:3] == (134, "人次")
    assert totals["满意率"][1] == pytest.approx(10 / 11)
    assert totals["满意率"][4:6] == (10, 11)
    units = list(book["各单位"].iter_rows(min_row=2, values_only=True))
    assert [(row[0], row[2]) for row in units] == [("柳河镇人民政府", 34), ("=1+1镇", 100)]
    assert book["各单位"]["A3"].data_type == "s"
    missing = list(book["未报送单位"].iter_rows(min_row=2, values_only=True))
    assert missing == [("临川经济开发区管理委员会", "待签收")]


def test_the_json_of_a_summary_names_the_records_behind_each_figure(world: World) -> None:
    submission = submitted(world)
    part = Participation.objects.get(pk=world.town_part.pk)
    data = summary_json(part, person(world.town))
    assert data["frozen"] is True
    assert data["title"] == submission.title
    visitors = next(f for f in data["figures"] if f["kind"] == "visitors")
    assert (visitors["value"], visitors["text"], visitors["quoted"]) == (34, "34人次", 1)
    assert [r["type"] for r in visitors["records"]] == ["visit"]
    assert data["sections"][1]["heading"].startswith("一、")


def test_booklets_in_many_units_are_counted_once_and_numbers_alone_not_at_all(
    world: World,
) -> None:
    city, day = world.city, campaign(world.city, "next", 2027)
    same = ["办事指南", "低保政策"]
    report(day, unit(city, "a"), {}, named={"material_kinds": same, "departments": ["县医保局"]})
    report(day, unit(city, "b"), {"departments": 4}, named={"material_kinds": [" 办事指南 "]})
    report(day, unit(city, "c"), {"material_kinds": 9, "departments": 6})
    head = person(city)
    kinds = roll_up(day, head).totals["material_kinds"]
    assert (kinds.value, kinds.named, kinds.text) == (9, 2, "至少9种")
    assert kinds.note == (
        "有名称的合并为2种；另有1个单位只填了数量（每个单位9种），可能重复，没有相加"
    )  # fmt: skip
    departments = roll_up(day, head).totals["departments"]
    assert (departments.named, departments.unnamed, departments.value) == (1, 2, 6)
    assert "另有2个单位只填了数量（每个单位4～6个）" in departments.note
    figures = standing_figures([day], head)
    assert [(n.name, n.units) for n in most_recorded(figures, "material_kinds", 9)] == [
        ("办事指南", 2), ("低保政策", 1),
    ]  # fmt: skip


def test_what_nobody_named_has_no_total_in_any_output(world: World) -> None:
    city, day = world.city, campaign(world.city, "next", 2027)
    for at, number in enumerate((3, 5)):
        report(day, unit(city, f"u{at}"), {"departments": number})
    head = person(city)
    total = roll_up(day, head).totals["departments"]
    assert (total.number, total.text) == (None, "不合计")
    assert total.note == "2个单位只填了数量（每个单位3～5个），可能重复，不相加"
    told = rollup_json(day, head)["totals"][0]
    assert (told["value"], told["note"]) == (None, total.note)
    book = load_workbook(io.BytesIO(rollup_xlsx(day, head)))
    row = next(book["汇总"].iter_rows(min_row=2, values_only=True))
    assert (row[0], row[1], row[-1]) == ("参与部门", None, total.note)


def test_a_branch_and_a_level_are_rolled_up_by_themselves(world: World) -> None:
    city, day = world.city, campaign(world.city, "next", 2027)
    county = unit(city, "c", "county")
    report(day, county, {"visitors": 5})
    report(day, unit(county, "t"), {"visitors": 7})
    report(day, unit(city, "u"), {"visitors": 20})
    head = person(city)

    def total(path: str, level: str = "") -> int:
        return roll_up(day, head, Branch(path, level)).totals["visitors"].value

    assert (total(city.path), total(county.path), total(county.path, "town")) == (32, 12, 7)
    assert total(city.path, "town") == 27
    elsewhere = roll_up(day, head, Branch(world.other_city.path))
    assert (elsewhere.totals, elsewhere.progress.units) == ({}, 0)


def test_equal_units_share_a_rank_and_rates_rank_by_what_they_are(world: World) -> None:
    city, day = world.city, campaign(world.city, "next", 2027)
    for code, visitors, rate in (("a", 9, (9, 9)), ("b", 9, (50, 100)), ("c", 3, (0, 0))):
        report(day, unit(city, code), {"visitors": visitors, "answer_rate": rate})
    head = person(city)

    def ranks(kind: str) -> list[tuple[int, str]]:
        rows = as_contributions(ranking(day, head, kind), F("rank"))
        return [(row.rank, row.unit_code) for row in rows]

    assert ranks("visitors") == [(1, "a"), (1, "b"), (3, "c")]
    assert ranks("answer_rate") == [(1, "a"), (2, "b"), (3, "c")]
