"""Fitting a draft to its length: the weightiest sentences as far as the printed lines reach."""

import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from zwgk.figures.ledger import Entry
from zwgk.gongwen.layout import CHARACTERS, LINES, title_lines, width_em
from zwgk.summaries.drafting.model import DEEPEST, Length, Part
from zwgk.summaries.refs import resolved

# A line gives up a character where a mark may not begin it.
_TO_A_LINE = CHARACTERS - 1
# An empty line under the title, another above signature and date.
_AROUND = 4
# A heading goes over to the next page with the text it heads; marks that stand close together
# (”、“) may break one line more than was counted.
_AT_A_BREAK = 2
_SPARE = 1
_PAGES = {Length.BRIEF: 1, Length.SUMMARY: 3}

Section = dict[str, str]


def fit(
    title: str, parts: Sequence[Part], length: Length, ledger: Mapping[str, Entry]
) -> list[Section]:
    """The sections in a length; the sentence that says what the activity was always stays."""
    whole = [_deep(part, DEEPEST[length]) for part in parts]
    if length is Length.BRIEF:
        whole = [replace(part, heading="") for part in whole]
    room = _room(title, length)
    kept = _filled(whole, room, ledger) if room else whole
    return [_section(part) for part in kept if part.paragraphs]


def lines(parts: Sequence[Part], ledger: Mapping[str, Entry]) -> int:
    """The lines the parts will print, at most."""
    count = 0
    for part in parts:
        if part.paragraphs and part.heading:
            count += 1
        for paragraph in part.paragraphs:
            text = resolved("".join(said.text for said in paragraph), ledger)
            count += math.ceil((2 + width_em(text)) / _TO_A_LINE)
    return count


def _room(title: str, length: Length) -> int:
    """The lines a length leaves for its text, 0 where it sets no limit."""
    pages = _PAGES.get(length, 0)
    if not pages:
        return 0
    return pages * LINES - len(title_lines(title)) - _AROUND - _SPARE - (pages - 1) * _AT_A_BREAK


def _deep(part: Part, deepest: int) -> Part:
    paragraphs = [
        [said for said in paragraph if said.text and said.weight <= deepest]
        for paragraph in part.paragraphs
    ]
    return replace(part, paragraphs=[paragraph for paragraph in paragraphs if paragraph])


def _filled(parts: Sequence[Part], room: int, ledger: Mapping[str, Entry]) -> list[Part]:
    """The weightiest sentences in their places, each that still finds room."""
    places = sorted(
        (said.weight, p, q, r)
        for p, part in enumerate(parts)
        for q, paragraph in enumerate(part.paragraphs)
        for r, said in enumerate(paragraph)
    )
    chosen: set[tuple[int, int, int]] = set()
    kept: list[Part] = []
    for weight, *place in places:
        tried = chosen | {(place[0], place[1], place[2])}
        longer = _only(parts, tried)
        if not weight or lines(longer, ledger) <= room:
            chosen, kept = tried, longer
    return kept


def _only(parts: Sequence[Part], chosen: Set[tuple[int, int, int]]) -> list[Part]:
    only = []
    for p, part in enumerate(parts):
        paragraphs = [
            [said for r, said in enumerate(paragraph) if (p, q, r) in chosen]
            for q, paragraph in enumerate(part.paragraphs)
        ]
        only.append(replace(part, paragraphs=[paragraph for paragraph in paragraphs if paragraph]))
    return only


def _section(part: Part) -> Section:
    body = "\n".join("".join(said.text for said in paragraph) for paragraph in part.paragraphs)
    return {"key": part.key, "heading": part.heading, "body": body}
