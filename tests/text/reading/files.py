"""Builds the files the reading tests read: small ones, and hostile ones."""

import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def zipped(members: dict[str, bytes | str]) -> bytes:
    """A zip archive of the members."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def legacy_zip(name: str, content: bytes, encoding: str = "gb18030") -> bytes:
    """An archive as Chinese Windows makes it: the name in its own encoding, unmarked."""
    raw = name.encode(encoding)
    placeholder = "x" * len(raw)
    return zipped({placeholder: content}).replace(placeholder.encode(), raw)


def with_link(name: str, target: str) -> bytes:
    """An archive holding a symbolic link."""
    out = BytesIO()
    info = ZipInfo(name)
    info.external_attr = 0o120777 << 16
    with ZipFile(out, "w") as archive:
        archive.writestr(info, target)
    return out.getvalue()


def claiming(archive: bytes, *, unpacked: int | None = None, packed: int | None = None) -> bytes:
    """The archive with the sizes in its directory (its first member's) replaced by others."""
    data = bytearray(archive)
    at = data.index(b"PK\x01\x02")
    if packed is not None:
        struct.pack_into("<L", data, at + 20, packed)
    if unpacked is not None:
        struct.pack_into("<L", data, at + 24, unpacked)
    return bytes(data)


def locked(archive: bytes) -> bytes:
    """The archive with its first member marked as encrypted."""
    data = bytearray(archive)
    data[data.index(b"PK\x01\x02") + 8] |= 1
    data[6] |= 1
    return bytes(data)


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def wml(root: str, inner: str, namespace: str = WORD) -> str:
    """A WordprocessingML part."""
    return (
        f'{HEAD}<w:{root} xmlns:w="{namespace}"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:r="urn:r"'
        f">{inner}</w:{root}>"
    )


def docx(body: str, parts: dict[str, str] | None = None, *, document: str | None = None) -> bytes:
    """A Word file; `parts` gives the inner XML of further parts by the kind of the part."""
    related, members = "", {}
    for at, (kind, inner) in enumerate((parts or {}).items()):
        kind = kind.rstrip("0123456789")
        root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        members[f"word/part{at}.xml"] = wml(root, inner)
        related += f'<Relationship Id="p{at}" Type="{_RELATIONS}/{kind}" Target="part{at}.xml"/>'
    relationships = f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    return zipped(
        {
            "[Content_Types].xml": f'{HEAD}<Types xmlns="{_PACKAGE}/content-types"/>',
            "_rels/.rels": f'{relationships}<Relationship Id="r" Type="{_RELATIONS}/officeDocument"'
            ' Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f"{relationships}{related}</Relationships>",
            "word/document.xml": document or wml("document", f"<w:body>{body}</w:body>"),
            **members,
        }
    )


def xlsx(sheets: dict[str, list[list[object]]], hidden: str = "") -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if hidden:
        book[hidden].sheet_state = "hidden"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def replaced(archive: bytes, name: str, content: bytes) -> bytes:
    """The archive with one member replaced or added."""
    with ZipFile(BytesIO(archive)) as old:
        members: dict[str, bytes | str] = {item: old.read(item) for item in old.namelist()}
    return zipped({**members, name: content})


def ole(*streams: str, tail: bytes = b"") -> bytes:
    """The beginning of an old Office file and the names of its streams."""
    names = b"".join(name.encode("utf-16-le") + b"\0\0" for name in streams)
    return (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + tail).ljust(1024, b"\0") + names


def pdf(pages: list[str], *, picture: bool = False, kids: str | None = None) -> bytes:
    """A PDF file with a page for each text; with `picture` every page shows one."""
    objects = {
        1: "<</Type/Catalog/Pages 2 0 R>>",
        3: "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/UniGB-UCS2-H"
        "/DescendantFonts[4 0 R]>>",
        4: "<</Type/Font/Subtype/CIDFontType0/BaseFont/Song/CIDSystemInfo"
        "<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>",
        5: "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8"
        "/ColorSpace/DeviceGray/Length 1>>stream\nx\nendstream",
    }
    shown = "/XObject<</Im 5 0 R>>" if picture else ""
    references = []
    for at, text in enumerate(pages):
        page, content = 10 + 2 * at, 11 + 2 * at
        hexed = text.encode("utf-16-be").hex()
        drawn = f"BT /F 12 Tf 72 720 Td <{hexed}> Tj ET"
        objects[content] = f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream"
        objects[page] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {content} 0 R"
            f"/Resources<</Font<</F 3 0 R>>{shown}>>>>"
        )
        references.append(f"{page} 0 R")
    listed = " ".join(references) if kids is None else kids
    objects[2] = f"<</Type/Pages/Count {len(pages)}/Kids[{listed}]>>"
    return pdf_of(objects)


def pdf_of(objects: dict[int, str]) -> bytes:
    """A PDF file of numbered objects, the first its catalogue."""
    out = bytearray(b"%PDF-1.4\n")
    places = {}
    for number in sorted(objects):
        places[number] = len(out)
        out += f"{number} 0 obj\n{objects[number]}\nendobj\n".encode("latin-1")
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += f"{number} 1\n{place:010} 00000 n \n".encode()
    out += f"trailer<</Size {max(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(out)
