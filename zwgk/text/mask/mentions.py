"""Persons that no post introduces: names in lists, before what only persons do, in credits."""

import re
from collections.abc import Iterator

from zwgk.text.mask.forms import is_name
from zwgk.text.mask.page import HAN, Found, Page
from zwgk.text.mask.words import CLEAR, NOT_IN_NAMES, SURNAMES
from zwgk.text.model import Entity

# (古某) 通讯员 骆某: the reporter's own name stands before the first label.
_CREDITED = re.compile(
    r"(?:^|(?<=[\s。！；”）)]))([㐀-鿿]{2,3})[  　]{1,3}"
    r"(?=(?:特约)?通讯员|(?:见习|特约)?记者|摄影|文/图|图/文|文图|摄(?![㐀-鿿]))",
    re.MULTILINE,
)
_SLASHED = re.compile(
    r"(?:(?<![㐀-鿿])(?:文|图|摄影|文图|图文|视频)[/:：][  　]?([㐀-鿿]{2,3})(?![㐀-鿿]))"
    r"|(?:(?<![㐀-鿿])([㐀-鿿]{2,3})[/  　](?:文|图|摄影?|文图|图文)(?![㐀-鿿]))"
)
_SPOKE = re.compile(
    r"(?<![㐀-鿿])([㐀-鿿]{3})(?=(?:介绍|表示|告诉|强调|指出|同志|说[:：，道]|"
    r"主持|讲话|致辞|带队|率队|出席|到场|带领|参加))"
)
_LISTED = re.compile(r"、([㐀-鿿]{2,3})(?=[、，,。；;）)\s]|等(?![级待候])|同志|$)")
_REVIEWED = re.compile(
    r"(?:编辑|责编|[一二三初复终]审|审核|校对|记者|通讯员|供稿|撰稿|摄影|监制|签发)"
    r"[:：][  　]*([㐀-鿿]{3})(?![㐀-鿿])"
)


def _made(match: re.Match[str], group: int, rank: int) -> Found:
    return Found(*match.span(group), Entity.PERSON, match[group], "", rank)


def _worded(page: Page, start: int, end: int) -> bool:
    """Whether the characters are words of the language (范文|一, 方面, 高新区), no name."""
    inside = page.inside(start, end)
    if len(inside) < 2:
        return bool(inside) and inside[0].kind in {"n", "t", "TIME", "nw", "f", "s"}
    return inside[-1].kind == "m" or all(w.kind in {"n", "vn", "u"} for w in inside)


def counted(page: Page, start: int, end: int) -> bool:
    """范文一, 附件二: a thing with its number."""
    inside = page.inside(start, end)
    return len(inside) > 1 and inside[-1].kind == "m" and inside[0].kind in {"n", "vn", "v"}


def credits(page: Page) -> Iterator[Found]:
    """Names beside 通讯员, 文/图 and, with a surname that also begins words, after 审核：."""
    for match in _CREDITED.finditer(page.text):
        if is_name(match[1]) and not _worded(page, *match.span(1)) and page.free(*match.span(1)):
            yield _made(match, 1, 43)
    for match in _SLASHED.finditer(page.text):
        group = 1 if match[1] else 2
        if is_name(match[group]) and page.free(*match.span(group)):
            yield _made(match, group, 43)
    for match in _REVIEWED.finditer(page.text):
        plain = match[1][0] in SURNAMES and not NOT_IN_NAMES & set(match[1][1:])
        if plain and not _worded(page, *match.span(1)) and page.free(*match.span(1)):
            yield _made(match, 1, 43)


def speaking(page: Page) -> Iterator[Found]:
    """A name of three characters at the head of a clause, before what only persons do."""
    for match in _SPOKE.finditer(page.text):
        start, end = match.span(1)
        named = match[1][0] in CLEAR and is_name(match[1]) and not _worded(page, start, end)
        if named and page.splits(start, end) and page.free(start, end):
            yield _made(match, 1, 32)


def listed(page: Page) -> Iterator[Found]:
    """虎进财、撒玉莲、卯丽: what a person's name is joined to by 、."""
    for word in page.words:
        if word.kind != "person" or not is_name(page.text[word.start : word.end]):
            continue
        at = word.end
        while match := _LISTED.match(page.text, at):
            start, end = match.span(1)
            if not is_name(match[1]) or _worded(page, start, end) or not page.free(start, end):
                break
            yield _made(match, 1, 35)
            at = end
        yield from _before(page, word.start)


def _before(page: Page, at: int) -> Iterator[Found]:
    """The name listed before a name, where it begins after a mark."""
    match = re.search(r"(?<![㐀-鿿])([㐀-鿿]{2,3})、$", page.text[max(0, at - 6) : at])
    if not match or not HAN.match(match[1]) or not is_name(match[1]):
        return
    end = at - 1
    start = end - len(match[1])
    if not _worded(page, start, end) and page.free(start, end):
        yield Found(start, end, Entity.PERSON, match[1], "", 34)
