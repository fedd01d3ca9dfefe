"""The ledger: every kind counted from its records, in one query."""

from typing import Any

import pytest

from tests.records import record_some
from tests.world import DAY, World, moment, person
from zwgk.campaigns import actions as campaigns
from zwgk.desk import actions as desk
from zwgk.figures import actions as figures
from zwgk.figures.ledger import ledger, ledgers
from zwgk.figures.queries import ledger_for
from zwgk.kinds import KINDS, Qualifier, Source

pytestmark = pytest.mark.django_db


def _values(world: World) -> dict[str, Any]:
    return {
        key: (e.value, e.out_of) if e.kind.is_rate else e.value
        for key, e in ledger(world.town_part.pk).items()
    }


def test_every_kind_is_counted_from_its_records(world: World) -> None:
    record_some(world)
    by, part = person(world.town), world.town_part
    campaigns.add_meeting(part, title="部署会", held_on=DAY.replace(day=6), by=by)
    tasks = {task.key: task for task in part.tasks.all()}
    for key, quantity in (
        ("items_checked", 12), ("items_completed", 2), ("board_remade", 1), ("process_board", 2),
        ("slogans_scheduled", 1), ("banners_hung", 3),
    ):  # fmt: skip
        campaigns.complete_task(tasks[key], outcome="完成", quantity=quantity, by=by)
    assert _values(world) == {
        "visitors": 34, "questions_asked": 2, "questions_answered": 2, "answered_on_spot": 1,
        "answer_rate": (1, 2), "satisfaction_rate": (1, 2), "materials_distributed": 59,
        "material_kinds": 1, "desks": 1, "boards": 3, "banners": 3, "screens": 1,
        "departments": 1, "staff": 2, "meetings": 1, "items_checked": 12, "items_completed": 2,
    }  # fmt: skip


def test_an_unanswered_question_counts_as_asked_alone(world: World) -> None:
    desk.record_question(world.desk, text="问", by=person(world.town))
    assert _values(world)["answer_rate"] == (0, 1)
    assert "questions_answered" not in _values(world)


def test_shares_tell_records_from_tallies(world: World) -> None:
    record_some(world)
    by = person(world.town)
    desk.record_tally(
        world.desk, kind="visitors", value=280, counted_by="甲", evidence="计数器", by=by,
        qualifier=Qualifier.MORE_THAN,
    )  # fmt: skip
    entry = ledger(world.town_part.pk)["visitors"]
    assert entry.value == 314
    assert entry.shares == {Source.RECORDS: 34, Source.TALLY: 280}
    assert entry.qualifier is Qualifier.MORE_THAN
    assert [row.label for row in entry.evidence] == ["医保报销", "计数器"]


def test_evidence_leads_to_the_record(world: World) -> None:
    visit = record_some(world)
    (row,) = ledger(world.town_part.pk)["visitors"].evidence
    assert (row.record_type, row.record_id) == ("visit", str(visit.pk))
    assert row.at == moment(9)


def test_a_declared_figure_counts_only_alone_and_is_marked(world: World) -> None:
    by, part = person(world.town), world.town_part
    figures.declare(part, kind="visitors", value=500, basis="估计", by=by)
    assert ledger(part.pk)["visitors"].declared_only
    desk.record_visit(world.desk, people=2, by=by)
    entry = ledger(part.pk)["visitors"]
    assert (entry.value, entry.declared_only) == (2, False)


def test_a_department_at_two_desks_is_one_department(world: World) -> None:
    by = person(world.town)
    other = desk.open_desk(
        world.town_part, name="二号", place="集市", opens_at=moment(8), closes_at=moment(9), by=by
    )
    desk.add_department(world.desk, name="司法所", staff=2, by=by)
    desk.add_department(other, name="司法所", staff=1, by=by)
    values = _values(world)
    assert (values["departments"], values["staff"], values["desks"]) == (1, 3, 2)


def test_a_reopened_task_no_longer_counts(world: World) -> None:
    by = person(world.town)
    task = world.town_part.tasks.get(key="banners_hung")
    campaigns.complete_task(task, outcome="悬挂", quantity=3, by=by)
    campaigns.reopen_task(task, by=by)
    assert "banners" not in _values(world)


@pytest.mark.parametrize("times", [1, 3])
def test_one_query_whatever_the_number_of_records(
    world: World, django_assert_num_queries: Any, times: int
) -> None:
    for _ in range(times):
        desk.record_visit(world.desk, by=person(world.town))
        desk.record_question(world.desk, text="问", by=person(world.town))
    with django_assert_num_queries(1):
        found = ledgers([world.town_part.pk, world.zone_part.pk])
    assert found[world.town_part.pk]["visitors"].value == times
    assert len(found[world.zone_part.pk]) == 0


def test_nothing_asked_costs_no_query(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert ledgers([]) == {}


def test_superiors_read_no_live_ledger(world: World) -> None:
    record_some(world)
    assert len(ledger_for(world.town_part, person(world.city))) == 0
    assert len(ledger_for(world.town_part, person(world.town))) > 5


def test_declaring_names_the_field_at_fault(world: World) -> None:
    by, part = person(world.town), world.town_part
    for wrong, message in (
        ({"kind": "nonsense"}, "没有这项指标"),
        ({"basis": " "}, "请写明填报依据"),
        ({"kind": "satisfaction_rate"}, "比率请填写总数"),
    ):
        good: dict[str, Any] = {"kind": "visitors", "value": 3, "basis": "签到表"}
        with pytest.raises(figures.DomainError, match=message):
            figures.declare(part, by=by, **(good | wrong))


def test_the_ledger_keeps_the_order_of_the_registry(world: World) -> None:
    record_some(world)
    keys = list(ledger(world.town_part.pk))
    assert keys == [key for key in KINDS if key in keys]


def test_evidence_stands_in_order_of_time(world: World) -> None:
    by = person(world.town)
    for hour in (15, 9, 11):
        desk.record_visit(world.desk, by=by, recorded_at=moment(hour))
    rows = ledger(world.town_part.pk)["visitors"].evidence
    assert [row.at for row in rows] == [moment(9), moment(11), moment(15)]
