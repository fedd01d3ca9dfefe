"""Punctuation and numbers under GB/T 15834-2011, 15835-2011 and 9704-2012: only what is certain."""

import re
from collections.abc import Iterator

from zwgk.text.check.rules import Findings, Subject, finding
from zwgk.text.numerals import to_chinese

_HAN = r"[\u4e00-\u9fff]"
_LEFT = r"(?<=[\u4e00-\u9fff”》）])"
_RIGHT = r"(?=[\u4e00-\u9fff“《（\n]|$)"
_END = r"(?=[ 　]*(?:\n|$))"
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
# A ? inside a sentence is often a character the page lost; only at the end of a line is it a mark.
_HALF = re.compile(
    rf"{_LEFT}(?:[,;:]{_RIGHT}|[?!]{_END})|(?<={_HAN})(?<![一二三四五六七八九十])\.{_END}"
)
_ORDINAL = re.compile(r"(?:^|\n)[ \t　]{0,4}[一二三四五六七八九十]{1,3}$")
_BRACKETS = re.compile(rf"\(([^()（）\n]*{_HAN}[^()（）\n]*)\)")
# More dots, or dots before a digit, lead to a page number in a list of contents.
_DOTS = re.compile(
    rf"(?<={_HAN})(?:\.{{3}}(?:\.{{3}})?(?![.\d])|。{{3,6}}(?!。)|…(?!…)(?<!……))(?![ …]*\d)"
)
_RUN = re.compile(r"[，、；：。]{2,}")
_BETWEEN = tuple(
    re.compile(rf"(?<![、）)]){left}(?:、{left})+(?![、（(])")
    for left in ("《[^《》\n]*》", "“[^“”\n]*”")
)
_ZERO = re.compile(r"(?<=年)0(?=[1-9]月)|(?<=月)0(?=[1-9]日)(?!..[ 　]*\d{1,2}[:：]\d)")
_FURNITURE = re.compile(r"(?:时间|日期|来源|更新|发表于)[:：]?[^，。；\n]{0,12}$")
_NUMBER = re.compile(
    rf"(?P<organ>{_HAN}{{1,10}}(?:发|办|函|字|公开|通|令|规))[ 　]*"
    r"(?:[\[(（【](?P<year>20\d\d)[\])）】]"
    r"(?P<first>第?)(?P<zero>0*)|〔(?P<right>20\d\d)〕(?P<ordinal>第|0+|第0+))(?P<number>[1-9]\d*)号"
)
_PAIRS = {"《": "》", "“": "”", "（": "）", "【": "】"}
_CLOSING = {close: opened for opened, close in _PAIRS.items()}
_PAIR_NAMES = {
    "《": "书名号左边", "》": "书名号右边", "“": "左引号", "”": "右引号",
    "（": "左括号", "）": "右括号", "【": "左方头括号", "】": "右方头括号",
}  # fmt: skip
# Controls of the page around the text: 【字体：大 中 小】.
_CONTROL = re.compile(r"【(?:字[体号]|打印|关闭|大|收藏|返回)[^【】\n]*】?")
# 1） opens an item of a list and 32” says inches: halves that stand alone.
_ITEM = re.compile(r"(?:^|[\n：；。，、])[ \t　]*[\da-zA-Z①-⑳一二三四五六七八九十]{1,3}$")
_COUNTED = re.compile(r"[\da-zA-Z①-⑳一二三四五六七八九十]$")
_DASHES = re.compile(rf"(?<={_HAN})--(?={_HAN})")
_ORDINALS = re.compile(r"第(\d{1,3})(?=[届个])")


def width(subject: Subject) -> Findings:
    """Half-width marks among Chinese characters."""
    for match in _HALF.finditer(subject.text):
        full = _FULL[match[0]]
        if match[0] == "," and _ORDINAL.search(
            subject.text, max(match.start() - 8, 0), match.start()
        ):
            full = "、"
        yield finding(
            "mark-width", *match.span(), f"中文中用了半角“{match[0]}”。", f"请改为“{full}”。", full
        )
    for match in _BRACKETS.finditer(subject.text):
        for place, mark in ((match.start(), "（"), (match.end() - 1, "）")):
            yield finding(
                "mark-width", place, place + 1, "中文中用了半角括号。", f"请改为“{mark}”。", mark
            )
    for place, mark in _straight(subject.text):
        yield finding(
            "mark-width", place, place + 1, "中文中用了直引号。", f"请改为“{mark}”。", mark
        )


def _straight(text: str) -> Iterator[tuple[int, str]]:
    """Straight quotes that pair off within their line; beside curly ones nobody knows which."""
    start = 0
    for line in text.split("\n"):
        places = [place for place, char in enumerate(line) if char == '"']
        if len(places) % 2 == 0 and not set("“”") & set(line):
            for opened, closed in zip(places[::2], places[1::2], strict=True):
                if re.search(_HAN, line[opened:closed]):
                    yield from ((start + opened, "“"), (start + closed, "”"))
        start += len(line) + 1


def repeated(subject: Subject) -> Findings:
    """，， and ，。"""
    for match in _RUN.finditer(subject.text):
        marks = match[0]
        if len(marks) > 2 and set(marks) == {"。"}:
            continue
        single = None
        if len(set(marks)) == 1 or "。" not in marks[:-1]:
            single = marks[-1] if len(set(marks)) == 1 or marks[-1] == "。" else None
        yield finding(
            "mark-repeated", *match.span(), f"标点“{marks}”多余或重复。", "请只保留一个。", single
        )


def ellipsis(subject: Subject) -> Findings:
    """... and 。。。 for ……"""
    for match in _DOTS.finditer(subject.text):
        yield finding(
            "mark-ellipsis", *match.span(), f"省略号写成了“{match[0]}”。", "请改为“……”。", "……"
        )


def enumeration(subject: Subject) -> Findings:
    """《A》、《B》 needs no 、 unless something else stands in the list or behind an item."""
    for pattern in _BETWEEN:
        for match in pattern.finditer(subject.text):
            for mark in re.finditer("、(?=[《“])(?<=[》”].)", match[0]):
                place = match.start() + mark.start()
                yield finding(
                    "mark-enumeration", place, place + 1,
                    "并列的书名号或引号之间通常不用顿号。", "请去掉顿号。", "",
                )  # fmt: skip


def pairs(subject: Subject) -> Findings:
    """Quotes, brackets and title marks of which one half is missing."""
    text = subject.text
    for place in _unpaired(text):
        yield finding(
            "mark-pair", place, place + 1,
            f"{_PAIR_NAMES[text[place]]}没有成对。", "请补上另一半，或删去多余的一半。",
        )  # fmt: skip


def _unpaired(text: str) -> Iterator[int]:
    """Halves without the other. Lines may be broken inside a pair, so the whole text is read.

    A quotation of several paragraphs opens each and closes only the last (4.8.3.4).
    """
    opened: list[int] = []
    waiting = dict.fromkeys(_PAIRS, 0)
    controls = {place for match in _CONTROL.finditer(text) for place in range(*match.span())}
    for place, char in enumerate(text):
        if (char not in _PAIRS and char not in _CLOSING) or place in controls:
            continue
        if char in _PAIRS:
            opened.append(place)
            waiting[char] += 1
        elif not waiting[_CLOSING[char]]:
            if char not in "）”" or not _COUNTED.search(text, max(place - 1, 0), place):
                yield place
        elif not _lists(text, place):
            while text[last := opened.pop()] != _CLOSING[char]:
                waiting[text[last]] -= 1
                yield last
            waiting[_CLOSING[char]] -= 1
    for place in opened:
        if text[place] != "“" or text[text.rfind("\n", 0, place) + 1 : place].strip():
            yield place


def _lists(text: str, place: int) -> bool:
    """Whether ） closes no bracket but numbers an item inside one: （包括：1）…；2）…）."""
    if text[place] != "）" or not _ITEM.search(text, max(place - 8, 0), place):
        return False
    rest = re.compile(r"[（）\n]").search(text, place + 1)
    return rest is not None and rest[0] == "）"


def zeros(subject: Subject) -> Findings:
    """2018年05月15日."""
    for match in _ZERO.finditer(subject.text):
        if _FURNITURE.search(subject.text, max(match.start() - 30, 0), match.start()):
            continue
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


def dashes(subject: Subject) -> Findings:
    """-- for ——."""
    for match in _DASHES.finditer(subject.text):
        yield finding("mark-dash", *match.span(), "破折号写成了“--”。", "请改为“——”。", "——")


def ordinals(subject: Subject) -> Findings:
    """第12届 beside 第十二届: one form throughout, and that of set phrases is Chinese."""
    editions = subject.facts.editions
    spelt = {number for number, place in editions if not _ORDINALS.search(place.text)}
    for number, place in editions:
        match = _ORDINALS.match(subject.text, place.start)
        if match and number in spelt and int(match[1]) == number:
            right = to_chinese(number)
            yield finding(
                "number-mixed", *match.span(1),
                f"同一届次在文中又写作“第{right}”。", f"请统一为“第{right}”。", right,
            )  # fmt: skip


CHECKS = (
    width,
    repeated,
    ellipsis,
    dashes,
    enumeration,
    pairs,
    zeros,
    ordinals,
    document_numbers,
)
