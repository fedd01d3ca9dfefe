"""The examination as a workbook."""

import io
from collections.abc import Iterable

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from zwgk.library.health.checks import Examination
from zwgk.library.health.indicators import INDICATORS, UNSEEN

STATUS = {"good": "正常", "warn": "提醒", "bad": "不合格", "none": "未测"}
SEVERITY = {"veto": "单项否决", "bad": "须整改", "warn": "提醒"}
_Rows = Iterable[Iterable[str | int | None]]


def health_xlsx(examination: Examination) -> bytes:
    """Three sheets: the indicators, the findings, how to read them."""
    book = Workbook(write_only=True)
    _sheet(book, "指标", (16, 8, 10, 44, 44, 44, 36), _indicators(examination))
    _sheet(book, "问题", (16, 10, 90, 60), _findings(examination))
    at = timezone.localtime(examination.at)
    notes = [["说明", ""], ["体检时间", f"{at:%Y-%m-%d %H:%M}"], ["体检人", examination.by]]
    notes += [["总分", str(examination.score)], ["单项否决", str(len(examination.vetoes))]]
    notes += [["软件看不到", text] for text in UNSEEN]
    _sheet(book, "说明", (16, 90), notes)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _indicators(examination: Examination) -> _Rows:
    yield "指标", "得分", "状态", "实测", "检查内容", "要求", "依据"
    sorts = {sort.key: sort for sort, _ in INDICATORS}
    for found in examination.indicators:
        sort = sorts[found.key]
        yield (
            found.name, found.score, STATUS[found.status], found.measured, sort.measures,
            sort.limit, sort.source,
        )  # fmt: skip


def _findings(examination: Examination) -> _Rows:
    yield "指标", "程度", "问题", "整改建议"
    for found in examination.indicators:
        for finding in found.findings:
            yield found.name, SEVERITY[finding.severity], finding.message, found.advice
        if found.more:
            yield found.name, "", f"另有 {found.more} 个问题，未逐一列出。", found.advice


def _sheet(book: Workbook, title: str, widths: tuple[int, ...], rows: _Rows) -> None:
    sheet = book.create_sheet(title)
    for letter, width in zip("ABCDEFG", widths, strict=False):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    for number, row in enumerate(rows):
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=value)
            if isinstance(value, str):
                # A title that begins with “=” stays a text; Excel must not take it for a formula.
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=number == 0)
            cells.append(cell)
        sheet.append(cells)
