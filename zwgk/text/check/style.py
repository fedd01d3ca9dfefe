"""Punctuation and numbers under GB/T 15834-2011, 15835-2011 and 9704-2012: only what is certain."""

import re
from collections.abc import Iterator

from zwgk.text.check.rules import Findings, Subject, finding

_HAN = r"[\u4e00-\u9fff]"
_LEFT = r"(?<=[\u4e00-\u9fff”》）])"
_RIGHT = r"(?=[\u4e00-\u9fff“《（\n]|$)"
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
_HALF = re.compile(rf"{_LEFT}[,;:?!]{_RIGHT}|(?<={_HAN})\.(?=\n|$)")
_BRACKETS = re.compile(rf"\(([^()（）\n]*{_HAN}[^()（）\n]*)\)")
_STRAIGHT = re.compile(rf"\"([^\"“”\n]*{_HAN}[^\"“”\n]*)\"")
_DOTS = re.compile(rf"(?<={_HAN})(?:\.{{3,}}|。{{3,}}|…(?!…)(?<!……))")
_REPEATED = re.compile(r"([，、；：])\1+|(?<!。)。。(?!。)|[，、；：]+(?=。)")
_BETWEEN = re.compile(r"(?<=》)、(?=《)|(?<=”)、(?=“)")
_ZERO = re.compile(r"(?<=年)0(?=[1-9]月)|(?<=月)0(?=[1-9]日)")
_NUMBER = re.compile(
    rf"(?P<organ>{_HAN}{{1,10}}(?:发|办|函|字|公开|通|令|规))\s*(?:[\[(（【](?P<year>20\d\d)[\])）】]"
    r"(?P<first>第?)(?P<zero>0*)|〔(?P<right>20\d\d)〕(?P<ordinal>第|0+|第0+))(?P<number>[1-9]\d*)号"
)
_PAIRS = {"《": "》", "“": "”", "（": "）", "【": "】"}
_CLOSING = {close: opened for opened, close in _PAIRS.items()}


def width(subject: Subject) -> Findings:
    """Half-width marks among Chinese characters."""
    for match in _HALF.finditer(subject.text):
        full = _FULL[match[0]]
        yield finding(
            "mark-width", *match.span(), f"中文中用了半角“{match[0]}”。", f"请改为“{full}”。", full
        )
    for match in _BRACKETS.finditer(subject.text):
        for place, mark in ((match.start(), "（"), (match.end() - 1, "）")):
            yield finding(
                "mark-width", place, place + 1, "中文中用了半角括号。", f"请改为“{mark}”。", mark
            )
    for match in _STRAIGHT.finditer(subject.text):
        for place, mark in ((match.start(), "“"), (match.end() - 1, "”")):
            yield finding(
                "mark-width", place, place + 1, "中文中用了直引号。", f"请改为“{mark}”。", mark
            )


def repeated(subject: Subject) -> Findings:
    """，， and ，。"""
    for match in _REPEATED.finditer(subject.text):
        single = "" if subject.text.startswith("。", match.end()) else match[0][0]
        yield finding(
            "mark-repeated",
            *match.span(),
            f"标点“{match[0]}”多余或重复。",
            "请只保留一个。",
            single,
        )


def ellipsis(subject: Subject) -> Findings:
    """... and 。。。 for ……"""
    for match in _DOTS.finditer(subject.text):
        yield finding(
            "mark-ellipsis", *match.span(), f"省略号写成了“{match[0]}”。", "请改为“……”。", "……"
        )


def enumeration(subject: Subject) -> Findings:
    """《A》、《B》 needs no 、"""
    for match in _BETWEEN.finditer(subject.text):
        yield finding(
            "mark-enumeration", *match.span(),
            "并列的书名号或引号之间通常不用顿号。", "请去掉顿号。", "",
        )  # fmt: skip


def pairs(subject: Subject) -> Findings:
    """Quotes, brackets and title marks that are not closed in their paragraph."""
    start = 0
    for line in subject.text.split("\n"):
        for place in _unpaired(line):
            yield finding(
                "mark-pair", start + place, start + place + 1,
                f"“{line[place]}”没有成对。", "请补上另一半，或删去多余的一半。",
            )  # fmt: skip
        start += len(line) + 1


def _unpaired(line: str) -> Iterator[int]:
    opened: list[int] = []
    for place, char in enumerate(line):
        if char in _PAIRS:
            opened.append(place)
        elif char in _CLOSING:
            if opened and line[opened[-1]] == _CLOSING[char]:
                opened.pop()
            elif not re.match(r"[\d一二三四五六七八九十]", line[place - 1 : place]):  # 1）
                yield place
    yield from opened


def zeros(subject: Subject) -> Findings:
    """2018年05月15日."""
    for match in _ZERO.finditer(subject.text):
        yield finding(
            "number-zero", *match.span(), "日期的月、日不编虚位。", "请去掉前面的“0”。", ""
        )


def document_numbers(subject: Subject) -> Findings:
    """丹政办发[2018]第15号: the year stands in 〔〕, the number without 第 and without 0."""
    for match in _NUMBER.finditer(subject.text):
        year = match["year"] or match["right"]
        right = f"〔{year}〕{match['number']}号"
        start = match.end("organ")
        yield finding(
            "document-number", start, match.end(),
            "发文字号的年份用六角括号，序号不加“第”，不编虚位。", f"请改为“{right}”。", right,
        )  # fmt: skip


CHECKS = (width, repeated, ellipsis, enumeration, pairs, zeros, document_numbers)
