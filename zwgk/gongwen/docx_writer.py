"""Document → .docx. The same document gives the same bytes, for ever."""

import io
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

from zwgk.gongwen.docx_template import LEVEL_STYLES, template
from zwgk.gongwen.layout import (
    EM_PT,
    TYPE_AREA_PT,
    date_text,
    signature_indents,
    title_lines,
    width_em,
)
from zwgk.gongwen.model import Document, Paragraph, Run

_WITH_NEXT = "<w:keepNext/>"
_EPOCH = (2000, 1, 1, 0, 0, 0)
# XML 1.0 has no place for control characters; a paragraph has none for line ends.
_UNPRINTABLE = dict.fromkeys(range(32)) | {9: " ", 10: " ", 0xFFFE: None, 0xFFFF: None}
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
    body = "".join(_body(document))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in empty.parts:
            _write(archive, name, data)
        core = _CORE.format(title=_text(document.title), author=_text(document.issuer))
        _write(archive, "docProps/core.xml", core.encode())
        _write(archive, "word/document.xml", f"{empty.head}{body}{empty.tail}".encode())
    return buffer.getvalue()


def _write(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 0
    archive.writestr(info, data)


def _text(text: str) -> str:
    return escape(text.translate(_UNPRINTABLE))


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{_text(text)}</w:t></w:r>'


def _paragraph(style: str, runs: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def _line(style: str, text: str, properties: str = "") -> str:
    return _paragraph(style, _run(text) if text else "", properties)


class _Bookmarks:
    """Names the runs that print a live figure; a bookmark's id counts up through the document."""

    def __init__(self) -> None:
        self.count = 0

    def runs(self, runs: tuple[Run, ...]) -> str:
        return "".join(self._one(run) for run in runs)

    def _one(self, run: Run) -> str:
        if run.ref is None:
            return _run(run.text)
        self.count += 1
        start = f'<w:bookmarkStart w:id="{self.count}" w:name="fig_{_text(run.ref)}"/>'
        return f'{start}{_run(run.text)}<w:bookmarkEnd w:id="{self.count}"/>'


def _body(document: Document) -> Iterator[str]:
    yield from _head(document)
    for line in title_lines(document.title):
        yield _line("GwTitle", line)
    yield _line("GwBody", "")
    if document.recipient:
        yield _line("GwRecipient", f"{document.recipient.rstrip('：:')}：")
    bookmarks = _Bookmarks()
    # A signature never stands on a page without text (7.3.5.5): the last paragraph goes with it.
    *others, last = document.paragraphs or (Paragraph(()),)
    for paragraph in others:
        yield _text_paragraph(paragraph, bookmarks)
    signed = bool(document.issuer or document.issued_on) and not document.attachments
    yield _text_paragraph(last, bookmarks, _WITH_NEXT if signed else "")
    yield from _attachments(document)
    yield from _signature(document)
    yield from _record(document)


def _text_paragraph(paragraph: Paragraph, bookmarks: _Bookmarks, properties: str = "") -> str:
    return _paragraph(LEVEL_STYLES[paragraph.level], bookmarks.runs(paragraph.runs), properties)


def _head(document: Document) -> Iterator[str]:
    """版头: the red mark 35 mm under the type area's top, the number two lines below, a rule."""
    if document.issuing_mark:
        size = min(48.0, TYPE_AREA_PT / max(width_em(document.issuing_mark), 1))
        before, high = int(35 / 25.4 * 1440), int(size * 1.2 * 20)
        place = f'<w:spacing w:before="{before}" w:line="{high}" w:lineRule="exact"/>'
        letters = f'<w:rPr><w:sz w:val="{int(size * 2)}"/><w:szCs w:val="{int(size * 2)}"/></w:rPr>'
        text = f'<w:t xml:space="preserve">{_text(document.issuing_mark)}</w:t>'
        yield _paragraph("GwMark", f"<w:r>{letters}{text}</w:r>", place)
        yield _line("GwNumber", "")
        yield _line("GwNumber", "")
    if document.issuing_mark or document.doc_number:
        # A border's distance is counted in points: 4 mm are 11 pt.
        border = '<w:bottom w:val="single" w:sz="12" w:space="11" w:color="FF0000"/>'
        properties = f"<w:pBdr>{border}</w:pBdr>" if document.issuing_mark else ""
        yield _line("GwNumber", document.doc_number, properties)
        yield _line("GwBody", "")
        yield _line("GwBody", "")


def _attachments(document: Document) -> Iterator[str]:
    """附件说明: one line under the text, indented two characters, names aligned (7.3.4)."""
    if not document.attachments:
        return
    yield _line("GwBody", "")
    single = len(document.attachments) == 1
    for number, attachment in enumerate(document.attachments, 1):
        name = attachment.title
        label = "附件：" if number == 1 else "　　　"
        yield _line("GwAttachment", f"{label}{name}" if single else f"{label}{number}.{name}")


def _signature(document: Document) -> Iterator[str]:
    """发文机关署名 and 成文日期, one line below the text (7.3.5.2)."""
    if not (document.issuer or document.issued_on):
        return
    day = date_text(document.issued_on) if document.issued_on else ""
    of_name, of_date = signature_indents(document.issuer, day, sealed=document.sealed)
    yield _line("GwBody", "", _WITH_NEXT)
    for style, text, em in (("GwSignature", document.issuer, of_name), ("GwDate", day, of_date)):
        if text:
            left = f'<w:ind w:left="{int(em * EM_PT * 20)}" w:firstLine="0"/>'
            yield _line(style, text, left)


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
    yield _line("GwRecord", "", '<w:spacing w:line="20" w:lineRule="exact"/>')


def _record_row(text: str, width: int, *, last: bool) -> str:
    first, *rest = text.split("\t")
    runs = _run(first) + "".join(f"<w:r><w:tab/></w:r>{_run(part)}" for part in rest)
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{width - 280}"/></w:tabs>'
    size = 8 if last else 4
    border = f'<w:bottom w:val="single" w:sz="{size}" w:color="000000"/>'
    cell = (
        f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:tcBorders>{border}</w:tcBorders></w:tcPr>'
    )
    return f"<w:tr><w:tc>{cell}{_line_with(runs, tabs)}</w:tc></w:tr>"


def _line_with(runs: str, tabs: str) -> str:
    return _paragraph("GwRecord", runs, f'{tabs}<w:ind w:left="280" w:right="280"/>')
