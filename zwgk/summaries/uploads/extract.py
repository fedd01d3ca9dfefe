"""What an uploaded text holds: title, body, date, and one proposed figure a kind."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zwgk.kinds import KINDS, Qualifier
from zwgk.text.facts import facts as read_facts
from zwgk.text.figures import figures as read_figures
from zwgk.text.figures.totals import counted
from zwgk.text.model import Figure, Figures, Role

MOST_CHARACTERS = 60_000
_LONGEST_TITLE = 150
_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_TAIL = 3  # lines in which a text is signed
_HEAD = 6  # lines in which a title stands


@dataclass(frozen=True)
class Read:
    """读出的内容 of one file."""

    title: str
    text: str
    dated: date | None
    unit: str
    figures: list[dict[str, Any]]


def read_text(given: str, name: str) -> Read:
    """Title, body (one paragraph a line, signature included) and figures of a text."""
    # Braces are the notation of live figures, which an uploaded text has none of.
    plain = given.replace("\0", "").replace("{", "｛").replace("}", "｝")
    lines = [line.strip() for line in plain.splitlines() if line.strip()]
    whole = "\n".join(lines)
    facts = read_facts(whole)
    title, lines = _title(lines, facts.title.text if facts.title else "", name)
    text = "\n".join(lines)
    return Read(
        title=title,
        text=text,
        dated=_dated(lines),
        unit=facts.unit.text if facts.unit else "",
        figures=propose(title, text),
    )


def _title(lines: list[str], told: str, name: str) -> tuple[str, list[str]]:
    """The title and what stands after it; without one the file's name is the title."""
    wanted = "".join(told.split())
    for end in range(1, min(_HEAD, len(lines)) + 1):
        for start in range(end):
            if wanted and "".join("".join(lines[start:end]).split()) == wanted:
                return wanted[:_LONGEST_TITLE], lines[end:]
    if lines and len(lines) > 1 and len(lines[0]) <= 60 and not lines[0].endswith(("。", "：")):
        return lines[0], lines[1:]
    return name.rpartition(".")[0][:_LONGEST_TITLE] or name[:_LONGEST_TITLE], lines


def _dated(lines: Sequence[str]) -> date | None:
    for line in reversed(lines[-_TAIL:]):
        if found := _DATE.fullmatch("".join(line.split())):
            try:
                return date(*map(int, found.groups()))
            except ValueError:
                return None
    return None


def signature(lines: Sequence[str]) -> int:
    """How many lines at the end are the signature: unit and date, which a document prints."""
    date_at = next(
        (n for n in range(1, min(_TAIL, len(lines)) + 1)
         if _DATE.fullmatch("".join(lines[-n].split()))), 0,
    )  # fmt: skip
    if not date_at:
        return 0
    before = lines[-date_at - 1] if len(lines) > date_at else ""
    signed = 0 < len(before) <= 30 and before[-1] not in "。；：！？"
    return date_at + 1 if signed else date_at


def propose(title: str, text: str) -> list[dict[str, Any]]:
    """One figure of each kind the text states as its own and as done, in the table's order."""
    shift = len(title) + 1
    stated = read_figures(f"{title}\n{text}")
    own = counted(stated.found)
    return [
        _row(key, stated, [f for f in own if f.kind == key], shift)
        for key in KINDS
        if any(f.kind == key for f in own)
    ]


def _row(key: str, stated: Figures, own: Sequence[Figure], shift: int) -> dict[str, Any]:
    total = stated.total(key)
    assert total is not None  # there is at least one figure of the kind
    value, qualifier = total
    totals = [f for f in own if f.role is Role.TOTAL]
    parts = [f for f in own if f.role is Role.PART]
    used = totals or (parts if not KINDS[key].is_rate else []) or list(own)
    if not parts or totals:
        used = [f for f in used if f.value * f.times == value] or used
    number, out_of = (int(value), None) if not KINDS[key].is_rate else _rate(key, value, stated)
    return {
        "kind": key, "value": number, "out_of": out_of,
        "qualifier": str(Qualifier.EXACT if KINDS[key].is_rate else qualifier),
        "stated": "、".join(dict.fromkeys(f.text for f in used)),
        "also": list(dict.fromkeys(f.text for f in own if f not in used)),
        "passages": [
            [m.start - shift, m.end - shift]
            for f in used for m in f.mentions if m.start >= shift
        ],
        "keep": True,
    }  # fmt: skip


def _rate(key: str, percent: float, stated: Figures) -> tuple[int | None, int | None]:
    """What a rate rests on where the text itself says both; else a person has to fill it in."""
    spot, asked = stated.total("answered_on_spot"), stated.total("questions_asked")
    if key != "answer_rate" or spot is None or asked is None or not asked[0]:
        return None, None
    right = abs(100 * spot[0] / asked[0] - percent) < 1 and spot[0] <= asked[0]
    return (int(spot[0]), int(asked[0])) if right else (None, None)
