"""Enquiries: asked by anybody, answered by two people, read by the code alone."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.world import World, person
from zwgk.core.actor import Actor
from zwgk.core.errors import Conflict, DomainError, NotAllowed
from zwgk.core.models import AuditEvent
from zwgk.enquiries import actions, codes
from zwgk.enquiries.models import Enquiry, State
from zwgk.enquiries.queries import (
    contact_for,
    enquiries_of,
    look_up,
    overdue,
    receiving_units,
)
from zwgk.units.models import Role, Unit

pytestmark = pytest.mark.django_db


def _ask(unit: Unit, topic: str = "高龄津贴", **more: Any) -> tuple[Enquiry, str]:
    return actions.ask(unit=unit, topic=topic, question="怎么申请？", **more)


def test_a_question_is_due_in_working_days_and_leaves_no_name(world: World) -> None:
    enquiry, code = _ask(world.town, contact=" a@example.com ", consent=True)
    assert (enquiry.state, enquiry.public_consent) == (State.ASKED, True)
    assert timedelta(days=5) <= enquiry.due_on - enquiry.asked_at.date() <= timedelta(days=16)
    event = AuditEvent.objects.get(target_type="enquiries.Enquiry")
    assert (event.actor_name, event.unit_name) == ("公众", world.town.name)
    row = str(Enquiry.objects.values().get())
    assert "a@example.com" not in row
    assert code not in row
    assert code.replace("-", "") not in row


def test_codes_are_long_and_without_letters_that_look_alike() -> None:
    made = {codes.new_code() for _ in range(500)}
    assert len(made) == 500
    assert {len(code) for code in made} == {12}
    assert not set("".join(made)) & set("0O1IL")
    assert codes.grouped("ABCDEFGHJKMN") == "ABCD-EFGH-JKMN"


def test_the_code_opens_the_question_however_it_is_typed(world: World) -> None:
    _, code = _ask(world.town)
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in code)
    for typed in (code, code.lower(), f" {code.replace('-', ' ')} ", code.replace("-", ""), wide):
        state = look_up(typed)
        assert state is not None
        assert (state.topic, state.unit_name, state.waiting) == ("高龄津贴", world.town.name, True)


@pytest.mark.parametrize("typed", ["", "ABCD", "ABCD-EFGH-JKMN", "A" * 100_000, "'; DROP --"])
def test_a_wrong_code_opens_nothing(world: World, typed: str) -> None:
    _ask(world.town)
    assert look_up(typed) is None


def test_the_same_form_sent_twice_is_one_question(world: World) -> None:
    first, code = _ask(world.town, once="form")
    again, same = _ask(world.town, once="form")
    assert (first.pk, code) == (again.pk, same)
    other, another = _ask(world.town, topic="低保", once="form")
    assert other.pk != first.pk
    assert another != code
    assert AuditEvent.objects.filter(target_type="enquiries.Enquiry").count() == 2


@pytest.mark.parametrize(
    ("topic", "question", "field"),
    [
        ("", "问", "topic"),
        ("题" * 61, "问", "topic"),
        ("题", "  ", "question"),
        ("题", "问" * 1001, "question"),
        ("题", "我的手机是13800138000", "question"),
        ("身份证110101199003070011", "问", "topic"),
    ],
)
def test_what_is_empty_too_long_or_personal_is_refused(
    world: World, topic: str, question: str, field: str
) -> None:
    with pytest.raises(DomainError) as refused:
        actions.ask(unit=world.town, topic=topic, question=question)
    assert refused.value.field == field
    assert not Enquiry.objects.exists()


def test_an_answer_is_written_reviewed_and_then_read(
    world: World, clerk: Actor, reviewer: Actor
) -> None:
    enquiry, code = _ask(world.town, contact="a@example.com")
    actions.draft_answer(enquiry, answer="请到三号窗口。", by=clerk)
    state = look_up(code)
    assert state is not None
    assert (state.answer, state.state) == ("", "已收到，正在办理")
    actions.approve_answer(enquiry, by=reviewer)
    state = look_up(code)
    assert state is not None
    assert (state.answer, state.state, state.waiting) == ("请到三号窗口。", "已答复", False)
    actions.close(enquiry, by=clerk)
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.contact_encrypted) == (State.CLOSED, "")


def test_nobody_approves_their_own_answer(world: World, reviewer: Actor) -> None:
    enquiry, _ = _ask(world.town)
    actions.draft_answer(enquiry, answer="可以。", by=reviewer)
    with pytest.raises(NotAllowed, match="自己拟写"):
        actions.approve_answer(enquiry, by=reviewer)
    enquiry.refresh_from_db()
    assert enquiry.state == State.DRAFTED


def test_a_returned_answer_is_mended(world: World, clerk: Actor, reviewer: Actor) -> None:
    enquiry, _ = _ask(world.town)
    with pytest.raises(DomainError, match="没有待审核"):
        actions.send_back(enquiry, reason="甲", by=reviewer)
    actions.draft_answer(enquiry, answer="可以。", by=clerk)
    actions.send_back(enquiry, reason="写明依据", by=reviewer)
    assert (enquiry.state, enquiry.note, enquiry.answer) == (State.ASKED, "写明依据", "可以。")
    actions.draft_answer(enquiry, answer="依据某某规定，可以。", by=clerk)
    assert enquiry.note == ""
    actions.draft_answer(enquiry, answer="再改一次。", by=clerk)
    actions.approve_answer(enquiry, by=reviewer)


def test_spam_is_refused_with_a_reason_and_can_be_taken_up_again(
    world: World, clerk: Actor, reviewer: Actor
) -> None:
    enquiry, code = _ask(world.town)
    actions.mark_spam(enquiry, reason="内容为广告", by=clerk)
    state = look_up(code)
    assert state is not None
    assert (state.state, state.reason) == ("未受理", "内容为广告")
    with pytest.raises(DomainError, match="不能转为"):
        actions.draft_answer(enquiry, answer="可以。", by=clerk)
    actions.reopen(enquiry, by=reviewer)
    assert (enquiry.state, enquiry.note) == (State.ASKED, "")


def test_a_reopened_answer_is_hidden_until_it_is_approved_again(
    world: World, clerk: Actor, reviewer: Actor
) -> None:
    enquiry, code = _ask(world.town)
    actions.draft_answer(enquiry, answer="有误。", by=clerk)
    with pytest.raises(DomainError, match="退回"):
        actions.reopen(enquiry, by=reviewer)
    actions.approve_answer(enquiry, by=reviewer)
    actions.reopen(enquiry, by=reviewer)
    state = look_up(code)
    assert state is not None
    assert (state.answer, state.answered_at, state.waiting) == ("", None, True)


def test_verbs_need_their_permission_and_the_own_unit(world: World, clerk: Actor) -> None:
    enquiry, _ = _ask(world.town)
    attendant, foreign = person(world.town, Role.ATTENDANT), person(world.city)
    for act in (
        lambda: actions.draft_answer(enquiry, answer="甲", by=attendant),
        lambda: actions.draft_answer(enquiry, answer="甲", by=foreign),
        lambda: actions.send_back(enquiry, reason="甲", by=clerk),
        lambda: actions.approve_answer(enquiry, by=clerk),
        lambda: actions.mark_spam(enquiry, reason="甲", by=foreign),
        lambda: actions.close(enquiry, by=attendant),
        lambda: actions.reopen(enquiry, by=clerk),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_the_contact_is_for_those_who_handle_it(world: World, clerk: Actor, settings: Any) -> None:
    enquiry, _ = _ask(world.town, contact="a@example.com")
    assert contact_for(enquiry, clerk) == "a@example.com"
    assert contact_for(enquiry, person(world.town, Role.APPROVER)) == ""
    assert contact_for(enquiry, person(world.city)) == ""
    settings.SECRET_KEY = "another"
    assert "密钥已更换" in contact_for(enquiry, clerk)


def test_the_list_begins_with_what_is_due_first(
    world: World, clerk: Actor, reviewer: Actor
) -> None:
    done, late, later = (_ask(world.town, topic)[0] for topic in ("甲", "乙", "丙"))
    actions.draft_answer(done, answer="可以。", by=clerk)
    actions.approve_answer(done, by=reviewer)
    Enquiry.objects.filter(pk=late.pk).update(due_on=date(2026, 1, 5))
    Enquiry.objects.filter(pk=done.pk).update(due_on=date(2026, 1, 1))
    assert list(enquiries_of(clerk)) == [late, later, done]
    assert list(enquiries_of(clerk, state=State.ANSWERED)) == [done]
    assert list(enquiries_of(clerk, word="丙")) == [later]
    assert list(enquiries_of(person(world.city))) == []
    assert list(overdue(clerk, date(2026, 1, 6))) == [late]
    assert list(overdue(clerk, date(2026, 1, 5))) == []


def test_units_receive_questions_where_somebody_can_answer(world: World, clerk: Actor) -> None:
    person(world.zone, Role.ATTENDANT)
    assert [unit.code for unit in receiving_units()] == ["city", "town"]


@pytest.mark.parametrize(
    "broken",
    [
        {"state": State.DRAFTED},
        {"state": State.ANSWERED},
        {"drafted_by": "甲"},
        {"answered_by": "甲"},
        {"state": State.CLOSED},
    ],
)
def test_the_database_refuses_what_cannot_be(world: World, broken: dict[str, Any]) -> None:
    enquiry, _ = _ask(world.town, contact="a@example.com")
    with pytest.raises(IntegrityError), transaction.atomic():
        Enquiry.objects.filter(pk=enquiry.pk).update(**broken)


def test_an_answer_written_anew_since_it_was_read_is_not_approved(
    world: World, clerk: Actor, reviewer: Actor
) -> None:
    enquiry, _ = _ask(world.town)
    actions.draft_answer(enquiry, answer="第一稿。", by=clerk)
    read = str(enquiry.drafted_at)
    actions.draft_answer(enquiry, answer="第二稿。", by=clerk)
    with pytest.raises(Conflict, match="又修改过"):
        actions.approve_answer(enquiry, by=reviewer, seen=read)
    actions.approve_answer(enquiry, by=reviewer, seen=str(enquiry.drafted_at))
