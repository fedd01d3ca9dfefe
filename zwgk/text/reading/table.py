"""Workbooks as rows of cells: the limited child reads, the caller goes through what it wrote."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from zwgk.text.reading.model import MAX_FILE, TOO_LARGE, Refused
from zwgk.text.reading.runner import run_table
from zwgk.text.reading.sniff import Kind, kind_of

SECONDS = 180.0
OLD = "是旧版表格（.xls），请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。"
PLAIN = "不是 xlsx 表格，是文本或 csv 文件；改文件名没有用，请用 WPS 或 Excel 打开，另存为 .xlsx。"
OTHER = "不是 xlsx 表格，请用 WPS 或 Excel 把目录另存为 .xlsx 后再导入。"


@dataclass(frozen=True)
class Row:
    """A row that holds something: its number in the sheet and its cells as text."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Sheet:
    """A sheet: ``hidden`` are the first hidden rows, ``merged`` ranges (top, left, bottom, right)
    near its beginning, ``uncalculated`` how many formulas have no result."""

    name: str
    shown: bool
    hidden: tuple[int, ...]
    uncalculated: int
    merged: tuple[tuple[int, int, int, int], ...]
    path: Path

    def rows(self, most: int | None = None) -> Iterator[Row]:
        """The rows one by one, as often as they are asked for."""
        with self.path.open(encoding="utf-8") as lines:
            for line in islice(lines, most):
                number, cells = json.loads(line)
                yield Row(number, cells)


@contextmanager
def open_table(data: bytes, *, seconds: float = SECONDS) -> Iterator[list[Sheet]]:
    """The sheets of an xlsx file. Raises Refused: what is wrong with it and what to do."""
    if len(data) > MAX_FILE:
        raise Refused(TOO_LARGE)
    kind = kind_of(data)
    if kind is not Kind.XLSX:
        raise Refused({Kind.XLS: OLD, Kind.TEXT: PLAIN}.get(kind, OTHER))
    with run_table(data, seconds) as (folder, told):
        yield [
            Sheet(
                str(sheet["name"]), bool(sheet["shown"]), tuple(sheet["hidden"]),
                int(sheet["uncalculated"]), tuple(tuple(one) for one in sheet["merged"]),
                folder / f"rows-{number}",
            )
            for number, sheet in enumerate(json.loads(told))
        ]  # fmt: skip
