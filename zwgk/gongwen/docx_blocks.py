"""Paragraphs, tables and pictures of a document as WordprocessingML."""

from collections.abc import Iterator, Sequence

from zwgk.gongwen.docx_template import LEVEL_STYLES
from zwgk.gongwen.docx_xml import WITH_NEXT, attribute, line, paragraph, run, text_of
from zwgk.gongwen.images import image_of
from zwgk.gongwen.layout import TYPE_AREA_PT
from zwgk.gongwen.measures import (
    CELL_PT,
    GAP_PT,
    PADDING_PT,
    Labels,
    alignments,
    cell_size,
    column_widths,
    picture_size,
    row_sizes,
)
from zwgk.gongwen.model import Block, Paragraph, Picture, Pictures, Run, Table

_EMU = 12700
_DRAWING = (
    '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
    '<wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="{number}" name={name} descr={alt}/>'
    '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></wp:cNvGraphicFramePr>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData'
    ' uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr>'
    '<pic:cNvPr id="{number}" name={name} descr={alt}/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="{relation}" xmlns:r="http://schemas.openxmlformats.org'
    '/officeDocument/2006/relationships"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing></w:r>"
)
_LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


class Media:
    """The picture files of a .docx, each kept once however often it is shown."""

    def __init__(self) -> None:
        self._names: dict[bytes, str] = {}

    def relation(self, data: bytes) -> str:
        """The relationship's id by which the text names a picture."""
        name = f"image{len(self._names) + 1}.{image_of(data).kind}"
        return _relation(self._names.setdefault(data, name))

    def parts(self) -> Iterator[tuple[str, bytes]]:
        """Names and bytes of the files."""
        for data, name in self._names.items():
            yield f"word/media/{name}", data

    def relationships(self) -> str:
        """The lines for the document's list of relationships."""
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
        return "".join(
            f'<Relationship Id="{_relation(name)}" Type="{kind}" Target="media/{name}"/>'
            for name in self._names.values()
        )


def _relation(name: str) -> str:
    return f"pic{name.partition('.')[0]}"


class Blocks:
    """Writes blocks in order; bookmarks, captions and pictures count up through the document."""

    def __init__(self) -> None:
        self.media = Media()
        self._labels = Labels()
        self._bookmarks = self._drawings = 0

    def write(self, blocks: Sequence[Block], *, with_next: bool = False) -> Iterator[str]:
        """The blocks; ``with_next`` keeps the last one on the page of what follows."""
        for at, block in enumerate(blocks):
            last = with_next and at == len(blocks) - 1
            match block:
                case Paragraph():
                    yield self._paragraph(block, WITH_NEXT if last else "")
                case Table():
                    yield from self._table(block, with_next=last)
                case Picture():
                    yield from self._picture(block, with_next=last)
                case Pictures():
                    yield from self._row(block, with_next=last)

    def _paragraph(self, block: Paragraph, properties: str) -> str:
        runs = "".join(self._run(one) for one in block.runs)
        return paragraph(LEVEL_STYLES[block.level], runs, properties)

    def _run(self, one: Run) -> str:
        if one.ref is None:
            return run(one.text)
        self._bookmarks += 1
        number = self._bookmarks
        start = f'<w:bookmarkStart w:id="{number}" w:name="fig_{text_of(one.ref)}"/>'
        return f'{start}{run(one.text)}<w:bookmarkEnd w:id="{number}"/>'

    def _table(self, table: Table, *, with_next: bool) -> Iterator[str]:
        yield line("GwTableCaption", self._labels.table(table.caption))
        widths = _whole_twips(column_widths(table))
        small = "" if cell_size(table) == CELL_PT else "Small"
        head = _table_row(table.header, widths, [""] * len(widths), f"Gw{small}CellHead", head=True)
        places = [f'<w:jc w:val="{place}"/>' for place in alignments(table)]
        rows = [_table_row(row, widths, places, f"Gw{small}Cell") for row in table.rows[:-1]]
        keep = WITH_NEXT if table.note or with_next else ""
        # The last row goes with its note, or with the signature below it.
        kept = [f"{keep}{place}" for place in places]
        rows += [_table_row(row, widths, kept, f"Gw{small}Cell") for row in table.rows[-1:]]
        yield _grid(widths, head + "".join(rows), lines=True, title=table.caption)
        after = WITH_NEXT if with_next else ""
        yield line("GwNote", f"注：{table.note}", after) if table.note else _gap(after)

    def _picture(self, picture: Picture, *, with_next: bool) -> Iterator[str]:
        yield paragraph("GwPicture", self._drawing(picture, picture_size(picture)))
        caption = self._labels.picture(picture.caption)
        yield line("GwPictureCaption", caption, WITH_NEXT if with_next else "")

    def _row(self, row: Pictures, *, with_next: bool) -> Iterator[str]:
        sizes = row_sizes(row.pictures)
        cells = []
        for picture, size in zip(row.pictures, sizes, strict=True):
            shown = paragraph("GwPicture", self._drawing(picture, size))
            caption = self._labels.picture(picture.caption)
            cells.append(shown + line("GwPictureCaption", caption, WITH_NEXT if with_next else ""))
        widths = [int((wide + GAP_PT) * 20) for wide, _ in sizes]
        yield _grid(widths, _cells(cells, widths, "<w:cantSplit/>"), lines=False)
        yield _gap(WITH_NEXT if with_next else "")

    def _drawing(self, picture: Picture, size: tuple[float, float]) -> str:
        self._drawings += 1
        wide, high = (int(length * _EMU) for length in size)
        return _DRAWING.format(
            wide=wide, high=high, number=self._drawings, alt=attribute(picture.caption),
            name=attribute(picture.name or f"图{self._drawings}"),
            relation=self.media.relation(picture.data),
        )  # fmt: skip


def _gap(properties: str) -> str:
    """A low empty line after a table: Word joins two tables that nothing parts."""
    return line("GwNote", "", f'{properties}<w:spacing w:line="120" w:lineRule="exact"/>')


def _whole_twips(widths: Sequence[float]) -> list[int]:
    """Whole twentieths of a point that together are not wider than the type area."""
    return [int(width * 20) for width in widths]


def _table_row(
    texts: Sequence[str], widths: Sequence[int], properties: Sequence[str], style: str,
    *, head: bool = False,
) -> str:  # fmt: skip
    repeated = "<w:tblHeader/>" if head else ""
    cells = [line(style, text, more) for text, more in zip(texts, properties, strict=True)]
    return _cells(cells, widths, f"<w:cantSplit/>{repeated}")


def _cells(cells: Sequence[str], widths: Sequence[int], properties: str) -> str:
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{cell}</w:tc>"
        for cell, width in zip(cells, widths, strict=True)
    )
    return f'<w:tr><w:trPr>{properties}<w:jc w:val="center"/></w:trPr>{written}</w:tr>'


def _grid(widths: Sequence[int], rows: str, *, lines: bool, title: str = "") -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    borders = f"<w:tblBorders>{_LINES}</w:tblBorders>" if lines else ""
    side = int((PADDING_PT if lines else 0) * 20)
    margins = "".join(f'<w:{at} w:w="{side}" w:type="dxa"/>' for at in ("left", "right"))
    named = f"<w:tblCaption w:val={attribute(title)}/>" if title else ""
    whole = min(sum(widths), int(TYPE_AREA_PT * 20))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{whole}" w:type="dxa"/><w:jc w:val="center"/>{borders}'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>{named}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )
