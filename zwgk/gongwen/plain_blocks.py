"""Blocks as lines of plain text: a table in columns, a picture as its caption."""

from collections.abc import Iterator, Sequence

from zwgk.gongwen.layout import width_em
from zwgk.gongwen.measures import Labels, alignments
from zwgk.gongwen.model import Block, Paragraph, Picture, Pictures, Table

_BETWEEN = "  "


def plain_lines(blocks: Sequence[Block], labels: Labels) -> Iterator[str]:
    """The lines of blocks in order."""
    for block in blocks:
        match block:
            case Paragraph():
                yield f"　　{block.text}"
            case Table():
                yield from _table(block, labels)
            case Picture():
                yield _picture(block, labels)
            case Pictures():
                yield from (_picture(one, labels) for one in block.pictures)


def _picture(picture: Picture, labels: Labels) -> str:
    return f"[{labels.picture(picture.caption).replace('　', '：', 1)}]"


def _table(table: Table, labels: Labels) -> Iterator[str]:
    yield labels.table(table.caption)
    rows = [[" ".join(cell.split()) for cell in row] for row in (table.header, *table.rows)]
    widths = [max(_cells(cell) for cell in column) for column in zip(*rows, strict=True)]
    places = alignments(table)
    for row in rows:
        cells = (_padded(*cell) for cell in zip(row, widths, places, strict=True))
        yield _BETWEEN.join(cells).rstrip()
    if table.note:
        yield f"注：{table.note}"


def _padded(text: str, width: int, place: str) -> str:
    space = " " * (width - _cells(text))
    return f"{space}{text}" if place == "right" else f"{text}{space}"


def _cells(text: str) -> int:
    """Columns of a terminal: a Chinese character takes two."""
    return int(width_em(text) * 2)
