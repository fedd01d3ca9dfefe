"""Campaigns, notices, states, the checklist."""

from datetime import date

import pytest

from tests.world import DAY, World, person
from zwgk.campaigns import actions
from zwgk.campaigns.checklist import CHECKLIST, tasks_counting
from zwgk.campaigns.models import Campaign, LeadingGroupMember, Move, Notice, Participation, State
from zwgk.campaigns.queries import open_tasks, own_participations, waiting_below
from zwgk.campaigns.states import MOVES, reached
from zwgk.core.errors import DomainError, NotAllowed
from zwgk.kinds import KINDS
from zwgk.units.models import Role

pytestmark = pytest.mark.django_db


def _part(world: World) -> Participation:
    return Participation.objects.get(pk=world.town_part.pk)


def test_issuing_makes_participants_with_the_standard_checklist(world: World) -> None:
    assert {p.unit.code for p in Participation.objects.all()} == {"zone", "town"}
    tasks = world.zone_part.tasks.all()
    assert [t.key for t in tasks] == [entry.key for entry in CHECKLIST]
    assert tasks[0].due_on == date(2026, 5, 3)


def test_issuing_again_adds_only_new_units(world: World) -> None:
    head = person(world.city)
    assert actions.issue_notice(world.notice, units=[world.zone, world.town], by=head) == []
    assert Participation.objects.count() == 2


def test_a_notice_goes_only_downward(world: World) -> None:
    for units in ([], [world.city], [world.other_city]):
        with pytest.raises(DomainError) as refusal:
            actions.issue_notice(world.notice, units=units, by=person(world.city))
        assert refusal.value.field == "units"


def test_an_issued_notice_is_not_rewritten(world: World) -> None:
    with pytest.raises(DomainError, match="已经印发"):
        actions.revise_notice(
            world.notice, title="新", body="新", doc_number="", by=person(world.city)
        )


def test_a_notice_draft_is_seen_by_its_unit_alone(world: World) -> None:
    draft = actions.draft_notice(world.campaign, title="草稿", body="文", by=person(world.city))
    assert draft in Notice.objects.visible_to(person(world.city))
    assert draft not in Notice.objects.visible_to(person(world.town))
    assert world.notice in Notice.objects.visible_to(person(world.town))
    assert world.notice not in Notice.objects.visible_to(person(world.other_city))


def test_dates_out_of_order_name_their_field(world: World) -> None:
    good = {"slug": "x", "edition": 1, "theme": "题", "starts_on": DAY, "ends_on": DAY}
    for wrong, field in (
        ({"ends_on": date(2026, 5, 1), "summary_due_on": DAY}, "ends_on"),
        ({"summary_due_on": date(2026, 5, 1)}, "summary_due_on"),
        ({"slug": "day", "summary_due_on": DAY}, "slug"),
    ):
        with pytest.raises(DomainError) as refusal:
            actions.create_campaign(**(good | wrong), by=person(world.city))  # type: ignore[arg-type]
        assert refusal.value.field == field
    assert Campaign.objects.count() == 1


@pytest.mark.parametrize("start", State)
@pytest.mark.parametrize("goal", State)
def test_only_the_moves_of_the_table_are_made(world: World, start: State, goal: State) -> None:
    part = _part(world)
    Participation.objects.filter(pk=part.pk).update(state=start)
    part.refresh_from_db()
    before = Move.objects.count()
    if goal in MOVES[start]:
        actions.move(part, goal, by=person(world.town), note="记")
        made = Move.objects.latest("pk")
        assert (made.came_from, made.went_to, made.note) == (start, goal, "记")
        assert _part(world).state == goal
    else:
        with pytest.raises(DomainError, match="不能转为"):
            actions.move(part, goal, by=person(world.town))
        assert _part(world).state == start
        assert Move.objects.count() == before


def test_every_state_leads_on_and_the_last_only_back() -> None:
    assert all(MOVES[state] for state in State)
    assert MOVES[State.ACCEPTED] == {State.SUBMITTED}
    assert reached(State.SUBMITTED, State.PLANNED)
    assert not reached(State.NOTIFIED, State.PLANNED)


def test_acknowledging_twice_is_refused(world: World) -> None:
    with pytest.raises(DomainError, match="请刷新页面"):
        actions.acknowledge(_part(world), by=person(world.town))


def test_a_plan_needs_an_acknowledged_notice_and_dates_in_order(world: World) -> None:
    good = {"local_theme": "", "plan": "方案", "starts_on": DAY, "ends_on": None}
    with pytest.raises(DomainError, match="请先签收通知"):
        actions.save_plan(world.zone_part, by=person(world.zone), **good)  # type: ignore[arg-type]
    wrong = good | {"ends_on": date(2026, 5, 1)}
    with pytest.raises(DomainError) as refusal:
        actions.save_plan(_part(world), by=person(world.town), **wrong)  # type: ignore[arg-type]
    assert refusal.value.field == "ends_on"


def test_a_unit_changes_only_its_own(world: World) -> None:
    with pytest.raises(NotAllowed, match="本单位的事项"):
        actions.add_meeting(_part(world), title="会", held_on=DAY, by=person(world.city))
    with pytest.raises(NotAllowed, match="没有这项操作的权限"):
        actions.acknowledge(world.zone_part, by=person(world.zone, Role.ATTENDANT))


def test_there_is_one_head_of_the_group(world: World) -> None:
    by, part = person(world.town), _part(world)
    head = actions.add_group_member(part, position="head", name="甲某", post="镇长", by=by)
    with pytest.raises(DomainError, match="已有组长"):
        actions.add_group_member(part, position="head", name="乙某", post="书记", by=by)
    actions.delete_entry(head, by=by)
    actions.add_group_member(part, position="deputy", name="丙某", post="副镇长", by=by)
    actions.add_group_member(part, position="head", name="乙某", post="书记", by=by)
    names = LeadingGroupMember.objects.filter(participation=part).values_list("name", flat=True)
    assert list(names) == ["乙某", "丙某"]


def test_a_meeting_lies_in_the_past(world: World) -> None:
    with pytest.raises(DomainError) as refusal:
        actions.add_meeting(
            _part(world), title="会", held_on=date(2999, 1, 1), by=person(world.town)
        )
    assert refusal.value.field == "held_on"


def test_a_task_is_done_with_its_evidence_and_can_be_taken_back(world: World) -> None:
    by, task = person(world.town), _part(world).tasks.get(key="banners_hung")
    for wrong, field in (({"outcome": " "}, "outcome"), ({"outcome": "挂好"}, "quantity")):
        with pytest.raises(DomainError) as refusal:
            actions.complete_task(task, by=by, **wrong)
        assert refusal.value.field == field
    actions.complete_task(task, outcome="在路口悬挂", quantity=3, by=by)
    task.refresh_from_db()
    assert (task.status, task.quantity, task.done_by) == ("done", 3, by.name)
    actions.reopen_task(task, by=by)
    task.refresh_from_db()
    assert (task.status, task.outcome, task.done_by) == ("open", "在路口悬挂", "")


def test_standard_tasks_are_not_deleted(world: World) -> None:
    by, part = person(world.town), _part(world)
    with pytest.raises(DomainError, match="不涉及"):
        actions.delete_entry(part.tasks.first(), by=by)
    own = actions.add_task(part, title="准备雨棚", by=by)
    actions.delete_entry(own, by=by)
    assert not part.tasks.filter(title="准备雨棚").exists()


def test_the_checklist_counts_into_known_kinds() -> None:
    assert {entry.counts for entry in CHECKLIST if entry.counts} <= set(KINDS)
    assert tasks_counting("boards") == ("board_remade", "process_board")


@pytest.mark.parametrize("more", [0, 2])
def test_the_worklist_reads_in_a_fixed_number_of_queries(
    world: World, django_assert_num_queries: object, more: int
) -> None:
    by, head = person(world.town), person(world.city)
    for number in range(more):
        actions.add_task(_part(world), title=f"任务{number}", by=by)
    with django_assert_num_queries(4):  # type: ignore[operator]
        tasks = list(open_tasks(by))
        parts = list(own_participations(by))
        (waiting,) = waiting_below(head)
    assert len(tasks) == parts[0].open_tasks == len(CHECKLIST) + more
    assert (waiting.units, waiting.missing, waiting.to_review) == (2, 2, 0)
