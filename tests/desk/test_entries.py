"""Desk entries are append-only and idempotent: sent twice is once, corrected is kept."""

import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.world import World, moment, person
from zwgk.campaigns.models import Participation, State
from zwgk.core.errors import Conflict, DomainError, NotAllowed
from zwgk.desk import actions
from zwgk.desk.models import Desk, Handout, Question, Tally, Visit
from zwgk.desk.queries import history
from zwgk.figures.ledger import ledger
from zwgk.units.models import Role

pytestmark = pytest.mark.django_db


def _visitors(world: World) -> int:
    entry = ledger(world.town_part.pk).get("visitors")
    return entry.value if entry else 0


def test_the_same_entry_sent_ten_times_is_one(world: World) -> None:
    by, identity = person(world.town), uuid.uuid4()
    for _ in range(10):
        actions.record_visit(world.desk, by=by, people=3, id=identity, recorded_at=moment(9))
    assert Visit.objects.count() == 1
    assert _visitors(world) == 3


def test_a_correction_takes_the_place_and_keeps_the_old_row(world: World) -> None:
    by = person(world.town)
    first = actions.record_visit(world.desk, by=by, people=3, matter="社保")
    second = actions.correct_entry(first, by=by, people=5, reason="数错")
    assert _visitors(world) == 5
    assert [(v.people, v.is_current) for v in history(second, by)] == [(3, False), (5, True)]
    assert second.matter == "社保"
    assert second.replaces == first.pk


def test_undo_and_restore_are_new_rows(world: World) -> None:
    by = person(world.town)
    first = actions.record_visit(world.desk, by=by, people=3)
    gone = actions.undo_entry(first, by=by)
    assert _visitors(world) == 0
    actions.restore_entry(gone, by=by)
    assert _visitors(world) == 3
    assert Visit.objects.count() == 3


def test_an_id_of_another_desk_is_refused(world: World) -> None:
    by = person(world.town)
    other = actions.open_desk(
        world.town_part, name="二号", place="集市", opens_at=moment(8), closes_at=moment(9), by=by
    )
    visit = actions.record_visit(world.desk, by=by)
    with pytest.raises(Conflict, match="登记编号重复"):
        actions.record_visit(other, by=by, id=visit.pk)


def test_the_first_record_begins_the_day(world: World) -> None:
    assert Participation.objects.get(pk=world.town_part.pk).state == State.PLANNED
    actions.record_visit(world.desk, by=person(world.town, Role.ATTENDANT))
    assert Participation.objects.get(pk=world.town_part.pk).state == State.UNDER_WAY


def test_a_record_is_taken_before_the_notice_is_acknowledged(world: World) -> None:
    by = person(world.zone)
    desk = Desk.objects.create(
        participation=world.zone_part, name="台", place="门前", opens_at=moment(8),
        closes_at=moment(9),
    )  # fmt: skip
    actions.record_visit(desk, by=by, people=2)
    assert ledger(world.zone_part.pk)["visitors"].value == 2


def test_only_people_of_the_unit_with_the_role_record(world: World) -> None:
    with pytest.raises(NotAllowed):
        actions.record_visit(world.desk, by=person(world.zone))
    with pytest.raises(NotAllowed):
        actions.record_visit(world.desk, by=person(world.town, Role.ADMIN))
    assert not Visit.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "desks"}, "kind"),
        ({"value": -1}, "value"),
        ({"kind": "satisfaction_rate"}, "out_of"),
        ({"kind": "satisfaction_rate", "value": 5, "out_of": 4}, "out_of"),
        ({"counted_by": " "}, "counted_by"),
        ({"evidence": ""}, "evidence"),
    ],
)
def test_a_tally_says_what_is_wrong_at_the_field(
    world: World, wrong: dict[str, object], field: str
) -> None:
    good = {"kind": "visitors", "value": 20, "counted_by": "甲", "evidence": "签到表"}
    with pytest.raises(DomainError) as refusal:
        actions.record_tally(world.desk, by=person(world.town), **(good | wrong))
    assert refusal.value.field == field
    assert not Tally.objects.exists()


def test_wrong_numbers_and_texts_are_refused(world: World) -> None:
    by = person(world.town)
    with pytest.raises(DomainError, match="人数至少为 1"):
        actions.record_visit(world.desk, by=by, people=0)
    with pytest.raises(DomainError, match="份数至少为 1"):
        actions.record_handout(world.desk, by=by, material=world.material, copies=0)
    with pytest.raises(DomainError, match="请写下咨询的内容"):
        actions.record_question(world.desk, by=by, text="  ")
    with pytest.raises(DomainError, match="请填写答复内容"):
        actions.record_question(world.desk, by=by, text="问", rating="satisfied")
    assert not Handout.objects.exists()
    assert not Question.objects.exists()


def test_a_question_without_an_answer_was_not_answered_on_the_spot(world: World) -> None:
    question = actions.record_question(world.desk, by=person(world.town), text="问", on_spot=True)
    assert question.on_spot is False


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_of_corrections_of_one_version_the_one_made_last_counts(
    world: World, data: st.DataObject
) -> None:
    """Several people correct the same row, and every request may come again: one row is current,
    the one made last; what comes again makes nothing. (Phones: test_sync_machine.)"""
    by = person(world.town)
    numbers = data.draw(st.lists(st.integers(1, 50), min_size=1, max_size=5))
    corrections = [(uuid.UUID(int=at + 1), people) for at, people in enumerate(numbers)]
    arrivals = data.draw(st.permutations(corrections + corrections))
    *_, winner = dict.fromkeys(arrivals)
    Visit.objects.all().delete()
    original = actions.record_visit(world.desk, by=by, people=9, recorded_at=moment(10))
    for identity, people in arrivals:
        actions.correct_entry(original, by=by, people=people, id=identity)
    current = Visit.objects.filter(root=original.root, is_current=True)
    assert [visit.pk for visit in current] == [winner[0]]
    assert _visitors(world) == winner[1]
    assert Visit.objects.count() == 1 + len(corrections)


def test_two_phones_that_begin_the_day_both_record(world: World) -> None:
    by = person(world.town)
    first, second = Desk.objects.get(), Desk.objects.get()
    assert first.participation.state == second.participation.state == State.PLANNED
    actions.record_visit(first, by=by, people=1)
    actions.record_visit(second, by=by, people=2)
    assert _visitors(world) == 3
