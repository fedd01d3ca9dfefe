"""Figures of other units in a unit's text: of a lower unit it quotes, of its superior's area."""

import re
from bisect import bisect_right
from typing import Final

from zwgk.text.figures.numbers import Number
from zwgk.text.figures.origin import LEVEL, Origin
from zwgk.text.figures.page import Mark, Page
from zwgk.text.model import Scope

_ENDINGS: Final = sorted(LEVEL, key=len, reverse=True)
# 昌图县组织…, 其中城关镇发放…: a place that is the subject of its clause.
_PLACE = re.compile(
    r"""
    (?:^|[。；;\n，,：:]|其中[，,]?)\s*
    (?P<unit>
        (?:(?![其另有仅围如在到来自由于设各的了和与对从向为把被将等搭摆会])[\u4e00-\u9fff]){2,8}?
        (?:自治县|自治州|[省市县区镇乡村旗]|街道|社区|苏木|开发区|新区)
    )
    (?=[\u4e00-\u9fff]{2,})
    # 城关镇、河东镇等12个单位 is a list of who took part.
    (?!中心|[^，。]{0,40}等(?:\d|$))
    """,
    re.VERBOSE,
)
# What ends like a place without being its name: 我区, 深入社区, 咨询区.
_GENERIC = re.compile(
    r"""
    我|全|各|本|该|辖|当|每|所有|其他
    |在|到|由|向|为|与|和|共|赴|从|进|深入|走进|及
    |乡|城|社|小|园|市|县|区|镇|村|街道
    |咨询|服务|宣传|群众|现场|展|接待|办事|等候|休息|活动|公开|阅览|体验|政务|查阅
    """,
    re.VERBOSE,
)
_THE_REST = re.compile(
    r"其余(?:[\d一二三四五六七八九十各]+个?)?"
    r"(?:县|区|镇|乡|单位|部门|街道|社区|村|站所|市)[市区镇]?"
)
_OWN_AGAIN = re.compile(r"我[省市县区州旗镇乡]|全[省市县区州旗镇乡]|合计|共计|总计|累计")
_OFFICE = re.compile(
    r"\s*(?P<unit>(?:[省市县区]|(?!其|各|该|本|我)[\u4e00-\u9fff]{2,4})[\u4e00-\u9fff]{1,6}?[局委厅])(?=[\u4e00-\u9fff]{2})(?!等|、)"
)
_SEGMENT = re.compile(r"(?<=[。；;：:])")
_WHOLE_AREA = re.compile(
    r"(?:^|[，,。；：:\n])[^，,。；：:\n《》]{0,5}全(省|市|州|县|区|旗|镇|乡|街道)"
)
_OWN = re.compile(r"我[省市州县区旗镇乡街委局办厅院校社村]|本(?:单位|局|镇|乡|街道|村|社区)")


def whose(page: Page, number: Number, origin: Origin) -> Scope:
    """The whole area's where a text of a lower unit says 全县 before the number."""
    if origin.level is None:
        return Scope.OWN
    sentence = page.text[page.before(Mark.SENTENCE, number.start) : number.start]
    named = list(_WHOLE_AREA.finditer(sentence))
    if not named or _OWN.search(sentence, named[-1].end()):
        return Scope.OWN
    return Scope.AREA if LEVEL.get(named[-1][1], 0) > origin.level else Scope.OWN


def other_unit(page: Page, number: Number, origin: Origin) -> str:
    """The lower unit whose figure a superior's text quotes: 昌图县组织…惠及农民6000余人次."""
    sentence = page.text[page.before(Mark.SENTENCE, number.start) : number.start]
    rest = _THE_REST.search(sentence)
    if rest:
        return rest[0]
    named = [place for place in _PLACE.finditer(sentence) if not _GENERIC.match(place["unit"])]
    if origin.level is None or not named:
        return _one_of_several(page, number)
    unit = named[-1]["unit"]
    if unit in page.title or not _is_lower(unit, origin.level):
        return _one_of_several(page, number)
    return "" if _OWN_AGAIN.search(sentence, named[-1].end()) else unit


def _is_lower(unit: str, level: int) -> bool:
    """Whether a unit stands below the text's own; one 市 may stand below another."""
    ending = next(ending for ending in _ENDINGS if unit.endswith(ending))
    return LEVEL[ending] < level or (ending == "市" and LEVEL[ending] == level)


def _one_of_several(page: Page, number: Number) -> str:
    """A paragraph that goes from unit to unit (鞍山市…；盘锦市…) quotes each one's own figures."""
    begin = page.text.rfind("\n", 0, number.start) + 1
    if begin not in page.paragraphs:
        page.paragraphs[begin] = _units_of(page, begin)
    starts, units = page.paragraphs[begin]
    own = units[bisect_right(starts, number.start) - 1]
    same = {unit for unit in units if unit and unit[-1] == own[-1:]} if own else set()
    return own if len(same) >= 2 else ""


def _units_of(page: Page, begin: int) -> tuple[list[int], list[str]]:
    """Where the segments of a paragraph begin, and the unit each one opens with."""
    end = page.text.find("\n", begin)
    starts: list[int] = []
    units: list[str] = []
    at = begin
    for segment in _SEGMENT.split(page.text[begin : end if end >= 0 else len(page.text)]):
        found = _PLACE.match(segment) or _OFFICE.match(segment)
        unit = found["unit"] if found else ""
        starts.append(at)
        units.append("" if _GENERIC.match(unit) or unit in page.title else unit)
        at += len(segment)
    return starts, units
