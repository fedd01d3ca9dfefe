"""Companies, schools and hospitals with a name of their own."""

import re
from collections.abc import Iterator

from zwgk.text.mask.page import Found, Page
from zwgk.text.mask.stems import stem_start
from zwgk.text.mask.vocabulary import either, lists
from zwgk.text.model import Entity

_LISTS = lists("place_words.txt")
_TAIL = re.compile(either(_LISTS["organisations"]))
_GENERIC = re.compile(
    rf"(?:第?[一二三四五六七八九十]{{1,3}}|{either(_LISTS['generic_organisation'])})*"
)


# Not without the tagger's word: 各学校, 国有公司, 工厂.
_VAGUE = frozenset({"厂", "学校", "大学", "学院", "集团", "公司", "医院", "高中", "药房", "酒店",
                    "百货", "超市", "商场", "宾馆", "饭店"})  # fmt: skip
_COUNTED = re.compile(r"第[一二三四五六七八九十]{1,3}$")
_ORDINARY = frozenset({"v", "p", "c", "u", "d", "r", "m", "w", "t", "TIME", "vd", "ad"})


def organisations(page: Page) -> Iterator[Found]:
    """A name before 公司, 小学, 医院 …; a place at its head is masked by itself."""
    for match in _TAIL.finditer(page.text):
        at, end = match.span()
        start, whole = _start(page, at, end)
        if start is None or start >= at:
            continue
        stem = page.text[start:at]
        lead = re.match(r".*(?:[省市县区州旗镇乡]|[会局院部办司][和与及])(?=.)", stem)
        if lead and len(lead[0]) < len(stem) and len(lead[0]) > 1:
            start += len(lead[0])
            stem = page.text[start:at]
        if match[0] in _VAGUE and not whole:
            continue
        if len(stem) < 2 or _GENERIC.fullmatch(stem) or not page.free(start, end):
            continue
        if re.search(r"[所家个各等的]$", stem) or not re.fullmatch("[㐀-鿿]+", stem):
            continue
        if not whole and (len(stem) > 8 or page.words == []):
            continue
        yield Found(start, end, Entity.ORGANISATION, stem + match[0], match[0], 20)


def _start(page: Page, at: int, end: int) -> tuple[int | None, bool]:
    """Where the name before a tail begins, and whether the tagger saw an organisation there."""
    word = page.covering(end - 1)
    if word is not None and word.kind == "organisation" and word.start < at:
        # 朝|北新材料有限公司: torn after its first character.
        before = page.ends.get(word.start)
        torn = (
            before is not None and before.kind == "organisation" and before.end - before.start < 3
        )
        return (before.start if before and torn else word.start), True
    counted = _COUNTED.search(page.text, max(0, at - 4), at)
    begun = _begun(page, at, end)
    if begun is not None:
        return begun, True
    return stem_start(page, counted.start() if counted else at, 10), False


def _begun(page: Page, at: int, end: int) -> int | None:
    """Where an organisation's name starts whose end the tagger took for nouns (翠屏|建筑|公司)."""
    inside = page.inside(max(0, at - 10), end)
    for word in reversed(inside):
        if word.kind in _ORDINARY:
            return None
        if word.kind == "organisation":
            return word.start if word.start < at and word.end > at - 9 else None
    return None
