"""The self-check report (自查报告) as an official document, and its findings as a workbook."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.utils import timezone

from zwgk.catalogue.sheets import workbook
from zwgk.gongwen import Attachment, Block, Document, Kind, Paragraph, Run, Table
from zwgk.selfcheck.models import CheckFinding, SelfCheck
from zwgk.selfcheck.queries import (
    Filter,
    Tally,
    by_responsible,
    by_severity,
    figures_of,
    findings_of,
)

LISTED, LEFT = 200, 50
TITLE = "自查问题清单"
HEAD = ("序号", "事项", "办理科室", "栏目", "严重程度", "问题", "责任科室或责任人", "整改期限",
        "整改情况", "发现时间", "办结时间", "办结人", "说明")  # fmt: skip


def report_document(check: SelfCheck) -> Document:
    """What was checked and found, what became of it, and what is still to do, by whom and when.

    The two figures are references, as in a summary. The findings stand in an attachment; of more
    than ``LISTED`` the workbook has the rest. Of the open ones the text names ``LEFT``.
    """
    part = check.participation
    errors, advice = by_severity(check)
    blocks: list[Block] = [
        Paragraph.of("一、自查情况", 1), _checked(check),
        Paragraph.of("二、发现的问题", 1), *_found(check, errors, advice),
        Paragraph.of("三、整改情况", 1), *_mended(check, errors, advice),
    ]  # fmt: skip
    if errors.open + advice.open:
        blocks += [Paragraph.of("四、正在整改的问题", 1), *_left(check)]
    rows = tuple(_listed(check))
    attachments = (Attachment(TITLE, _annex(rows)),) if rows else ()
    return Document(
        kind=Kind.SUMMARY,
        title=f"{part.unit.name}{part.campaign}公开事项自查报告",
        blocks=tuple(blocks),
        issuer=part.unit.name,
        issued_on=timezone.localdate(check.finished_at),
        attachments=attachments,
    )


def _checked(check: SelfCheck) -> Paragraph:
    part, number = check.participation, figures_of(check)["items_checked"]
    first, last = _day(check.begun_at), _day(check.run_at)
    when = first if first == last else f"{first}至{last}"
    return Paragraph(
        (
            Run(
                f"为做好{part.campaign}活动，{when}，{part.unit.self_reference or '本单位'}"
                "对照公开事项目录开展自查，逐项检查栏目是否填写完整、依据是否有效、时限是否一致、"
                "是否含有个人信息、是否按期公开和更新，共检查公开事项"
            ),
            Run(f"{number}项", ref="items_checked_1"),
            Run("。" if check.run == 1 else f"，先后检查{check.run}次。"),
        )
    )


def _found(check: SelfCheck, errors: Tally, advice: Tally) -> Iterator[Block]:
    total = errors.found + advice.found
    if not total:
        yield Paragraph.of("没有发现问题。")
        return
    items = check.lines.filter(findings__isnull=False).distinct().count()
    yield Paragraph.of(
        f"在{items}个事项中发现问题{total}个，其中错误{errors.found}个、提示{advice.found}个。"
        "按责任科室或责任人统计如下。"
    )
    yield Table(
        caption="自查问题统计",
        header=("责任科室或责任人", "问题", "已整改", "已说明", "待整改", "超过期限"),
        rows=tuple(
            (one.name or "（未明确）",
             *(str(n) for n in (one.found, one.mended, one.justified, one.open, one.late)))
            for one in by_responsible(check)
        ),
        widths=(3, 1, 1, 1, 1, 1.2),
    )  # fmt: skip


def _mended(check: SelfCheck, errors: Tally, advice: Tally) -> Iterator[Block]:
    completed = figures_of(check)["items_completed"]
    settled, explained = errors.mended + advice.mended, errors.justified + advice.justified
    if not errors.found + advice.found:
        yield Paragraph.of("没有需要整改的问题。")
        return
    yield Paragraph(
        (
            Run(f"已整改问题{settled}个，经核实不需要整改、已作说明的{explained}个。"),
            *(
                (Run("通过整改，补充完善公开事项"), Run(f"{completed}项", ref="items_completed_1"),
                 Run("。"))
                if completed
                else ()
            ),
        )
    )  # fmt: skip
    for row in findings_of(check, Filter(state=CheckFinding.State.JUSTIFIED))[:20]:
        yield Paragraph.of(f"“{row.line.name}”：{row.message}说明：{_ended(row.reason)}")


def _left(check: SelfCheck) -> Iterator[Block]:
    rows = findings_of(check, Filter(state=CheckFinding.State.OPEN))
    total = rows.count()
    more = f"，以下列出{LEFT}个，其余见附件和Excel表格" if total > LEFT else ""
    yield Paragraph.of(f"还有{total}个问题正在整改，责任人和期限已经明确{more}。")
    yield Table(
        caption="正在整改的问题",
        header=("事项", "问题", "责任科室或责任人", "期限"),
        rows=tuple(
            (row.line.name, row.message, row.responsible, _day(row.due_on))
            for row in rows.order_by("-severity", "due_on", "line__name", "pk")[:LEFT]
        ),
        widths=(2, 3.4, 1.6, 2.4),
    )


def _listed(check: SelfCheck) -> Iterator[tuple[str, ...]]:
    for number, row in enumerate(findings_of(check)[:LISTED], 1):
        state = str(row.get_state_display())
        yield (str(number), row.line.name, str(row.get_severity_display()), row.message, state)


def _annex(rows: Sequence[tuple[str, ...]]) -> tuple[Block, ...]:
    note = f"只列出前{LISTED}个，全部问题见同名的Excel表格。" if len(rows) == LISTED else ""
    header = ("序号", "事项", "程度", "问题", "情况")
    return (
        Table(
            "各事项的问题和整改情况",
            header,
            tuple(rows),
            note=note,
            widths=(0.8, 2.2, 0.9, 4.4, 1.2),
        ),
    )


def findings_workbook(check: SelfCheck) -> bytes:
    """Every finding with all its columns, as .xlsx."""
    rows = findings_of(check).iterator(chunk_size=1000)
    return workbook(HEAD, (_cells(n, row) for n, row in enumerate(rows, 1)), title=TITLE)


def _cells(number: int, row: CheckFinding) -> tuple[str | int, ...]:
    return (
        number, row.line.name, row.line.section, row.column_name or row.where,
        str(row.get_severity_display()), row.message, row.responsible, _day(row.due_on),
        str(row.get_state_display()), _day(row.found_at), _day(row.settled_at), row.settled_by,
        row.reason,
    )  # fmt: skip


def _ended(text: str) -> str:
    return text if text.endswith(("。", "！", "？")) else f"{text}。"


def _day(moment: date | datetime | None) -> str:
    if moment is None:
        return ""
    day = timezone.localdate(moment) if isinstance(moment, datetime) else moment
    return f"{day:%Y年%-m月%-d日}"
