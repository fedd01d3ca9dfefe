"""The superior's queue: deadline states, what there is to look at, bulk acceptance, examples."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.records import submitted
from tests.summaries.reported import report, unit
from tests.world import World, person
from zwgk.campaigns.models import Campaign, Participation, Reminder, State
from zwgk.campaigns.reminding import remind
from zwgk.core.actor import Actor
from zwgk.core.errors import DomainError, NotAllowed
from zwgk.core.models import AuditEvent
from zwgk.core.workdays import working_days_late
from zwgk.summaries import actions, reviewing
from zwgk.summaries.models import Praise, Review, Submission
from zwgk.summaries.queue import Entry, details, queue
from zwgk.summaries.rollup import roll_up
from zwgk.units.models import Role

pytestmark = pytest.mark.django_db

ERROR = {
    "key": "k1", "rule": "date", "name": "日期矛盾", "blocks": True, "paragraph": 0,
    "passage": "5月18日", "before": "", "after": "", "message": "活动日期与通知不一致。",
    "suggestion": "", "taken": None,
}  # fmt: skip
COPIED = ERROR | {
    "key": "k2", "blocks": False, "message": "与他单位雷同。",
    "taken": {"unit": "河东镇", "title": "活动总结", "year": 2026, "own": False, "words": []},
}  # fmt: skip


@pytest.fixture
def head(world: World) -> Actor:
    return person(world.city, Role.REVIEWER)


@pytest.fixture
def town(world: World) -> Submission:
    """The town's real submission, before the deadline."""
    Campaign.objects.update(summary_due_on=timezone.localdate())
    world.campaign.refresh_from_db()
    return submitted(world)


def _one(world: World, head: Actor, name: str) -> Entry:
    found = queue(world.campaign, head).entries
    return next(entry for entry in found if entry.unit_name == name)


def _due(world: World, days: int) -> date:
    """Put the deadline so many days from today."""
    due = timezone.localdate() + timedelta(days=days)
    Campaign.objects.update(summary_due_on=due)
    world.campaign.refresh_from_db()
    return due


def test_working_days_late_count_holidays_out() -> None:
    friday = date(2026, 5, 22)
    assert working_days_late(friday, friday) == 0
    assert working_days_late(friday, date(2026, 5, 24)) == 0
    assert working_days_late(friday, date(2026, 5, 26)) == 2
    assert working_days_late(date(2026, 4, 30), date(2026, 5, 6)) == 1  # 劳动节


def test_each_unit_stands_somewhere_against_the_deadline(world: World, head: Actor) -> None:
    for name, state in (
        ("a", State.NOTIFIED), ("b", State.SUMMARISED), ("c", State.RETURNED),
        ("d", State.ACCEPTED), ("e", State.SUBMITTED),
    ):  # fmt: skip
        report(world.campaign, unit(world.city, name), {"visitors": 40}, state=state)
    Submission.objects.filter(participation__unit__code__in=["a", "b"]).delete()
    _due(world, 3)
    assert _one(world, head, "a").told == "未签收"
    assert _one(world, head, "b").told == "进行中"
    assert _one(world, head, "c").told == "退回待重报"
    assert _one(world, head, "d").told == "已采纳"
    assert _one(world, head, "e").told == "已报送"
    late = working_days_late(_due(world, -8), timezone.localdate())
    assert late >= 4
    assert _one(world, head, "b").told == f"逾期未报，已{late}个工作日"
    assert _one(world, head, "e").told == f"已报送，逾期{late}个工作日"
    counts = queue(world.campaign, head).counts
    assert (counts["waiting"], counts["returned"], counts["accepted"]) == (1, 1, 1)
    assert counts["overdue"] >= 2


def test_what_the_check_found_is_read_without_opening(
    world: World, head: Actor, town: Submission
) -> None:
    Submission.objects.filter(pk=town.pk).update(findings=[ERROR, COPIED])
    town.justifications.create(key="k1", reason="因雨改期", written_by="甲")
    entry = _one(world, head, "柳河镇")
    assert (entry.errors, entry.copied, entry.advice) == (1, 1, 1)
    found = queue(world.campaign, head)
    assert [one.submission for one in found.shown("trouble", "time")] == [town.pk]
    assert found.shown("clean", "time") == []
    detail = details([town.pk], head)[town.pk]
    assert detail.errors == [("活动日期与通知不一致。", "因雨改期")]
    assert detail.copied == ["与河东镇《活动总结》雷同"]
    assert detail.characters > 300


def test_after_a_return_the_queue_says_what_changed(
    world: World, head: Actor, town: Submission
) -> None:
    actions.return_submission(town, reasons="请核实人次", by=head)
    part = Participation.objects.get(pk=town.participation_id)
    draft = town.revision
    sections = [dict(section) for section in draft.sections]
    sections[0]["body"] += "\n另有志愿者参加。"
    by = person(world.town)
    saved = actions.save_draft(
        part, title=draft.title, sections=sections, based_on=draft.number, by=by
    )
    again = actions.submit(
        part, by=by, reasons={
            one.key: "已核实" for one in actions.check_draft(
                part, saved.title, saved.sections, actions.figures_of(part, by), by=by
            )
        },
    )  # fmt: skip
    assert _one(world, head, "柳河镇").number == 2
    assert details([again.pk], head)[again.pk].changed == ["正文改动1段"]


@pytest.mark.parametrize("count", [1, 3, 60])
def test_the_queue_takes_the_same_queries_for_any_number(
    world: World, head: Actor, django_assert_num_queries: Any, count: int
) -> None:
    made = [
        report(world.campaign, unit(world.city, f"u{n}"), {"visitors": 40}) for n in range(count)
    ]
    with django_assert_num_queries(6):
        queue(world.campaign, head)
    with django_assert_num_queries(2):
        details([one.pk for one in made], head)


def test_many_are_accepted_at_once_and_one_withdrawn_meanwhile_is_named(
    world: World, head: Actor, town: Submission
) -> None:
    others = [report(world.campaign, unit(world.city, f"u{n}"), {"staff": 2}) for n in range(3)]
    actions.withdraw(town, by=person(world.town))
    outcome = reviewing.accept_many([town.pk, *(one.pk for one in others)], by=head)
    assert set(outcome.accepted) == {one.pk for one in others}
    assert [name for name, _ in outcome.refused] == ["柳河镇"]
    assert Participation.objects.filter(state=State.ACCEPTED).count() == 3
    assert AuditEvent.objects.filter(verb="采纳").count() == 3


def test_an_acceptance_can_be_taken_back_for_some_minutes(
    world: World, head: Actor, town: Submission
) -> None:
    actions.accept_submission(town, by=head)
    reviewing.revoke_acceptance(town, by=head)
    assert Participation.objects.get(pk=town.participation_id).state == State.SUBMITTED
    assert roll_up(world.campaign, head).totals["visitors"].accepted == 0
    actions.accept_submission(town, by=head)
    Review.objects.update(decided_at=timezone.now() - timedelta(minutes=11))
    with pytest.raises(DomainError, match="超过10分钟"):
        reviewing.revoke_acceptance(town, by=head)


def test_only_a_superior_decides(world: World, town: Submission, head: Actor) -> None:
    own = person(world.town, Role.REVIEWER)
    assert reviewing.accept_many([town.pk], by=own).accepted == ()
    actions.accept_submission(town, by=head)
    for by in (own, person(world.other_city, Role.REVIEWER)):
        with pytest.raises(NotAllowed):
            reviewing.revoke_acceptance(town, by=by)
        with pytest.raises(NotAllowed):
            reviewing.praise(town, why="好", by=by)
    with pytest.raises(NotAllowed):
        remind(world.campaign, [], on=timezone.localdate(), by=person(world.city, Role.ATTENDANT))


def test_a_unit_is_reminded_once_a_day_and_not_after_it_reported(
    world: World, head: Actor, town: Submission
) -> None:
    late = report(world.campaign, unit(world.city, "late"), {}, state=State.SUMMARISED)
    foreign = Participation.objects.exclude(unit__path__startswith=head.unit_path)
    parts = [late.participation_id, town.participation_id, *foreign.values_list("pk", flat=True)]
    today = timezone.localdate()
    first = remind(world.campaign, parts, on=today, by=head)
    assert (first.sent, first.already, first.reported) == (("late",), (), ("柳河镇",))
    assert remind(world.campaign, parts, on=today, by=head).already == ("late",)
    assert remind(world.campaign, parts, on=today + timedelta(days=1), by=head).sent == ("late",)
    assert Reminder.objects.count() == 2


def test_an_example_names_a_passage_of_the_summary_and_why(
    world: World, head: Actor, town: Submission
) -> None:
    passage = "".join(text for text, _ in town.content["paragraphs"][0]["runs"])[:20]
    mark = reviewing.praise(town, why="组织有序", passage=f" {passage} ", by=head)
    assert mark.passage == passage
    assert Praise.objects.visible_to(person(world.town)).get() == mark
    assert not Praise.objects.visible_to(person(world.zone)).exists()
    for given, field in (
        ({"why": "好", "passage": "不在文中的话"}, "passage"),
        ({"why": " "}, "why"),
        ({"why": "组织有序", "passage": passage}, "passage"),
    ):
        with pytest.raises(DomainError) as refused:
            reviewing.praise(town, by=head, **given)
        assert refused.value.field == field
    reviewing.unpraise(mark, by=head)
    assert not Praise.objects.exists()
