"""What was not masked and may still be a name: a person decides."""

import re
from collections.abc import Iterator

from zwgk.text.mask.forms import is_name
from zwgk.text.mask.page import HAN, LEVELS, Page
from zwgk.text.mask.stems import VERBAL, proper
from zwgk.text.mask.vocabulary import either, lists
from zwgk.text.mask.words import COMPOUND, FUNCTION_SURNAMES, PUBLIC, SURNAMES, TITLE
from zwgk.text.model import Entity, Unsure

_PERSON = "疑似人名，请核对：如是人名，请加入名册后重新脱敏。"
_PLACE = "疑似地名，请核对：如需隐去，请加入地名表后重新脱敏。"
_NO_PLACE = frozenset(lists("place_words.txt")["no_places"])
_PLAIN = VERBAL | {"f", "a", "an", "vn", "s"}
_NAMED = re.compile(r"[㐀-鿿·]{2,8}")
_LEVEL = re.compile(rf"(?:{either(LEVELS)}|广场|公园)$")
_PLACED = re.compile(r"(?![我全各本该此])[㐀-鿿]{3,}")


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
        person = word.kind == "person" and _NAMED.fullmatch(text) and not TITLE.fullmatch(text)
        if person:
            yield _doubt(page, word.start, word.end, Entity.PERSON)
        elif word.kind == "place" and _PLACED.fullmatch(text) and proper(_LEVEL.sub("", text)):
            yield _doubt(page, word.start, word.end, Entity.PLACE)


def _by_surname(page: Page) -> Iterator[Unsure]:
    """Two or three characters that begin with a surname and are no word known to the tagger."""
    for at, char in enumerate(page.text):
        if char not in SURNAMES or char in FUNCTION_SURNAMES:
            continue
        sizes = (4, 3) if page.text[at : at + 2] in COMPOUND else (3, 2)
        for size in sizes:
            if (
                at + size <= len(page.text)
                and page.free(at, at + size)
                and is_name(page.text[at : at + size])
                and _loose(page, at, at + size)
            ):
                yield _doubt(page, at, at + size, Entity.PERSON)
                break


def _loose(page: Page, start: int, end: int) -> bool:
    """Whether the span is made of stray characters, no words: how a tagger cuts unknown names."""
    if not page.words:
        before = page.text[max(0, start - 1) : start]
        after = page.text[end : end + 1]
        return not HAN.match(before) and not HAN.match(after)
    inside = page.inside(start, end)
    if not inside or inside[0].start != start or inside[-1].end != end:
        return False
    if len(inside) == 1:
        # Verbs have two characters: an odd one of three is often a name the tagger does not know.
        odd = end - start == 3 and inside[0].kind in {"v", "d", "a", "ad", "vd"}
        return odd or inside[0].kind in {"nz", "person", "organisation"}
    plain = sum(1 for word in inside if word.kind in _PLAIN)
    return plain == 0 and any(w.end - w.start == 1 for w in inside)
