"""The pages on which a unit answers questions from the portal."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from tests.world import World, person, user_of
from zwgk.enquiries import actions, follow_ups
from zwgk.enquiries.models import Enquiry, State
from zwgk.library.models import Publication
from zwgk.units.models import Role, Unit

pytestmark = pytest.mark.django_db

QUERIES = 12


def _client(unit: Unit, *roles: Role) -> Client:
    client = Client()
    client.force_login(user_of(person(unit, *roles)))
    return client


@pytest.fixture
def clerk(world: World) -> Client:
    return _client(world.town, Role.OFFICER)


@pytest.fixture
def reviewer(world: World) -> Client:
    return _client(world.town, Role.REVIEWER)


@pytest.fixture
def enquiry(world: World) -> Enquiry:
    asked, _ = actions.ask(
        unit=world.town, topic="高龄津贴", question="怎么申请？", contact="a@example.com",
        consent=True,
    )  # fmt: skip
    return asked


def _post(client: Client, verb: str, enquiry: Enquiry, **data: str) -> Any:
    return client.post(reverse(f"manage:enquiry-{verb}", args=[enquiry.pk]), data, follow=True)


def test_an_empty_list_says_what_will_come(clerk: Client) -> None:
    assertContains(clerk.get(reverse("manage:enquiries")), "还没有咨询")


def test_a_question_is_answered_reviewed_published_and_closed(
    clerk: Client, reviewer: Client, enquiry: Enquiry
) -> None:
    _post(clerk, "answer", enquiry, answer="请到三号窗口申请。")
    assertContains(_post(reviewer, "approve", enquiry), "审核通过")
    assertContains(_post(reviewer, "publish", enquiry), "已在门户公开")
    public = Publication.objects.get(source=f"enquiry:{enquiry.pk}")
    assert public.withdrawn_at is None
    shown = reviewer.get(reverse("manage:enquiry", args=[enquiry.pk]))
    assertContains(shown, reverse("portal:answer", args=[public.pk]))
    assertContains(_post(clerk, "close", enquiry), "没有留")
    assert Enquiry.objects.get().contact_encrypted == ""
    _post(reviewer, "reopen", enquiry)
    page = reviewer.get(reverse("manage:enquiry", args=[enquiry.pk]))
    assertContains(page, "门户上仍是重新办理之前的答复")
    assert _post(reviewer, "unpublish", enquiry, reason="").status_code == 422
    _post(reviewer, "unpublish", enquiry, reason="答复有误")
    public.refresh_from_db()
    assert public.withdrawn_at is not None


def test_without_consent_nothing_is_published(
    world: World, clerk: Client, reviewer: Client
) -> None:
    enquiry, _ = actions.ask(unit=world.town, topic="题", question="问")
    _post(clerk, "answer", enquiry, answer="可以。")
    page = _post(reviewer, "approve", enquiry)
    assertContains(page, "没有同意公开")
    assertNotContains(page, reverse("manage:enquiry-publish", args=[enquiry.pk]))
    assertContains(_post(reviewer, "publish", enquiry), "没有同意公开，这一问答不能公开")
    assert not Publication.objects.exists()


def test_an_answer_goes_back_with_the_reason_shown(
    clerk: Client, reviewer: Client, enquiry: Enquiry
) -> None:
    _post(clerk, "answer", enquiry, answer="可以。")
    assert _post(reviewer, "return", enquiry, reason="").status_code == 422
    _post(reviewer, "return", enquiry, reason="请写明依据")
    page = clerk.get(reverse("manage:enquiry", args=[enquiry.pk]))
    assertContains(page, "请写明依据")
    assertContains(page, "可以。")


def test_spam_is_refused_and_taken_up_again(
    clerk: Client, reviewer: Client, enquiry: Enquiry
) -> None:
    assert _post(clerk, "spam", enquiry, reason="").status_code == 422
    assertContains(_post(clerk, "spam", enquiry, reason="内容为广告"), "不予受理的原因")
    _post(reviewer, "reopen", enquiry)
    enquiry.refresh_from_db()
    assert enquiry.state == State.ASKED


def test_an_empty_answer_keeps_the_page(clerk: Client, enquiry: Enquiry) -> None:
    response = _post(clerk, "answer", enquiry, answer=" ")
    assertContains(response, "请填写答复", status_code=422)
    enquiry.refresh_from_db()
    assert enquiry.state == State.ASKED


def test_an_answer_that_comes_too_late_is_not_lost(
    clerk: Client, reviewer: Client, enquiry: Enquiry
) -> None:
    _post(clerk, "answer", enquiry, answer="请到三号窗口申请。")
    _post(reviewer, "approve", enquiry)
    late = _post(clerk, "answer", enquiry, answer="写了很久的另一份答复。")
    assertContains(late, "写了很久的另一份答复。", status_code=422)


def test_the_contact_is_shown_to_those_who_answer(
    world: World, clerk: Client, enquiry: Enquiry
) -> None:
    where = reverse("manage:enquiry", args=[enquiry.pk])
    assertContains(clerk.get(where), "a@example.com")
    approver = _client(world.town, Role.APPROVER).get(where)
    assertNotContains(approver, "a@example.com")
    assertNotContains(approver, "联系方式</dt>")


def test_the_own_draft_offers_no_approval(reviewer: Client, enquiry: Enquiry) -> None:
    page = _post(reviewer, "answer", enquiry, answer="可以。")
    assertContains(page, "请由其他审核人办理")
    assertNotContains(page, reverse("manage:enquiry-approve", args=[enquiry.pk]))


def test_what_is_late_is_marked_and_counted(clerk: Client, enquiry: Enquiry) -> None:
    where = reverse("manage:enquiries")
    assertNotContains(clerk.get(where), "已过期限")
    Enquiry.objects.update(due_on=date(2026, 1, 5))
    page = clerk.get(where)
    assertContains(page, "已过期限")
    assertContains(page, "超过答复期限 1 件")


def test_the_list_is_searched_by_state_and_word(clerk: Client, enquiry: Enquiry) -> None:
    where = reverse("manage:enquiries")
    assertContains(clerk.get(where, {"q": "津贴", "state": "asked"}), "高龄津贴")
    assertContains(clerk.get(where, {"state": "closed"}), "没有符合条件的咨询")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_needs_as_many_queries_for_three_as_for_one(
    clerk: Client, world: World, rows: int, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        actions.ask(unit=world.town, topic=f"题{number}", question="问")
    with django_assert_num_queries(QUERIES):
        clerk.get(reverse("manage:enquiries"))


@pytest.fixture
def follow_up(world: World) -> Enquiry:
    wanted = follow_ups.Wanted(
        desk_question=uuid4(), version=1, department="民政办公室", question="=津贴从哪个月起发？",
        contact="邻居家的座机", reply_by="phone", code="ABCDEFGHJKMN", consent=False,
    )  # fmt: skip
    return follow_ups.follow(wanted, world.town_part, recorded_by="登记员甲")


def test_a_follow_up_goes_its_way_from_draft_to_told(
    clerk: Client, reviewer: Client, follow_up: Enquiry
) -> None:
    page = clerk.get(reverse("manage:enquiry", args=[follow_up.pk]))
    for words in ("转跟踪办理，登记人：登记员甲", "民政办公室", "电话答复", "邻居家的座机"):
        assertContains(page, words)
    assertContains(_post(clerk, "answer", follow_up, answer="先查文件", keep="1"), "草稿已保存")
    assertContains(_post(clerk, "assign", follow_up, department="财政办公室"), "财政办公室")
    _post(clerk, "answer", follow_up, answer="次月起发。")
    _post(reviewer, "approve", follow_up)
    waiting = f"告知“{follow_up.topic}”的答复"
    assertContains(clerk.get(reverse("manage:home")), waiting)
    assertContains(_post(clerk, "close", follow_up), "请告知后登记告知情况")
    assertContains(_post(clerk, "tell", follow_up, note="打13800138000"), "不要在告知情况中写电话",
                   status_code=422)  # fmt: skip
    assertContains(_post(clerk, "tell", follow_up, note="上午电话告知"), "可以办结了")
    assertNotContains(clerk.get(reverse("manage:home")), waiting)
    assertContains(_post(clerk, "close", follow_up), "联系方式已删除")


def test_the_list_is_narrowed_by_channel_and_section(
    clerk: Client, enquiry: Enquiry, follow_up: Enquiry
) -> None:
    where = reverse("manage:enquiries")
    page = clerk.get(where, {"channel": "desk"})
    assertContains(page, "=津贴")
    assertNotContains(page, "高龄津贴")
    assertNotContains(clerk.get(where, {"department": "民政办公室"}), "高龄津贴")
    assertContains(clerk.get(where, {"channel": "nothing"}), "高龄津贴")


def test_the_table_has_no_contact_and_no_formula(clerk: Client, follow_up: Enquiry) -> None:
    table = clerk.get(reverse("manage:enquiries-export"), {"channel": "desk"})
    assert "attachment" in table["Content-Disposition"]
    assertContains(table, "'=津贴")
    assertNotContains(table, "座机")


def test_the_overdue_are_marked_and_reach_the_head(
    clerk: Client, world: World, follow_up: Enquiry
) -> None:
    Enquiry.objects.update(due_on="2020-01-02")
    assertContains(clerk.get(reverse("manage:enquiries")), "已提请督办")
    actions.ask(unit=world.town, topic="路灯", question="何时修？")
    late = clerk.get(reverse("manage:enquiries"), {"state": "late"})
    assertContains(late, "=津贴")
    assertNotContains(late, "路灯")
    assertContains(clerk.get(reverse("manage:enquiry", args=[follow_up.pk])), "提请领导小组督办")
    head = _client(world.town, Role.APPROVER)
    assertContains(head.get(reverse("manage:home")), "1 件咨询超过答复期限，提请领导小组督办")
