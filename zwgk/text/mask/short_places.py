"""Short names of towns (宣风 of 宣风镇), which only their surroundings tell from words.

A town's two characters are often a word; so they count only before an office or paper that is
called after its place, or where a campaign or a reporter's line names one, and only when the text
or the gazetteer knows the full name.
"""

import re
from collections.abc import Iterator

from zwgk.text.mask.forms import is_name
from zwgk.text.mask.gazetteer import Gazetteer, Place
from zwgk.text.mask.page import HAN, Found, Page
from zwgk.text.mask.vocabulary import either, lists
from zwgk.text.model import Entity

_LISTS = lists("place_words.txt")
_LEVELS = ("镇", "乡", "街道", "县", "区", "市", "社区", "村", "居委会")
_NO_SHORT = frozenset((*_LISTS["no_short"], *_LISTS["very_common_short"], *_LISTS["generic"]))
_UNIT = re.compile(rf"(?:{either(_LISTS['place_units'])})")
_CAMPAIGN = re.compile(
    r"(?:平安|文明|美丽|法治|健康|幸福|和谐|清廉|信用|智慧|数字|诚信|书香|活力|魅力|无诈|爱上)"
    r"([㐀-鿿]{2,3}?)(?=[”\"’』」]|建设|创建)"
)
_BYLINE = re.compile(r"[（(]([㐀-鿿]{2,3})[  　]+([㐀-鿿]{2,4})[）)]")
_SOURCE = re.compile(
    r"(?:来源|供稿单位?|报送单位?|信息来源|稿源)[:：]\s*([㐀-鿿]{2,3}?)(?=[\s（(）)，,。]|$)|"
    r"(?:^|\n)[  　]*([㐀-鿿]{2,3})讯(?=[\s（(：:，,])"
)


def _place(page: Page, names: Gazetteer, stem: str, start: int) -> Place | None:
    """The division of this short name: the text's own first, then the gazetteer's."""
    if stem in _NO_SHORT or not HAN.fullmatch(stem):
        return None
    for level in _LEVELS:
        full = stem + level
        at = page.text.find(full)
        if at >= 0 and at != start:
            return names.get(full) or Place(full, level)
    county = names.get(stem)
    if county is not None and county.bare:
        return county
    known = (names.get(stem + level) for level in _LEVELS[:6])
    return next((place for place in known if place is not None), None)


def _found(page: Page, names: Gazetteer, start: int, end: int) -> Iterator[Found]:
    place = _place(page, names, page.text[start:end], start)
    if place is not None and page.free(start, end):
        yield Found(start, end, Entity.PLACE, place.canon, place.level, 29)


def short_places(page: Page, names: Gazetteer) -> Iterator[Found]:
    """官渡分局, 邵阳新闻网, 平安荷田, （嵛山 缪某某）."""
    for match in _UNIT.finditer(page.text):
        for size in (3, 2):
            start = match.start() - size
            if start >= 0 and _begins(page, start):
                found = list(_found(page, names, start, match.start()))
                yield from found
                if found:
                    break
    for match in (*_CAMPAIGN.finditer(page.text), *_SOURCE.finditer(page.text)):
        group = match.lastindex or 1
        yield from _found(page, names, *match.span(group))
    for match in _BYLINE.finditer(page.text):
        if is_name(match[2]):
            yield from _found(page, names, *match.span(1))


def _begins(page: Page, start: int) -> bool:
    """Whether a word begins here, or a longer name holds the place (万盛经开区万东司法所)."""
    word = page.covering(start)
    if word is None or word.start == start:
        return True
    return (
        word.kind in {"place", "organisation"}
        and page.text[start - 1] in "区县市镇乡局会道州心院队"
    )
