"""Places that the gazetteer knows: full names, and short names where the context says a place."""

import re
from collections.abc import Iterator

from zwgk.text.mask.gazetteer import Gazetteer, Place
from zwgk.text.mask.page import HAN, Found, Page
from zwgk.text.mask.vocabulary import lists
from zwgk.text.model import Entity

_LISTS = lists("place_words.txt")
# Short names that are words as well: only with context, the second group only with a strong one.
_COMMON = frozenset(_LISTS["common_short"])
_VERY_COMMON = frozenset(_LISTS["very_common_short"])
_IN_FRONT = re.compile(r"(?:在|到|来自|从|赴|前往|位于|来到|抵达|走进|回到|驻)$")
# After a short name these make it part of a longer, local one (泰和社区, 丹东新村) or of a set
# phrase (延安精神).
_LOCAL = re.compile(
    r"社区|嘎查|街道|[镇乡村屯](?!镇|乡|村|庄|居)|[路街]|大道|精神|[县区]?(?:速度|时间)"
)
# Sights and houses that share the name of a division far away (东湖公园, 宁阳公园).
_SIGHT = re.compile(r"公园|广场|小区|花园|城市|风光|景观|公众号|家园|大厦|湖|大?桥")
_FUNCTION = frozenset("分和与在到向从由等各全本单")
_RELATIVE = frozenset({"市中区", "市南区", "市北区", "城中区"})
_NO_NAME_LEAD = re.compile(r"[的了和与在到进从由向我全各本该省市县区州镇乡]")
_PREDICATES = frozenset({"v", "d", "p", "a", "ad", "vn"})


def divisions(page: Page, names: Gazetteer) -> Iterator[Found]:
    """Every name of a division, the longest at each place."""
    hits = list(names.find(page.text))
    firm = [hit for hit in hits if not hit[2].bare or page.text[hit[0] : hit[1]] not in _COMMON]
    edges = {edge for start, end, _ in firm for edge in ((start, "s"), (end, "e"))}
    for start, end, place in hits:
        if not page.free(start, end):
            continue
        if not place.bare:
            if _full(page, start, end):
                begin = _wider(page, start, end)
                key = place.canon if begin == start else page.text[begin:end]
                yield Found(begin, end, Entity.PLACE, key, place.level, 40)
            continue
        if _SIGHT.match(page.text, end) and not _public(page, start, end, place):
            continue
        beside = (start, "e") in edges or (end, "s") in edges
        if not _LOCAL.match(page.text, end) and _short(page, start, end, place, beside):
            known = _named_in(page.text, page.text[start:end], names) or place
            yield Found(start, end, Entity.PLACE, known.canon, known.level, 38)


def _public(page: Page, start: int, end: int, place: Place) -> bool:
    """Whether a park or square is called after the division itself, not by chance like it."""
    return place.canon in page.text or (
        place.level not in {"县", "区"} and page.text[start:end] not in _COMMON
    )


def _named_in(text: str, short: str, names: Gazetteer) -> Place | None:
    """The division of this short name whose full name the text holds (崇明 by 崇明区)."""
    level = next((s for s in "市县区州旗盟" if short + s in text), "")
    return names.get(short + level) if level else None


def _wider(page: Page, start: int, end: int) -> int:
    """Where the tagger sees a longer name of the same end (大黑沟镇 over the known 黑沟镇)."""
    word = page.ends.get(end)
    if word is None or word.kind != "place" or not start - 2 <= word.start < start:
        return start
    return start if _NO_NAME_LEAD.search(page.text[word.start : start]) else word.start


def _full(page: Page, start: int, end: int) -> bool:
    """Not 全市中区…, nor a county of two characters out of running words (各市和县)."""
    name, before = page.text[start:end], page.text[max(0, start - 1) : start]
    if name in _RELATIVE and before in tuple("我全各本该"):
        return False
    if len(name) == 2:
        return _lone(page, start, end, before)
    word = page.covering(start)
    entity = word is None or word.kind in {"place", "organisation"}
    if len(name) == 3 and word and word.start < start and not entity:
        return word.end >= end  # not 明村镇 of 文明|村镇
    if name[0] not in _FUNCTION:
        return True
    whole = word is None or (word.start == start and word.end >= end)
    if whole or entity or word is None:
        return True
    return word.kind in {"n", "nz"} and len(name) > 3


def _lone(page: Page, start: int, end: int, before: str) -> bool:
    """Whether a county of two characters (渠县) stands by itself."""
    word = page.covering(start)
    if word and word.start == start and word.end == end:
        return True
    if word and word.kind == "place" and word.start == start:
        return True
    edge = not before or not HAN.match(before) or before in "市州省"
    return edge and page.text[start] not in _FUNCTION | frozenset("该及")


def _short(page: Page, start: int, end: int, place: Place, beside: bool) -> bool:
    """Whether a bare short name means the division here."""
    name, left = page.text[start:end], page.text[max(0, start - 4) : start]
    known = place.canon in page.text
    common, led = name in _COMMON, bool(_IN_FRONT.search(left))
    if not page.words:
        edge = not left or not HAN.match(left[-1]) or led
        return (edge or beside) and (not common or known or led)
    word = page.starts.get(start)
    if word is None:
        return False
    if word.end != end:
        entity = word.kind in {"place", "organisation"}
        held = word.kind == "organisation" and led and page.text[word.end - 1] in "心局所队站"
        return (beside or (entity and known) or held) if common or not entity else True
    if not common:
        return word.kind not in _PREDICATES or known or beside
    if name in _VERY_COMMON and not (known or beside or led):
        return False
    return word.kind == "place" or (known and word.kind in {"n", "nz", "organisation"})
