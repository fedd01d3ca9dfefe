"""What kind of file it is, by its content: the name's ending is often wrong."""

import re
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from zwgk.text.reading.model import LOCKED, SAVE_AS_DOCX, SAVE_AS_XLSX, UNSAFE, Refused


class Kind(StrEnum):
    TEXT = "text"
    HTML = "html"
    DOCX = "docx"
    XLSX = "xlsx"
    PDF = "pdf"
    DOC = "doc"
    XLS = "xls"
    RTF = "rtf"
    ODT = "odt"
    ARCHIVE = "archive"


EMPTY = "是空文件，请检查后重新导入。"
_PICTURE = "是图片，无法读取其中的文字，请导入文字版文件。"
_PACKED = "是压缩文件，请解压后再导入，或改用 .zip 格式。"
_SLIDES = "是演示文稿，请将其中的文字另存为 .docx 后再导入。"
_OFD = "是 OFD 版式文件，请转换为 .docx 或文字版 PDF 后再导入。"
_SAVED_PAGE = "是“单个文件网页”或 XML 格式，请用 WPS 或 Word 另存为 .docx 后再导入。"
_PROGRAM = "是程序文件，不能导入。"

_KNOWN: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
    (b"BM", _PICTURE),
    (b"Rar!\x1a\x07", _PACKED),
    (b"7z\xbc\xaf\x27\x1c", _PACKED),
    (b"\x1f\x8b\x08", _PACKED),
    (b"BZh", _PACKED),
    (b"\xfd7zXZ\0", _PACKED),
    (b"\x7fELF", _PROGRAM),
    (b"MZ\x90\0", _PROGRAM),
)
_HTML = re.compile(
    # Possessive: a hostile page's comments must not be divided up anew in every way there is.
    rb"(?:\s+|<\?xml[^>]*>|<!--(?s:.*?)-->)*+<(?:!doctype\s+html|html|head|body|meta|title|div|p|table|"
    rb"h[1-6]|span|article|section|font|style|link)[\s>/]",
    re.I,
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_XML = re.compile(rb"\s*<\?(?:xml|mso-application)\s", re.I)


def kind_of(data: bytes) -> Kind:
    """The kind of a file. Raises Refused, saying what to do, for kinds that are not read."""
    if not data.strip(b"\0 \t\r\n"):
        raise Refused(EMPTY)
    if data.startswith(_ZIP):
        return _zip_kind(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_kind(data)
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if data.lstrip().startswith(b"{\\rtf"):
        return Kind.RTF
    for mark, reason in _KNOWN:
        # "BM" alone could begin a text.
        if data.startswith(mark) and (mark != b"BM" or b"\0" in data[:32]):
            raise Refused(reason)
    return _text_kind(data)


def _text_kind(data: bytes) -> Kind:
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")[2:]
    if _HTML.match(head):
        return Kind.HTML
    saved = head.lstrip()[:13].lower() == b"mime-version:" and b"multipart/related" in head.lower()
    if saved or _XML.match(head):
        raise Refused(_SAVED_PAGE)
    return Kind.TEXT


def is_archive(source: Path | bytes) -> bool:
    """Whether it is a zip archive of files, which may be larger than any file. Raises OSError."""
    if isinstance(source, bytes):
        head = source[:4]
    else:
        with source.open("rb") as file:
            head = file.read(4)
    if not head.startswith(_ZIP):
        return False
    try:
        return _zip_kind(source) is Kind.ARCHIVE
    except Refused:
        return False


def _zip_kind(source: Path | bytes) -> Kind:
    from zwgk.text.reading.zips import member_name, open_zip

    with open_zip(source) as archive:
        return _kind_of_members({member_name(info) for info in archive.infolist()})


def _kind_of_members(names: Iterable[str]) -> Kind:
    names = frozenset(names)
    if "[Content_Types].xml" not in names:
        if "OFD.xml" in names:
            raise Refused(_OFD)
        return Kind.ODT if {"mimetype", "content.xml"} <= names else Kind.ARCHIVE
    folders = {name.partition("/")[0] for name in names}
    found = folders & {"word", "xl", "ppt"}
    if found == {"ppt"}:
        raise Refused(_SLIDES)
    if len(found) != 1:
        raise Refused(UNSAFE)
    if "xl/workbook.bin" in names:
        raise Refused(SAVE_AS_XLSX)
    return Kind.DOCX if found == {"word"} else Kind.XLSX


def _ole_kind(data: bytes) -> Kind:
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        raise Refused(LOCKED)
    # The head of a Word document (MS-DOC 2.5.2 FibBase) mostly stands in the first sector.
    if data[512:514] == b"\xec\xa5" and data[523:524] and data[523] & 1:
        raise Refused(LOCKED)
    if has("WordDocument"):
        return Kind.DOC
    if has("Workbook") or has("Book"):
        return Kind.XLS
    if has("PowerPoint Document"):
        raise Refused(_SLIDES)
    raise Refused(SAVE_AS_DOCX)
