"""The end of a self-check: the report, the table, the figures and what they open."""

import io
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.records import ready_to_submit
from tests.selfcheck.scene import add_item, catalogue, change_item, found, run
from tests.world import World, person
from zwgk.campaigns import actions as campaigns
from zwgk.core.errors import DomainError
from zwgk.core.files import read
from zwgk.figures.ledger import ledger, ledgers
from zwgk.gongwen import check_docx
from zwgk.kinds import Source
from zwgk.selfcheck import actions
from zwgk.selfcheck.models import CheckFinding, SelfCheck
from zwgk.selfcheck.report import HEAD
from zwgk.summaries import actions as summaries
from zwgk.summaries.models import SubmittedFigure
from zwgk.units.models import Role

pytestmark = pytest.mark.django_db


def _mended(world: World) -> SelfCheck:
    """Five items checked; one mended by a later version, one justified, two still open."""
    items = catalogue(world)
    check = run(world.town_part, world)
    change_item(items["blank"], world, topic="社会救助公开")
    check = run(world.town_part, world)
    (stale,) = found(check)["敬老月慰问"]
    actions.justify_findings(
        check, [stale.pk], reason="经核对仍然有效", by=person(world.town, Role.OFFICER)
    )
    return check


def test_the_report_says_what_was_found_and_what_became_of_it(world: World) -> None:
    check, by = _mended(world), person(world.town)
    CheckFinding.objects.filter(state="open").update(responsible="")
    with pytest.raises(DomainError, match="还有 2 个待整改的问题没有写明责任人"):
        actions.finish_check(check, by=by)
    left = [row.pk for row in CheckFinding.objects.filter(state="open")]
    actions.assign_findings(check, left, responsible="党政办", due_on=None, by=by)
    actions.finish_check(check, by=by)
    assert check_docx(read(check.report)) == []
    document = Document(io.BytesIO(read(check.report)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert text.replace("\n", "").startswith("柳河镇人民政府2026年“5·15”政务公开日公开事项自查报告")
    assert "共检查公开事项5项，先后检查2次。" in text
    assert "在4个事项中发现问题4个，其中错误2个、提示2个。" in text
    assert "已整改问题1个，经核实不需要整改、已作说明的1个。通过整改，补充完善公开事项1项。" in text
    assert "经核对仍然有效。" in text
    assert "还有2个问题正在整改，责任人和期限已经明确。" in text
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert {"党政办", "征地补偿方案", "危房改造公示"} <= set(cells)
    sheet = load_workbook(io.BytesIO(read(check.sheet))).active
    assert sheet is not None
    head, *rows = sheet.iter_rows(values_only=True)
    assert head == HEAD
    assert [(row[1], row[4], row[8]) for row in rows] == [
        ("临时救助对象公示", "提示", "已整改"), ("危房改造公示", "错误", "待整改"),
        ("征地补偿方案", "错误", "待整改"), ("敬老月慰问", "提示", "已说明"),
    ]  # fmt: skip
    assert rows[3][12] == "经核对仍然有效"


def test_a_finished_check_changes_only_when_it_is_taken_up_again(world: World) -> None:
    check, by = _mended(world), person(world.town)
    actions.finish_check(check, by=by)
    for act in (
        lambda: actions.begin_run(world.town_part, by=by),
        lambda: actions.justify_findings(check, [1], reason="无", by=by),
        lambda: actions.finish_check(check, by=by),
    ):
        with pytest.raises(DomainError, match="自查已经结束"):
            act()
    actions.reopen_check(check, by=by)
    assert run(world.town_part, world).run == 3


def test_the_end_ticks_the_checklist_and_keeps_what_somebody_wrote(world: World) -> None:
    by, tasks = person(world.town), world.town_part.tasks
    campaigns.complete_task(
        tasks.get(key="items_checked"), outcome="逐项核对办事程序", quantity=99, by=by
    )
    actions.finish_check(_mended(world), by=by)
    assert tasks.get(key="items_checked").outcome == "逐项核对办事程序"
    mended = tasks.get(key="items_completed")
    assert (mended.status, mended.quantity) == ("done", 1)


def test_a_check_without_a_finding_says_so(world: World) -> None:
    add_item(world, "镇级预算公开")
    check = run(world.town_part, world)
    actions.finish_check(check, by=person(world.town))
    text = "\n".join(p.text for p in Document(io.BytesIO(read(check.report))).paragraphs)
    assert "没有发现问题。" in text
    with pytest.raises(DomainError, match="还没有公开事项"):
        actions.begin_run(world.zone_part, by=person(world.zone))


def test_the_ledger_counts_items_and_not_the_tally_beside_them(
    world: World, django_assert_num_queries: Any
) -> None:
    by, tasks = person(world.town), world.town_part.tasks
    for key, quantity in (("items_checked", 61), ("items_completed", 9)):
        campaigns.complete_task(tasks.get(key=key), outcome="完成", quantity=quantity, by=by)
    assert ledger(world.town_part.pk)["items_checked"].shares == {Source.TALLY: 61}
    check = _mended(world)
    with django_assert_num_queries(1):
        entries = ledgers([world.town_part.pk, world.zone_part.pk])[world.town_part.pk]
    checked, completed = entries["items_checked"], entries["items_completed"]
    assert (checked.value, checked.shares) == (5, {Source.RECORDS: 5})
    assert (completed.value, completed.shares) == (1, {Source.RECORDS: 1})
    (row,) = completed.evidence
    assert row.record_type == "checkeditem"
    assert row.label == "临时救助对象公示（发现问题1个，已整改1个）"
    assert int(row.record_id) == check.lines.get(name="临时救助对象公示").pk
    assert "镇级预算公开（没有发现问题）" in {one.label for one in checked.evidence}


def test_a_submitted_figure_keeps_the_items_behind_it(world: World) -> None:
    part = ready_to_submit(world)
    _mended(world)
    draft = summaries.compose_draft(part, by=person(world.town))
    assert "{items_checked}" in str(draft.sections)
    submission = summaries.submit(part, by=person(world.town))
    frozen = SubmittedFigure.objects.get(submission=submission, kind="items_checked")
    assert (frozen.value, frozen.by_records, frozen.by_tally) == (5, 5, 0)
    assert {row["type"] for row in frozen.evidence} == {"checkeditem"}
