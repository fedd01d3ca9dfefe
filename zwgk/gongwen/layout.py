"""Measures and places that both output forms share (GB/T 9704-2012, chapters 5 and 7).

An em is the width of one 三号 character as printed: the type area holds 28 of them.
"""

import re
from datetime import date
from itertools import combinations, pairwise

PAGE_MM = (210, 297)
TOP_MM, BOTTOM_MM, LEFT_MM, RIGHT_MM = 37, 35, 28, 26
LINES, CHARACTERS = 22, 28
PITCH_PT = 28.9
BODY_PT, TITLE_PT, SMALL_PT = 16, 22, 14
TYPE_AREA_PT = (210 - LEFT_MM - RIGHT_MM) / 25.4 * 72
# 28 characters of 16 pt are 448 pt, 6 pt too many: each gives up a quarter of a point.
TIGHTER_PT = 0.25
EM_PT = BODY_PT - TIGHTER_PT

SONG, FANG, KAI, HEI, TITLE = "宋体", "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"
TITLE_CHARACTERS = 19
_BREAK_AFTER = "的、及和与于"
_BREAK_BEFORE = ("关于", "开展", "召开", "组织", "做好", "印发", "活动", "工作", "实施", "政务公开")
_KEEP = re.compile(r"[\d.·~%％]+[年月日届个号]?|[（(《“].{0,12}?[）)》”]|.[》”）、，：]")


def width_em(text: str) -> float:
    """The width of a line in ems: half for ASCII, one for everything else."""
    return sum(0.5 if ord(char) < 128 else 1.0 for char in text)


def date_text(day: date) -> str:
    """成文日期 as printed: 2024年5月15日, Arabic figures without leading zeros (7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def signature_indents(issuer: str, day: str, *, sealed: bool) -> tuple[float, float]:
    """Left indents in ems of signature and date (7.3.5.1 sealed, 7.3.5.2 unsealed)."""
    signature, dated = width_em(issuer), width_em(day)
    if sealed:
        date_left = CHARACTERS - 4 - dated
        left = min(date_left + (dated - signature) / 2, CHARACTERS - signature)
        return max(left, 0), date_left
    if signature >= dated:
        left = CHARACTERS - 2 - signature
        return max(left, 0), min(max(left, 0) + 2, CHARACTERS - dated)
    date_left = CHARACTERS - 2 - dated
    return date_left - 2, date_left


def title_lines(title: str) -> list[str]:
    """The title broken into lines shaped like a trapezium or diamond, no word cut (7.3.1)."""
    count = -(-int(width_em(title) + 0.5) // TITLE_CHARACTERS)
    if count <= 1:
        return [title]
    places = _break_places(title)
    for lines in range(count, count + 2):
        fitting = [
            cut
            for cut in combinations(places, lines - 1)
            if all(width_em(line) <= TITLE_CHARACTERS + 1 for line in _cut(title, cut))
        ]
        if fitting:
            return _cut(title, min(fitting, key=lambda cut: _unevenness(_cut(title, cut))))
    step = -(-len(title) // count)
    return [title[at : at + step] for at in range(0, len(title), step)]


def _break_places(title: str) -> list[int]:
    """Where a title may be broken: at words that begin or end a phrase, never inside a kept one."""
    kept = {at for m in _KEEP.finditer(title) for at in range(m.start() + 1, m.end())}
    after = {at + 1 for at, char in enumerate(title[:-1]) if char in _BREAK_AFTER}
    before = {m.start() for word in _BREAK_BEFORE for m in re.finditer(word, title)}
    places = {at for at in after | before if 2 <= at <= len(title) - 2} - kept
    # "关于" is one word: no break between its characters.
    return sorted(at for at in places if title[at - 1 : at + 1] != "关于")


def _cut(title: str, places: tuple[int, ...]) -> list[str]:
    bounds = [0, *places, len(title)]
    return [title[a:b] for a, b in pairwise(bounds)]


def _unevenness(lines: list[str]) -> float:
    widths = [width_em(line) for line in lines]
    mean = sum(widths) / len(widths)
    same = sum(1 for a, b in pairwise(widths) if a == b)
    return sum((width - mean) ** 2 for width in widths) + same
