"""Persons: the tagger's names, names beside posts and labels, lists, and 姓+职务."""

import re
from collections.abc import Iterator

from zwgk.text.mask.forms import by_sound, grows, is_name, length
from zwgk.text.mask.mentions import counted, credits, listed, speaking
from zwgk.text.mask.page import HAN, Found, Page
from zwgk.text.mask.words import (
    AFTER_NAME,
    CITIZENS,
    CLEAR,
    COMPOUND,
    FUNCTION_SURNAMES,
    LABELS,
    LONG_KIN,
    POLITE,
    SOUNDS,
    SURNAMES,
    TITLE,
)
from zwgk.text.model import Entity

_MINORITY = re.compile(r"[㐀-鿿]{2,7}(?:·[㐀-鿿]{1,7}){1,3}")
_SPACES = "  　\t"


def _person(start: int, end: int, name: str, rank: int) -> Found:
    return Found(start, end, Entity.PERSON, re.sub(r"[\s　]", "", name), "", rank)


def _called(start: int, end: int, surname: str, tail: str, rank: int) -> Found:
    return Found(start, end, Entity.PERSON, surname, tail, rank)


# 林蚕站, 全域办: offices that a tagger takes for names.
_OFFICE = re.compile(r"[站办所科股局室队处](?![㐀-鿿])|[站办所科股局室处][、长副主员的]|中心")


def tagged_persons(page: Page) -> Iterator[Found]:
    """The tagger's persons, cleaned of kin words, posts and words joined to them."""
    for word in page.words:
        if word.kind != "person":
            continue
        text = page.text[word.start : word.end]
        if _MINORITY.fullmatch(text):
            if page.free(word.start, word.end):
                yield _person(word.start, word.end, text, 36)
            continue
        start, end = word.start, word.end
        trimmed = re.sub(rf"(?:{'|'.join(LONG_KIN)}|同志|先生|女士|老师)$", "", text)
        end -= len(text) - len(trimmed)
        if not HAN.match(trimmed) or not page.free(start, end):
            continue
        if (
            text[0] in "老小"
            and len(trimmed) >= 2
            and trimmed[1] in SURNAMES
            and not is_name(trimmed)
        ):
            continue
        if is_name(trimmed) and not _OFFICE.match(page.text, end):
            if end == word.end and (
                (end - start == 3 and trimmed[2] in AFTER_NAME) or grows(page, start, end)
            ):
                size = length(page, start)
                end = start + size if size else end
            yield _person(start, end, page.text[start:end], 36)
        elif end - start >= 3 and by_sound(trimmed):
            yield _person(start, end, trimmed, 36)


_DOTTED = re.compile(r"[㐀-鿿]{1,7}(?:·[㐀-鿿]{1,7}){1,3}")


def dotted(page: Page) -> Iterator[Found]:
    """阿依努尔·买买提, cut where the characters stop to write sounds or a word begins."""
    for match in _DOTTED.finditer(page.text):
        start, end = match.span()
        first, last = page.text.index("·", start), page.text.rindex("·", start, end)
        left, right = first, last + 1
        while left > start and page.text[left - 1] in SOUNDS:
            left -= 1
        while right < end and page.text[right] in SOUNDS:
            right += 1
        if first - left >= 2 and right - last > 2 and page.free(left, right):
            yield _person(left, right, page.text[left:right], 48)


def _after(page: Page, start: int, rank: int) -> Iterator[Found]:
    """A name that begins at or a few spaces after ``start``, then those listed with it."""
    text = page.text
    at = start
    while True:
        while at < len(text) and text[at] in _SPACES:
            at += 1
        found = _spaced(page, at, rank) or _plain(page, at, rank)
        if found is None:
            return
        yield found
        at = found.end
        mark = re.compile(
            r"(?:同志|先生|女士)?\s?(?:[（(][^）)\n]{1,24}[）)])?[、，, 　/]+(?=[㐀-鿿])"
        ).match(text, at)
        if not mark:
            return
        at = mark.end()


def _plain(page: Page, at: int, rank: int) -> Found | None:
    end = at
    while (word := page.starts.get(end)) and by_sound(page.text[end : word.end]) and end - at < 6:
        end = word.end
        if word.kind == "person" and end - at > 2:
            break
    first = page.starts.get(at)
    odd = first and first.kind == "person" and not is_name(page.text[at : first.end])
    if first and odd and first.end - at in (2, 3) and rank >= 44 and page.free(at, first.end):
        return _person(at, first.end, page.text[at : first.end], rank)
    known = page.ends.get(end)
    if end - at >= 3 and known and page.free(at, end) and not is_name(page.text[at:end]):
        ended = known.kind == "person" or not HAN.match(page.text, end)
        if ended or page.text[end] in AFTER_NAME:
            return _person(at, end, page.text[at:end], rank)
    size = length(page, at)
    return _person(at, at + size, page.text[at : at + size], rank) if size else None


_SPREAD = re.compile(r"([㐀-鿿])[  　]{1,4}([㐀-鿿])(?=[  　\n（(、，,。；;:：）)]|$)")


def _spaced(page: Page, at: int, rank: int) -> Found | None:
    """桂  芳: a name of two characters set to the width of three."""
    match = _SPREAD.match(page.text, at)
    if match and is_name(match[1] + match[2]) and page.free(*match.span()):
        return _person(*match.span(), match[1] + match[2], rank)
    return None


_LABEL = re.compile(rf"(?:{LABELS})[  　]*(?:[:：]|(?=[  　]))[  　]*")
_SAID = re.compile(r"(?:一位|有位|这位)?姓([㐀-鿿])的")
_SMALL = re.compile(r"[老小]([㐀-鿿])(?![屯村庄镇家营店沟寨])")


def labelled(page: Page) -> Iterator[Found]:
    """撰稿：张三, 组长：李四（镇长） and the lines of a list that go on below it."""
    for match in _LABEL.finditer(page.text):
        yield from _after(page, match.end(), 46)
        yield from _tokens(page, match.end())
    for match in re.finditer(r"(?m)^[  　\t]+(?=[㐀-鿿])", page.text):
        size = _spaced(page, match.end(), 44) or _plain(page, match.end(), 44)
        if size and re.match(r"[  　]*(?:[（(]|[  　]{1,}[㐀-鿿]|$|\n)", page.text[size.end :]):
            yield size


_TOKEN = re.compile(r"(?<=[  　、，,/])[㐀-鿿]{2,4}(?=[  　、，,/。；;（(）)\n]|$)")


def _tokens(page: Page, start: int) -> Iterator[Found]:
    """联系人：县政府办 张三、李四: what stands between marks in a label's line."""
    line = page.text.find("\n", start)
    for token in _TOKEN.finditer(page.text, max(start, 0), line if line >= 0 else len(page.text)):
        if is_name(token[0]) and page.free(*token.span()):
            word = page.starts.get(token.start())
            if not (word and word.end == token.end() and word.kind in {"n", "vn", "an"}):
                yield _person(*token.span(), token[0], 37)


def beside_titles(page: Page) -> Iterator[Found]:
    """镇长佟景和, 刘永主任, 于主任."""
    for match in TITLE.finditer(page.text):
        at = match.end()
        yield from _behind(page, at)
        yield from _before(page, match.start(), match[0])
    for match in CITIZENS.finditer(page.text):
        yield from _behind(page, match.end(), firm=False)


# 组长方圆参加, 副局长李强、: behind a post these are names, though a word or a leader's elsewhere.
_WORD_NAME = re.compile(
    r"(?!习近|雷锋)([㐀-鿿])([里圆明平安康健宁乐华芳梅兰竹松林江河海洋山峰原野田天阳光星月雪云雨风雷春夏秋冬"
    r"晨辉亮良诚信智慧勇刚强毅坚达远航帆飞翔龙虎凤英杰雄伟俊秀美丽佳])"
    r"(?=[、，,。；;（(）)\n]|$|同志|等(?![级待候])|参加|出席|主持|带队|介绍|表示|到场|致辞|讲话|率)"
)
_AFTER_POST = re.compile(
    r"平安|公平|水平|文明|和平|农林|农田|园林|查明|通信|公安|高强|全天|国强|法治|说明|光明|"
    r"安康|安宁|强健|公信|书信|来信|阳光|时光|江河|江山|海洋|风雨"
)
_HIGH = re.compile(r".*(?:总理|总书记|主席|委员长)")


def _word_names(page: Page) -> Iterator[Found]:
    """Names of two characters that are words or public figures, directly behind a post."""
    for match in TITLE.finditer(page.text):
        found = _WORD_NAME.match(page.text, match.end())
        if not found or _HIGH.fullmatch(page.text[max(0, match.start() - 2) : match.end()]):
            continue
        start, end = found.span()
        if found[1] not in SURNAMES - FUNCTION_SURNAMES or _AFTER_POST.match(found[0]):
            continue
        if page.free(start, end):
            yield _person(start, end, found[0], 41)
            if page.text[end : end + 1] == "、":
                yield from _after(page, end + 1, 40)


def _behind(page: Page, at: int, firm: bool = True) -> Iterator[Found]:
    text = page.text
    gap = re.compile(r"[  　]{0,3}(?:[:：、](?=[㐀-鿿]))?").match(text, at)
    at = gap.end() if gap else at
    size = length(page, at)
    if not size:
        if (found := _plain(page, at, 42)) is not None:
            yield found
        return
    end = at + size
    tail = text[end : end + 1]
    word = page.starts.get(at)
    noun = size == 2 and word and word.end == end and word.kind in {"n", "vn"}
    # A noun, unless a post stands before and a mark behind (秘书长田野、).
    marked = firm and text[at - 1] in "长任记" and (not tail or tail in "、，,（(")
    if noun and not marked:
        return
    sure = word is not None and word.kind == "person"
    # Without a mark or a usual word after it, what follows a post may be any noun.
    ended = not tail or not HAN.match(tail) or tail in AFTER_NAME or text.startswith(POLITE, end)
    if text[at] in FUNCTION_SURNAMES and not (sure or (size == 3 and ended and firm)):
        return
    if sure or ended or TITLE.match(text, end) or _follows(page, at, end):
        yield _person(at, end, text[at:end], 42)
        if re.match(r"[、  　](?=[㐀-鿿])", text[end:]):
            yield from _after(page, end + 1, 40)


def _follows(page: Page, at: int, end: int) -> bool:
    """Whether the words say that something else begins after the name."""
    last = page.ends.get(end)
    first = page.starts.get(at)
    if first is None:
        # The tagger tore the title itself (委员文|胜利).
        torn = (around := page.covering(at)) is not None and around.end == at + 1
        return torn and last is not None and end - at == 3
    whole = first.end == end and first.kind in {"n", "v", "vn", "a", "d"}
    return last is not None and not (whole and end - at == 2) and end - at == 3


def _before(page: Page, at: int, title: str) -> Iterator[Found]:
    """The name or surname that ends where a title begins."""
    text = page.text
    for size in (4, 3, 2):
        start = at - size
        if (
            start >= 0
            and is_name(text[start:at])
            and page.free(start, at)
            and _begins(page, start, at)
        ):
            yield _person(start, at, text[start:at], 40)
            return
    if title == "社长":
        return
    for size in (2, 1):
        start = at - size
        surname = text[max(start, 0) : at]
        if start < 0 or not (surname in COMPOUND if size == 2 else surname in SURNAMES):
            continue
        end = at + len(title)
        if page.free(start, end) and _alone(page, start, end, surname):
            yield _called(start, end, surname, title, 39)
            return


def _begins(page: Page, start: int, end: int) -> bool:
    """Whether a name may begin here: at a word, or after what is no part of a longer word."""
    word = page.covering(start)
    if word is not None:
        if word.kind == "person" and (
            word.start == start or is_name(page.text[word.start : word.end])
        ):
            return word.start == start
        if word.kind == "person":
            return word.end == end
        inner = page.covering(end - 1)
        crossing = inner is not None and inner.end > end
        whole = word.start == start and word.end >= end and word.kind not in {"nz", "person"}
        if whole and page.text[start] in CLEAR:
            return word.end == end and word.kind in (
                {"v", "organisation"} if end - start < 4 else ()
            )
        return (
            word.start == start
            and not whole
            and not crossing
            and word.kind not in {"v", "vn", "d", "p"}
        )
    before = page.text[max(0, start - 1) : start]
    return not before or not HAN.match(before) or before in "由和与是任的对请向"


def _alone(page: Page, start: int, end: int, surname: str) -> bool:
    """Whether the character before a title is a surname by itself, no end of a word (司法所长)."""
    text = page.text
    before = text[max(0, start - 1) : start]
    if surname in FUNCTION_SURNAMES:
        return False
    word = page.covering(start)
    if word is None:
        return not before or not HAN.match(before) or before in "由和与请向找对的"
    # The tagger tears 据|于主任 into 据于|主任.
    if word.start == start - 1 and word.end == start + 1 and before in tuple("据请找"):
        return True
    if word.kind in {"v", "p", "c", "d", "u", "r"} and surname not in CLEAR:
        return False
    if word.start < start:
        return word.kind == "person" and word.start == start - 1 and before in "老小"
    if word.kind in {"p", "v"} and surname in "任于":
        return not before or not HAN.match(before) or before in "据和与请找对由向听是的"
    return True


def _whole(page: Page, start: int, end: int) -> bool:
    """Whether these characters stand as one name: the tagger's, or after a mark."""
    word = page.starts.get(start)
    if word and word.kind == "person" and word.end == end:
        return True
    return not HAN.match(page.text[max(0, start - 1) : start]) and page.splits(start, end)


def called(page: Page) -> Iterator[Found]:
    """卢阿姨, 小秦, 老栾, 姓滑的大叔."""
    text = page.text
    kin = re.compile("|".join(sorted((*LONG_KIN, "姐", "哥", "嫂"), key=len, reverse=True)))
    for match in kin.finditer(text):
        start = match.start() - 1
        sound = page.ends.get(match.start())
        if sound and sound.end - sound.start >= 3 and by_sound(text[sound.start : sound.end]):
            yield _person(sound.start, sound.end, text[sound.start : sound.end], 41)
        elif start >= 0 and text[start] in SURNAMES and page.free(start, match.end()):
            full = next(
                (
                    match.start() - n
                    for n in (3, 2)
                    if is_name(text[max(0, match.start() - n) : match.start()])
                    and _whole(page, match.start() - n, match.start())
                ),
                None,
            )
            if full is not None:
                yield _person(full, match.start(), text[full : match.start()], 41)
            elif _alone(page, start, match.end(), text[start]):
                yield _called(start, match.end(), text[start], match[0], 39)
    for match in _SAID.finditer(text):
        if match[1] in SURNAMES and page.free(*match.span(1)):
            start, end = match.start() + match[0].index("姓"), match.end()
            yield Found(start, end, Entity.PERSON, match[1], "姓某的", 39)
    for match in _SMALL.finditer(text):
        word = page.starts.get(match.start())
        if word is None or word.kind != "person" or word.end < match.end():
            continue
        named = is_name(text[word.start : word.end])
        if match[1] in SURNAMES and not named and page.free(*match.span()):
            yield Found(*match.span(), Entity.PERSON, match[1], match[0][0], 43)


_CREDIT = re.compile(
    r"文|图|摄|文图|图文|摄影|供稿|撰稿|责编|编辑|记者|通讯员|[^、/]*(?:局|办|镇|乡|街道|村|社区|中心)"
)


def bylines(page: Page) -> Iterator[Found]:
    """（张三 李四） at the foot of a piece, （通讯员 王五）."""
    for match in re.finditer(r"[（(]([㐀-鿿  　、/，,:：]{2,30})[)）](?=\s*(?:\n|$))", page.text):
        inner = re.sub(r"^.*(?:记者|通讯员|供稿|撰稿|文图|图文|摄影|作者)[:：/  　]*", "", match[1])
        names = [n for n in re.split(r"[  　、/，,:：]+", inner) if n and not _CREDIT.fullmatch(n)]
        if names and all(is_name(n) for n in names):
            at = match.end(1) - len(inner)
            for name in names:
                at = page.text.index(name, at)
                if page.free(at, at + len(name)) and not counted(page, at, at + len(name)):
                    yield _person(at, at + len(name), name, 44)
                at += len(name)


def persons(page: Page) -> Iterator[Found]:
    """Everything the layers find; overlaps are settled by rank."""
    yield from labelled(page)
    yield from beside_titles(page)
    yield from _word_names(page)
    yield from called(page)
    yield from bylines(page)
    yield from dotted(page)
    yield from tagged_persons(page)
    yield from credits(page)
    yield from speaking(page)
    yield from listed(page)
