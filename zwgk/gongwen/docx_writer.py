"""Document → .docx. The same document gives the same bytes, for ever."""

import io
import zipfile
from collections.abc import Iterator

from zwgk.gongwen.docx_blocks import Blocks, Media
from zwgk.gongwen.docx_template import template
from zwgk.gongwen.docx_xml import WITH_NEXT, line, paragraph, run, text_of
from zwgk.gongwen.layout import (
    EM_PT,
    TYPE_AREA_PT,
    date_text,
    signature_indents,
    title_lines,
    width_em,
)
from zwgk.gongwen.model import Document, Paragraph

_EPOCH = (2000, 1, 1, 0, 0, 0)
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    "<cp:coreProperties"
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator></cp:coreProperties>"
)


def to_docx(document: Document) -> bytes:
    """The document as a Word file conforming to GB/T 9704-2012."""
    empty = template()
    blocks = Blocks()
    body = "".join(_body(document, blocks))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in empty.parts:
            _write(archive, name, _with_media(name, data, blocks.media))
        core = _CORE.format(title=text_of(document.title), author=text_of(document.issuer))
        _write(archive, "docProps/core.xml", core.encode())
        _write(archive, "word/document.xml", f"{empty.head}{body}{empty.tail}".encode())
        for name, data in blocks.media.parts():
            _write(archive, name, data, packed=True)
    return buffer.getvalue()


def _write(archive: zipfile.ZipFile, name: str, data: bytes, *, packed: bool = False) -> None:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    info.create_system = 0
    archive.writestr(info, data)


def _with_media(name: str, data: bytes, media: Media) -> bytes:
    """The lists of parts with the pictures entered; the template names no PNG."""
    if name == "[Content_Types].xml":
        png = b'<Default Extension="png" ContentType="image/png"/>'
        return data.replace(b"<Default ", png + b"<Default ", 1)
    if name == "word/_rels/document.xml.rels":
        end = b"</Relationships>"
        return data.replace(end, media.relationships().encode() + end)
    return data


def _body(document: Document, blocks: Blocks) -> Iterator[str]:
    yield from _head(document)
    yield from _title(document.title)
    if document.recipient:
        yield line("GwRecipient", f"{document.recipient.rstrip('：:')}：")
    # A signature never stands on a page without text (7.3.5.5): the last block goes with it.
    signed = bool(document.issuer or document.issued_on) and not document.attachments
    yield from blocks.write(document.blocks or (Paragraph(()),), with_next=signed)
    yield from _attachment_list(document)
    yield from _signature(document)
    yield from _attachments(document, blocks)
    yield from _record(document)


def _title(title: str) -> Iterator[str]:
    for part in title_lines(title):
        yield line("GwTitle", part)
    yield line("GwBody", "")


def _head(document: Document) -> Iterator[str]:
    """版头: the red mark 35 mm under the type area's top, the number two lines below, a rule."""
    if document.issuing_mark:
        size = min(48.0, TYPE_AREA_PT / max(width_em(document.issuing_mark), 1))
        before, high = int(35 / 25.4 * 1440), int(size * 1.2 * 20)
        place = f'<w:spacing w:before="{before}" w:line="{high}" w:lineRule="exact"/>'
        letters = f'<w:rPr><w:sz w:val="{int(size * 2)}"/><w:szCs w:val="{int(size * 2)}"/></w:rPr>'
        text = f'<w:t xml:space="preserve">{text_of(document.issuing_mark)}</w:t>'
        yield paragraph("GwMark", f"<w:r>{letters}{text}</w:r>", place)
        yield line("GwNumber", "")
        yield line("GwNumber", "")
    if document.issuing_mark or document.doc_number:
        # A border's distance is counted in points: 4 mm are 11 pt.
        border = '<w:bottom w:val="single" w:sz="12" w:space="11" w:color="FF0000"/>'
        properties = f"<w:pBdr>{border}</w:pBdr>" if document.issuing_mark else ""
        yield line("GwNumber", document.doc_number, properties)
        yield line("GwBody", "")
        yield line("GwBody", "")


def _attachment_list(document: Document) -> Iterator[str]:
    """附件说明: one line under the text, indented two characters, names aligned (7.3.4)."""
    if not document.attachments:
        return
    yield line("GwBody", "")
    single = len(document.attachments) == 1
    for number, attachment in enumerate(document.attachments, 1):
        name = attachment.title if single else f"{number}.{attachment.title}"
        label = "附件：" if number == 1 else "　　　"
        yield line("GwAttachment", f"{label}{name}")


def _attachments(document: Document, blocks: Blocks) -> Iterator[str]:
    """附件: each from a new page on, before the 版记; title on the third line (7.3.7)."""
    for mark, attachment in document.printed_attachments:
        yield line("GwAttachmentMark", mark)
        yield line("GwBody", "", WITH_NEXT)
        yield from _title(attachment.title)
        yield from blocks.write(attachment.blocks)


def _signature(document: Document) -> Iterator[str]:
    """发文机关署名 and 成文日期, one line below the text (7.3.5.2)."""
    if not (document.issuer or document.issued_on):
        return
    day = date_text(document.issued_on) if document.issued_on else ""
    of_name, of_date = signature_indents(document.issuer, day, sealed=document.sealed)
    yield line("GwBody", "", WITH_NEXT)
    for style, text, em in (("GwSignature", document.issuer, of_name), ("GwDate", day, of_date)):
        if text:
            # Room on the right: a wider face in place of the named one must not break the date.
            left = f'<w:ind w:left="{int(em * EM_PT * 20)}" w:right="-640" w:firstLine="0"/>'
            yield line(style, text, left)


def _record(document: Document) -> Iterator[str]:
    """版记 at the foot of the last page: rules, 抄送, then 印发机关 and 印发日期 (7.4)."""
    printed = document.printed_by or document.printed_on
    if not (document.copies_to or printed):
        return
    day = f"{date_text(document.printed_on)}印发" if document.printed_on else ""
    lines = [f"抄送：{document.copies_to}。"] if document.copies_to else []
    if printed:
        lines.append(f"{document.printed_by}\t{day}")
    width = int(TYPE_AREA_PT * 20)
    rows = "".join(_record_row(text, width, last=text is lines[-1]) for text in lines)
    yield (
        f'<w:tbl><w:tblPr><w:tblpPr w:vertAnchor="margin" w:horzAnchor="margin"'
        f' w:tblpXSpec="left" w:tblpYSpec="bottom"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblBorders><w:top w:val="single" w:sz="8" w:color="000000"/></w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="{width}"/>'
        f"</w:tblGrid>{rows}</w:tbl>"
    )
    # Word wants a paragraph after a table; this one is as low as can be.
    yield line("GwRecord", "", '<w:spacing w:line="20" w:lineRule="exact"/>')


def _record_row(text: str, width: int, *, last: bool) -> str:
    first, *rest = text.split("\t")
    runs = run(first) + "".join(f"<w:r><w:tab/></w:r>{run(part)}" for part in rest)
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{width - 280}"/></w:tabs>'
    size = 8 if last else 4
    border = f'<w:bottom w:val="single" w:sz="{size}" w:color="000000"/>'
    cell = (
        f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:tcBorders>{border}</w:tcBorders></w:tcPr>'
    )
    # The record is never parted by a page's end.
    place = f'{"" if last else WITH_NEXT}{tabs}<w:ind w:left="280" w:right="280"/>'
    return (
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc>{cell}"
        f"{paragraph('GwRecord', runs, place)}</w:tc></w:tr>"
    )
