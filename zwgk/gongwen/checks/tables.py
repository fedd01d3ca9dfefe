"""Tables: inside the type area, with a numbered caption, rows whole, the header repeated."""

import re
from collections.abc import Iterator
from typing import Any

from zwgk.gongwen.checks import Problem, W, out_of_order, style_of, switched_on, text_of
from zwgk.gongwen.layout import TYPE_AREA_PT

_CAPTION = re.compile(r"表(\d+)(?:　| |$)")
_ALLOWED_PT = 3


def table_problems(document: Any) -> Iterator[Problem]:
    """What is wrong with the tables of a document."""
    tables = [table for table in document.iter(f"{W}tbl") if _holds_text(table)]
    numbers = []
    for at, table in enumerate(tables, 1):
        caption = _caption(table)
        name = f"表{caption}" if caption else f"第{at}个表格"
        if caption:
            numbers.append(caption)
        else:
            yield Problem("table-caption", f"{name}上方没有“表{at}”这样的表题。")
        yield from _one(table, name)
    for at in out_of_order(numbers):
        yield Problem("table-number", f"表题的序号不连续，第{at}个表题应为“表{at}”。")


def _holds_text(table: Any) -> bool:
    """Not the frame of the 版记, not the row that holds pictures side by side."""
    floating = table.find(f"{W}tblPr/{W}tblpPr") is not None
    return not floating and next(table.iter(f"{W}drawing"), None) is None


def _caption(table: Any) -> int:
    before = table.getprevious()
    if before is None or before.tag != f"{W}p" or style_of(before) != "GwTableCaption":
        return 0
    match = _CAPTION.match(text_of(before))
    return int(match[1]) if match else 0


def _one(table: Any, name: str) -> Iterator[Problem]:
    width = sum(int(c.get(f"{W}w") or 0) for c in table.iterfind(f"{W}tblGrid/{W}gridCol")) / 20
    if width > TYPE_AREA_PT + _ALLOWED_PT:
        shown = width / 72 * 25.4
        yield Problem("table-width", f"{name}宽 {shown:.0f}mm，超出版心（宽156mm）。")
    rows = list(table.iterfind(f"{W}tr"))
    if rows and not switched_on(rows[0].find(f"{W}trPr/{W}tblHeader")):
        yield Problem("table-header", f"{name}没有设置表头在各页重复。")
    if not all(switched_on(row.find(f"{W}trPr/{W}cantSplit")) for row in rows):
        yield Problem("table-split", f"{name}的行会被分在两页，应设置为不跨页断行。")
