"""The values of written numbers: Arabic, Chinese and mixed, with the short forms of speech."""

import re
from typing import Final

_DIGIT: Final = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "俩": 2,
    "仨": 3,
}
_POWER: Final = {"十": 10, "百": 100, "千": 1000}
_SCALE: Final = _POWER | {"万": 10_000, "亿": 100_000_000}
_SEPARATORS = re.compile(r"[,， ]")
# 三五十, 二三百: digits side by side before a power say a range and no value.
_NEIGHBOURS = re.compile(r"[一二三四五六七八九两][一二三四五六七八九][十百千万]")
_MIXED = re.compile(r"(\d+(?:\.\d+)?)([十百千]?[万亿]?)(?:(\d+)(千?))?")
_SPREAD = re.compile(r"(十)?([一二三四五六七八九两])([一二三四五六七八九])([十百千万]*)")


_LONGEST = 15  # characters: no count is longer, and int() refuses thousands of digits


def parse(text: str) -> int | float | None:
    """The value of an Arabic, Chinese or mixed number (1.2万, 两万五, 三百二), else None."""
    text = _SEPARATORS.sub("", text)
    if len(text) > _LONGEST:
        return None
    if text[0].isdigit():
        return _mixed(text)
    if "成" in text:  # 九成八 is 98 %, 九成半 95 %
        return _DIGIT[text[0]] * 10 + (5 if text[-1] == "半" else _DIGIT.get(text[-1], 0))
    if _NEIGHBOURS.search(text):
        return None
    return _chinese(text)


def _chinese(text: str) -> int | None:
    total = section = digit = 0
    last = 1
    for char in text:
        if char in _DIGIT:
            if digit:
                return _digit_by_digit(text)
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


def _digit_by_digit(text: str) -> int | None:
    """二〇一八 → 2018; two digits side by side are no number (三五)."""
    if len(text) >= 3 and all(char in _DIGIT for char in text):
        return int("".join(str(_DIGIT[char]) for char in text))
    return None


def _mixed(text: str) -> int | float | None:
    parts = _MIXED.fullmatch(text)
    if parts is None:
        return None
    value = float(parts[1]) * scale(parts[2])
    if parts[3]:
        rest = int(parts[3])
        if parts[4] or (parts[2] == "万" and rest < 10):  # 1万2千; 1万2 is 12,000 too
            rest *= 1000
        value += rest
    return whole(value)


def scale(words: str) -> int:
    """What 百, 万 and the like multiply by: 百万 is 1,000,000."""
    product = 1
    for char in words.strip():
        product *= _SCALE[char]
    return product


def whole(value: int | float) -> int | float:
    """A float without the traces of its computation; an integer where it is one."""
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def spread(text: str) -> tuple[int, int] | None:
    """六七十 → (60, 70), 两三百 → (200, 300): neighbouring digits before one power."""
    found = _SPREAD.fullmatch(text)
    if found is None or _DIGIT[found[3]] != _DIGIT[found[2]] + 1:
        return None
    times, base = scale(found[4]), 10 if found[1] else 0
    return base + _DIGIT[found[2]] * times, base + _DIGIT[found[3]] * times
