"""The XML parts of an office file: no document type, no entities, no network."""

from pathlib import Path
from xml.parsers import expat
from zipfile import ZipFile

from lxml import etree

from zwgk.text.reading.model import DAMAGED, TOO_COMPLEX, UNSAFE, Refused
from zwgk.text.reading.zips import Meter, open_package

_HEAD = 64 * 1024
_LIMITS = (etree.ErrorTypes.ERR_RESOURCE_LIMIT, etree.ErrorTypes.ERR_NO_MEMORY)
# "<?xm" in EBCDIC, which expat does not know and libxml2 does.
_EBCDIC = b"\x4c\x6f\xa7\x94"


class _Begun(Exception):
    """The root element begins: no document type can follow."""


def refuse_dtd(data: bytes) -> None:
    """Raise Refused when the XML begins with a document type, in any encoding."""
    parser = expat.ParserCreate()
    if data.startswith(_EBCDIC):
        raise Refused(UNSAFE)

    def doctype(*_: object) -> None:
        raise Refused(UNSAFE)

    def begun(*_: object) -> None:
        raise _Begun

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = begun
    try:
        parser.Parse(data[:_HEAD], False)
    except _Begun:
        return
    except expat.ExpatError:
        pass
    else:
        if len(data) >= _HEAD:
            # A prologue as long as this hides something.
            raise Refused(UNSAFE)
    # No XML at all, or an encoding only another parser knows.
    flat = data.replace(b"\0", b"").upper()
    if b"<!DOCTYPE" in flat or b"<!ENTITY" in flat:
        raise Refused(UNSAFE)


def check_parts(path: Path) -> None:
    """Unpack every part once, counting, and refuse a document type in any of the XML."""
    meter = Meter()
    with open_package(path) as archive:
        for info in archive.infolist():
            chunks = meter.chunks(archive, info)
            # Any part may be named as a sheet, whatever its ending; only drawings bring their own
            # document type in good faith.
            head = next(chunks, b"")
            if not info.filename.lower().endswith(".svg"):
                refuse_dtd(head)
            for _ in chunks:
                pass


def parse(data: bytes) -> etree._Element:
    """The root of an XML part."""
    refuse_dtd(data)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Refused(TOO_COMPLEX if getattr(error, "code", 0) in _LIMITS else DAMAGED) from None
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise Refused(UNSAFE)
    return root


class Package:
    """The parts of a docx file, found by their relationships and read on demand."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._infos = {info.filename.lower(): info for info in archive.infolist()}
        self._meter = Meter()

    def names(self) -> list[str]:
        return list(self._infos)

    def part(self, name: str) -> etree._Element | None:
        """The part's root, or None when there is no such part."""
        info = self._infos.get(name.lstrip("/").lower())
        return None if info is None else parse(self._meter.read(self._archive, info))

    def related(self, name: str) -> list[tuple[str, str]]:
        """The kind (the last word of its type) and the name of every part this one points to."""
        folder, _, file = name.rpartition("/")
        rels = self.part(f"{folder}/_rels/{file}.rels")
        found: list[tuple[str, str]] = []
        for rel in [] if rels is None else rels:
            target = rel.get("Target") or ""
            if rel.get("TargetMode") != "External" and target:
                place = target if target.startswith("/") else _join(folder, target)
                found.append(((rel.get("Type") or "").rpartition("/")[2], place.lstrip("/")))
        return found


def _join(folder: str, target: str) -> str:
    parts = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == ".." and parts:
            parts.pop()
        elif step not in (".", ".."):
            parts.append(step)
    return "/".join(parts)
