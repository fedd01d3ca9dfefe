"""What stands inside one paragraph of a docx file."""

from dataclasses import dataclass, field

from zwgk.text.reading.numbering import Numbering
from zwgk.text.reading.styles import Styles
from zwgk.text.reading.wml import Element, child, is_on, local, value

COMMENTS = "文件中有批注，批注内容没有读入；公开原文件前请删除批注。"
REVISIONS = "文件中有修订痕迹，已按接受全部修订读入，请核对；公开原文件前请先接受或拒绝修订。"
HIDDEN = "文件中有隐藏文字，没有读入，请核对；公开原文件前请删除隐藏文字。"
EMBEDDED = "文件中嵌入了其他文档，其中的文字没有读入，请单独导入。"

_SKIPPED = frozenset(
    {"pPr", "rPr", "delText", "delInstrText", "sdtPr", "sdtEndPr", "tcPr", "rt", "rubyPr"}
)
_DELETED = frozenset({"del", "moveFrom"})
_INSERTED = frozenset({"ins", "moveTo"})
_PICTURES = frozenset({"drawing", "pict", "object"})
_MARKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
_PAGE_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "SECTION"})
# The boxes of forms, drawn from symbol fonts as Word's own dialogue offers them.
_SYMBOLS = {
    ("wingdings", 0xFE): "☑", ("wingdings", 0xFC): "√", ("wingdings", 0xFD): "☒",
    ("wingdings", 0xFB): "×", ("wingdings", 0xA8): "□", ("wingdings", 0x6F): "□",
    ("wingdings 2", 0x52): "☑", ("wingdings 2", 0x53): "☒", ("wingdings 2", 0x50): "√",
    ("wingdings 2", 0xA3): "□", ("wingdings 2", 0x2A): "□",
}  # fmt: skip


@dataclass
class Notices:
    """What was seen on the way and is worth telling."""

    revised: bool = False
    hidden: bool = False
    embedded: bool = False
    pictures: bool = False
    references: dict[str, list[str]] = field(default_factory=dict)

    def warnings(self, commented: bool) -> list[str]:
        told = (
            (self.revised, REVISIONS),
            (commented, COMMENTS),
            (self.hidden, HIDDEN),
            (self.embedded, EMBEDDED),
        )
        return [text for so, text in told if so]


@dataclass(frozen=True)
class Paragraph:
    """Its words; the text boxes anchored in it; whether its end was deleted."""

    text: str
    boxes: list[Element]
    runs_on: bool


@dataclass
class _Field:
    code: str = ""
    result: bool = False

    @property
    def is_page_number(self) -> bool:
        return self.result and self.code.strip().partition(" ")[0].upper() in _PAGE_FIELDS


@dataclass
class _Found:
    words: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    fields: list[_Field] = field(default_factory=list)


class Inline:
    """Reads paragraphs one after another, for their numbers follow from one another."""

    def __init__(self, styles: Styles, numbering: Numbering, notices: Notices) -> None:
        self._styles = styles
        self._numbering = numbering
        self._notices = notices

    def paragraph(self, item: Element) -> Paragraph | None:
        """None for a line of the table of contents, which only repeats the heads."""
        properties = child(item, "pPr")
        style = value(child(properties, "pStyle")) or ""
        if self._styles.is_contents(style):
            return None
        found = _Found()
        self._walk(item, found, self._styles.is_hidden(style))
        text = "".join(found.words)
        label = self._numbering.label(child(properties, "numPr"), style)
        if label and text.strip():
            text = label + text.lstrip()
        runs_on = child(properties, "rPr", "del") is not None
        self._notices.revised |= runs_on or child(properties, "rPr", "ins") is not None
        return Paragraph(text, found.boxes, runs_on)

    def _walk(self, parent: Element, found: _Found, hidden: bool) -> None:
        for item in parent:
            tag = local(item)
            if tag in _SKIPPED:
                continue
            if tag == "txbxContent":
                found.boxes.append(item)
            elif tag == "AlternateContent":
                self._walk(chosen(item), found, hidden)
            elif tag in _DELETED:
                self._notices.revised = True
            elif tag == "r":
                self._walk(item, found, self._is_hidden(item, hidden))
            elif tag == "sdt":
                if not is_on(child(item, "sdtPr", "showingPlcHdr")):
                    self._walk(item, found, hidden)
            elif tag == "fldSimple":
                found.fields.append(_Field(value(item, "instr") or "", result=True))
                self._walk(item, found, hidden)
                found.fields.pop()
            elif not self._mark(item, tag, found, hidden):
                self._notices.revised |= tag in _INSERTED
                self._notices.pictures |= tag in _PICTURES
                self._walk(item, found, hidden)

    def _mark(self, item: Element, tag: str, found: _Found, hidden: bool) -> bool:
        """Take up an element without inner ones; False when it is another."""
        if tag == "t":
            self._say(item.text or "", found, hidden)
        elif tag in _MARKS:
            self._say(_MARKS[tag], found, hidden)
        elif tag == "sym":
            self._say(_symbol(item), found, hidden)
        elif tag == "fldChar":
            _turn(value(item, "fldCharType") or "", found.fields)
        elif tag == "instrText":
            if found.fields:
                found.fields[-1].code += item.text or ""
        elif tag in ("footnoteReference", "endnoteReference"):
            kind = tag.removesuffix("Reference")
            self._notices.references.setdefault(kind, []).append(value(item, "id") or "")
        else:
            return False
        return True

    def _say(self, words: str, found: _Found, hidden: bool) -> None:
        if any(item.is_page_number for item in found.fields):
            return
        if hidden:
            self._notices.hidden |= bool(words.strip())
        else:
            found.words.append(words)

    def _is_hidden(self, run: Element, hidden: bool) -> bool:
        vanish = child(run, "rPr", "vanish")
        if vanish is not None:
            return is_on(vanish)
        return hidden or self._styles.is_hidden(value(child(run, "rPr", "rStyle")) or "")


def _turn(kind: str, fields: list[_Field]) -> None:
    """A field goes on from its code to its result, and ends."""
    if kind == "begin":
        fields.append(_Field())
    elif kind == "separate" and fields:
        fields[-1].result = True
    elif kind == "end" and fields:
        fields.pop()


def _symbol(item: Element) -> str:
    font = (value(item, "font") or "").lower()
    try:
        code = int(value(item, "char") or "", 16) & 0xFF
    except ValueError:
        return ""
    return _SYMBOLS.get((font, code), "")


def chosen(item: Element) -> Element:
    """Of the same content in several forms, the first that holds words, else the first."""
    forms = [form for form in item if local(form) in ("Choice", "Fallback")]
    for form in forms:
        if any(local(inner) in ("t", "txbxContent") for inner in form.iter()):
            return form
    return forms[0] if forms else item
