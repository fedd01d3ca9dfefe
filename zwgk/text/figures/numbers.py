"""Numbers with their qualifier and 量词: 近1.2万余份, 三百余人次, 200至300人, 九成八.

One regular expression finds every number of a normalised text; values.py values its parts. 余 is
never turned into a number: 300余 keeps 300 and says more_than.
"""

import re
from typing import Final, NamedTuple

from zwgk.kinds import Qualifier
from zwgk.text.figures.values import parse, scale, spread, whole
from zwgk.text.figures.vocabulary import LINES

# Longest first, so that 人次 is not read as 人, nor 平方米 as 平.
_UNITS: Final = sorted(LINES["units"]["all"].split(), key=len, reverse=True)
# 200个人 counts people; in 200个人大代表 and 3个人员代表 the 个 stands alone.
_UNIT: Final = "|".join(
    (r"个人(?!大|信息|税|[^，。]{0,3}代表)", *(re.escape(unit) for unit in _UNITS))
)
_PREFIX: Final = "|".join(
    (
        r"约为|约有|约计|大约有|大约|大概|约|将近|接近",
        r"(?<![最附邻就])近(?!年|期|日|来|几|距|郊|邻)",
        r"超过|超出|突破|超|逾|不少于|不低于|至少|最少|大于|多于",
        r"多达|高达|达到了?|达",
        r"不超过|不多于|最多|不足|不到|未满|少于|低于",
        r"上(?=[百千万])|成(?=[百千])",
    )
)
_HAN: Final = "零〇一二两三四五六七八九十百千万俩仨"
_ARABIC: Final = "|".join(
    (
        r"\d{1,3}(?:[,，]\d{3})+(?![\d.])",
        r"\d{1,3}(?: \d{3})+(?= ?[余多人份册个张次件条])",
        r"\d(?: \d){2,5}(?= ?[余多人份册个张次件条])",  # 8 0 0 多张
        r"\d+(?:\.\d+)?",
    )
)
_TENTHS: Final = r"[一二三四五六七八九]成[一二三四五六七八九半]?(?![立员都本熟功])"
_MANY: Final = r" ?(?:[万千亿] ?\d+ ?千?|[百千]?万|[十百千亿])?"
_AMOUNT: Final = rf"(?:{_TENTHS}|(?:{_ARABIC}){_MANY}|[{_HAN}]+)"
# 来 and 几 qualify a number only before what is counted: 30来人, 20几份.
_COUNTED: Final = "[个名位人份件条次张块本册幅场家户种"
_MORE: Final = "|".join(
    (
        r"余",
        r"多(?!数|样|元化|媒体|功能|方面|渠道|层次)",
        rf"来(?={_COUNTED}]|$)",
        rf"几(?={_COUNTED}万千])",
    )
)
_NUMBER: Final = re.compile(
    "".join(
        (
            rf"(?P<prefix>(?:{_PREFIX}) ?)?",
            r"(?P<pct>百分之 ?)?",
            r"(?P<vague>[数几](?=[十百千万]))?",
            rf"(?P<low>{_AMOUNT})",
            rf"(?: ?(?P<more>{_MORE})(?P<times> ?[百千]?[万亿])?)?",
            r"(?P<plus>\+)?",
            # 200人至300人: the second number of a range has a 量词.
            rf"(?: ?(?P<lowunit>{_UNIT})? ?(?:-|—|——|~|～|–|至|到) ?",
            rf"(?P<high>{_AMOUNT})(?= ?余? ?(?:{_UNIT})))?",
            rf"(?: ?(?P<unit>{_UNIT}))?",
            r"(?P<tail> ?(?:以上|以下|左右|上下|以内|之多))?",
        )
    )
)
# What a number can begin with: looking for it first spares trying the whole at every character.
_BEGIN: Final = re.compile(rf"[\d数几约大将接近超突逾多高达不至最未少低上成{_HAN}]")
_ABOUT_PREFIX: Final = ("约", "大约", "大概", "将近", "接近", "近")
_MORE_PREFIX: Final = ("超", "逾", "突破", "多于", "大于", "不少于", "不低于", "至少", "最少", "上")
_LESS_PREFIX: Final = ("不足", "不到", "未满", "少于", "低于", "不超过", "不多于", "最多")
# These stand before a figure without being part of it.
_REACHING: Final = ("达", "高达", "多达", "成")


class Number(NamedTuple):
    """A number of the normal form; ``value`` None where the words name none (数百, 几十)."""

    start: int
    end: int
    value: int | float | None
    qualifier: Qualifier
    unit: str
    high: int | float | None
    body: str
    arabic: bool
    more: str
    percent: bool


def numbers(text: str) -> list[Number]:
    """Every number of a normalised text, in order."""
    result: list[Number] = []
    at = 0
    while begin := _BEGIN.search(text, at):
        found = _NUMBER.match(text, begin.start())
        if found is None:
            at = begin.end()
            continue
        number = _number(found)
        if number.high is not None and not _rising(number, found):
            found = _without_high(found)
            number = _number(found)
        result.append(number)
        at = found.end()
    return result


def _rising(number: Number, found: re.Match[str]) -> bool:
    """12人到3个村 is no range: its second number is not larger, or counts another thing."""
    same = found["lowunit"] in (None, found["unit"])
    return same and number.value is not None and (number.high or 0) > number.value


def _without_high(found: re.Match[str]) -> re.Match[str]:
    """The first number of what looked like a range."""
    end = found.end("lowunit" if found["lowunit"] else "low")
    return _NUMBER.match(found.string, found.start(), end) or found


def _number(found: re.Match[str]) -> Number:
    low, unit = found["low"], found["unit"] or found["lowunit"] or ""
    value, high = _values(found)
    prefix = (found["prefix"] or "").strip()
    start = found.start()
    if prefix.startswith(_REACHING):
        start += len(found["prefix"])
        prefix = ""
    more = found["more"] or found["plus"] or ""
    tail = (found["tail"] or "").strip()
    return Number(
        start=start,
        end=found.end(),
        value=value,
        qualifier=_qualifier(prefix, more, tail, is_range=high is not None),
        unit=unit,
        high=high,
        body=low,
        arabic=low[0].isdigit(),
        more=more,
        percent=bool(found["pct"]) or unit == "%" or "成" in low,
    )


def _values(found: re.Match[str]) -> tuple[int | float | None, int | float | None]:
    """The value and, of a range, its upper end."""
    high = parse(found["high"]) if found["high"] else None
    if found["vague"]:
        return None, high
    value = parse(found["low"])
    if value is None:
        value, high = spread(found["low"]) or (None, high)
    if found["times"] and value is not None:
        value = whole(value * scale(found["times"]))
    return value, high


def _qualifier(prefix: str, more: str, tail: str, *, is_range: bool) -> Qualifier:
    """约 and 近 win over 余: 约7700余 is a contradiction that the checker reports."""
    if prefix.startswith(_LESS_PREFIX) or tail in ("以下", "以内"):
        return Qualifier.LESS_THAN
    if prefix.startswith(_ABOUT_PREFIX) or tail in ("左右", "上下") or more == "来" or is_range:
        return Qualifier.ABOUT
    if prefix.startswith(_MORE_PREFIX) or tail == "以上" or more:
        return Qualifier.MORE_THAN
    return Qualifier.EXACT
