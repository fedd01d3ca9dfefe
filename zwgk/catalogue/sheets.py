"""The catalogue as a workbook (公开事项目录.xlsx): the standard columns, and the empty template."""

import io
from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font

from zwgk.catalogue.columns import COLUMNS, Columns
from zwgk.catalogue.differences import words_of
from zwgk.catalogue.models import ServiceItem, column_name
from zwgk.catalogue.standard import Within

SHEET = "公开事项目录"
# The order of the national standard, then what a guide says; 详细说明 is written on the page.
STANDARD_ORDER = (
    "field", "topic", "name", "content", "basis", "disclose_within", "disclose_within_text",
    "formed_on", "channels", "audience", "audience_who", "mode", "levels",
)  # fmt: skip
ORDER = (*STANDARD_ORDER, *(name for name in COLUMNS if name not in (*STANDARD_ORDER, "body")))
_EXAMPLE = Columns(
    name="示例：高龄津贴发放（填写前请删除本行）", topic="养老服务业务办理", field="elderly-care",
    content="津贴对象、标准、申请材料、办理流程", basis="《中华人民共和国老年人权益保障法》",
    channels=("site", "board"), levels=("town",), section="社会事务办",
    disclose_within=Within.TWENTY_DAYS, materials="身份证|原件1份、复印件1份|",
    steps="受理|便民服务中心|当场", statutory_days=20, promised_days=5, fee="不收费",
)  # fmt: skip


def catalogue_workbook(items: Iterable[ServiceItem]) -> bytes:
    """The items as .xlsx, a row each, with the unit before and the state after."""
    return workbook(
        ("序号", "公开主体", *map(column_name, ORDER), "状态"),
        (
            (number, str(item.unit), *_cells(item.columns), str(item.get_state_display()))
            for number, item in enumerate(items, 1)
        ),
    )


def template_workbook() -> bytes:
    """The empty table to fill in, with one row as an example."""
    return workbook(("序号", *map(column_name, ORDER)), [(1, *_cells(_EXAMPLE))])


def _cells(columns: Columns) -> list[str]:
    return [words_of(columns, name) for name in ORDER]


def workbook(head: Iterable[str], rows: Iterable[tuple[str | int, ...]]) -> bytes:
    """A table as .xlsx; what begins like a formula stays text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    sheet.freeze_panes = "A2"
    titles = []
    for title in head:
        cell = WriteOnlyCell(sheet, value=title)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True)
        titles.append(cell)
    sheet.append(titles)
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, value: str | int) -> Any:
    if isinstance(value, int):
        return WriteOnlyCell(sheet, value=value)
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value))
    # What somebody typed is text, though it begins like a formula.
    cell.data_type = "s"
    return cell
