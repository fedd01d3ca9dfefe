"""Hits in the text as it was given, and the piece around the first one. Runs, never HTML."""

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate, pairwise

from zwgk.search.model import Run
from zwgk.search.terms import CJK, FORMS, is_cjk

_AROUND = 40
_OPENING = 80  # characters of a text in which nothing is to be marked
_ENDS = "。！？；\n"
_PAUSES = _ENDS + "，、：,;"
_WORD = rf"[^\W_{CJK}]"
Span = tuple[int, int]


@lru_cache(maxsize=512)
def pattern(needle: str) -> re.Pattern[str]:
    """A needle as it stands in a text whose characters have their form but not their spaces."""
    parts = needle.split()
    found = re.escape(parts[0]) if is_cjk(parts[0]) else rf"(?<!{_WORD}){re.escape(parts[0])}"
    for before, part in pairwise(parts):
        apart = r"[\W_]+" if is_cjk(before) == is_cjk(part) else r"[\W_]*"
        found += apart + re.escape(part)
    return re.compile(found if is_cjk(parts[-1]) else rf"{found}(?!{_WORD})")


def spans(text: str, needles: list[str]) -> list[Span]:
    """Where the needles are in a text, in order and merged."""
    form = text.translate(FORMS)
    found = [match.span() for one in needles for match in pattern(one).finditer(form)]
    if found and not FORMS.odd.isdisjoint(text):
        ends = list(accumulate(len(FORMS[ord(char)]) for char in text))
        found = [(bisect_right(ends, start), bisect_right(ends, end - 1) + 1)
                 for start, end in found]  # fmt: skip
    merged: list[Span] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def marked(text: str, needles: list[str]) -> tuple[Run, ...]:
    """A whole text, such as a title, with its hits marked."""
    return _runs(text, spans(text, needles), 0, len(text))


def snippet(text: str, needles: list[str]) -> tuple[Run, ...]:
    """About forty characters either side of the first hit, from the start of a sentence if near."""
    found = spans(text, needles)
    if not found:
        end = _ending(text, min(len(text), _OPENING), _OPENING // 2)
        return _runs(text, [], 0, end)
    first = found[0]
    start = max(0, first[0] - _AROUND)
    if start:
        ends = [at for at in range(start, first[0]) if text[at] in _ENDS]
        pauses = [at for at in range(start, first[0] - _AROUND // 2) if text[at] in _PAUSES]
        start = (ends or pauses or [start - 1])[0] + 1
    end = _ending(text, min(len(text), first[1] + _AROUND), first[1])
    return _runs(text, found, start, max(end, first[1]))


def _ending(text: str, end: int, least: int) -> int:
    """The last pause before ``end``, if one comes after ``least``."""
    if end == len(text):
        return end
    return next((at for at in range(end, least, -1) if text[at - 1] in _PAUSES), end)


def _runs(text: str, found: list[Span], start: int, end: int) -> tuple[Run, ...]:
    runs: list[Run] = [("…", False)] if start else []
    at = start
    for hit_start, hit_end in found:
        if hit_start >= end:
            break
        if hit_start >= at:
            runs.append((text[at:hit_start], False))
            runs.append((text[hit_start : min(hit_end, end)], True))
            at = min(hit_end, end)
    runs.append((text[at:end], False))
    if end < len(text):
        runs.append(("…", False))
    return tuple((" ".join(part.split("\n")), mark) for part, mark in runs if part)
