"""Days written in a text: every way of writing, also dates that lost characters in copying."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from zwgk.text.facts.grammar import number
from zwgk.text.facts.page import Page

_DIGITS = str.maketrans("〇○零OＯ一二三四五六七八九", "00000123456789")
_YEAR = (
    r"(?:(?P<year>(?:19|20)\d\d|[一二][〇○零O一二三四五六七八九]{3})"
    r"|(?P<masked>(?:20|19)?[xX×*_某]{1,4}))\s*年\s*"
)
_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s*月\s*(?:份\s*)?"
_DAY = (
    r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?"
    r"|[一二三四五六七八九])"
)
_WEEKDAY = r"(?:\s*[(（](?:星期|周|礼拜)[一二三四五六日天][)）])?"
_TIME = r"(?:\s*(?:上午|下午|早上|晚上)?\s*\d{1,2}(?:[:：]\d\d|[时点](?:\d\d分)?))?"
_TO = r"\s*(?:起)?\s*[,，]?\s*(?:至|到|[-—–―~～－]{1,2})\s*"
_UNTIL = (
    rf"(?P<until>(?:(?P<year2>(?:19|20)\d\d)\s*年\s*)?"
    rf"(?:(?P<month2>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s*月\s*)?(?P<day2>{_DAY})\s*[日号])"
)
_FULL = re.compile(
    rf"(?<![\d.])(?:{_YEAR})?(?<!\d){_MONTH}"
    rf"(?:(?P<also>{_DAY})\s*日?\s*[、和及]\s*)?(?P<day>{_DAY})"
    rf"(?P<sign>\s*[日号]{_WEEKDAY})?(?:{_TIME}{_TO}{_UNTIL})?"
)
_ISO = re.compile(
    r"(?<![\d./-])(?P<year>(?:19|20)\d\d)\s?(?P<mark>[-/.])\s?(?P<month>1[0-2]|0?[1-9])\s?(?P=mark)"
    r"\s?(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)"
)
_DOTTED = re.compile(
    r"(?<![\d.·])(?P<month>1[0-2]|[1-9])\s?[.·]\s?(?P<day>3[01]|[12]\d|[1-9])[日号]"
)
_NOT_A_SPAN = r"(?![内游租报程照本后元语均常])"
_BARE = re.compile(
    r"(?<![\d月年.:：\-—–~～至到第xX×*近每共满日])(?P<day>3[01]|[12]\d|[1-9])"
    rf"(?:\s*日?{_TO}(?P<day2>3[01]|[12]\d|[1-9]))?日(?!以内|之内|之后){_NOT_A_SPAN}"
)
_LOST = re.compile(
    r"(?<![\d.:：\-—〔\[第xX×月近共满约超])(?:(?P<year>20\d\d)(?P<mark>年?))?(?P<run>\d{2,4})"
    rf"(?:日(?!以内|之内|之后){_NOT_A_SPAN}|(?=\s*(?:$|\n|上午|下午|[，。,;；])))"
)
_SEEK_LOST = re.compile(r"20\d\d年\d{3,4}(?!\d)|\d{2,8}日")


@dataclass(frozen=True, slots=True)
class Found:
    """A day as written; ``masked`` where its year is hidden (20xx), ``bare`` for a mere 15日."""

    start: int
    end: int
    month: int
    day: int
    year: int | None = None
    until: tuple[int | None, int, int] | None = None
    masked: bool = False
    bare: bool = False
    warning: str = ""


def dates(page: Page) -> list[Found]:
    """Every day in the order of the text; a bare 15日 takes its month from what stands before."""
    text = page.text
    found = _apart([*_full(text), *_iso(text)], list(_dotted(text)))
    if _SEEK_LOST.search(text):
        found = _apart(found, list(_lost(text, intact=bool(found))))
    bare = list(_BARE.finditer(text))
    found.sort(key=lambda one: one.start)
    if bare and found:
        found = _apart(found, list(_with_month(bare, found)))
    return sorted(found, key=lambda one: one.start)


def _apart(known: list[Found], more: list[Found]) -> list[Found]:
    taken = [(one.start, one.end) for one in known]
    return known + [
        one for one in more if not any(one.start < end and start < one.end for start, end in taken)
    ]


def _valid(month: int, day: int) -> bool:
    return (
        1 <= month <= 12 and 1 <= day <= (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
    )


def _full(text: str) -> Iterator[Found]:
    for match in _FULL.finditer(text):
        month, day = number(match["month"]), number(match["day"])
        if month is None or day is None or not _valid(month, day):
            continue
        if not match["sign"] and not match["until"]:
            continue
        year = int(match["year"].translate(_DIGITS)) if match["year"] else None
        one = Found(match.start(), match.end(), month, day, year, masked=bool(match["masked"]))
        if match["until"]:
            one = _to(one, match["year2"], match["month2"], match["day2"])
        also = number(match["also"]) if match["also"] else None
        if also is not None and also < day:
            yield replace(one, day=also, until=None, end=match.end("also"))
            one = replace(one, start=match.start("day"))
        yield one


def _to(one: Found, year: str | None, month: str | None, day: str) -> Found:
    last = (int(year) if year else None, number(month) if month else one.month, number(day))
    if last[1] is None or last[2] is None or not _valid(last[1], last[2]):
        return one
    if (last[0] or 0, last[1], last[2]) <= (one.year or 0 if last[0] else 0, one.month, one.day):
        return one
    return replace(one, until=(last[0], last[1], last[2]))


def _iso(text: str) -> Iterator[Found]:
    for match in _ISO.finditer(text):
        month, day = int(match["month"]), int(match["day"])
        if _valid(month, day):
            yield Found(match.start(), match.end(), month, day, int(match["year"]))


def _dotted(text: str) -> Iterator[Found]:
    for match in _DOTTED.finditer(text):
        if _valid(int(match["month"]), int(match["day"])):
            yield Found(match.start(), match.end(), int(match["month"]), int(match["day"]))


def _lost(text: str, intact: bool) -> Iterator[Found]:
    """Dates that lost 年 or 月 in copying, where there is only one way to read them."""
    for match in _LOST.finditer(text):
        run, year = match["run"], match["year"]
        has_day = text[match.end() - 1] == "日"
        if year is None and (not has_day or (intact and len(run) < 3) or (run.startswith("0"))):
            continue
        if year is not None and not has_day and (not match["mark"] or len(run) < 3):
            continue
        readings = [
            (int(run[:cut]), int(run[cut:]))
            for cut in (1, 2)
            if cut < len(run) and len(run) - cut <= 2 and run[cut] != "0"
        ]
        readings = [reading for reading in readings if _valid(*reading)]
        if len(run) == 2 and (int(run) <= 31 or year is not None):
            continue
        if len(readings) == 1:
            month, day = readings[0]
            own = int(year) if year else None
            said = f"{own}年{month}月{day}日" if own else f"{month}月{day}日"
            warning = f"“{match.group()}”疑有缺字，暂按“{said}”识别，请核对原文。"
            yield Found(match.start(), match.end(), month, day, own, warning=warning)


def _with_month(bare: list[re.Match[str]], found: list[Found]) -> Iterator[Found]:
    for match in bare:
        day = int(match["day"])
        last = int(match["day2"]) if match["day2"] else None
        before = [one for one in found if one.start < match.start()]
        if before:
            near = before[-1]
            month, year, masked = near.month, near.year, near.masked
        else:
            near = found[0]
            month = near.month if day <= near.day else (near.month - 2) % 12 + 1
            year, masked = None, near.masked
        if _valid(month, day):
            one = Found(match.start(), match.end(), month, day, year, masked=masked, bare=True)
            until = (None, month, last) if last and last > day and _valid(month, last) else None
            yield replace(one, until=until)
