"""Sizes and places of tables and pictures, the same in the .docx and the PDF form."""

import re
from collections.abc import Sequence

from zwgk.gongwen.images import image_of
from zwgk.gongwen.layout import PITCH_PT, TYPE_AREA_PT, width_em
from zwgk.gongwen.model import Picture, Table

# A picture is never higher than what a page has left below an attachment's mark and title.
HIGHEST_PT = 16 * PITCH_PT
# Pictures side by side: the space between two, and how high the row may be (80 mm).
GAP_PT = 8.0
ROW_PT = 80 / 25.4 * 72
# Table text is 小四, or 五号 where the columns are many; the space left and right of a cell's text.
CELL_PT, SMALL_CELL_PT, PADDING_PT = 12.0, 10.5, 3.0
MANY_COLUMNS = 6
# Room beside a cell's longest line for faces wider than counted.
_SLACK_EM = 0.8
_SHORT_EM = 6.0
_FIGURE = re.compile(r"[-+−]?\d[\d,，.]*\s*[%％‰]?|[—－-]+|/|")


class Labels:
    """Numbers tables and pictures through the whole document: 表1, 图1."""

    def __init__(self) -> None:
        self._tables = self._pictures = 0

    def table(self, caption: str) -> str:
        """The caption line of the next table."""
        self._tables += 1
        return f"表{self._tables}　{caption}".rstrip("　")

    def picture(self, caption: str) -> str:
        """The caption line of the next picture."""
        self._pictures += 1
        return f"图{self._pictures}　{caption}".rstrip("　")


def cell_size(table: Table) -> float:
    """The size of a table's text in points."""
    return CELL_PT if len(table.header) <= MANY_COLUMNS else SMALL_CELL_PT


def column_widths(table: Table) -> list[float]:
    """The columns' widths in points; together they are as wide as the type area."""
    if table.widths:
        whole = sum(table.widths)
        return [TYPE_AREA_PT * width / whole for width in table.widths]
    return _shared([_natural(column, cell_size(table)) for column in _columns(table)])


def _natural(column: Sequence[str], size: float) -> float:
    """What a column needs for its words in one line; its head may take two."""
    head, *cells = column
    widest = max([width_em(head) / 2, 2.0, *(width_em(cell) for cell in cells)])
    return (widest + _SLACK_EM) * size + 2 * PADDING_PT


def _shared(needs: Sequence[float]) -> list[float]:
    """The type area's width shared out: a narrow column has what it needs, wide ones the rest."""
    room, wide = TYPE_AREA_PT, list(needs)
    while wide and sum(wide) > room:
        fair = room / len(wide)
        fitting = [need for need in wide if need <= fair]
        if not fitting:
            return [need if need <= fair else fair for need in needs]
        room -= sum(fitting)
        wide = [need for need in wide if need > fair]
    scale = TYPE_AREA_PT / sum(needs)
    return [need * scale for need in needs]


def alignments(table: Table) -> list[str]:
    """left, center or right for each column: figures right, a leading number and words centred."""
    found = []
    for at, (_, *cells) in enumerate(_columns(table)):
        figures = all(_FIGURE.fullmatch(cell.strip()) for cell in cells)
        short = all(width_em(cell) <= _SHORT_EM for cell in cells)
        if figures and at:
            found.append("right")
        else:
            found.append("center" if figures or short else "left")
    return found


def _columns(table: Table) -> list[tuple[str, ...]]:
    return list(zip(table.header, *table.rows, strict=True))


def picture_size(picture: Picture) -> tuple[float, float]:
    """Width and height in points: the share of the text width asked for, no higher than a page."""
    image = image_of(picture.data)
    width = TYPE_AREA_PT * picture.width
    height = width * image.height / image.width
    shrink = min(1.0, HIGHEST_PT / height)
    return width * shrink, height * shrink


def row_sizes(pictures: Sequence[Picture]) -> list[tuple[float, float]]:
    """Sizes of pictures side by side: all as high, together as wide as the text or less."""
    ratios = [image.width / image.height for image in (image_of(p.data) for p in pictures)]
    room = TYPE_AREA_PT - GAP_PT * len(ratios)
    height = min(room / sum(ratios), ROW_PT)
    return [(height * ratio, height) for ratio in ratios]
