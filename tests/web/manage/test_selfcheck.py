"""The pages of the self-check, and what leads to them and from them."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from tests.records import ready_to_submit
from tests.selfcheck.scene import add_item, catalogue, change_item, run
from tests.world import World, person, user_of
from zwgk.core.workdays import add_working_days
from zwgk.selfcheck import actions
from zwgk.selfcheck.actions import running
from zwgk.selfcheck.models import CheckFinding, SelfCheck
from zwgk.summaries import actions as summaries
from zwgk.units.models import Role

pytestmark = pytest.mark.django_db


def _client(world: World, *roles: Role) -> Client:
    client = Client()
    client.force_login(user_of(person(world.town, *roles)))
    return client


def _url(world: World, name: str = "", *more: str) -> str:
    return reverse(f"manage:selfcheck{name}", args=[world.town_part.pk, *more])


def test_one_click_checks_everything_and_the_mending_is_followed(world: World) -> None:
    items, clerk = catalogue(world), _client(world, Role.OFFICER)
    assertContains(clerk.get(_url(world)), "开始自查")
    page = clerk.post(_url(world, "-run"), follow=True)
    assertContains(page, "检查完成")
    assertContains(page, "共检查事项 5 项")
    assertContains(page, "征地补偿方案")
    page = clerk.get(f"{_url(world)}?severity=advice&responsible=社会事务办")
    assertContains(page, "临时救助对象公示")
    assertNotContains(page, "<strong>征地补偿方案</strong>")
    chosen = list(CheckFinding.objects.values_list("pk", flat=True))
    due = add_working_days(timezone.localdate(), 3)[0]
    page = clerk.post(_url(world, "-assign"), {
        "finding": chosen[:2], "responsible": "党政办", "due_on": due.isoformat(), "reason": "",
    }, follow=True)  # fmt: skip
    assertContains(page, "已分派 2 个问题")
    page = clerk.post(f"{_url(world, '-assign')}?severity=error",
                      {"all": "1", "responsible": "财政所", "due_on": ""}, follow=True)  # fmt: skip
    assert set(CheckFinding.objects.filter(severity="error").values_list("responsible")) == {
        ("财政所",)
    }
    change_item(items["blank"], world, topic="社会救助公开")
    assertContains(clerk.post(_url(world, "-run"), follow=True), "已整改")
    page = clerk.post(_url(world, "-finish"), follow=True)
    assertContains(page, "下载自查报告")
    for form, start in (("docx", b"PK"), ("xlsx", b"PK")):
        assert clerk.get(_url(world, "-file", form)).content[:2] == start
    assertContains(clerk.post(_url(world, "-reopen"), follow=True), "重新检查")
    assert clerk.get(_url(world, "-file", "docx")).status_code == 404


def test_what_was_chosen_and_typed_stays_where_it_is_refused(world: World) -> None:
    catalogue(world)
    check, clerk = run(world.town_part, world), _client(world, Role.OFFICER)
    error = CheckFinding.objects.filter(severity="error").first()
    assert error is not None
    sent = {"finding": [error.pk], "reason": "方案在报批", "responsible": "党政办", "due_on": ""}
    page = clerk.post(_url(world, "-justify"), sent)
    assertContains(page, "1 个错误，要由审核人说明", status_code=422)
    for kept in ("方案在报批", 'value="党政办"', f'value="{error.pk}" checked'):
        assertContains(page, kept, status_code=422)
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    page = clerk.post(_url(world, "-assign"), {**sent, "due_on": yesterday})
    assertContains(page, "整改期限不能早于今天", status_code=422)
    # Who approves may justify, but assigns nothing.
    approver = _client(world, Role.APPROVER)
    assertContains(approver.post(_url(world, "-justify"), sent, follow=True), "已说明 1 个问题")
    assertNotContains(approver.get(_url(world)), "<legend>分派</legend>")
    actions.finish_check(check, by=person(world.town))
    assertContains(clerk.post(_url(world, "-assign"), sent, follow=True), "自查已经结束")


def test_a_long_run_shows_how_far_it_is_and_goes_on(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue(world)
    monkeypatch.setattr(running.time, "monotonic", iter(range(0, 100, 4)).__next__)
    clerk = _client(world, Role.OFFICER)
    page = clerk.post(_url(world, "-run"), follow=True)
    assertContains(page, "已检查 1 / 5 个事项")
    assertContains(page, "data-continue")
    assertContains(clerk.get(reverse("manage:home")), "公开事项自查还没有检查完")
    for _ in range(4):
        page = clerk.post(_url(world, "-step"), follow=True)
    assertContains(page, "共检查事项 5 项")


def test_the_checklist_leads_to_the_check_and_counts_from_it(world: World) -> None:
    catalogue(world)
    clerk, tasks = _client(world, Role.OFFICER), reverse("manage:tasks", args=[world.town_part.pk])
    assertContains(clerk.get(tasks), _url(world))
    run(world.town_part, world)
    assertContains(clerk.get(tasks), "　5项")
    task = world.town_part.tasks.get(key="items_checked")
    page = clerk.get(reverse("manage:task", args=[task.pk]))
    assertContains(page, "现在是 5 项，不用填写")
    assertNotContains(page, 'name="quantity"')
    clerk.post(reverse("manage:task", args=[task.pk]), {"outcome": "逐项核对", "quantity": "99"})
    task.refresh_from_db()
    assert (task.status, task.quantity) == ("done", 5)


def test_a_figure_opens_the_findings_behind_it(world: World) -> None:
    part = ready_to_submit(world)
    items = catalogue(world)
    run(world.town_part, world)
    change_item(items["blank"], world, topic="社会救助公开")
    run(world.town_part, world)
    clerk = _client(world)
    page = clerk.get(reverse("manage:summary", args=[part.pk]))
    records = reverse("manage:figure-records", args=[part.pk, "items_completed"])
    assertContains(page, records)
    line = SelfCheck.objects.get().lines.get(name="临时救助对象公示")
    finding_page = reverse("manage:selfcheck-item", args=[line.pk])
    assertContains(clerk.get(records), finding_page)
    page = clerk.get(finding_page)
    assertContains(page, "没有填写")
    assertContains(page, "第2版起没有这个问题")
    compared = f"{reverse('manage:item-compare', args=[line.item_id])}?from=1&to=2"
    assertContains(page, compared.replace("&", "&amp;"))
    assertContains(clerk.get(compared), "社会救助公开")
    summaries.compose_draft(part, by=person(world.town))
    submission = summaries.submit(part, by=person(world.town))
    frozen = reverse("manage:submitted-figure", args=[submission.pk, "items_completed"])
    assertContains(clerk.get(frozen), finding_page)
    above = Client()
    above.force_login(user_of(person(world.city)))
    page = above.get(frozen)
    assertContains(page, "临时救助对象公示（发现问题1个，已整改1个）")
    assertNotContains(page, finding_page)


def test_the_worklist_and_the_list_tell_what_needs_a_look(
    world: World, django_assert_num_queries: Any
) -> None:
    catalogue(world)
    clerk, items = _client(world, Role.OFFICER), reverse("manage:items")
    page = clerk.get(reverse("manage:home"))
    assertContains(page, "1 项公开事项形成满20个工作日还没有公开")
    assertContains(page, f"{items}?look=late")
    page = clerk.get(f"{items}?look=late")
    assertContains(page, "<strong>征地补偿方案</strong>")
    assertNotContains(page, "<strong>镇级预算公开</strong>")
    run(world.town_part, world)
    CheckFinding.objects.filter(severity="error").update(
        due_on=timezone.localdate() - timedelta(days=1)
    )
    with CaptureQueriesContext(connection) as few:
        page = clerk.get(reverse("manage:home"))
    assertContains(page, "自查发现的 2 个问题超过整改期限")
    assertContains(page, "已过时限")
    for number in range(8):
        add_item(world, f"再加{number}", topic="")
    run(world.town_part, world)
    with django_assert_num_queries(len(few)):
        clerk.get(reverse("manage:home"))
    other = Client()
    other.force_login(user_of(person(world.zone)))
    assertNotContains(other.get(reverse("manage:home")), "自查")


def test_many_findings_ask_no_more_queries(world: World, django_assert_num_queries: Any) -> None:
    add_item(world, "甲事项", topic="")
    run(world.town_part, world)
    clerk = _client(world, Role.OFFICER)
    with CaptureQueriesContext(connection) as few:
        clerk.get(_url(world))
    for number in range(20):
        add_item(world, f"事项{number}", topic="", section=f"科室{number % 3}")
    run(world.town_part, world)
    with django_assert_num_queries(len(few)):
        clerk.get(_url(world))
