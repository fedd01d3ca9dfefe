"""Where the proper name before a level word begins: 到|大川头|村, 全|镇 has none."""

import re

from zwgk.text.mask.page import HAN, Page
from zwgk.text.mask.vocabulary import either, lists

_LISTS = lists("place_words.txt")
# Words before a level word that make no name of it.
_GENERIC = frozenset(_LISTS["generic"])
_SMALL = "我全各本该此每乡城县区市镇村街"
_GENERIC_RUN = re.compile(rf"(?:{either([g for g in _GENERIC if len(g) > 1 or g in _SMALL])})*")
# After these a name begins, when nothing but the words of the rules is known.
_BEFORE = re.compile(
    rf".*(?:{either(_LISTS['before'])}|"
    r"[年月日的了和与及或在到从由向往赴为对是将把让使请被经等当至跟同于以比称叫村镇乡县市区省州旗、])"
)
# Even a name the tagger saw whole does not hold these.
_VERBS = either(_LISTS["verbs"])
_HARD = re.compile(
    rf".*(?:[的了在到把由对从往赴、]|[镇村县乡区市][里包驻联]|{_VERBS}|[我全各本该](?=[镇乡村县市区]))"
)
_ENDING_VERB = re.compile(rf"(?:{_VERBS}|[镇村县乡区市][里包驻联])$")
_NO_END = re.compile(r"(?:[的了在到把由对从往赴回入驻包联里进下出镇乡街区]|苏木)$")
_LINKS = frozenset("的了在到把由对从往赴和与及或等各全所辖内中里外下个村组为是有以将用办")
_TOWN = re.compile(r"[㐀-鿿][镇乡道][㐀-鿿]")
_ENTITY = frozenset({"place", "organisation"})
# Parts of speech that no name is made of.
VERBAL = frozenset({"v", "p", "c", "u", "d", "r", "m", "w", "xc", "vd", "ad", "q", "t", "TIME"})

_PLACE_LEFT = re.compile(r"(?:村|社区|街道|[镇乡])[、和与及,，]?$")
_MOVED = re.compile(r"(?:在|到|来自|深入|走进|来到|前往|位于|赴)$")
_BODY = re.compile(r"民|党[委支总]|两委|村委|委员?会|居委|支部|支书|书记|主任|便民|公共服务")
_LISTED = re.compile(r"[、和与及](?=[㐀-鿿]{1,5}(?:村|社区|街道|[镇乡屯]))")


def proper(stem: str) -> bool:
    """Whether a stem is a name: no 全, 各, 行政, 示范 …, nor several of them."""
    return bool(stem) and stem not in _GENERIC and not _GENERIC_RUN.fullmatch(stem)


def ending_verb(stem: str) -> bool:
    """Whether a verb ends here, after which a level word is none of a name's (成立县…)."""
    return bool(_ENDING_VERB.search(stem))


def evident(text: str, start: int, end: int, *, listed: bool = True) -> bool:
    """Whether a name that is also a word (进步村) stands where only a place can.

    ``listed`` counts a list of places as evidence; 示范社区、平安社区 is a list of none.
    """
    left, right = text[max(0, start - 6) : start], text[end : end + 8]
    return bool(
        not left
        or left[-1] in "\n《（("
        or ((found := _PLACE_LEFT.search(left)) and (listed or found[0][-1] not in "、和与及,，"))
        or _MOVED.search(left)
        or _BODY.match(right)
        or (listed and _LISTED.match(right))
    )


def stem_start(page: Page, end: int, limit: int) -> int | None:
    """Where the proper name that ends here begins; None where words give no name."""
    start = _start(page, end, limit)
    if start is None or start >= end:
        return None
    # Nothing but a name stands between a town's name and its village's (街道|观|海山社区).
    lead = page.text[max(0, start - 3) : start]
    return start - 1 if _TOWN.fullmatch(lead) and lead[2] not in _LINKS else start


def _run(page: Page, end: int, limit: int) -> int:
    """The start of the run of free Chinese characters before ``end``."""
    start = end
    while start > max(0, end - limit) and HAN.match(page.text[start - 1]):
        if page.frozen[start - 1]:
            break
        start -= 1
    return start


def _start(page: Page, end: int, limit: int) -> int | None:
    low = _run(page, end, limit + 8)
    word = page.covering(end - 1) if end else None
    whole = word is not None and word.kind in _ENTITY and word.end > end
    run = page.text[low:end]
    if _ENDING_VERB.search(run) or (not whole and _NO_END.search(run)):
        return None
    # The last character may be one that elsewhere ends a phrase (泰和社区, 日月村).
    cut = (_HARD if whole else _BEFORE).match(run[:-1])
    ruled = low + cut.end() if cut else low
    if word is None or word.kind in _ENTITY:
        start = ruled if word is None else max(word.start, low, ruled)
        return start if end - start <= limit else None
    return max(_by_words(page, end, limit, max(word.start, low), ruled), ruled)


def _by_words(page: Page, end: int, limit: int, start: int, ruled: int) -> int:
    """Single characters before belong to the name, a noun when it is one character so far."""
    while start > ruled:
        before = page.ends.get(start)
        if before is None or before.kind in VERBAL or before.start < ruled:
            break
        if end - before.start > limit or (before.end - before.start > 1 and end - start > 1):
            break
        start = before.start
    return start
