"""DOCX → the text a reader of the printed page sees, tracked changes accepted."""

import re
from collections.abc import Iterator
from pathlib import Path

from zwgk.text.reading.model import DAMAGED, NO_TEXT, ONLY_PICTURES, Refused
from zwgk.text.reading.numbering import Numbering
from zwgk.text.reading.paragraphs import Inline, Notices, chosen
from zwgk.text.reading.styles import Styles
from zwgk.text.reading.wml import Element, child, children, local, value
from zwgk.text.reading.xml import Package
from zwgk.text.reading.zips import open_package

_WRAPPERS = frozenset({"sdtContent", "customXml", "smartTag", "ins", "moveTo"})
_DELETED = frozenset({"del", "moveFrom"})
_READ = frozenset({"styles", "numbering", "footnotes", "endnotes", "header", "footer", "comments"})
# A longer row is text laid out in a table: its paragraphs stay apart.
_LONG_ROW = 400
_PAGE_NUMBER = re.compile(r"[\s\d第页共/／\-—–－·|,，.]*")


def read_docx(path: Path) -> tuple[str, list[str]]:
    """The body, then its notes, then what headers and footers add; warnings of what is left."""
    with open_package(path) as archive:
        package = Package(archive)
        main = next((at for kind, at in package.related("") if kind == "officeDocument"), "")
        main = main or "word/document.xml"
        root = package.part(main)
        body = child(root, "body")
        if body is None:
            raise Refused(DAMAGED)
        parts: dict[str, list[Element]] = {}
        for kind, at in sorted(set(package.related(main))):
            if kind in _READ:
                part = package.part(at)
                parts.setdefault(kind, []).extend([] if part is None else [part])
    return _Reader(parts).read(body)


class _Reader:
    """One document: numbering and notices run through all of its parts."""

    def __init__(self, parts: dict[str, list[Element]]) -> None:
        self._parts = parts
        self._notices = Notices()
        styles = Styles(self._one("styles"))
        self._inline = Inline(styles, Numbering(self._one("numbering"), styles), self._notices)

    def _one(self, kind: str) -> Element | None:
        return next(iter(self._parts.get(kind, [])), None)

    def read(self, body: Element) -> tuple[str, list[str]]:
        lines = self._blocks(body)
        lines += self._notes("footnotes", "footnote")
        lines += self._notes("endnotes", "endnote")
        known = {line.strip() for line in lines}
        for line in self._margins():
            if line.strip() not in known and not _PAGE_NUMBER.fullmatch(line):
                known.add(line.strip())
                lines.append(line)
        text = "\n".join(lines)
        if not text.strip():
            raise Refused(ONLY_PICTURES if self._notices.pictures else NO_TEXT)
        comments = self._one("comments")
        commented = comments is not None and child(comments, "comment") is not None
        return text, self._notices.warnings(commented)

    def _notes(self, part: str, tag: str) -> list[str]:
        """The notes the text refers to, in its order; what was deleted refers to none."""
        root = self._one(part)
        if root is None:
            return []
        notes = {value(note, "id"): note for note in children(root, tag)}
        wanted = dict.fromkeys(self._notices.references.get(tag, []))
        return [line for key in wanted if key in notes for line in self._blocks(notes[key])]

    def _margins(self) -> Iterator[str]:
        for part in (*self._parts.get("header", []), *self._parts.get("footer", [])):
            yield from self._blocks(part)

    def _blocks(self, parent: Element) -> list[str]:
        """The lines of all paragraphs and tables, in order."""
        lines: list[str] = []
        # The beginning of a paragraph whose end was deleted: the next one goes on with it.
        begun, boxes = "", list[Element]()
        for item in _items(parent, {"p", "tbl", "altChunk"}, self._notices):
            tag = local(item)
            if tag == "p":
                found = self._inline.paragraph(item)
                if found is None:
                    continue
                begun += found.text
                boxes += found.boxes
                if not found.runs_on:
                    lines.append(begun)
                    lines += self._boxed(boxes)
                    begun, boxes = "", []
            elif tag == "tbl":
                lines += self._table(item)
            else:
                self._notices.embedded = True
        return [*lines, begun, *self._boxed(boxes)] if begun or boxes else lines

    def _boxed(self, boxes: list[Element]) -> list[str]:
        return [line for box in boxes for line in self._blocks(box)]

    def _table(self, table: Element) -> list[str]:
        lines: list[str] = []
        for row in _items(table, {"tr"}, self._notices):
            deleted = child(row, "trPr", "del") is not None
            self._notices.revised |= deleted or child(row, "trPr", "ins") is not None
            if deleted:
                continue
            cells = []
            for cell in _items(row, {"tc"}, self._notices):
                found = [line.strip() for line in self._blocks(cell)]
                cells.append([line for line in found if line])
            lines += _row(cells)
        return lines


def _row(cells: list[list[str]]) -> list[str]:
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or sum(len(line) for cell in filled for line in cell) > _LONG_ROW:
        return [line for cell in filled for line in cell]
    return ["\t".join(" ".join(cell).replace("\n", " ") for cell in cells).rstrip("\t")]


def _items(parent: Element, wanted: set[str], notices: Notices) -> Iterator[Element]:
    """The wanted children, those inside content controls and accepted changes among them."""
    for item in parent:
        tag = local(item)
        if tag in wanted:
            yield item
        elif tag == "sdt":
            content = child(item, "sdtContent")
            if content is not None:
                yield from _items(content, wanted, notices)
        elif tag == "AlternateContent":
            yield from _items(chosen(item), wanted, notices)
        elif tag in _WRAPPERS:
            yield from _items(item, wanted, notices)
        elif tag in _DELETED:
            notices.revised = True
