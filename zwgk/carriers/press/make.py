"""Order → PDF. Content goes in as data and files, never as Typst source."""

import io
import json
import re
import tempfile
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, cast

import segno
import typst
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject

from zwgk.carriers.press.content import Guide, Order
from zwgk.gongwen.fonts import folders_in_use

_COMMON = Path(__file__).with_name("common.typ")
_KINDS = Path(__file__).parent.parent / "kinds"
_MM = 72 / 25.4
_BLEED, _MARKS = 3.0, 9.0
# A piece of a row that is never torn apart is about this long.
_PIECE = 90


@dataclass(frozen=True)
class Made:
    """制成的文件: the PDF, its pages, how large the text came out (1 is the usual size).

    ``fits`` is whether everything stands on the one sheet that was asked for; ``omitted`` names
    items that had to be left out as a whole, never cut.
    """

    pdf: bytes
    pages: int
    scale: float
    fits: bool
    omitted: tuple[str, ...]


@cache
def _faces() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in folders_in_use()],
    )


def make(order: Order) -> Made:
    """Lay the order out. Raises MissingFonts without any Chinese face."""
    with tempfile.TemporaryDirectory(prefix="zwgk-press-") as folder:
        compiler = _compiler(order, Path(folder))
        pdf = cast(bytes, compiler.compile(format="pdf", timestamp=0))
        told = json.loads(compiler.query("<told>", field="value"))[-1]
    pdf, pages = _boxed(pdf, order)
    omitted = tuple(told["omitted"])
    return Made(pdf, pages, float(told["scale"]), bool(told["fits"]), omitted)


def pictures(order: Order, ppi: float = 72) -> list[bytes]:
    """Each page as PNG, for a look at it before it is printed."""
    with tempfile.TemporaryDirectory(prefix="zwgk-press-") as folder:
        found = _compiler(order, Path(folder)).compile(format="png", ppi=ppi)
    return found if isinstance(found, list) else [cast(bytes, found)]


def _compiler(order: Order, folder: Path) -> typst.Compiler:
    (folder / "common.typ").write_bytes(_COMMON.read_bytes())
    layout = folder / "layout.typ"
    layout.write_bytes((_KINDS / order.folder / "layout.typ").read_bytes())
    data = json.dumps(_data(order, folder), ensure_ascii=False)
    (folder / "order.json").write_text(data, encoding="utf-8")
    return typst.Compiler(str(layout), root=str(folder), font_paths=_faces())


def _data(order: Order, folder: Path) -> dict[str, Any]:
    brand, sheet = order.brand, order.sheet
    guides = [_guide(order, n, guide, folder) for n, guide in enumerate(order.guides)]
    groups = [
        {"name": name or "公开事项", "guides": list(found)}
        for name, found in groupby(guides, key=lambda guide: guide["field"])
    ]
    reduced = f"按1:{sheet.reduced}出图，" if sheet.reduced > 1 else ""
    size = f"{sheet.width * sheet.reduced:g}×{sheet.height * sheet.reduced:g}毫米"
    return {
        "title": order.title, "subtitle": order.subtitle, "dated": order.dated,
        "text": order.text, "signature": order.signature, "colours": order.colours,
        "width": sheet.width, "height": sheet.height, "base": sheet.base, "scale": 1,
        "columns": sheet.columns, "marks": order.marks, "qr": _code(order.url, folder, "all"),
        "slug": f"{order.title}　{reduced}成品尺寸{size}，四边各出血3毫米",
        "guides": guides, "groups": groups,
        "brand": {
            "name": brand.name, "colour": brand.colour, "hotline": brand.hotline,
            "complaint": brand.complaint, "address": brand.address,
            "emblem": _picture(brand.emblem, folder, "emblem"),
            "photo": _picture(brand.photo, folder, "photo"),
        },
    }  # fmt: skip


def _guide(order: Order, number: int, guide: Guide, folder: Path) -> dict[str, Any]:
    facts = [row for row in guide.rows if not order.facts or row[0] in order.facts]
    return {
        "name": guide.name,
        "field": guide.field,
        "rows": [list(row) for row in guide.rows],
        "facts": [list(row) for row in facts],
        "steps": [
            {"name": name, "section": section, "limit": limit}
            for name, section, limit in guide.steps
        ],
        "pieces": [list(piece) for row in guide.rows for piece in _pieces(*row)],
        "qr": _code(guide.url, folder, str(number)),
    }


def _pieces(label: str, text: str) -> list[tuple[str, str]]:
    """A row as pieces that end where a sentence or a clause does, only the first with its label."""
    pieces, piece = [], ""
    for part in re.findall(r"[^。；\n]+[。；\n]?|[。；\n]", text):
        if piece and len(piece) + len(part) > _PIECE:
            pieces.append(piece)
            piece = ""
        piece += part
        while len(piece) > 2 * _PIECE:
            pieces.append(piece[:_PIECE])
            piece = piece[_PIECE:]
    pieces.append(piece)
    return [("" if number else label, piece) for number, piece in enumerate(pieces)]


def _code(url: str, folder: Path, name: str) -> str:
    if not url:
        return ""
    path = folder / f"qr-{name}.svg"
    segno.make(url, error="m", micro=False).save(str(path), border=2, light="white")
    return path.name


def _picture(content: bytes, folder: Path, name: str) -> str:
    if not content:
        return ""
    start = content[:12]
    ending = "png" if start.startswith(b"\x89PNG") else "jpg" if start[:2] == b"\xff\xd8" else "svg"
    path = folder / f"{name}.{ending}"
    path.write_bytes(content)
    return path.name


def _boxed(pdf: bytes, order: Order) -> tuple[bytes, int]:
    """Name the trimmed and the bled box of each page, as a printer's software expects."""
    reader = PdfReader(io.BytesIO(pdf))
    if not order.marks:
        return pdf, len(reader.pages)
    writer = PdfWriter(clone_from=reader)
    edge, spill = (_BLEED + _MARKS) * _MM, _MARKS * _MM
    for page in writer.pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        page.trimbox = RectangleObject((edge, edge, width - edge, height - edge))
        page.bleedbox = RectangleObject((spill, spill, width - spill, height - spill))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue(), len(writer.pages)
