"""The theme (主题) of the day, with or without quotation marks, and every other wording of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zwgk.text.facts.grammar import CLOSE_QUOTES, DAY, FIFTEENTH, OPEN_QUOTES
from zwgk.text.facts.page import Page
from zwgk.text.model import Mention

_O, _C = f"[{OPEN_QUOTES}]", f"[{CLOSE_QUOTES}]"
_INNER = r"(?:[^“”\"「」『』\n]|“[^“”\n]{1,20}”|\n(?!\s*\n)){2,80}?"
_QUOTED = rf"{_O}(?P<words>{_INNER}){_C}"
# 主题教育, 主题党日, 主题公园, 主题词 … are things with 主题 in their name.
_NOT_A_NAME = (
    r"(?!教育|党日|团日|公园|班会|词|酒店|实践|征文|演讲|曲|色|鲜明|突出|明确|分类|不变|列车)"
)
_OF = r"(?:的)?(?:这一|这个|此)?(?:本次|本届|此次|今年)?(?:的)?(?:活动|宣传|总|年度)?(?:的)?"
_IS = r"(?:\s*(?:定为|确定为|设定为|聚焦|就是|名为|叫做|叫作|是|为|叫|系|[:：]|——|[-—]))"
_ANY_MARKS = r"[^。；;！!？?\n《》]"  # 开放促服务，共筑“连心桥”
_PLAIN = r"[^“”\"「」『』。；;！!？?\n《》]"

_PATTERNS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (
        3,
        re.compile(
            rf"(?:以|用|把)\s*{_QUOTED}\s*(?:为|作为|当作|当成|定为|确定为|列为)[^，。；\n]{{0,8}}?(?:主题|主线|题)"
        ),
    ),
    (3, re.compile(rf"主题{_NOT_A_NAME}[^，。；：:\n“”\"是为]{{0,8}}{_IS}\s*{_QUOTED}")),
    (3, re.compile(rf"主题\s*{_QUOTED}")),
    (3, re.compile(rf"{_QUOTED}\s*(?:就)?是(?:这|本|今|此)[^。；\n]{{0,20}}主题(?:[，。]|$)")),
    (3, re.compile(rf"(?:举办|开展|举行|组织)了?\s*{_QUOTED}\s*为主题")),
    (
        3,
        re.compile(
            rf"(?:围绕|紧扣|突出|聚焦|按照|针对|结合|秉持|扣住|锁定|确定|确立|依据|根据)[^，。；\n“”\"]{{0,16}}{_QUOTED}\s*{_OF}主题{_NOT_A_NAME}"
        ),
    ),
    (2, re.compile(rf"{_QUOTED}\s*{_OF}主题{_NOT_A_NAME}")),
    (
        2,
        re.compile(
            rf"{_QUOTED}\s*(?:的)?(?:主题)?(?:系列)?(?:{_O}?{FIFTEENTH}{_C}?)?{_O}?"
            rf"(?:{DAY}|政务公开(?:活动|宣传)|(?:政府|政务)开放活动)"
        ),
    ),
    (
        3,
        re.compile(
            rf"以(?P<words>(?:(?!以|为主|为题|主题|为本次|为此次|为今年|为活动){_PLAIN}){{4,60}})"
            rf"为(?:本次|此次|今年|本届|活动|宣传|的)*主题{_NOT_A_NAME}"
        ),
    ),
    (
        2,
        re.compile(
            rf"(?:围绕|紧扣|扣住|聚焦|突出|贯穿)(?:着|了)?(?P<words>(?:(?!主题|围绕|紧扣){_PLAIN}){{4,60}}?)(?:这一|这个|为|的)?"
            rf"(?:活动|宣传)?主题{_NOT_A_NAME}"
        ),
    ),
    (
        3,
        re.compile(
            rf"主题{_NOT_A_NAME}[^，。；：:\n“”\"是为\d]{{0,8}}{_IS}\s*(?P<words>{_PLAIN}{_ANY_MARKS}{{3,70}})"
        ),
    ),
    (
        3,
        re.compile(
            r"(?:[一二三四五六七八九十]、|[(（][一二三四五六七八九十]+[)）]|\d[.、．])\s*(?:活动|宣传)?主题"
            rf"(?P<words>(?!活动|宣传|日|是|为){_PLAIN}{{4,50}}?)(?=[一二三四五六七八九]、|\n|$|。)"
        ),
    ),
)
# A form or table: 活动主题, a tab or blanks, the words.
_CELL = re.compile(
    r"(?:^|\n)[^\S\n]*(?:[一二三四五六七八九十]+、)?(?:活动|宣传)?主题[\t 　|]+"
    r"(?P<words>[^\n\t|]{4,60})"
)
_HEADING = re.compile(
    r"(?:^|\n)[^\S\n]*(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|\d{1,2}[.、．])?[^\S\n]*"
    r"(?:本次|今年|本届)?(?:活动|宣传)?主题[^\S\n]*[:：]?[^\S\n]*\n\s*(?P<words>[^\n]{4,90})"
)
_IN_LINE = re.compile(_QUOTED)
# Where an unquoted theme ends before the sentence does: a clause with its own subject or verb.
_NEXT_CLAUSE = re.compile(
    r"[，,、]\s*(?=我|本(?!领)|该|各(?:单|乡|部|科|站|镇|村|局)|活动|现(?:场|将|就)|按照|根据|结合|旨在|积极|认真|组织|开展|通过|并(?!联)|于|将"
    r"|此次|这次|时间|以(?:线|多|丰|现|\S{2,8}(?:形式|方式))|由|在(?!线)|利用|采取|围绕|集中|精心|(?:市|县|区|镇|乡|街道|局|委|办)(?:政府|直|内|党|局|里)"
    r"|地点|为(?:了|进一步|切实)|广泛|邀请|共(?=计|有|设|发|组织|接待|\d)|其中|活动时间|主要|全面开展|扎实开展|具体|深入开展|\d)"
)
_NOT_WORDS = re.compile(
    rf"{DAY}|公开日|开放日|^\W*{FIFTEENTH}\W*$|^(?:活动|今年|本次|此次|本届|上级|这一|这个|相关|不同|各自|各类|统一|以下|下列|上述|有关)|^\W*$"
    r"|互联网\+政务服务$|^(?:一个|多个|两个|三个|我为群众办实事|不忘初心|牢记使命)"
)
_NAME_ONLY = re.compile(
    r"^(?:一是|以下|如下|详见|见附件)|^[“”\"\s]*(?:\d{1,2}\s?[.·]?\s?\d{1,2}\W*)?(?:全国|辽宁省?|我[省市县区])?(?:第\S{1,4}[个届])?\W*"
    rf"(?:{DAY}|公开日|开放日|政务公开|政府开放|政务开放|政府信息公开|信息公开)(?:主题)?(?:活动|宣传)?[“”\"\s]*$"
)
_OTHER_YEAR = re.compile(r"(?:去年|上年|前年|往年|上届)[^。；\n]{0,16}$")
_OTHER_DAY = re.compile(
    r"(?:(?:世界|国际|全国|国家|中国)(?!\S{0,4}(?:公开|开放))[^\d，。；\s]{1,6}(?:日|周|节|宣传月)"
    r"|(?:安全生产|宪法|禁毒|消防|防灾|节能|民法典)[^\d，。；\s]{0,6}(?:日|周|月)"
    r"|主题教育|党日|征文|演讲)[^。；\n]{0,14}$"
)
_EDGE = ' \t\n　，,。．.；;、：:！!“”"「」『』‘’《》〈〉·-—'


@dataclass(frozen=True, slots=True)
class _Said:
    start: int
    end: int
    weight: int


def themes(page: Page) -> tuple[str | None, tuple[Mention, ...]]:
    """The theme of this activity, and each different wording with its first place."""
    said = sorted(_said(page.text), key=lambda one: (one.start, -one.weight, one.start - one.end))
    wordings: dict[str, _Said] = {}
    last_end = -1
    for one in said:
        if one.start < last_end:
            continue
        last_end = one.end
        key = re.sub(r"\W", "", page.words(one.start, one.end))
        if key not in wordings:
            wordings[key] = one
    if not wordings:
        return None, ()
    best = max(wordings.values(), key=lambda one: one.weight)
    mentions = tuple(page.mention(one.start, one.end) for one in wordings.values())
    return page.words(best.start, best.end), mentions


def _said(text: str) -> Iterator[_Said]:
    if (
        not re.search("主题|主线", text)
        and "为题" not in text
        and not re.search(rf"{_C}{_O}?(?:政|\d)", text)
    ):
        return
    for weight, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield from _one(text, *match.span("words"), weight, match.start())
    for match in _CELL.finditer(text):
        yield from _one(text, *match.span("words"), 3, match.start())
    for match in _HEADING.finditer(text):
        start, end = match.span("words")
        inner = _IN_LINE.search(text, start, end)
        if inner and inner.start() - start < 8:
            yield from _one(text, *inner.span("words"), 3, match.start())
        elif "主题" not in match["words"] and "。" not in match["words"].rstrip("。 "):
            yield from _one(text, start, end, 3, match.start())


def _one(text: str, start: int, end: int, weight: int, left: int) -> Iterator[_Said]:
    """The wording without its edges, unless it is no theme at all."""
    quoted = start > 0 and text[start - 1] in OPEN_QUOTES
    if not quoted and (cut := _NEXT_CLAUSE.search(text, start, end)):
        end = cut.start()
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    words = text[start:end]
    if not 4 <= len(words) <= 70 or words.isdigit() or re.fullmatch(r"[xX×*_]+", words):
        return
    if _NAME_ONLY.match(words) or (not quoted and weight < 3 and _NOT_WORDS.search(words)):
        return
    if weight < 3 and _NOT_WORDS.search(words):
        return
    before = text[max(left - 30, 0) : start]
    if _OTHER_YEAR.search(before) or _OTHER_DAY.search(before):
        return
    yield _Said(start, end, weight)
