"""What a draft reads from the database: follow-ups, materials run out, ratings, last year."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.records import record_some, submitted
from tests.world import World, moment, person
from zwgk.campaigns import actions as campaigns
from zwgk.campaigns.models import Campaign, Participation
from zwgk.desk import actions as desk
from zwgk.desk.models import Material, Question, Rating
from zwgk.enquiries.models import Channel, Enquiry
from zwgk.figures.ledger import ledger
from zwgk.summaries import actions
from zwgk.summaries.drafting import Facts, Length, compose, gather
from zwgk.summaries.drafting.facts import Pending
from zwgk.summaries.refs import resolved

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 20)


def _facts(part: Participation, today: date = TODAY) -> Facts:
    return gather(part, ledger(part.pk), today=today)


def _follow_up(world: World, topic: str, due_on: date, **more: object) -> Enquiry:
    row: Enquiry = Enquiry.objects.create(
        unit=world.town, participation=world.town_part, channel=Channel.DESK, topic=topic,
        question=topic, department="建设办", desk_question=uuid4(), code_digest=topic,
        due_on=due_on, **more,
    )  # fmt: skip
    return row


def test_a_follow_up_is_overdue_from_the_day_after_its_term(world: World) -> None:
    _follow_up(world, "路灯何时修好", TODAY)
    assert _facts(world.town_part).pending == (Pending("路灯何时修好", "建设办", False),)
    later = _facts(world.town_part, TODAY + timedelta(days=1))
    assert later.pending == (Pending("路灯何时修好", "建设办", True),)


def test_a_question_asked_online_is_no_follow_up(world: World) -> None:
    row = _follow_up(world, "路灯何时修好", TODAY)
    Enquiry.objects.filter(pk=row.pk).update(channel=Channel.ONLINE, desk_question=None)
    assert _facts(world.town_part).pending == ()


def test_a_material_has_run_out_when_all_that_was_printed_was_handed_out(world: World) -> None:
    record_some(world)
    Material.objects.filter(pk=world.material.pk).update(printed=60)
    assert _facts(world.town_part).run_out == ()
    desk.record_handout(
        world.desk, material=world.material, copies=1, by=person(world.town), recorded_at=moment(10)
    )
    assert _facts(world.town_part).run_out == (world.material.name,)


def test_a_visitors_own_rating_stands_for_what_the_attendant_noted(world: World) -> None:
    record_some(world)
    question = Question.objects.filter(rating="fair").get()
    Question.objects.filter(pk=question.pk).update(rating="unsatisfied")
    assert _facts(world.town_part).unsatisfied
    Question.objects.filter(pk=question.pk).update(token="一号")
    assert _facts(world.town_part).unsatisfied
    Rating.objects.create(desk=world.desk, token="一号", score="satisfied", channel="slip")
    assert not _facts(world.town_part).unsatisfied


def test_a_task_is_undone_after_its_term_unless_recorded_elsewhere(world: World) -> None:
    late = _facts(world.town_part, date(2026, 7, 1)).undone
    assert "悬挂宣传条幅" in late
    assert "召开专题会议" not in late
    assert _facts(world.town_part, date(2026, 1, 1)).undone == ()


def test_last_years_accepted_figures_are_compared(world: World) -> None:
    submission, head = submitted(world), person(world.city)
    actions.accept_submission(submission, by=head)
    Campaign.objects.filter(pk=world.campaign.pk).update(year=2025)
    campaign = campaigns.create_campaign(
        slug="next", edition=21, theme="办好群众身边事", starts_on=date(2026, 5, 15),
        ends_on=date(2026, 5, 15), summary_due_on=date(2026, 5, 31), by=head,
    )  # fmt: skip
    notice = campaigns.draft_notice(campaign, title="关于开展活动的通知", body="请组织。", by=head)
    campaigns.issue_notice(notice, units=[world.town], by=head, on=date(2026, 4, 20))
    part = Participation.objects.get(campaign=campaign)
    assert _facts(part).before["visitors"] == (34, None)
    Campaign.objects.filter(pk=world.campaign.pk).update(year=2024)
    assert _facts(part).before == {}


def test_a_returned_submission_is_no_last_year(world: World) -> None:
    submission = submitted(world)
    actions.return_submission(submission, reasons="请补充", by=person(world.city))
    Campaign.objects.filter(pk=world.campaign.pk).update(year=2025)
    part = Participation.objects.select_related("campaign").get(pk=world.town_part.pk)
    part.campaign.year = 2026
    assert _facts(part).before == {}


def test_topics_come_from_the_departments_that_answered(world: World) -> None:
    record_some(world)
    by = person(world.town)
    for text in ("怎样调解邻里纠纷", "怎样申请法律援助"):
        desk.record_question(
            world.desk, text=text, answer="到司法所办理", department="司法所", by=by,
            recorded_at=moment(11),
        )  # fmt: skip
    facts = _facts(world.town_part)
    bodies = {s["key"]: s["body"] for s in compose(facts)[1]}
    assert "司法所承办的事项（2个问题）" in resolved(bodies["questions"], facts.ledger)


@pytest.mark.parametrize("length", Length)
def test_a_draft_is_composed_in_the_length_asked_for(world: World, length: Length) -> None:
    record_some(world)
    draft = actions.compose_draft(world.town_part, by=person(world.town), length=length)
    endings = {Length.BRIEF: "简报", Length.SUMMARY: "总结", Length.REPORT: "报告"}
    assert draft.title.endswith(endings[length])
    assert any(s["key"] == "overview" for s in draft.sections) == (length is Length.REPORT)
