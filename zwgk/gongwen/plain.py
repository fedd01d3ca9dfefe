"""Document → plain text, and plain text → document."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from zwgk.gongwen.layout import date_text
from zwgk.gongwen.levels import LEVEL_MARKS
from zwgk.gongwen.measures import Labels
from zwgk.gongwen.model import Attachment, Document, Kind, Paragraph
from zwgk.gongwen.plain_blocks import plain_lines

_DAY = re.compile(
    r"^(\d{4})年0?(\d{1,2})月0?(\d{1,2})日$|^(\d{4})[-./]0?(\d{1,2})[-./]0?(\d{1,2})$"
)
_CHINESE_DAY = re.compile(
    r"^([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日$"
)
_NUMBER = re.compile(r"^\S{1,20}[〔\[【(（]\d{4}[〕\]】)）]\s*\d+号$")
_ATTACHMENT = re.compile(r"^附件\s*[:：]\s*(.*)$")
_HAN = r"[\u3400-\u9fff》”」）】〕]"
_MARKS = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}


def to_text(document: Document) -> str:
    """The document's words, a paragraph a line, ending with a line end."""
    lines = [document.issuing_mark, document.doc_number, document.title]
    if document.recipient:
        lines.append(f"{document.recipient.rstrip('：:')}：")
    labels = Labels()
    lines += plain_lines(document.blocks, labels)
    single = len(document.attachments) == 1
    for number, attachment in enumerate(document.attachments, 1):
        label = "附件：" if number == 1 else "　　　"
        name = attachment.title if single else f"{number}.{attachment.title}"
        lines.append(f"　　{label}{name}")
    lines.append(document.issuer)
    lines.append(date_text(document.issued_on) if document.issued_on else "")
    for mark, attachment in document.printed_attachments:
        lines += [mark, attachment.title, *plain_lines(attachment.blocks, labels)]
    return "\n".join(line for line in lines if line) + "\n"


def normalised(line: str) -> str:
    """ASCII marks between Chinese characters made full-width; numbers, times, addresses kept."""
    line = re.sub(rf"({_HAN})([,;:?!])(?!//)", lambda m: m[1] + _MARKS[m[2]], line)
    line = re.sub(rf"(?<=[0-9A-Za-z%])([,;])(?={_HAN})", lambda m: _MARKS[m[1]], line)
    return re.sub(r"\(([^()]*[\u3400-\u9fff][^()]*)\)", r"（\1）", line)


@dataclass
class _Draft:
    lines: list[str]
    title: str = ""
    number: str = ""
    recipient: str = ""
    issuer: str = ""
    day: date | None = None
    attachments: list[str] = field(default_factory=list)


def parse_text(text: str, kind: Kind) -> Document:
    """Any plain text as a document; nothing of it is lost. Raises ValueError on an empty text.

    The first line is the title (after a 发文字号 line, if there is one), a line ending in a colon
    the recipient, a closing date and the short line above it the signature.
    """
    cleaned = text.replace("\ufeff", "").replace("\r\n", "\n").replace("\r", "\n")
    stripped = (line.strip(" \t\u3000\xa0\v\f") for line in cleaned.split("\n"))
    lines = [normalised(line) for line in stripped if line]
    if not lines:
        raise ValueError("文件中没有文字，请检查文件内容。")
    draft = _Draft(lines)
    steps: tuple[Callable[[_Draft], None], ...] = (_head, _recipient, _closing, _attached)
    for step in steps:
        step(draft)
    return Document(
        kind=kind,
        title=draft.title,
        blocks=tuple(Paragraph.of(line, level_of(line)) for line in draft.lines),
        recipient=draft.recipient,
        issuer=draft.issuer,
        issued_on=draft.day,
        doc_number=draft.number,
        attachments=tuple(Attachment(name) for name in draft.attachments),
    )


def level_of(line: str) -> int:
    """The heading level of a line by its number; a long line is a paragraph that begins with one.

    Levels 3 to 5 are set like body text, so a whole paragraph may carry them.
    """
    for level, pattern in LEVEL_MARKS.items():
        if pattern.match(line):
            short = len(line) <= 40 and not line.endswith(("。", "；", "，"))
            return level if level > 2 or short else 0
    return 0


def _head(draft: _Draft) -> None:
    if len(draft.lines) > 1 and _NUMBER.match(draft.lines[0]):
        draft.number = draft.lines.pop(0)
    draft.title = draft.lines.pop(0)
    if not draft.number and draft.lines and _NUMBER.match(draft.lines[0]):
        draft.number = draft.lines.pop(0)


def _recipient(draft: _Draft) -> None:
    first = draft.lines[0] if draft.lines else ""
    if first.endswith(("：", ":")) and len(first) <= 120 and not level_of(first):
        draft.recipient = draft.lines.pop(0)[:-1]


def _closing(draft: _Draft) -> None:
    day = _parse_day(draft.lines[-1]) if draft.lines else None
    if day is None:
        return
    draft.day = day
    draft.lines.pop()
    last = draft.lines[-1] if draft.lines else ""
    if _is_signature(last):
        draft.issuer = draft.lines.pop()


def _is_signature(line: str) -> bool:
    """A short line above the date that is neither a sentence, a heading nor an attachment."""
    sentence = line.endswith(("。", "；", "！", "？", "："))
    short = 0 < len(line) <= 30
    return short and not (sentence or level_of(line) or _ATTACHMENT.match(line))


def _attached(draft: _Draft) -> None:
    for at in range(len(draft.lines) - 1, max(len(draft.lines) - 12, -1), -1):
        match = _ATTACHMENT.match(draft.lines[at])
        if match and match[1]:
            following = draft.lines[at + 1 :]
            if all(re.match(r"^\d{1,2}[.．]", line) for line in following):
                names = [match[1], *following]
                numbered = len(names) > 1
                draft.attachments = [
                    re.sub(r"^\d{1,2}[.．]\s*", "", name) if numbered else name for name in names
                ]
                del draft.lines[at:]
            return


def _parse_day(line: str) -> date | None:
    flat = unicodedata.normalize("NFKC", line).replace(" ", "")
    if match := _DAY.match(flat):
        parts = [int(part) for part in match.groups() if part]
    elif match := _CHINESE_DAY.match(flat):
        parts = [_year(match[1]), _small(match[2]), _small(match[3])]
    else:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None


def _year(digits: str) -> int:
    return int(
        "".join(str("零一二三四五六七八九".index("零" if d in "〇○" else d)) for d in digits)
    )


def _small(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    units = " 一二三四五六七八九"
    if not ten:
        return units.index(text)
    return (units.index(tens) if tens else 1) * 10 + (units.index(ones) if ones else 0)
