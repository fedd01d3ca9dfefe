"""XLSX → the values by sheet and row, cells apart by tabs."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from zwgk.text.reading.model import MAX_TEXT, TOO_LONG, Refused
from zwgk.text.reading.xml import check_parts

HIDDEN = "表格中有隐藏的工作表，已一并读入，请核对。"


def read_xlsx(path: Path) -> tuple[str, list[str]]:
    """Every sheet that holds something, under its name when there are several."""
    check_parts(path)
    # Given as a file: openpyxl judges a path by its ending, and the child's input has none.
    with path.open("rb") as file:
        return _read(load_workbook(file, read_only=True, data_only=True, keep_links=False))


def _read(book: Workbook) -> tuple[str, list[str]]:
    try:
        room = MAX_TEXT
        sheets: list[tuple[str, list[str]]] = []
        for sheet in book.worksheets:
            lines = _rows(sheet, room)
            room -= sum(len(line) + 1 for line in lines)
            if lines:
                sheets.append((sheet.title, lines))
        hidden = any(sheet.sheet_state != "visible" for sheet in book.worksheets)
    finally:
        book.close()
    if len(sheets) == 1:
        text = "\n".join(sheets[0][1])
    else:
        text = "\n\n".join("\n".join([title, *lines]) for title, lines in sheets)
    return text, [HIDDEN] if hidden else []


def _rows(sheet: Any, room: int) -> list[str]:
    # The size a sheet claims may be a million empty rows.
    sheet.reset_dimensions()
    lines: list[str] = []
    for row in sheet.iter_rows(values_only=True):
        line = "\t".join(shown(value) for value in row).rstrip("\t")
        if not line.strip():
            continue
        room -= len(line) + 1
        if room < 0:
            raise Refused(TOO_LONG)
        lines.append(line)
    return lines


def shown(value: object) -> str:
    """A cell's value as it is written in a text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.12g}"
    if isinstance(value, datetime):
        day = shown(value.date())
        return day if value.time() == time() else f"{day} {value:%H:%M}"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return " ".join(str(value).split())
