"""Marked texts: the plain text, what a person marked in it, and every fault of the marking.

The format is described in ``marked/README.md``. Nothing here uses ``zwgk.text``: what is measured
must not help to make its own measure.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from zwgk.kinds import KINDS

NAMES = ("person", "place", "organisation")
QUALIFIERS = ("exact", "more_than", "about", "less_than")
_HEADS = ("edition", "dates", "theme")
_MARK = re.compile(r"\[\[([^\[\]|]*)\|([^\[\]|]*)\]\]")
_DAY = re.compile(r"(?P<year>\d{4}|-)-(?P<month>\d\d)-(?P<day>\d\d)")
_ARABIC = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(万|千|百)?")
_TIMES = {"万": 10000, "千": 1000, "百": 100, None: 1}
# Words that betray a qualifier; a mark whose words say another one is most likely a slip.
_BETRAY = {
    "more_than": re.compile(r"余|多(?!媒)|[十百千万]几|几[十百千万]|超|逾|突破|[+＋]|以上|^上|达"),
    "about": re.compile(
        r"来[个人名位条份]|近|约|左右|上下|将近|\d\s*[-—－~～至到]\s*\d|[两三四五六七八][三四五六七八九][百十千]?"
    ),
    "less_than": re.compile(r"不足|不到|少于|未满"),
}


@dataclass(frozen=True, slots=True)
class MarkedFigure:
    """A figure as marked; ``start`` and ``end`` count characters of the plain text."""

    kind: str
    value: int | float
    qualifier: str
    start: int
    end: int
    text: str

    @property
    def triple(self) -> tuple[str, int | float, str]:
        """What is compared with the engine's answer."""
        return self.kind, self.value, self.qualifier


@dataclass(frozen=True, slots=True)
class MarkedName:
    """A person, place or organisation as marked."""

    kind: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Marked:
    """One marked text. ``faults`` says in English what is wrong with its marking."""

    name: str
    text: str
    figures: tuple[MarkedFigure, ...] = ()
    names: tuple[MarkedName, ...] = ()
    edition: int | None = None
    dates: frozenset[str] = frozenset()
    theme: str | None = None
    faults: tuple[str, ...] = ()


@dataclass(slots=True)
class _Draft:
    """What reading has gathered so far."""

    plain: list[str] = field(default_factory=list)
    length: int = 0
    figures: list[MarkedFigure] = field(default_factory=list)
    names: list[MarkedName] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def add(self, words: str) -> None:
        self.plain.append(words)
        self.length += len(words)


def read(source: str, name: str) -> Marked:
    """The marked text behind ``source``; faults are collected, never raised."""
    draft = _Draft()
    head, separator, body = source.replace("\r\n", "\n").partition("---\n")
    if not separator or (head and not head.endswith("\n")):
        draft.faults.append("no line --- after the head")
    edition, dates, theme = _head(head, draft)
    last = 0
    for mark in _MARK.finditer(body):
        draft.add(body[last : mark.start()])
        _mark(mark[1], mark[2], draft)
        draft.add(mark[2])
        last = mark.end()
    draft.add(body[last:])
    text = "".join(draft.plain)
    if "[[" in text or "]]" in text:
        draft.faults.append("brackets left over: a mark is not well formed")
    draft.faults.extend(_unmarked(text, draft.names))
    return Marked(
        name, text, tuple(draft.figures), tuple(draft.names), edition, dates, theme,
        tuple(draft.faults),
    )  # fmt: skip


def read_file(path: Path) -> Marked:
    """The marked text in a file, named by its file name."""
    return read(path.read_text(encoding="utf-8"), path.name)


def _head(head: str, draft: _Draft) -> tuple[int | None, frozenset[str], str | None]:
    fields: dict[str, str] = {}
    for line in head.splitlines():
        key, colon, value = line.partition(":")
        if key not in _HEADS or not colon or not value.strip() or key in fields:
            draft.faults.append(f"head line not understood: {line!r}")
        else:
            fields[key] = value.strip()
    edition = fields.get("edition")
    if edition is not None and not (edition.isdigit() and int(edition) > 0):
        draft.faults.append(f"edition is no number: {edition!r}")
        edition = None
    dates = [day.strip() for day in fields["dates"].split(",")] if "dates" in fields else []
    draft.faults.extend(fault for day in dates for fault in _day_faults(day))
    if re.search(r"[“”\"「」]", fields.get("theme", "")):
        draft.faults.append("theme with quotation marks")
    return int(edition) if edition else None, frozenset(dates), fields.get("theme")


def _day_faults(written: str) -> Iterator[str]:
    """A day is 2018-05-15 or --05-15, a period first/last."""
    ends: list[tuple[str, date]] = []
    for part in written.split("/"):
        match = _DAY.fullmatch(part)
        try:
            if match is None:
                raise ValueError(part)
            # 2000 is a leap year: 29 February without a year is possible.
            year = 2000 if match["year"] == "-" else int(match["year"])
            ends.append((match["year"], date(year, int(match["month"]), int(match["day"]))))
        except ValueError:
            yield f"no such day: {part!r}"
    if len(ends) > 2 or (len(ends) == 2 and (ends[0][1] >= ends[1][1])):
        yield f"no period: {written!r}"
    if len(ends) == 2 and ("-" in (ends[0][0], ends[1][0])) and ends[0][0] != ends[1][0]:
        yield f"year on one end of a period only: {written!r}"


def _mark(inside: str, words: str, draft: _Draft) -> None:
    start, end = draft.length, draft.length + len(words)
    if not words or words != words.strip():
        draft.faults.append(f"mark empty or with space at its edge: {inside}|{words!r}")
    if inside in NAMES:
        draft.names.append(MarkedName(inside, start, end, words))
        return
    parts = inside.split(" ")
    if len(parts) != 3 or parts[0] not in KINDS or parts[2] not in QUALIFIERS:
        draft.faults.append(f"unknown mark: {inside}|{words}")
        return
    kind, written, qualifier = parts
    if not re.fullmatch(r"\d+(\.\d+)?" if KINDS[kind].is_rate else r"\d+", written):
        draft.faults.append(f"value is no number of this kind: {inside}|{words}")
        return
    value = float(written) if "." in written else int(written)
    draft.figures.append(MarkedFigure(kind, value, qualifier, start, end, words))
    draft.faults.extend(_figure_faults(value, qualifier, words))


def _figure_faults(value: int | float, qualifier: str, words: str) -> Iterator[str]:
    """Whether the words of a mark can mean its value and its qualifier."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", words))
    number = _ARABIC.search(plain)
    if number:
        meant = float(number[1].replace(",", "")) * _TIMES[number[2]]
        if abs(meant - value) > 1e-6 * max(meant, 1):
            yield f"the words say {meant:g}, the mark {value}: {words}"
    betrayed = {name for name, pattern in _BETRAY.items() if pattern.search(plain)}
    if betrayed and qualifier not in betrayed:
        yield f"the words say {sorted(betrayed)}, the mark {qualifier}: {words}"
    if not betrayed and qualifier != "exact":
        yield f"nothing in the words says {qualifier}: {words}"


def _unmarked(text: str, names: list[MarkedName]) -> Iterator[str]:
    """Places where a name marked elsewhere in the text stands without a mark."""
    covered = [(name.start, name.end) for name in names]
    for kind, words in sorted({(name.kind, name.text) for name in names if len(name.text) > 1}):
        at = text.find(words)
        while at >= 0:
            if not any(start <= at and at + len(words) <= end for start, end in covered):
                yield f"{kind} unmarked at {at}: {words}"
            at = text.find(words, at + 1)
