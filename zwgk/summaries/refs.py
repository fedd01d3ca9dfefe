"""Live figure references in a summary's text.

A reference is ``{key}`` (the value as it is), ``{key~n}`` (rounded down to its n leading digits,
with 余) or ``{key@part}`` (what one department or material adds to it; of a rate ``{key@基数}`` is
what it rests on). ``{key@所属单位}`` is what the units below a superior submitted together, and
``{key@所属单位基数}`` the base of their rate. A gap the author has to fill is
``【待补充:…】``. Anything else in braces is plain text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from zwgk.figures.ledger import Entry
from zwgk.figures.phrase import printed, roundings
from zwgk.kinds import KINDS, combined

_REFERENCE = re.compile(r"\{([a-z_]+)(?:~([1-9])|@([^{}\n]{1,80}))?\}")
_GAP = re.compile(r"【待补充[^】]*】?")
_DIGITS = r"[0-9０-９]+(?:[.,，][0-9０-９]+)*"
_MEASURES = "人次|人|名|位|份|册|本|个|块|幅|条|次|件|项|种|%|％"
BASE = "基数"
BELOW = "所属单位"
_PARTS_OFFERED = 6
_TYPED_FIGURE = re.compile(rf"(?<![0-9年月第〔\-.·])({_DIGITS}\s*[余多]?\s*(?:{_MEASURES}))")


@dataclass(frozen=True)
class Reference:
    """One reference as written: the kind's key and the digits kept when rounding (0 = all).

    ``part`` names a part of the figure: a department, a material, or the base of a rate.
    """

    key: str
    keep: int = 0
    part: str = ""

    @property
    def of_below(self) -> bool:
        """Whether it is the sum of the units below, not a figure of the unit itself."""
        return self.part in (BELOW, BELOW + BASE)

    @property
    def entry(self) -> str:
        """The key of the ledger's entry that stands behind it."""
        return f"{self.key}@{BELOW}" if self.of_below else self.key

    def __str__(self) -> str:
        if self.part:
            return f"{{{self.key}@{self.part}}}"
        return f"{{{self.key}~{self.keep}}}" if self.keep else f"{{{self.key}}}"


Piece = str | Reference


def pieces(text: str) -> Iterator[Piece]:
    """The text cut into plain strings and references, in order; nothing is lost."""
    start = 0
    for match in _REFERENCE.finditer(text):
        if match[1] not in KINDS:
            continue
        if match.start() > start:
            yield text[start : match.start()]
        yield Reference(match[1], int(match[2] or 0), match[3] or "")
        start = match.end()
    if start < len(text):
        yield text[start:]


def references(text: str) -> list[Reference]:
    """The references of a text."""
    return [piece for piece in pieces(text) if isinstance(piece, Reference)]


def gap(what: str) -> str:
    """A marked gap: what the author has to supply because nothing is recorded."""
    return f"【待补充：{what}】"


def gaps(text: str) -> list[str]:
    """The marked gaps that still stand in a text."""
    return _GAP.findall(text)


def typed_figures(text: str) -> list[str]:
    """Numbers with a 量词 that the author typed by hand, so that nothing stands behind them."""
    plain = "".join(piece if isinstance(piece, str) else "※" for piece in pieces(text))
    return _TYPED_FIGURE.findall(plain)


def typed_spans(text: str) -> list[tuple[int, int]]:
    """Where numbers with a 量词 stand in a printed text."""
    return [match.span(1) for match in _TYPED_FIGURE.finditer(text)]


def print_reference(reference: Reference, ledger: Mapping[str, Entry]) -> str:
    """The text a reference prints; a gap where nothing is recorded."""
    entry = ledger.get(reference.entry)
    if entry is None:
        told = "没有所属单位的合计" if reference.of_below else "无记录"
        return gap(f"{KINDS[reference.key].name}{told}")
    if reference.part == BELOW:
        return printed(entry.kind, entry.value, entry.out_of, entry.qualifier)
    if reference.part:
        return _print_part(entry, reference.part)
    return printed(entry.kind, entry.value, entry.out_of, entry.qualifier, reference.keep)


def _print_part(entry: Entry, part: str) -> str:
    if entry.kind.is_rate:
        return entry.kind.based_on(entry.value, entry.out_of or 0)
    rows = [row for row in entry.evidence if row.part == part]
    if not rows:
        return gap(f"{entry.kind.name}中“{part}”无记录")
    qualifier = combined(row.qualifier for row in rows)
    return printed(entry.kind, sum(row.value for row in rows), None, qualifier)


def unfounded(text: str, ledger: Mapping[str, Entry]) -> list[Reference]:
    """The references of a text behind which nothing is recorded."""
    return [r for r in references(text) if gaps(print_reference(r, ledger))]


def resolved(text: str, ledger: Mapping[str, Entry]) -> str:
    """The text with every reference printed."""
    return "".join(
        piece if isinstance(piece, str) else print_reference(piece, ledger)
        for piece in pieces(text)
    )


@dataclass(frozen=True)
class Choice:
    """One way to insert a figure: the token, what it prints now, and how it is offered."""

    token: str
    printed: str
    label: str


def choices(entry: Entry) -> Sequence[Choice]:
    """The ways a figure may be inserted: exact, rounded down (never upwards), or a part of it."""
    key, rate = entry.kind.key, entry.kind.is_rate
    keeps = [0] if rate else [0, *reversed(roundings(entry.value))]
    parts = [BASE] if rate else [*entry.parts()][:_PARTS_OFFERED]
    tokens = [Reference(key, keep) for keep in keeps]
    tokens += [Reference(key, part=part) for part in parts if "{" not in part and "}" not in part]
    return [_choice(token, entry) for token in tokens]


def _choice(token: Reference, entry: Entry) -> Choice:
    text = print_reference(token, {entry.kind.key: entry})
    named = token.part and not entry.kind.is_rate
    return Choice(str(token), text, f"{token.part}：{text}" if named else text)
