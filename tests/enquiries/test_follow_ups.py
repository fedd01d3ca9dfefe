"""Follow-ups of a desk: opened once, told as the visitor chose, never counted as online."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.world import DAY, World
from zwgk.campaigns.models import Campaign
from zwgk.core.actor import Actor
from zwgk.core.errors import DomainError, NotAllowed
from zwgk.core.models import AuditEvent
from zwgk.enquiries import actions, follow_ups, queries, upkeep
from zwgk.enquiries.follow_ups import Wanted
from zwgk.enquiries.models import Channel, Enquiry, State
from zwgk.figures.ledger import ledger
from zwgk.library.copies.answers import publish_answer

pytestmark = pytest.mark.django_db

CODE = "ABCDEFGHJKMN"


def wanted(**more: Any) -> Wanted:
    given: dict[str, Any] = {
        "desk_question": uuid.uuid4(), "version": 1, "department": "民政办公室",
        "question": "高龄津贴从哪个月起发", "contact": "", "reply_by": "code", "code": CODE,
        "consent": False,
    }  # fmt: skip
    return Wanted(**{**given, **more})


def follow_up(world: World, **more: Any) -> Enquiry:
    return follow_ups.follow(wanted(**more), world.town_part, recorded_by="登记员甲")


def answered(world: World, clerk: Actor, reviewer: Actor, **more: Any) -> Enquiry:
    enquiry = follow_up(world, **more)
    actions.draft_answer(enquiry, answer="从申请的次月起发。", by=clerk)
    actions.approve_answer(enquiry, by=reviewer)
    return enquiry


def test_the_code_of_the_phone_opens_the_state(world: World) -> None:
    enquiry = follow_up(world, contact="邻居家的座机", code="abcd-efgh-jkmn")
    assert (enquiry.channel, enquiry.department) == (Channel.DESK, "民政办公室")
    found = queries.look_up("ABCD EFGH JKMN")
    assert found is not None
    assert (found.channel, found.department, found.waiting) == ("现场咨询", "民政办公室", True)
    kept = str(Enquiry.objects.values().get())
    assert "座机" not in kept
    assert CODE not in kept
    event = AuditEvent.objects.get(target_type="enquiries.Enquiry")
    assert (event.actor_name, event.verb) == ("登记员甲", "转跟踪办理")


def test_a_correction_changes_the_enquiry_and_opens_none(world: World) -> None:
    root = uuid.uuid4()
    first = follow_up(world, desk_question=root)
    again = follow_up(world, desk_question=root, version=2, question="何时发", department="财政")
    assert again.pk == first.pk
    assert (again.topic, again.question, again.department) == ("何时发", "何时发", "财政")
    assert Enquiry.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"code": "ABC"}, "查询码不完整"),
        ({"reply_by": "letter"}, "请选择答复方式"),
        ({"reply_by": "phone"}, "请留下电话号码"),
    ],
)
def test_what_cannot_be_followed_up_is_told(world: World, more: dict[str, Any], told: str) -> None:
    with pytest.raises(DomainError, match=told):
        follow_up(world, **more)
    assert not Enquiry.objects.exists()


def test_a_code_is_one_questions(world: World) -> None:
    follow_up(world)
    with pytest.raises(DomainError, match="查询码与另一件咨询重复"):
        follow_up(world)


def test_who_wanted_a_call_is_called_before_it_is_closed(
    world: World, clerk: Actor, reviewer: Actor
) -> None:
    enquiry = answered(world, clerk, reviewer, reply_by="phone", contact="0500-1234567")
    with pytest.raises(DomainError, match="群众要求电话答复"):
        actions.close(enquiry, by=clerk)
    for note, told in (("", "请写明告知的情况"), ("打了13800138000", "不要在告知情况中写电话")):
        with pytest.raises(DomainError, match=told):
            actions.tell(enquiry, note=note, by=clerk)
    actions.tell(enquiry, note="上午电话告知", by=clerk)
    actions.close(enquiry, by=clerk)
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.contact_encrypted) == (State.CLOSED, "")
    assert (enquiry.told_note, enquiry.told_by) == ("上午电话告知", clerk.name)
    actions.reopen(enquiry, by=reviewer)
    enquiry.refresh_from_db()
    assert (enquiry.told_at, enquiry.told_note) == (None, "")


def test_nobody_is_told_what_was_not_approved(world: World, clerk: Actor) -> None:
    enquiry = follow_up(world)
    with pytest.raises(DomainError, match="审核通过后"):
        actions.tell(enquiry, note="已告知", by=clerk)


def test_a_draft_is_kept_and_shown_to_nobody_outside(world: World, clerk: Actor) -> None:
    enquiry = follow_up(world)
    actions.keep_draft(enquiry, answer="先查一下文件", by=clerk)
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.answer) == (State.ASKED, "先查一下文件")
    found = queries.look_up(CODE)
    assert found is not None
    assert found.answer == ""
    actions.draft_answer(enquiry, answer="从次月起。", by=clerk)
    with pytest.raises(DomainError, match="已提交审核"):
        actions.keep_draft(enquiry, answer="再想想", by=clerk)


def test_the_overdue_go_before_the_leading_group_once(world: World, clerk: Actor) -> None:
    enquiry = follow_up(world)
    assert upkeep.escalate(enquiry.due_on) == 0
    late = enquiry.due_on + timedelta(days=1)
    assert upkeep.escalate(late, unit_id=world.zone.pk) == 0
    assert upkeep.escalate(late) == 1
    assert upkeep.escalate(late) == 0
    assert list(queries.escalated(clerk)) == [enquiry]
    event = AuditEvent.objects.get(verb="提请领导小组督办")
    assert (event.actor_name, event.unit_name) == ("系统", world.town.name)


def test_contacts_go_a_month_after_the_answer(world: World, clerk: Actor, reviewer: Actor) -> None:
    enquiry = answered(world, clerk, reviewer, contact="邻居家的座机")
    waiting = follow_up(world, contact="村委会转", code="NMKJHGFEDCBA")
    now = timezone.now()
    assert upkeep.purge_contacts(now + timedelta(days=29)) == 0
    assert queries.contact_for(enquiry, clerk) == "邻居家的座机"
    assert upkeep.purge_contacts(now + timedelta(days=31)) == 1
    for row in (enquiry, waiting):
        row.refresh_from_db()
    assert queries.contact_for(enquiry, clerk) == ""
    assert queries.contact_for(waiting, clerk) == "村委会转"


def test_what_is_refused_keeps_no_contact(world: World, clerk: Actor) -> None:
    enquiry = follow_up(world, contact="邻居家的座机")
    actions.mark_spam(enquiry, reason="重复登记", by=clerk)
    enquiry.refresh_from_db()
    assert enquiry.contact_encrypted == ""


def test_online_and_desk_stand_side_by_side_in_the_ledger(
    world: World, clerk: Actor, reviewer: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(world, clerk, reviewer)
    follow_up(world, code="NMKJHGFEDCBA")
    monkeypatch.setattr(timezone, "localdate", lambda *_: DAY + timedelta(days=6))
    actions.ask(unit=world.town, topic="路灯", question="何时修？")
    monkeypatch.setattr(timezone, "localdate", lambda *_: DAY + timedelta(days=8))
    late, _ = actions.ask(unit=world.town, topic="路灯", question="还没有修？")
    actions.ask(unit=world.other_city, topic="路灯", question="何时修？")
    assert late.participation is None
    figures = ledger(world.town_part.pk)
    found = {kind: figures[kind].value for kind in figures if kind != "desks"}
    assert found == {"followups": 2, "followups_answered": 1, "online_questions": 1}


def test_a_campaign_that_is_over_counts_no_questions(world: World) -> None:
    Campaign.objects.update(starts_on=date(2020, 5, 15), ends_on=date(2020, 5, 15))
    enquiry, _ = actions.ask(unit=world.town, topic="路灯", question="何时修？")
    assert enquiry.participation is None


def test_a_follow_up_becomes_a_public_answer_only_with_consent(
    world: World, clerk: Actor, reviewer: Actor
) -> None:
    silent = answered(world, clerk, reviewer)
    with pytest.raises(DomainError, match="没有同意公开"):
        publish_answer(silent, by=reviewer)
    agreed = answered(world, clerk, reviewer, consent=True, code="NMKJHGFEDCBA")
    assert publish_answer(agreed, by=reviewer).title == "高龄津贴从哪个月起发"


def test_another_unit_changes_nothing(world: World, clerk: Actor) -> None:
    enquiry = follow_ups.follow(wanted(), world.zone_part, recorded_by="登记员乙")
    for act, given in (
        (actions.tell, {"note": "已告知"}), (actions.assign, {"department": "甲"}),
        (actions.keep_draft, {"answer": "甲"}),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            act(enquiry, by=clerk, **given)


@pytest.mark.parametrize("newest_first", [False, True])
def test_the_newest_contact_counts_in_any_order(
    world: World, clerk: Actor, newest_first: bool
) -> None:
    root = uuid.uuid4()
    first = wanted(desk_question=root, contact="座机甲")
    later = wanted(desk_question=root, version=2, contact="座机乙", reply_by="phone")
    if newest_first:
        enquiry = follow_ups.follow(later, world.town_part, recorded_by="甲")
        follow_ups.remember(first, world.town_part, recorded_by="甲")
    else:
        follow_ups.follow(first, world.town_part, recorded_by="甲")
        enquiry = follow_ups.follow(later, world.town_part, recorded_by="甲")
    enquiry.refresh_from_db()
    assert queries.contact_for(enquiry, clerk) == "座机乙"
    assert enquiry.reply_by == "phone"


def test_a_contact_that_comes_later_is_kept(world: World, clerk: Actor) -> None:
    root = uuid.uuid4()
    enquiry = follow_up(world, desk_question=root, version=2, reply_by="phone")
    older = wanted(desk_question=root, contact="座机甲")
    follow_ups.remember(older, world.town_part, recorded_by="登记员甲")
    enquiry.refresh_from_db()
    assert queries.contact_for(enquiry, clerk) == "座机甲"


def test_what_is_taken_back_is_no_follow_up_until_it_is_brought_back(
    world: World, clerk: Actor
) -> None:
    root = uuid.uuid4()
    enquiry = follow_up(world, desk_question=root, contact="座机甲")
    follow_ups.take_back(root, recorded_by="登记员甲")
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.note) == (State.REJECTED, "登记人已撤销这条咨询。")
    assert "followups" not in ledger(world.town_part.pk)
    follow_up(world, desk_question=root, version=3)
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.note) == (State.ASKED, "")
    assert queries.contact_for(enquiry, clerk) == "座机甲"
    assert upkeep.purge_contacts(timezone.now() + timedelta(days=31)) == 0
    follow_ups.take_back(root, recorded_by="登记员甲")
    assert upkeep.purge_contacts(timezone.now() + timedelta(days=31)) == 1


def test_what_is_answered_or_refused_by_the_unit_stays(
    world: World, clerk: Actor, reviewer: Actor
) -> None:
    done = answered(world, clerk, reviewer)
    follow_ups.take_back(done.desk_question, recorded_by="登记员甲")
    follow_up(world, desk_question=done.desk_question, version=2, question="另一个问题")
    done.refresh_from_db()
    assert (done.state, done.question) == (State.ANSWERED, "高龄津贴从哪个月起发")
    other = follow_up(world, code="NMKJHGFEDCBA")
    actions.mark_spam(other, reason="重复登记", by=clerk)
    follow_up(world, desk_question=other.desk_question, version=2, code="NMKJHGFEDCBA")
    other.refresh_from_db()
    assert other.state == State.REJECTED
