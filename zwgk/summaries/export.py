"""Summaries and roll-ups as files: JSON for machines, xlsx for offices, the document itself."""

import io
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from zwgk.campaigns.models import Campaign, Participation
from zwgk.campaigns.states import WITH_SUPERIOR
from zwgk.core.actor import Actor
from zwgk.core.errors import DomainError
from zwgk.figures.ledger import ledger
from zwgk.figures.phrase import printed
from zwgk.gongwen import Document
from zwgk.kinds import KINDS, QUALIFIER_NAMES, SOURCE_NAMES, Qualifier, Source
from zwgk.summaries.annexes import document_of, kept_picture
from zwgk.summaries.branch import figures_of
from zwgk.summaries.document import from_json
from zwgk.summaries.models import Submission, SubmittedFigure
from zwgk.summaries.queries import draft_of, standing_submission
from zwgk.summaries.rollup import (
    Branch,
    Contribution,
    Total,
    contributions,
    participations,
    roll_up,
    standing_figures,
)
from zwgk.summaries.sources import EVIDENCE_WIDTHS, SOURCE_WIDTHS, evidence_rows, notes, source_rows

SOURCE_ROWS = 100_000  # half a minute of writing
_HEAD = PatternFill("solid", fgColor="F3F5F7")


def summary_document(participation: Participation, actor: Actor) -> Document:
    """The submitted document, or the draft as it reads now. Raises DomainError without either."""
    submission = standing_submission(participation, actor)
    if submission is not None:
        return from_json(submission.content, kept_picture)
    draft = draft_of(participation, actor)
    if draft is None:
        raise DomainError(f"{participation.unit}还没有总结草稿。")
    dated = draft.saved_at.date()
    figures = figures_of(participation, actor)
    return document_of(participation, draft.title, draft.sections, figures, dated=dated)


def summary_json(participation: Participation, actor: Actor) -> dict[str, Any]:
    """One summary as data: its sections and, for each figure, the records behind it."""
    document = summary_document(participation, actor)
    submission = standing_submission(participation, actor)
    figures = _frozen(submission) if submission else _live(participation)
    quoted = _quoted(document)
    return {
        "unit": {"code": participation.unit.code, "name": participation.unit.name},
        "campaign": participation.campaign.slug,
        "state": participation.state,
        "frozen": submission is not None,
        "title": document.title,
        "sections": _sections(document),
        "figures": [_as_printed(figure, quoted.get(figure["kind"], [])) for figure in figures],
    }


def _as_printed(figure: dict[str, Any], quoted: list[str]) -> dict[str, Any]:
    """The figure with its text as the document prints it; unquoted ones keep the exact text."""
    text = "、".join(dict.fromkeys(quoted)) or figure["text"]
    return figure | {"text": text, "exact": figure["text"], "quoted": len(quoted)}


def _sections(document: Document) -> list[dict[str, Any]]:
    sections: list[dict[str, Any]] = [{"heading": "", "paragraphs": []}]
    for paragraph in document.paragraphs:
        if paragraph.level == 1:
            sections.append({"heading": paragraph.text, "paragraphs": []})
        else:
            sections[-1]["paragraphs"].append(paragraph.text)
    return sections


def _quoted(document: Document) -> dict[str, list[str]]:
    """Each kind's texts as they stand in the document, by the references of the runs."""
    found: dict[str, list[str]] = {}
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            if run.ref:
                found.setdefault(run.kind, []).append(run.text)
    return found


def _figure(
    kind: str, value: int, out_of: int | None, qualifier: str, shares: dict[str, int],
    records: list[dict[str, Any]],
) -> dict[str, Any]:  # fmt: skip
    known = KINDS[kind]
    return {
        "kind": kind, "name": known.name, "value": value, "out_of": out_of,
        "qualifier": str(qualifier),
        "text": printed(known, value, out_of, Qualifier(qualifier)),
        "shares": shares, "records": records,
    }  # fmt: skip


def _frozen(submission: Submission) -> list[dict[str, Any]]:
    rows = {row.kind: row for row in SubmittedFigure.objects.filter(submission=submission)}
    return [
        _figure(
            key, row.value, row.out_of, row.qualifier,
            {"records": row.by_records, "tally": row.by_tally, "declared": row.by_declared},
            row.evidence,
        )
        for key in KINDS
        if (row := rows.get(key))
    ]  # fmt: skip


def _live(participation: Participation) -> list[dict[str, Any]]:
    return [
        _figure(
            key, entry.value, entry.out_of, entry.qualifier,
            {source.value: entry.shares.get(source, 0) for source in Source},
            [
                {"source": e.source.value, "type": e.record_type, "id": e.record_id,
                 "value": e.value, "out_of": e.out_of, "label": e.label}
                for e in entry.evidence
            ],
        )
        for key, entry in ledger(participation.pk).items()
    ]  # fmt: skip


def rollup_json(campaign: Campaign, actor: Actor, branch: Branch | None = None) -> dict[str, Any]:
    """The roll-up as data: progress, totals, and what each unit adds."""
    rolled = roll_up(campaign, actor, branch)
    by_unit: dict[str, dict[str, Any]] = {}
    for c in contributions(campaign, actor, branch=branch):
        unit = by_unit.setdefault(
            c.unit_code,
            {"code": c.unit_code, "name": c.unit_name, "submission": c.submission_id,
             "figures": {}},
        )  # fmt: skip
        unit["figures"][c.kind.key] = {"value": c.value, "out_of": c.out_of, "text": c.text}
    return {
        "campaign": campaign.slug,
        "name": str(campaign),
        "progress": vars(rolled.progress),
        "totals": [_total(total) for total in rolled.totals.values()],
        "units": list(by_unit.values()),
        "missing": [
            {"code": p.unit.code, "name": p.unit.name, "state": p.state}
            for p in _missing(campaign, actor, branch)
        ],
    }


def _total(total: Total) -> dict[str, Any]:
    return {
        "kind": total.kind.key, "name": total.kind.name, "value": total.number,
        "out_of": total.out_of, "qualifier": total.qualifier.value, "text": total.text,
        "note": total.note,
        "shares": {source.value: share for source, share in total.shares.items()},
        "units": total.units,
    }  # fmt: skip


def _missing(campaign: Campaign, actor: Actor, branch: Branch | None) -> QuerySet[Any]:
    return participations(campaign, actor, branch).exclude(state__in=WITH_SUPERIOR)


def rollup_xlsx(campaign: Campaign, actor: Actor, branch: Branch | None = None) -> bytes:
    """The roll-up as a workbook: 汇总, 各单位, 未报送单位, 来源, 说明.

    Figures are numbers, not texts. What is never added (资料种类, 参与部门) is united by name, or
    left empty and explained.
    """
    book = Workbook(write_only=True)
    sheet(
        book,
        "汇总",
        _totals_rows(campaign, actor, branch),
        (14, 12, 10, 12, 12, 12, 12, 12, 12, 40),
    )
    headings, rows = _unit_rows(campaign, actor, branch)
    sheet(book, "各单位", [headings, *rows], (30, 18, *(12 for _ in headings[2:])))
    missing = [["单位", "状态"]]
    missing += [[p.unit.name, p.get_state_display()] for p in _missing(campaign, actor, branch)]
    sheet(book, "未报送单位", missing, (36, 14))
    sheet(book, "来源", _sources(standing_figures([campaign], actor, branch)), SOURCE_WIDTHS)
    sheet(book, "说明", notes(str(campaign), len(missing) - 1), (16, 90))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _sources(figures: QuerySet[Any]) -> Iterable[list[Any]]:
    """The sources one by one; of a whole province they are taken out district by district."""
    if figures.order_by()[SOURCE_ROWS : SOURCE_ROWS + 1].exists():
        return [["说明"], [f"数据超过{SOURCE_ROWS}条，请在汇总页面选择地区，分别导出来源。"]]
    return source_rows(figures)


def submission_xlsx(submission: Submission, actor: Actor) -> bytes:
    """A submission as a workbook: 数据, 来源 and 说明, the records frozen with it one by one."""
    book = Workbook(write_only=True)
    figures = SubmittedFigure.objects.visible_to(actor).filter(submission=submission)
    sheet(book, "数据", source_rows(figures), SOURCE_WIDTHS)
    sheet(book, "来源", evidence_rows(figures), EVIDENCE_WIDTHS)
    sheet(book, "说明", notes(submission.title), (16, 90))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _totals_rows(campaign: Campaign, actor: Actor, branch: Branch | None) -> list[list[Any]]:
    sources = [SOURCE_NAMES[source] for source in Source]
    rows: list[list[Any]] = [
        ["指标", "数值", "单位", "准确程度", "分子", "分母", *sources, "报送单位数", "说明"]
    ]
    for total in roll_up(campaign, actor, branch).totals.values():
        rate = total.kind.is_rate
        value = total.value / total.out_of if rate and total.out_of else total.number
        rows.append(
            [
                total.kind.name, _Percent(value or 0) if rate else value, total.kind.measure,
                QUALIFIER_NAMES[total.qualifier],
                total.value if rate else None, total.out_of if rate else None,
                *(total.shares[source] for source in Source), total.units, total.note,
            ]
        )  # fmt: skip
    return rows


def _unit_rows(
    campaign: Campaign, actor: Actor, branch: Branch | None
) -> tuple[list[str], list[list[Any]]]:
    """A row a unit, a column a kind; a rate takes two columns, numerator and denominator."""
    columns: list[tuple[str, bool]] = []
    headings = ["单位", "单位代码"]
    for key, kind in KINDS.items():
        columns.append((key, False))
        headings.append(f"{kind.name}（{'分子' if kind.is_rate else kind.measure}）")
        if kind.is_rate:
            columns.append((key, True))
            headings.append(f"{kind.name}（分母）")
    units: dict[str, dict[str, Any]] = {}
    for c in contributions(campaign, actor, branch=branch):
        unit = units.setdefault(c.unit_code, {"name": c.unit_name})
        unit[c.kind.key] = c
    rows = [
        [unit["name"], code, *(_cell(unit.get(key), base) for key, base in columns)]
        for code, unit in units.items()
    ]
    return headings, rows


def _cell(contribution: Contribution | None, base: bool) -> int | None:
    if contribution is None:
        return None
    return contribution.out_of if base else contribution.value


class _Percent(float):
    """A share that the workbook shows in per cent."""


def sheet(book: Workbook, title: str, rows: Iterable[list[Any]], widths: tuple[float, ...]) -> None:
    """A sheet whose first row is its head; numbers stay numbers, texts never become formulas."""
    page = book.create_sheet(title)
    for at, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(at)].width = width
    page.freeze_panes = "A2"
    for number, row in enumerate(rows):
        page.append([_styled(page, value, head=number == 0) for value in row])


def _styled(sheet: WriteOnlyWorksheet, value: Any, *, head: bool) -> Any:
    cell = WriteOnlyCell(sheet, value=float(value) if isinstance(value, _Percent) else value)
    if isinstance(value, str):
        # A unit named "=…" stays a text; Excel must not take it for a formula.
        cell.data_type = "s"
    if isinstance(value, _Percent):
        cell.number_format = "0.0%"
    if head:
        cell.font, cell.fill = Font(bold=True), _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    return cell
