"""The check of a draft: contradictions with records and notice, copied passages, their mends."""

from collections.abc import Iterable, Mapping

import pytest

from tests.records import ready_to_submit
from tests.world import World, person
from zwgk.campaigns import actions as campaigns
from zwgk.campaigns.models import Participation
from zwgk.core.actor import Actor
from zwgk.figures.ledger import ledger
from zwgk.summaries import actions
from zwgk.summaries.checking import Found, Kept, check_draft
from zwgk.summaries.queries import draft_of

pytestmark = pytest.mark.django_db

PASTED = (
    "窗口前排起了长队，工作人员一边解释新旧政策的差别，一边帮老人把材料逐页理好，"
    "碰上说不清的就当场打电话问业务股室，直到来人点头才请下一位上前。"
)


def _check(part: Participation, body: str, by: Actor, title: str = "总结") -> dict[str, Found]:
    sections = [{"key": "x", "heading": "", "body": body}]
    found = check_draft(part, title, sections, ledger(part.pk), by=by)
    return {one.rule: one for one in found}


def test_a_composed_draft_has_nothing_that_blocks(world: World) -> None:
    part, by = ready_to_submit(world), person(world.town)
    draft = draft_of(part, by)
    assert draft is not None
    found = check_draft(part, draft.title, draft.sections, ledger(part.pk), by=by)
    assert [one for one in found if one.blocks] == []


def test_a_wrong_total_is_an_error_and_mended_by_the_reference(world: World) -> None:
    part, by = ready_to_submit(world), person(world.town)
    found = _check(part, "活动当天共接待群众500余人次。", by)["figure-records"]
    assert found.blocks
    assert "登记的是34人次" in found.message
    assert (found.source, found.mend, found.mend_shown) == ("500余人次", "{visitors}", "34人次")


def test_a_full_rate_that_the_ratings_do_not_give_is_an_error(world: World) -> None:
    part, by = ready_to_submit(world), person(world.town)
    found = _check(part, "群众满意率达到100%。", by)["figure-records"]
    assert found.blocks
    assert found.passage == "100%"


def test_a_rate_that_nobody_counted_is_an_error(world: World) -> None:
    by = person(world.town)
    found = _check(world.town_part, "群众满意率达到100%。", by)["figure-untraced"]
    assert found.blocks
    assert found.mend is None


def test_a_count_without_records_is_advice(world: World) -> None:
    found = _check(world.town_part, "发放宣传资料300份。", person(world.town))
    assert not found["figure-untraced"].blocks


def test_a_true_number_becomes_a_reference_rounded_as_it_was_written(world: World) -> None:
    part, by = ready_to_submit(world), person(world.town)
    found = _check(part, "共接待群众30余人次。", by)["figure-typed"]
    assert not found.blocks
    assert found.mend == "{visitors~1}"


def test_references_are_true_and_a_part_beside_them_is_no_contradiction(world: World) -> None:
    part, by = ready_to_submit(world), person(world.town)
    found = _check(part, "共接待群众{visitors}，上午接待群众20人次。", by)
    assert "figure-records" not in found
    assert found["figure-typed"].passage == "20人次"


def test_a_day_the_plan_does_not_have_is_an_error(world: World) -> None:
    part, by = ready_to_submit(world), person(world.town)
    found = _check(part, "我镇于2026年5月16日组织开展了政务公开日活动。", by)["date-records"]
    assert found.blocks
    assert (found.source, found.mend) == ("2026年5月16日", "2026年5月15日")


def test_the_day_of_a_meeting_and_one_beside_the_right_day_do_not_block(world: World) -> None:
    part, by = ready_to_submit(world), person(world.town)
    assert "date-records" in _check(part, "我镇于5月7日组织开展活动部署。", by)
    assert "date-records" not in _check(part, "我镇于5月6日组织开展活动部署。", by)
    held = "我镇于2026年5月15日组织开展了政务公开日活动。"
    beside = _check(part, f"{held}5月20日又组织开展了政务公开日活动。", by)
    assert not beside["date-records"].blocks


def test_edition_and_year_are_held_against_the_notice(world: World) -> None:
    part, by = ready_to_submit(world), person(world.town)
    found = _check(part, "今年5月15日是第十九个政务公开日。我镇开展了活动。", by)
    assert found["edition-notice"].mend == "第二十个政务公开日"
    assert found["edition-notice"].blocks


def test_a_theme_is_held_against_the_notice_unless_the_unit_planned_its_own(world: World) -> None:
    part, by = ready_to_submit(world), person(world.town)
    body = "我镇以“办好群众心边事”为主题，开展了政务公开日活动。"
    assert _check(part, body, by)["theme-notice"].mend == "办好群众身边事"
    Participation.objects.filter(pk=part.pk).update(local_theme="办好群众心边事")
    part = Participation.objects.get(pk=part.pk)
    assert "theme-notice" not in _check(part, body, by)


def test_marks_are_mended_in_the_source_behind_a_reference(world: World) -> None:
    part, by = ready_to_submit(world), person(world.town)
    body = "共接待{visitors},发放资料。"
    found = _check(part, body, by)["mark-width"]
    assert body[found.start : found.end] == ","
    assert found.mend == "，"


def test_what_touches_a_reference_is_not_written_over(world: World) -> None:
    part, by = ready_to_submit(world), person(world.town)
    found = _check(part, "共接待近{visitors~1}。", by)["figure-twice-vague"]
    assert found.mend is None


def test_a_gap_blocks_and_cannot_be_argued_away(world: World) -> None:
    found = _check(world.town_part, "共接待【待补充：人次】。", person(world.town))["placeholder"]
    assert (found.blocks, found.justifiable) == (True, False)


def test_a_mobile_number_is_an_error_and_the_units_own_phone_is_not(world: World) -> None:
    part, by = ready_to_submit(world), person(world.town)
    assert _check(part, "联系人手机13812345678。", by)["privacy"].blocks


def _submit_with(world: World, body: str) -> None:
    """The zone submits a text of its own."""
    part, by = world.zone_part, person(world.zone)
    campaigns.acknowledge(part, by=by)
    actions.compose_draft(part, by=by)
    sections = [{"key": "x", "heading": "", "body": body}]
    latest = actions.latest_number(part)
    actions.save_draft(part, title="开发区活动总结", sections=sections, based_on=latest, by=by)
    actions.submit(Participation.objects.get(pk=part.pk), by=by)


def test_a_paragraph_pasted_from_another_unit_is_named_with_its_source(world: World) -> None:
    _submit_with(world, f"我区按时开展活动。\n{PASTED}")
    part, by = ready_to_submit(world), person(world.town)
    found = _check(part, f"我镇也开展了活动。\n{PASTED}", by)["copied"]
    assert not found.blocks
    assert "临川经济开发区" in found.message
    assert found.taken is not None
    assert (found.taken.unit, found.taken.title) == ("临川经济开发区", "开发区活动总结")
    assert PASTED.strip("。") in "".join(text for text, _ in found.taken.words)
    assert found.passage == PASTED.strip("。")
    assert found.paragraph == 1


def test_words_only_the_other_unit_has_are_not_shown_to_who_may_not_read_it(world: World) -> None:
    _submit_with(world, PASTED.replace("帮老人", "帮尹望舒"))
    part = ready_to_submit(world)
    hidden = _check(part, PASTED, person(world.town))["copied"].taken
    shown = _check(part, PASTED, person(world.city))["copied"].taken
    assert hidden is not None
    assert shown is not None
    assert "尹望舒" not in "".join(text for text, _ in hidden.words)
    assert "尹望舒" in "".join(text for text, _ in shown.words)


def test_a_text_taken_back_is_nobodys_source(world: World) -> None:
    _submit_with(world, PASTED)
    submission = world.zone_part.submissions.get()
    actions.withdraw(submission, by=person(world.zone))
    assert "copied" not in _check(ready_to_submit(world), PASTED, person(world.town))


def test_what_the_system_wrote_for_both_is_no_copy(world: World) -> None:
    actions.submit(ready_to_submit(world), by=person(world.town))
    text = world.town_part.submissions.get().content["paragraphs"]
    composed = "\n".join("".join(run for run, _ in p["runs"]) for p in text)
    part, by = world.zone_part, person(world.zone)
    campaigns.acknowledge(part, by=by)
    assert "copied" in _check(part, composed, by)
    sections = [{"key": "x", "heading": "", "body": composed}]
    draft = actions.compose_draft(part, by=by)
    type(draft).objects.filter(pk=draft.pk).update(sections=sections)
    assert "copied" not in _check(part, composed, by)


def test_the_library_is_asked_and_names_its_texts(world: World) -> None:
    _submit_with(world, PASTED)
    asked: list[str] = []

    def library(keys: Iterable[str], by: Actor) -> Mapping[str, Kept]:
        asked.extend(keys)
        return {key: Kept("某县", "往年总结", 2020, PASTED, own=False, open=True) for key in asked}

    part = ready_to_submit(world)
    sections = [{"key": "x", "heading": "", "body": PASTED}]
    found = check_draft(part, "总结", sections, {}, by=person(world.town), library=library)
    assert any("某县" in one.message and "2020年" in one.message for one in found)


def test_a_key_outlives_changes_elsewhere_in_the_text(world: World) -> None:
    part, by = ready_to_submit(world), person(world.town)
    one = _check(part, "共接待群众500余人次。", by)["figure-records"]
    two = _check(part, "先说一句。\n共接待群众500余人次。", by)["figure-records"]
    assert one.key == two.key
    assert (one.paragraph, two.paragraph) == (0, 1)
