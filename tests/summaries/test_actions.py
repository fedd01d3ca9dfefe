"""Summaries: composed from records, frozen on submission, reviewed by others."""

import re
from datetime import date

import pytest

from tests.records import ready_to_submit, submitted
from tests.world import World, person
from zwgk.campaigns import actions as campaigns
from zwgk.campaigns.models import Participation, State
from zwgk.core import files
from zwgk.core.errors import Conflict, DomainError, NotAllowed
from zwgk.core.models import AuditEvent
from zwgk.desk import actions as desk
from zwgk.desk.models import Visit
from zwgk.figures.ledger import ledger
from zwgk.gongwen import check_docx
from zwgk.summaries import actions
from zwgk.summaries.models import Revision, Submission, SubmittedFigure
from zwgk.summaries.queries import differences, draft_of, standing_submission
from zwgk.summaries.refs import gaps, references
from zwgk.units.models import Role

pytestmark = pytest.mark.django_db


def _state(world: World) -> str:
    return Participation.objects.get(pk=world.town_part.pk).state


def _save(part: Participation, body: str, by: object) -> Revision:
    latest = actions.latest_number(part)
    sections = [{"key": "basis", "heading": "", "body": body}]
    return actions.save_draft(part, title="总结", sections=sections, based_on=latest, by=by)  # type: ignore[arg-type]


def test_a_draft_says_only_what_is_recorded(world: World) -> None:
    draft = actions.compose_draft(world.town_part, by=person(world.town))
    bodies = {s["key"]: s["body"] for s in draft.sections}
    assert gaps(bodies["organisation"]) == [
        "【待补充：召开会议部署活动的时间和内容】", "【待补充：活动领导小组的组成和分工】",
    ]  # fmt: skip
    assert gaps(bodies["selfcheck"])
    assert gaps(bodies["carriers"])
    assert "【待补充：接待群众的人次】" in bodies["reception"]
    assert _state(world) == State.SUMMARISED


def test_a_composed_draft_writes_no_number_but_dates(world: World) -> None:
    part = ready_to_submit(world)
    draft = draft_of(part, person(world.town))
    assert draft is not None
    text = "".join(s["body"] for s in draft.sections)
    assert {r.key for r in references(text)} >= {"visitors", "materials_distributed", "banners"}
    plain = re.sub(r"\{[a-z_]+(?:@[^{}]+)?\}|\d+年|\d+月\d+日|〔\d+〕\d+号|5·15", "", text)
    assert not re.search(r"\d", plain)
    # Whether there were problems depends on the day: a task may be overdue.
    assert [s["key"] for s in draft.sections if s["key"] != "problems"] == [
        "basis", "organisation", "selfcheck", "carriers", "reception", "questions", "results",
        "next",
    ]  # fmt: skip


def test_gaps_stop_a_submission_and_are_named(world: World) -> None:
    actions.compose_draft(world.town_part, by=person(world.town))
    with pytest.raises(DomainError, match=r"处待补充的内容.*活动领导小组"):
        actions.submit(world.town_part, by=person(world.town))
    assert _state(world) == State.SUMMARISED
    assert not Submission.objects.exists()


def test_a_quoted_figure_without_records_stops_a_submission(world: World) -> None:
    part, by = ready_to_submit(world), person(world.town)
    _save(part, "线上浏览{online_views}。", by)
    with pytest.raises(DomainError, match="引用的数据没有记录"):
        actions.submit(part, by=by)


def test_an_officer_writes_and_an_approver_submits(world: World) -> None:
    part = ready_to_submit(world)
    with pytest.raises(NotAllowed):
        actions.submit(part, by=person(world.town, Role.OFFICER))
    assert actions.submit(part, by=person(world.town, Role.APPROVER)).number == 1
    with pytest.raises(DomainError, match="已经报送"):
        _save(part, "改", person(world.town, Role.OFFICER))


def test_later_records_do_not_touch_what_was_submitted(world: World) -> None:
    submission = submitted(world)
    before = files.read(submission.docx)
    figure = SubmittedFigure.objects.get(submission=submission, kind="visitors")
    visit, by = Visit.objects.get(), person(world.town)
    desk.correct_entry(visit, by=by, people=30)
    desk.record_question(world.desk, text="新问题", answer="答", by=by)
    again = Submission.objects.get(pk=submission.pk)
    assert again.content == submission.content
    assert files.read(again.docx) == before
    assert SubmittedFigure.objects.get(pk=figure.pk).value == 34
    assert figure.evidence[0]["id"] == str(visit.pk)
    changes = {c.kind.key: (c.submitted, c.now) for c in differences(again, by)}
    assert changes["visitors"] == ("34人次", "30人次")
    assert changes["questions_asked"] == ("2个", "3个")
    assert "banners" not in changes
    assert differences(again, person(world.city)) == []


def test_the_frozen_file_conforms_and_names_its_figures(world: World) -> None:
    submission = submitted(world)
    data = files.read(submission.docx)
    assert check_docx(data) == []
    refs = [r for p in submission.content["paragraphs"] for _, r in p["runs"] if r]
    kinds = {ref.rpartition("_")[0] for ref in refs}
    rows = SubmittedFigure.objects.filter(submission=submission)
    assert kinds <= {row.kind for row in rows}
    assert all(row.evidence for row in rows)


def test_the_document_is_dated_as_asked(world: World) -> None:
    part = ready_to_submit(world)
    submission = actions.submit(part, by=person(world.town), on=date(2026, 5, 20))
    assert submission.content["issued_on"] == "2026-05-20"


def test_a_return_states_reasons_and_reopens_the_draft(world: World) -> None:
    submission, head = submitted(world), person(world.city)
    with pytest.raises(DomainError) as refusal:
        actions.return_submission(submission, reasons="  ", by=head)
    assert refusal.value.field == "reasons"
    actions.return_submission(submission, reasons="请补充成效", by=head)
    assert _state(world) == State.RETURNED
    part, by = Participation.objects.get(pk=world.town_part.pk), person(world.town)
    assert standing_submission(part, by) is None
    second = actions.submit(part, by=by)
    assert second.number == 2
    assert standing_submission(Participation.objects.get(pk=part.pk), by) == second


def test_a_submission_is_decided_once(world: World) -> None:
    submission, head = submitted(world), person(world.city)
    actions.accept_submission(submission, by=head)
    assert _state(world) == State.ACCEPTED
    for again in (
        lambda: actions.accept_submission(submission, by=head),
        lambda: actions.return_submission(submission, reasons="晚了", by=head),
        lambda: actions.withdraw(submission, by=person(world.town)),
    ):
        with pytest.raises(Conflict, match="已经处理过"):
            again()


def test_nobody_reviews_their_own_work(world: World) -> None:
    submission = submitted(world)
    with pytest.raises(NotAllowed, match="上级单位"):
        actions.accept_submission(submission, by=person(world.town))
    with pytest.raises(NotAllowed, match="上级单位"):
        actions.accept_submission(submission, by=person(world.zone))
    head = person(world.city)
    Submission.objects.filter(pk=submission.pk).update(submitted_by_id=head.user_id)
    with pytest.raises(NotAllowed, match="自己报送的材料"):
        actions.accept_submission(Submission.objects.get(pk=submission.pk), by=head)


def test_a_withdrawn_submission_can_be_mended_and_sent_again(world: World) -> None:
    submission, by = submitted(world), person(world.town)
    actions.withdraw(submission, by=by)
    part = Participation.objects.get(pk=world.town_part.pk)
    assert part.state == State.SUMMARISED
    assert standing_submission(part, by) is None
    assert actions.submit(part, by=by).number == 2


def test_every_save_is_a_revision_and_a_conflict_loses_nothing(world: World) -> None:
    part, by = ready_to_submit(world), person(world.town)
    start = actions.latest_number(part)
    one = [{"key": "basis", "heading": "", "body": "甲的文字"}]
    two = [{"key": "basis", "heading": "", "body": "乙的文字"}]
    actions.save_draft(part, title="总结", sections=one, based_on=start, by=by)
    second = actions.save_draft(part, title="总结", sections=two, based_on=start, by=by)
    assert second.number == start + 2
    assert "冲突" in second.note
    kept = [r.sections[0]["body"] for r in Revision.objects.filter(number__gt=start)]
    assert sorted(kept) == ["乙的文字", "甲的文字"]
    restored = actions.restore_revision(Revision.objects.get(number=start + 1), by=by)
    assert restored.sections == one


def test_every_step_is_in_the_audit_log(world: World) -> None:
    submission = submitted(world)
    actions.accept_submission(submission, by=person(world.city))
    verbs = set(AuditEvent.objects.values_list("verb", flat=True))
    assert {"印发通知", "登记来访", "保存总结草稿", "报送总结", "采纳", "状态转为已采纳"} <= verbs


def test_a_unit_that_has_not_acknowledged_cannot_write(world: World) -> None:
    with pytest.raises(DomainError, match="请先签收通知"):
        actions.compose_draft(world.zone_part, by=person(world.zone))


def test_a_summary_without_figures_can_be_submitted(world: World) -> None:
    by, part = person(world.town), world.town_part
    actions.compose_draft(part, by=by)
    _save(part, "活动按计划开展，没有统计数据。", by)
    submission = actions.submit(Participation.objects.get(pk=part.pk), by=by)
    assert SubmittedFigure.objects.filter(submission=submission).count() == len(ledger(part.pk))


def test_recording_goes_on_after_the_submission(world: World) -> None:
    submitted(world)
    record_by = person(world.town, Role.ATTENDANT)
    desk.record_visit(world.desk, people=2, by=record_by)
    assert ledger(world.town_part.pk)["visitors"].value == 36
    assert _state(world) == State.SUBMITTED
    assert campaigns.may_write(Participation.objects.get(pk=world.town_part.pk)) is False


def test_a_rate_that_prints_the_same_still_shows_its_difference(world: World) -> None:
    submission, by = submitted(world), person(world.town)
    for rating in ("satisfied", "fair"):
        desk.record_question(world.desk, text="问", answer="答", rating=rating, by=by)
    changes = {c.kind.key: (c.submitted, c.now) for c in differences(submission, by)}
    assert changes["satisfaction_rate"] == ("50%（1／2）", "50%（2／4）")
