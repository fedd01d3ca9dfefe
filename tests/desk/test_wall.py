"""The wall's numbers: as the ledger counts, tallies told apart, nothing personal, few queries."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.world import DAY, World, moment
from zwgk.core.actor import Actor
from zwgk.desk import actions
from zwgk.desk.models import DeskPass, Device, Rating
from zwgk.desk.wall import OTHER, Wall, stamp, wall
from zwgk.enquiries import actions as enquiries
from zwgk.enquiries.models import Enquiry
from zwgk.figures.ledger import ledger

pytestmark = pytest.mark.django_db

NOON = moment(12)


def seen(world: World, now: Any = NOON) -> Wall:
    return wall(world.town_part, now=now)


@pytest.fixture
def second(world: World, clerk: Actor) -> Any:
    return actions.open_desk(
        world.town_part, name="集市咨询台", place="集市", opens_at=moment(9), closes_at=moment(11),
        by=clerk,
    )  # fmt: skip


def test_before_the_first_record_everything_is_nought(world: World) -> None:
    found = seen(world, moment(7))
    assert found.is_empty
    assert found.day == DAY
    assert found.visitors.text == "0"
    assert found.rated.rate is None
    assert (found.quarters, found.topics) == ([], [])
    assert [(line.name, line.state) for line in found.desks] == [("镇政府门前咨询台", "before")]


def test_desks_quarters_and_totals(world: World, second: Any, clerk: Actor) -> None:
    for at, people in ((moment(8, 14), 1), (moment(8, 15), 2), (moment(8, 29), 3), (moment(10), 4)):
        actions.record_visit(world.desk, people=people, recorded_at=at, by=clerk)
    actions.record_visit(second, people=5, recorded_at=moment(10, 1), by=clerk)
    mistake = actions.record_visit(second, people=90, recorded_at=moment(10, 2), by=clerk)
    actions.undo_entry(mistake, by=clerk)
    found = seen(world)
    assert not found.is_empty
    assert found.visitors.total == 15 == ledger(world.town_part.pk)["visitors"].value
    by_desk = [(d.name, d.state, d.visitors.total, d.last_at) for d in found.desks]
    assert by_desk == [
        ("镇政府门前咨询台", "open", 10, moment(10)), ("集市咨询台", "closed", 5, moment(10, 1)),
    ]  # fmt: skip
    quarters = dict(found.quarters)
    assert [at for at, _ in found.quarters[:2]] == [moment(8), moment(8, 15)]
    assert found.quarters[-1] == (NOON, 0)
    assert len(quarters) == 17
    assert {at: n for at, n in quarters.items() if n} == {
        moment(8): 1, moment(8, 15): 5, moment(10): 9,
    }  # fmt: skip


def test_the_quarters_are_of_today_or_else_of_the_last_day_with_visits(
    world: World, clerk: Actor
) -> None:
    next_day = DAY + timedelta(days=1)
    actions.record_visit(world.desk, people=1, recorded_at=moment(23, 50), by=clerk)
    actions.record_visit(world.desk, people=2, recorded_at=moment(0, 5, next_day), by=clerk)
    first, second = seen(world), seen(world, moment(9, day=next_day))
    assert (first.day, first.quarters[-1]) == (DAY, (moment(23, 45), 1))
    assert (second.day, second.quarters) == (next_day, [(moment(0, 0, next_day), 2)])
    assert seen(world, moment(9, day=next_day + timedelta(days=3))).day == next_day


def test_tallies_are_in_the_totals_and_told_apart(world: World, clerk: Actor) -> None:
    actions.record_visit(world.desk, people=12, recorded_at=moment(9), by=clerk)
    counted = {"counted_by": "甲", "evidence": "计数器", "recorded_at": moment(10), "by": clerk}
    actions.record_tally(world.desk, kind="visitors", value=300, qualifier="about", **counted)
    actions.record_tally(world.desk, kind="satisfaction_rate", value=45, out_of=50, **counted)
    actions.record_tally(world.desk, kind="suggestions", value=7, **counted)
    found = seen(world)
    assert (found.visitors.text, found.visitors.tallied) == ("约312", 300)
    assert found.desks[0].visitors.text == "约312"
    assert sum(n for _, n in found.quarters) == 12
    assert (found.rated.rated, found.rated.rate) == (50, 90)
    assert found.desks[0].last_at == moment(10)


def test_topics_name_departments_of_the_desks_and_nothing_typed(world: World, clerk: Actor) -> None:
    actions.add_department(world.desk, name="人社所", by=clerk)
    for department in ("人社所", "人社所", "", "找王小明", "找李小红"):
        actions.record_question(world.desk, text="问", department=department, by=clerk)
    found = seen(world)
    assert found.topics == [("人社所", 2), (OTHER, 3)]
    assert found.questions.total == 5


def test_a_visitors_own_rating_counts_instead_of_the_attendants(world: World, clerk: Actor) -> None:
    for token, rating in (("a", "satisfied"), ("b", "fair"), ("", "unsatisfied"), ("c", "")):
        asked = actions.record_question(world.desk, text="问", answer="答", rating=rating, by=clerk)
        type(asked).objects.filter(pk=asked.pk).update(token=token)
    for token, score in (("a", "unsatisfied"), ("poster", "satisfied")):
        Rating.objects.create(desk=world.desk, token=token, score=score, channel="slip", words="秘")
    rated = seen(world).rated
    assert (rated.satisfied, rated.fair, rated.unsatisfied) == (1, 1, 2)
    assert (rated.rated, rated.rate) == (4, 25)
    in_ledger = ledger(world.town_part.pk)["satisfaction_rate"]
    assert (in_ledger.value, in_ledger.out_of) == (rated.satisfied, rated.rated)


def test_what_is_left_where_the_number_printed_is_known(world: World, clerk: Actor) -> None:
    printed = actions.add_material(
        world.town_part, name="宣传单", form="leaflet", printed=10, by=clerk
    )
    actions.record_handout(world.desk, material=printed, copies=8, by=clerk)
    actions.record_handout(world.desk, material=world.material, copies=3, by=clerk)
    stock = [(m.name, m.handed_out, m.left, m.over) for m in seen(world).materials]
    assert stock == [("办事指南", 3, None, 0), ("宣传单", 8, 2, 0)]
    actions.record_handout(world.desk, material=printed, copies=5, by=clerk)
    assert (seen(world).materials[1].left, seen(world).materials[1].over) == (0, 3)


def test_online_questions_of_the_days_stand_beside(world: World) -> None:
    for at in (moment(9), moment(23, 59), moment(0, 0, DAY + timedelta(days=1))):
        asked, _ = enquiries.ask(unit=world.town, topic="低保", question="怎样申请？")
        Enquiry.objects.filter(pk=asked.pk).update(asked_at=at)
    found = seen(world)
    assert (found.online_questions, found.questions.total) == (2, 0)
    assert not found.is_empty


def test_phones_that_were_heard_of_lately_are_online(world: World) -> None:
    let_in = DeskPass.objects.create(
        participation=world.town_part, desk=world.desk, token_digest="x", token_encrypted="x",
        valid_from=moment(7), valid_until=moment(19), made_by="甲",
    )  # fmt: skip
    for number, minutes in enumerate((1, 4, 30)):
        Device.objects.create(
            desk_pass=let_in, attendant="甲", key_digest=str(number), waiting=number,
            seen_at=NOON - timedelta(minutes=minutes),
        )  # fmt: skip
    Device.objects.create(
        desk_pass=let_in, attendant="丢", key_digest="cut", seen_at=NOON, cut_at=NOON, cut_by="甲"
    )
    line = seen(world).desks[0]
    assert (line.phones, line.online, line.waiting) == (3, 2, 3)


def test_other_participations_are_not_in_it(world: World, clerk: Actor) -> None:
    actions.record_visit(world.desk, people=9, by=clerk)
    assert wall(world.zone_part, now=NOON).is_empty


def test_the_stamp_changes_with_every_arrival_and_only_then(world: World, clerk: Actor) -> None:
    part = world.town_part
    before = stamp(part)
    assert stamp(part) == before
    visit = actions.record_visit(world.desk, people=1, by=clerk)
    stamps = [before, stamp(part)]
    actions.undo_entry(visit, by=clerk)
    stamps.append(stamp(part))
    Rating.objects.create(desk=world.desk, token="t", score="fair", channel="kiosk")
    stamps.append(stamp(part))
    enquiries.ask(unit=world.town, topic="低保", question="怎样申请？")
    stamps.append(stamp(part))
    assert len(set(stamps)) == 5
    assert all(count == 0 for _, count, _ in stamp(world.zone_part))


def test_queries_do_not_grow_with_desks_and_records(
    world: World, clerk: Actor, django_assert_num_queries: Any
) -> None:
    with CaptureQueriesContext(connection) as few:
        seen(world)
    for n in range(4):
        desk = actions.open_desk(
            world.town_part, name=f"第{n}台", place="广场", opens_at=moment(8),
            closes_at=moment(17), by=clerk,
        )  # fmt: skip
        actions.add_department(desk, name=f"第{n}所", by=clerk)
        actions.record_visit(desk, people=2, recorded_at=moment(9 + n), by=clerk)
        actions.record_question(desk, text="问", department=f"第{n}所", by=clerk)
        actions.record_handout(desk, material=world.material, copies=2, by=clerk)
    assert len(few) <= 12
    with django_assert_num_queries(len(few)):
        seen(world)
    with django_assert_num_queries(1):
        stamp(world.town_part)
