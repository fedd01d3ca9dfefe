"""Numbers with their qualifier and 量词: 近1.2万余份, 三百余人次, 200至300人, 九成八.

One regular expression finds every number of a normalised text; the parts are then valued. 余 is
never turned into a number: 300余 keeps 300 and says more_than.
"""

import re
from dataclasses import dataclass
from typing import Final

from zwgk.kinds import Qualifier

# Longest first, so that 人次 is not read as 人, nor 平方米 as 平.
_UNITS: Final = sorted(
    "人次 号人 人(次) 人（次） 人／次 人/次 人 名 位 户次 户 家 份 册 本 张 个 把 只 种 块 幅 条 道 项 次 件 票 "
    "面 副 袋 支 台 处 套 篇 期 场次 场 类 起 例 宗 款 枚 盒 箱 瓶 卷 页 部 辆 组 班 批 双 顶 条次 件次 个次 "
    "场(次) 次数 拨 号 眼 则 轮 样 包 封 摞 叠 捆 束 提 桶 床 架 尊 座 间 所 支队 遍 回 声 车次 车 课时 "
    "平方米 平方公里 公里 千米 米 亩 公顷 吨 公斤 斤 元 万元 亿元 年 月 日 天 小时 分钟 秒 周 周年 岁 "
    "个月 个小时 多岁 级 字 度 倍 点 时 刻 % 个百分点 百分点 平米 立方米 户籍 村 镇 乡".split(),
    key=len,
    reverse=True,
)
_UNIT = "个人(?!大|信息|税|[^，。]{0,3}代表)|" + "|".join(re.escape(unit) for unit in _UNITS)
_PREFIX = (
    r"约为|约有|约计|大约有|大约|大概|约|将近|接近|近(?!年|期|日|来|几|距|郊|邻)|超过|超出|突破|超|逾|"
    r"多达|高达|达到了?|达|不少于|不低于|至少|最少|不超过|不多于|最多|不足|不到|未满|少于|低于|"
    r"大于|多于|上(?=[百千万])|成(?=[百千])"
)
_HAN = "零〇一二两三四五六七八九十百千万俩仨"
_ARABIC = (
    r"\d{1,3}(?:[,，]\d{3})+(?![\d.])|\d{1,3}(?: \d{3})+(?= ?[余多人份册个张次件条])|\d+(?:\.\d+)?"
)
_TENTHS = r"[一二三四五六七八九]成[一二三四五六七八九半]?(?![立员都本熟功])"
_AMOUNT = rf"(?:{_TENTHS}|(?:{_ARABIC}) ?(?:[万千亿] ?\d+ ?千?|[百千]?万|[十百千亿])?|[{_HAN}]+)"
_NUMBER = re.compile(
    rf"(?P<prefix>(?:{_PREFIX}) ?)?"
    rf"(?P<pct>百分之 ?)?(?P<vague>[数几](?=[十百千万]))?"
    rf"(?P<low>{_AMOUNT})"
    rf"(?: ?(?P<more>余|多(?!数|样|元化|媒体|功能|方面|渠道|层次)|来(?=[个名位人份件条次张块本册幅场家户种]|$)|几(?=[个名位人份件条次张块本册幅场家户种万千]))"
    rf"(?P<times> ?[百千]?[万亿])?)?"
    rf"(?P<plus>\+)?"
    rf"(?: ?(?P<lowunit>{_UNIT})? ?(?:-|—|——|~|～|–|至|到) ?(?P<high>{_AMOUNT})(?= ?余? ?(?:{_UNIT})))?"
    rf"(?: ?(?P<unit>{_UNIT}))?"
    rf"(?P<tail> ?(?:以上|以下|左右|上下|以内|之多))?"
)
_DIGIT = {c: v for v, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2, "仨": 3}
_POWER = {"十": 10, "百": 100, "千": 1000}
_MANY = {"万": 10_000, "亿": 100_000_000}
_ABOUT: Final = ("约", "大约", "大概", "将近", "接近", "近", "成")
_MORE: Final = (
    "超",
    "逾",
    "突破",
    "多于",
    "大于",
    "不少于",
    "不低于",
    "至少",
    "最少",
    "上",
    "多达上",
)
_LESS: Final = ("不足", "不到", "未满", "少于", "低于", "不超过", "不多于", "最多")


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the normal form; ``value`` None where the words name none (数百, 几十)."""

    start: int
    end: int
    value: int | float | None
    qualifier: Qualifier
    unit: str
    high: int | float | None
    prefix: str
    body: str
    arabic: bool
    more: str
    percent: bool


def numbers(text: str) -> list[Number]:
    """Every number of a normalised text, in order."""
    result: list[Number] = []
    at = 0
    while found := _NUMBER.search(text, at):
        number = _number(found)
        if number.high is not None and not _rising(number, found):
            found = _NUMBER.match(
                text[: found.end("lowunit" if found["lowunit"] else "low")], found.start()
            )
            assert found is not None
            number = _number(found)
        result.append(number)
        at = found.end()
    return result


def _rising(number: Number, found: re.Match[str]) -> bool:
    """12人到3个村 is no range: its second number is not larger, or counts another thing."""
    same = found["lowunit"] in (None, found["unit"])
    return same and number.value is not None and (number.high or 0) > number.value


def _number(found: re.Match[str]) -> Number:
    low, unit = found["low"], found["unit"] or found["lowunit"] or ""
    value = None if found["vague"] else parse(low)
    high = parse(found["high"]) if found["high"] else None
    spread = _spread(low) if value is None and not found["vague"] else None
    if spread:
        value, high = spread
    if found["times"] and value is not None:
        value = _whole(value * _scale(found["times"]))
    percent = bool(found["pct"]) or unit == "%" or "成" in low
    prefix = (found["prefix"] or "").strip()
    start = found.start()
    # 达 and 达到 stand before a figure without being part of it.
    if prefix.startswith(("达", "高达", "多达", "成")):
        start = found.start() + len(found["prefix"])
        prefix = ""
    more = found["more"] or found["plus"] or ""
    qualifier = _qualifier(prefix, more, (found["tail"] or "").strip(), high)
    return Number(
        start,
        found.end(),
        value,
        qualifier,
        unit,
        high,
        prefix,
        low,
        low[0].isdigit(),
        more,
        percent,
    )


def _qualifier(prefix: str, more: str, tail: str, high: int | float | None) -> Qualifier:
    """约 and 近 win over 余: 约7700余 is a contradiction that the checker reports."""
    if prefix.startswith(_LESS) or tail in ("以下", "以内"):
        return Qualifier.LESS_THAN
    if prefix.startswith(_ABOUT) or tail in ("左右", "上下") or more == "来" or high is not None:
        return Qualifier.ABOUT
    if prefix.startswith(_MORE) or tail == "以上" or more:
        return Qualifier.MORE_THAN
    return Qualifier.EXACT


def parse(text: str) -> int | float | None:
    """The value of an Arabic, Chinese or mixed number (1.2万, 1万2千, 两万五, 三百二), else None."""
    text = re.sub(r"[,， ]", "", text)
    if text[0].isdigit():
        return _mixed(text)
    if "成" in text:  # 九成八 is 98 %, 九成半 95 %
        return _DIGIT[text[0]] * 10 + (5 if text[-1] == "半" else _DIGIT.get(text[-1], 0))
    if re.search(r"[一二三四五六七八九两][一二三四五六七八九][十百千万]", text):
        return None
    total = section = digit = 0
    last = 1
    for char in text:
        if char in _DIGIT:
            if digit and last != -1:
                return _in_digits(text)
            digit, last = _DIGIT[char], 0 if char in "零〇" else last
        elif char in _POWER:
            section += (digit or 1) * _POWER[char]
            digit, last = 0, _POWER[char]
        else:
            total, section, digit, last = ((section + digit) or 1) * 10_000, 0, 0, 10_000
    # 三百二 is 320, 两万五 is 25,000; 三百零二 is 302.
    if digit and last >= 100:
        digit *= last // 10
    return total + section + digit


def _in_digits(text: str) -> int | None:
    """二〇一八 → 2018; two digits side by side are no number (三五)."""
    if len(text) >= 3 and all(char in _DIGIT for char in text):
        return int("".join(str(_DIGIT[char]) for char in text))
    return None


def _mixed(text: str) -> int | float | None:
    parts = re.fullmatch(r"(\d+(?:\.\d+)?)([十百千]?[万亿]?)(?:(\d+)(千?))?", text)
    if parts is None:
        return None
    value = float(parts[1]) * _scale(parts[2])
    if parts[3]:
        rest = int(parts[3])
        if parts[4]:
            rest *= 1000
        elif parts[2] == "万" and rest < 10:
            rest *= 1000  # 1万2 is 12,000
        value += rest
    return _whole(value)


def _scale(words: str) -> int:
    scale = 1
    for char in words.strip():
        scale *= _POWER.get(char) or _MANY[char]
    return scale


def _whole(value: int | float) -> int | float:
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def _spread(text: str) -> tuple[int, int] | None:
    """六七十 → (60, 70), 两三百 → (200, 300): neighbouring digits before one power."""
    found = re.fullmatch(r"(十)?([一二三四五六七八九两])([一二三四五六七八九])([十百千万]*)", text)
    if found is None or _DIGIT[found[3]] != _DIGIT[found[2]] + 1:
        return None
    scale, base = 1, 10 if found[1] else 0
    for char in found[4]:
        scale *= _POWER.get(char) or _MANY[char]
    return base + _DIGIT[found[2]] * scale, base + _DIGIT[found[3]] * scale
