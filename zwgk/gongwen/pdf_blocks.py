"""Paragraphs, tables and pictures as the data that ``gongwen.typ`` sets."""

from base64 import b64encode
from typing import Any

from zwgk.gongwen.images import image_of
from zwgk.gongwen.measures import (
    Labels,
    alignments,
    cell_size,
    column_widths,
    picture_size,
    row_sizes,
)
from zwgk.gongwen.model import Block, Paragraph, Picture, Pictures, Table

# Typst takes texts only from outside, no bytes: a picture travels inside an SVG, as it is.
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' width="{wide}" height="{high}"><image width="{wide}" height="{high}"'
    ' xlink:href="data:image/{kind};base64,{data}"/></svg>'
)


def block_data(block: Block, labels: Labels) -> dict[str, Any]:
    """One block for the typesetter."""
    match block:
        case Paragraph():
            return {"kind": "text", "level": block.level, "text": block.text}
        case Table():
            return _table(block, labels)
        case Picture():
            return {"kind": "pictures", "row": [_picture(block, picture_size(block), labels)]}
        case Pictures():
            sizes = zip(block.pictures, row_sizes(block.pictures), strict=True)
            return {"kind": "pictures", "row": [_picture(one, size, labels) for one, size in sizes]}


def _table(table: Table, labels: Labels) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": labels.table(table.caption),
        "header": list(table.header),
        "rows": [list(row) for row in table.rows],
        "widths": column_widths(table),
        "aligned": alignments(table),
        "size": cell_size(table),
        "note": f"注：{table.note}" if table.note else "",
    }


def _picture(picture: Picture, size: tuple[float, float], labels: Labels) -> dict[str, Any]:
    image = image_of(picture.data)
    data = b64encode(picture.data).decode("ascii")
    return {
        "svg": _SVG.format(wide=image.width, high=image.height, kind=image.kind, data=data),
        "caption": labels.picture(picture.caption),
        "alt": picture.caption,
        "width": size[0],
        "height": size[1],
    }
