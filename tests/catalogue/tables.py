"""Workbooks for tests of the import: written as clerks do, or by hand where they must be huge."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from openpyxl import Workbook

NATIONAL = (
    ["××镇基层政务公开标准目录"],
    ["序号", "公开事项", None, "公开内容\n（要素）", "公开依据", "公开 时限", "公开主体",
     "公开渠道和载体", "公开对象", None, "公开方式", None, "公开层级", None, "备注"],
    [None, "一级事项", "二级事项", None, None, None, None, None, "全社会", "特定群体（请写明）",
     "主动", "依申请", "县级", "乡、村级", None],
)  # fmt: skip
BOXES = "■政府网站    □政府公报\n■社区/企事业单位/村公示栏（电子屏）\n□其他____"
NATIONAL_MERGED = (
    "A1:O1", "A2:A3", "B2:C2", "D2:D3", "E2:E3", "F2:F3", "G2:G3", "H2:H3", "I2:J2", "K2:L2",
    "M2:N2", "O2:O3", "B4:B6",
)  # fmt: skip


def xlsx(rows: Iterable[Sequence[Any]], *merged: str, sheet: str = "目录", **more: Any) -> bytes:
    """A workbook of a sheet with these rows; ``more`` are further sheets by name."""
    book = Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(list(row))
    for area in merged:
        page.merge_cells(area)
    for name, others in more.items():
        further = book.create_sheet(name)
        for row in others:
            further.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    """A workbook's bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def national(*rows: Sequence[Any], merged: Sequence[str] = NATIONAL_MERGED) -> bytes:
    """A table of the national form: a title, two heading rows, ticks, merged cells."""
    return xlsx([*NATIONAL, *rows], *merged)


def with_sheet(sheet: Iterable[bytes], *further: tuple[str, bytes]) -> bytes:
    """A small workbook whose sheet's XML is put in the place of the real one."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx([["事项名称"]]))) as plain,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for info in plain.infolist():
            if info.filename != "xl/worksheets/sheet1.xml":
                made.writestr(info.filename, plain.read(info))
        with made.open("xl/worksheets/sheet1.xml", "w") as part:
            for piece in sheet:
                part.write(piece)
        for name, data in further:
            made.writestr(name, data)
    return out.getvalue()


def rows_xml(number: int, *, claims: str = "A1:B2") -> Iterator[bytes]:
    """The XML of a sheet of so many rows, of which each has a name; it claims to be small."""
    yield (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<dimension ref="{claims}"/><sheetData>'
    ).encode()
    for at in range(1, number + 1):
        text = "事项名称" if at == 1 else f"事项{at * 7919 % 1_000_003}"
        yield f'<row r="{at}"><c r="A{at}" t="inlineStr"><is><t>{text}</t></is></c></row>'.encode()
    yield b"</sheetData></worksheet>"
