"""XLSX → rows of cells, sheet by sheet, for data that is imported; runs in the child process.

openpyxl reads without holding the workbook (``read_only``) and tells neither merged cells nor
hidden rows then, and a formula without a result is an empty cell to it. So the XML of each sheet
is looked through once before, as bytes, for just these and for how many rows hold something: a
sheet of 200,000 rows is refused within a second or two, and the size it claims is never believed.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from zwgk.text.reading.from_xlsx import shown
from zwgk.text.reading.model import DAMAGED, MB, Refused
from zwgk.text.reading.xml import refuse_dtd
from zwgk.text.reading.zips import Meter, open_package

MOST_ROWS = 50_000
MOST_COLUMNS = 200
MOST_CELL = 32_767  # what a cell of Excel holds
_MOST_TOTAL = 400 * MB
_MOST_WRITTEN = 100 * MB
_MOST_MERGED = 100_000
_MOST_SHEETS = 50
_LAST_ROW = 1_048_576  # of Excel
_MOST_TOLD = 1000

ROWS = "有内容的行超过 5 万行，请按公开领域拆分成几个文件，分别导入。"
CELLS = "有的单元格超过 3 万字，请精简后再导入。"
SHEETS = "的工作表超过 50 个，请把要导入的工作表另存为一个文件。"
WORDS = "的文字过多，请按公开领域拆分成几个文件，分别导入。"
MERGED = "的合并单元格超过 10 万处，请取消合并后再导入。"
MACROS = "带有宏，请用 WPS 或 Excel 打开，另存为不带宏的 .xlsx 后再导入。"

_TOKEN = re.compile(
    rb"<(?:\w+:)?(row|mergeCell)\b([^>]*)>|</(?:\w+:)?([vt])>"
    rb"|(</(?:\w+:)?f>\s*(?:</(?:\w+:)?c>|<(?:\w+:)?v\s*/>|<(?:\w+:)?v></))"
)
_ATTRIBUTE = re.compile(rb"""\b(r|ref|hidden)\s*=\s*["']([^"']*)["']""")
_DROPPED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


@dataclass
class _Look:
    """What a first look at the XML of a sheet tells."""

    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    uncalculated: int = 0


def write_sheets(path: Path, folder: Path) -> str:
    """Write ``rows-0``, ``rows-1`` … of JSON lines; the sheets' names and marks as JSON.

    A line is the number of the row and its cells as text, those of merged cells repeated in each
    row they cover. Raises Refused beyond the limits.
    """
    with open_package(path, _MOST_TOTAL) as archive:
        if any(name.lower().endswith("vbaproject.bin") for name in archive.namelist()):
            raise Refused(MACROS)
        looks = _look_at(archive)
    told = []
    room = _MOST_WRITTEN
    with path.open("rb") as file:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        if len(book.worksheets) > _MOST_SHEETS:
            raise Refused(SHEETS)
        for number, sheet in enumerate(book.worksheets):
            look = looks.get(str(getattr(sheet, "_worksheet_path", "")).lstrip("/"), _Look())
            place = folder / f"rows-{number}"
            room -= _write(sheet, look, place, room)
            told.append(
                {
                    "name": sheet.title, "shown": sheet.sheet_state == "visible",
                    "hidden": look.hidden[:_MOST_TOLD], "uncalculated": look.uncalculated,
                    "merged": look.merged[:MOST_COLUMNS],
                }
            )  # fmt: skip
        book.close()
    return json.dumps(told)


def _look_at(archive: ZipFile) -> dict[str, _Look]:
    """Unpack every part once, counting, and look through those that are sheets."""
    meter = Meter(_MOST_TOTAL)
    looks = {}
    for info in archive.infolist():
        chunks = meter.chunks(archive, info)
        head = next(chunks, b"")
        if not info.filename.lower().endswith(".svg"):
            refuse_dtd(head)
        name = info.filename.lstrip("/")
        if "worksheets/" in name and name.endswith(".xml"):
            looks[name] = _look(head, chunks)
        for _ in chunks:
            pass
    return looks


def _look(head: bytes, chunks: Iterator[bytes]) -> _Look:
    look = _Look()
    filled, counted = 0, False
    for found in _tokens(head, chunks):
        tag, attributes, text, empty = found.groups()
        if text and not counted:
            filled, counted = filled + 1, True
            if filled > MOST_ROWS:
                raise Refused(ROWS)
        elif tag == b"row":
            counted = False
            said = dict(_ATTRIBUTE.findall(attributes))
            number = int(said[b"r"]) if said.get(b"r", b"").isdigit() else 0
            if number > _LAST_ROW:
                raise Refused(DAMAGED)
            if number and said.get(b"hidden") in (b"1", b"true"):
                look.hidden.append(number)
        elif tag == b"mergeCell":
            _merge(look, dict(_ATTRIBUTE.findall(attributes)).get(b"ref", b""))
        elif empty:
            look.uncalculated += 1
    return look


def _tokens(head: bytes, chunks: Iterator[bytes]) -> Iterator["re.Match[bytes]"]:
    """The tokens in their order; what a chunk breaks off in is looked at with the next."""
    rest = head
    for chunk in chunks:
        rest += chunk
        # A formula's end and what follows it stay together.
        cut = max(rest.rfind(b"</c>"), rest.rfind(b":c>"), rest.rfind(b"<mergeCell "))
        cut = cut if cut > 0 else (len(rest) if len(rest) > MB else 0)
        yield from _TOKEN.finditer(rest, 0, cut)
        rest = rest[cut:]
    yield from _TOKEN.finditer(rest)


def _merge(look: _Look, ref: bytes) -> None:
    try:
        left, top, right, bottom = range_boundaries(ref.decode("ascii", "replace"))
    except ValueError:
        return
    if not (left and top and right and bottom) or (left, top) == (right, bottom):
        return
    look.merged.append((top, left, bottom, right))
    if len(look.merged) > _MOST_MERGED:
        raise Refused(MERGED)


def _write(sheet: Any, look: _Look, place: Path, room: int) -> int:
    """The rows that hold something; how many bytes they are."""
    sheet.reset_dimensions()
    carried = _Carried(look.merged)
    written = filled = 0
    with place.open("w", encoding="utf-8") as out:
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            cells = [_text(value) for value in row[:MOST_COLUMNS]]
            if any(cells):
                filled += 1
                if filled > MOST_ROWS:
                    raise Refused(ROWS)
            cells = carried.over(number, cells)
            if not any(cells):
                continue
            line = json.dumps([number, cells], ensure_ascii=False)
            written += len(line.encode()) + 1
            if written > room:
                raise Refused(WORDS)
            out.write(line + "\n")
    return written


class _Carried:
    """What merged cells say, repeated in the rows they cover; only downwards, in their column."""

    def __init__(self, merged: list[tuple[int, int, int, int]]) -> None:
        self._coming = sorted((one for one in merged if one[2] > one[0]), reverse=True)
        self._open: dict[int, tuple[int, str]] = {}

    def over(self, number: int, cells: list[str]) -> list[str]:
        """The cells of a row with what is carried into it."""
        while self._coming and self._coming[-1][0] <= number:
            top, left, bottom, _ = self._coming.pop()
            value = cells[left - 1] if top == number and left <= len(cells) else ""
            self._open[left] = (bottom, value)
        if not self._open or not any(cells):
            return cells
        for column, (bottom, value) in list(self._open.items()):
            if bottom < number:
                del self._open[column]
            elif value and not (column <= len(cells) and cells[column - 1]):
                cells = cells + [""] * (column - len(cells))
                cells[column - 1] = value
        return cells


def _text(value: object) -> str:
    """A cell as text: lines are kept, days are written as in ISO 8601."""
    if isinstance(value, str):
        if len(value) > MOST_CELL:
            raise Refused(CELLS)
        return _DROPPED.sub("", value.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return shown(value)
