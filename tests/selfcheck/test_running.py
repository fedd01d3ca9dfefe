"""A run finds what is wrong; the next one sees what was mended, by whom, and what came new."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.catalogue.items import publish_item
from tests.selfcheck.scene import add_item, catalogue, change_item, found, run
from tests.world import DAY, World, person
from zwgk.campaigns.models import Campaign, Participation
from zwgk.catalogue import attention
from zwgk.catalogue.models import ItemRevision, ServiceItem
from zwgk.core.errors import DomainError, NotAllowed
from zwgk.core.workdays import add_working_days, working_day
from zwgk.library.copies.guides import withdraw_guide
from zwgk.selfcheck import actions, queries
from zwgk.selfcheck.actions import running
from zwgk.selfcheck.models import CheckFinding
from zwgk.units.models import Role

pytestmark = pytest.mark.django_db


def test_a_run_finds_what_is_wrong_and_who_mends_it(world: World) -> None:
    catalogue(world)
    check = run(world.town_part, world)
    rows = found(check)
    assert set(rows) == {"临时救助对象公示", "危房改造公示", "征地补偿方案", "敬老月慰问"}
    assert check.lines.count() == 5
    (late,) = rows["征地补偿方案"]
    assert (late.severity, late.column_name) == ("error", "信息形成日期")
    assert "最迟应于2024年3月29日公开" in late.message
    (stale,) = rows["敬老月慰问"]
    assert (stale.severity, stale.state) == ("advice", "open")
    (blank,) = rows["临时救助对象公示"]
    assert blank.responsible == "社会事务办"
    assert working_day(blank.due_on)[0]
    assert blank.due_on == add_working_days(timezone.localdate(), 5)[0]
    (private,) = rows["危房改造公示"]
    assert private.is_error


def test_the_next_run_sees_what_was_mended_and_by_whom(world: World) -> None:
    items = catalogue(world)
    check = run(world.town_part, world)
    change_item(items["blank"], world, topic="社会救助公开")
    saved = ItemRevision.objects.get(item=items["blank"], number=2)
    ItemRevision.objects.filter(pk=saved.pk).update(made_by="苗青禾")
    added = add_item(world, "新增事项", topic="")
    check = run(world.town_part, world)
    rows = found(check)
    (blank,) = rows["临时救助对象公示"]
    assert (blank.state, blank.settled_by, blank.settled_version) == ("mended", "苗青禾", 2)
    assert blank.settled_at == saved.made_at
    assert [row.state for row in rows[added.name]] == ["open"]
    assert check.run == 2
    change_item(items["blank"], world, topic="")
    (again,) = found(run(world.town_part, world))["临时救助对象公示"]
    assert (again.pk, again.state, again.settled_by, again.version) == (blank.pk, "open", "", 3)


def test_what_is_justified_stays_so_while_it_holds(world: World) -> None:
    items = catalogue(world)
    check, reviewer = run(world.town_part, world), person(world.town, Role.REVIEWER)
    (late,) = found(check)["征地补偿方案"]
    actions.justify_findings(check, [late.pk], reason="方案尚在报批", by=reviewer)
    change_item(items["late"], world, content="补偿标准")
    (late,) = found(run(world.town_part, world))["征地补偿方案"]
    assert (late.state, late.reason, late.settled_version) == ("justified", "方案尚在报批", 1)
    publish_item(ServiceItem.objects.get(pk=items["late"].pk), world.town)
    (late,) = found(run(world.town_part, world))["征地补偿方案"]
    assert late.state == "mended"


def test_published_or_taken_down_is_mended_without_a_new_version(world: World) -> None:
    items = catalogue(world)
    check = run(world.town_part, world)
    publish_item(items["late"], world.town)
    (late,) = found(run(world.town_part, world))["征地补偿方案"]
    assert (late.state, late.settled_version) == ("mended", 1)
    assert late.settled_by == ServiceItem.objects.get(pk=items["late"].pk).published_by
    item = ServiceItem.objects.get(pk=items["late"].pk)
    change_item(item, world, topic="")
    assert found(run(world.town_part, world))["征地补偿方案"][1].state == "open"
    item.refresh_from_db()
    withdraw_guide(item, reason="另行公告", by=person(world.town))
    check = run(world.town_part, world)
    assert {row.state for row in found(check)["征地补偿方案"]} == {"mended"}
    # What was taken down before it was ever checked is not checked.
    assert check.lines.count() == 5


@pytest.mark.parametrize("at_once", [2, 5])
def test_a_long_run_goes_on_where_it_was(
    world: World, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(running, "AT_ONCE", at_once)
    catalogue(world)
    by = person(world.town)
    check = actions.begin_run(world.town_part, by=by)
    assert actions.step(check, by=by, seconds=0) == actions.Progress(1, 5)
    assert actions.begin_run(world.town_part, by=by).run == 1
    with pytest.raises(DomainError, match="还没有检查完"):
        actions.finish_check(check, by=by)
    for left in (3, 2, 1, 0):
        assert actions.step(check, by=by, seconds=0).waiting == left
    assert (check.lines.count(), check.under_way) == (5, False)


def test_two_people_at_one_run_check_nothing_twice(world: World) -> None:
    catalogue(world)
    by = person(world.town)
    check = actions.begin_run(world.town_part, by=by)
    other = queries.check_of(world.town_part, by)
    assert other is not None
    actions.step(check, by=by)
    actions.step(other, by=by)
    assert CheckFinding.objects.count() == 4


def test_a_run_asks_the_same_number_of_queries_for_more_items(
    world: World, django_assert_max_num_queries: Any
) -> None:
    by = person(world.town)
    for number in range(30):
        add_item(world, f"事项{number}", topic="")
    check = actions.begin_run(world.town_part, by=by)
    # One of an item's own, for the corrections it may have; the rest are the run's.
    with django_assert_max_num_queries(30 * 3 + 25):
        actions.step(check, by=by)


def test_who_may_and_when(world: World) -> None:
    catalogue(world)
    by = person(world.town)
    for stranger in (person(world.town, Role.ATTENDANT), person(world.city)):
        with pytest.raises(NotAllowed):
            actions.begin_run(world.town_part, by=stranger)
    check = run(world.town_part, world)
    assert queries.check_of(world.town_part, person(world.city)) is None
    ids = {name: rows[0].pk for name, rows in found(check).items()}
    clerk = person(world.town, Role.OFFICER)
    with pytest.raises(NotAllowed, match="2 个错误，要由审核人说明"):
        actions.justify_findings(check, ids.values(), reason="已核对", by=clerk)
    advice = [ids["敬老月慰问"], ids["临时救助对象公示"]]
    assert actions.justify_findings(check, advice, reason="仍然有效", by=clerk) == 2
    with pytest.raises(DomainError, match="请先勾选"):
        actions.justify_findings(check, advice, reason="再说一次", by=clerk)
    with pytest.raises(DomainError, match="写明不需要整改的原因"):
        actions.justify_findings(check, [ids["征地补偿方案"]], reason=" ", by=by)
    with pytest.raises(NotAllowed):
        actions.assign_findings(
            check, list(ids.values()), responsible="财政所", due_on=None,
            by=person(world.town, Role.APPROVER),
        )  # fmt: skip


def test_assigning_takes_working_days_to_come(world: World) -> None:
    catalogue(world)
    check, by = run(world.town_part, world), person(world.town)
    ids = list(CheckFinding.objects.values_list("pk", flat=True))
    today = timezone.localdate()
    free = today
    while working_day(free)[0]:
        free += timedelta(days=1)
    for day, message in (
        (today - timedelta(days=1), "不能早于今天"),
        (free, "是休息日，请选择工作日"),
    ):
        with pytest.raises(DomainError, match=message):
            actions.assign_findings(check, ids, responsible="", due_on=day, by=by)
    due = add_working_days(today, 2)[0]
    assert actions.assign_findings(check, ids, responsible="党政办", due_on=due, by=by) == 4
    (tally,) = queries.by_responsible(check)
    assert (tally.name, tally.found, tally.open, tally.late) == ("党政办", 4, 4, 0)
    CheckFinding.objects.update(due_on=today - timedelta(days=1))
    (tally,) = queries.by_responsible(check)
    assert tally.late == 4
    assert queries.findings_of(check, queries.Filter(state=queries.LATE)).count() == 4


def test_what_needs_a_look_is_told_without_a_check(
    world: World, django_assert_num_queries: Any
) -> None:
    catalogue(world)
    add_item(world, "依申请公开的", formed_on=date(2024, 3, 1), mode="on-request")
    add_item(world, "另有期限的", formed_on=date(2024, 3, 1), disclose_within="other",
             disclose_within_text="每年一季度")  # fmt: skip
    add_item(world, "刚形成的", formed_on=timezone.localdate())
    actor = person(world.town)
    with django_assert_num_queries(1):
        needs = {need.look: need.number for need in attention.needs(actor)}
    assert needs == {"late": 1, "stale": 1, "blank": 1}
    rows = ServiceItem.objects.editable_by(actor)
    assert [row.name for row in attention.needing(rows, "late")] == ["征地补偿方案"]
    assert attention.needs(person(world.zone)) == []


@pytest.mark.parametrize("today", [date(2026, 5, 15), date(2026, 5, 16), date(2026, 10, 8)])
def test_twenty_working_days_count_holidays(today: date) -> None:
    limit = attention.formed_too_long_ago(today)
    assert add_working_days(limit, 20)[0] < today <= add_working_days(limit + timedelta(1), 20)[0]


def test_only_the_last_self_check_of_a_unit_waits_for_somebody(world: World) -> None:
    catalogue(world)
    run(world.town_part, world)
    (first,) = queries.to_do(person(world.town))
    assert (first.waiting, first.late) == (4, 0)
    campaign = Campaign.objects.create(
        slug="next", unit=world.city, edition=21, year=2027, theme="下一届", starts_on=DAY,
        ends_on=DAY, summary_due_on=DAY,
    )  # fmt: skip
    later = Participation.objects.create(campaign=campaign, unit=world.town, notice=world.notice)
    run(later, world)
    assert [check.participation for check in queries.to_do(person(world.town))] == [later]


def test_of_very_many_items_the_needs_are_counted_once_in_some_minutes(
    world: World, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    catalogue(world)
    by = person(world.town)
    monkeypatch.setattr(attention, "MANY", 4)
    told = attention.needs(by)
    assert {need.look for need in told} == {attention.LATE, attention.STALE, attention.BLANK}
    with django_assert_num_queries(0):
        assert attention.needs(by) == told
    assert attention.needs(person(world.zone)) == []
