"""Which noun a number counts: the one behind it (8块宣传展板), else the one before it (展板8块)."""

import re
from typing import Final

from zwgk.text.figures.page import Mark, NounAt
from zwgk.text.figures.spot import Spot
from zwgk.text.figures.units import PERSON, PIECES
from zwgk.text.figures.vocabulary import Noun

_PEOPLE: Final = (Noun.PUBLIC, Noun.STAFF, Noun.INVITED)
_ATTRIBUTE: Final = 6  # characters of 区直 before 、
_PHRASE: Final = 16  # a longer attribute is a clause of its own
_ATTRIBUTE_OF_FIRST: Final = 10
_BESIDE: Final = 8
# Words that may stand between a noun and its number without counting anything themselves.
_FILLER = re.compile(
    r"""
    (?:总|累|合|共)?计(?:为|达|约)? | 总共 | 一共 | 共有 | 共 | 合 | 累计 | 先后
    | 约 | 近 | 达到?了? | 超 | 多 | 就 | 仅
    | 等 | 各类 | 各种 | 相关 | 有关 | 分别 | 均 | 已 | 也 | 还
    | 了 | 有 | 为 | 的 | 们
    | 总数 | 人数 | 件数 | 数量 | 量 | 数
    | [：:（( ]
    """,
    re.VERBOSE,
)
_PLACES = re.compile(
    r"(?:镇|乡|县|区|市|村|省|街道|社区|小区|苏木|嘎查)(?!直|级|属|政府|委|干部|区|域)"
)
_TITLED = re.compile(
    r"(《[^《》\n]{2,40}》)(?:等|共|计|各|约|近|总|合|达|了|宣传单|宣传册|、|\s)*$"
)
_NET = re.compile(r"直播|线上|网络|在线|视频|网站|网上|平台|公众号|网友|收看|收听")
_JOINTS: Final = ("、", "和", "及", "与")


def without_fillers(text: str) -> str:
    """What is left of the words between a noun and a number once fillers are taken out."""
    return _FILLER.sub("", text)


def behind(spot: Spot) -> NounAt | None:
    """The head of the noun phrase right behind the number: 12名来自…的市民代表.

    A known noun that the number cannot count (``OTHER``) is better than none: it says that the
    number is of something else.
    """
    page, number = spot.page, spot.number
    place = _PLACES.match(page.text, number.end)
    if place and number.unit == "个":  # 4个镇把宣传台搬到…
        return NounAt(number.end, place.end(), Noun.OTHER)
    end = _past_attribute(spot)
    verbs = page.verbs_in(number.end, end)
    limit = min(verbs[0].start if verbs else end, number.end + _PHRASE)
    found: NounAt | None = None
    other: NounAt | None = None
    for noun in page.nouns_in(number.end, end):
        gap = noun.start - (found or other or number).end
        reach = 0 if found else 1 if other else _ATTRIBUTE_OF_FIRST
        if noun.start > limit or gap > reach:
            break
        if _may_count(spot, noun, gap):
            found = noun
        elif noun.kind is Noun.OTHER and found is not None:
            # 117家单位代表队: the head of the phrase is another thing.
            return other if noun.end - noun.start > 2 else found
        elif noun.kind is Noun.OTHER and gap <= 4:
            other = noun
    return found or other


def _past_attribute(spot: Spot) -> int:
    """26个区直、驻区部门: a short attribute before 、 is not yet what is counted."""
    page, number, end = spot.page, spot.number, spot.end
    short = 0 < end - number.end <= _ATTRIBUTE and page.text.startswith("、", end)
    if not short or page.nouns_in(number.end, end):
        return end
    return min(page.after(Mark.FRAGMENT, end + 1), page.next_number(end))


def _may_count(spot: Spot, noun: NounAt, gap: int) -> bool:
    if noun.kind is Noun.VIEW and not _online(spot):
        return False
    each = spot.number.unit == "个" and gap <= 2 and noun.kind in _PEOPLE  # 30个志愿者
    return each or spot.fits(noun.kind)


def _online(spot: Spot) -> bool:
    """观看 behind a number of people is a view only where the sentence speaks of the net."""
    if spot.number.unit not in PERSON:
        return True
    return bool(_NET.search(spot.page.text, spot.sentence, spot.clause_end))


def in_front(spot: Spot) -> NounAt | None:
    """The last noun before the number in its fragment, if nothing but fillers stands between."""
    titled = _TITLED.search(spot.text_since(spot.start))
    if titled and spot.number.unit in PIECES:
        start = spot.start
        return NounAt(start + titled.start(), start + titled.end(1), Noun.MATERIAL)
    for noun in reversed(spot.nouns_since(spot.start)):
        if len(without_fillers(spot.text_since(noun.end))) > _ATTRIBUTE:
            return None
        if spot.fits(noun.kind):
            return noun
        if noun.kind is Noun.OTHER:
            beside = _beside(spot, noun)
            if (
                beside is None
                and spot.number.unit in PERSON
                and not spot.words(noun).endswith("奖")
            ):
                return None
            return beside or noun
    return None


def _beside(spot: Spot, noun: NounAt) -> NounAt | None:
    """咨询、投诉80件: the noun that 、 or 和 sets beside an unknown one."""
    joint = noun.start - 1
    if spot.page.text[joint : noun.start] not in _JOINTS:
        return None
    near = spot.page.nouns_in(max(0, noun.start - _BESIDE), joint)
    fitting = [n for n in near if n.end == joint and spot.fits(n.kind)]
    return fitting[-1] if fitting else None
