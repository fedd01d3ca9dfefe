"""What was not masked and may still be a name: a person decides."""

import re
from collections.abc import Iterator

from zwgk.text.mask.page import Page
from zwgk.text.mask.persons import is_name
from zwgk.text.mask.places import _NO_PLACE, HANLAST
from zwgk.text.mask.words import COMPOUND, FUNCTION_SURNAMES, PUBLIC, SURNAMES, TITLE
from zwgk.text.model import Entity, Unsure

_PERSON = "疑似人名，请核对：如是人名，请加入名册后重新脱敏。"
_PLACE = "疑似地名，请核对：如需隐去，请加入地名表后重新脱敏。"
_PLAIN = frozenset("v d p c u r m ad vd xc q t f TIME a an vn s w".split())


def doubts(page: Page) -> Iterator[Unsure]:
    """Every remaining candidate, in the order of the text."""
    found = [*_tagged(page), *_by_surname(page)]
    last = 0
    for doubt in sorted(found, key=lambda d: (d.start, -d.end)):
        if doubt.start >= last:
            yield doubt
            last = doubt.end


def _doubt(page: Page, start: int, end: int, kind: Entity) -> Unsure:
    left, right = page.normal.span(start, end)
    reason = _PERSON if kind is Entity.PERSON else _PLACE
    return Unsure(page.normal.given[left:right], kind, left, right, reason)


def _tagged(page: Page) -> Iterator[Unsure]:
    for word in page.words:
        text = page.text[word.start : word.end]
        if not page.free(word.start, word.end) or text in PUBLIC or text in _NO_PLACE:
            continue
        if word.kind == "person" and re.fullmatch(r"[㐀-鿿·]{2,8}", text) and not TITLE.fullmatch(text):
            yield _doubt(page, word.start, word.end, Entity.PERSON)
        if word.kind == "place" and re.fullmatch(r"[㐀-鿿]{2,}", text) and len(text) > 2:
            if not re.match(r"[我全各本该此]", text):
                yield _doubt(page, word.start, word.end, Entity.PLACE)


def _by_surname(page: Page) -> Iterator[Unsure]:
    """Two or three characters that begin with a surname and are no word known to the tagger."""
    for at, char in enumerate(page.text):
        if char not in SURNAMES or char in FUNCTION_SURNAMES:
            continue
        sizes = (4, 3) if page.text[at : at + 2] in COMPOUND else (3, 2)
        for size in sizes:
            if page.free(at, at + size) and is_name(page.text[at : at + size]) and _loose(page, at, at + size):
                yield _doubt(page, at, at + size, Entity.PERSON)
                break


def _loose(page: Page, start: int, end: int) -> bool:
    """Whether the span is made of stray characters, no words: how a tagger cuts unknown names."""
    if not page.words:
        before = page.text[max(0, start - 1) : start]
        after = page.text[end : end + 1]
        return not re.match(HANLAST, before) and not re.match(HANLAST, after)
    inside = [w for w in page.words if w.start < end and w.end > start]
    if not inside or inside[0].start != start or inside[-1].end != end:
        return False
    if len(inside) == 1:
        return inside[0].kind in {"nz", "person", "organisation"}
    plain = sum(1 for word in inside if word.kind in _PLAIN)
    return plain == 0 and any(w.end - w.start == 1 for w in inside)
