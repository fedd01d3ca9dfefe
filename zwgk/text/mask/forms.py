"""The form of names: surname and given name, how long a name is, names written by sound."""

from zwgk.text.mask.page import HAN, Page
from zwgk.text.mask.words import (
    AFTER_NAME,
    COMPOUND,
    NOT_IN_NAMES,
    POLITE,
    PUBLIC,
    SOUNDS,
    SURNAMES,
    TITLE,
    WORD_COMPOUNDS,
    common_start,
)

_VERBAL = frozenset({"v", "d", "p", "c", "u", "r", "m", "ad", "vd", "xc", "q", "t", "f"})
# Particles that also end given names (佟景和, 丛大为): so where a mark follows.
_ALSO_LAST = frozenset("为和主现先正成能会平同")


def head(name: str) -> int:
    """The length of the surname a name begins with; 0 where it begins with none."""
    if name[:2] in COMPOUND:
        return 2
    return 1 if name[:1] in SURNAMES else 0


def is_name(text: str) -> bool:
    """Whether the whole text has the form of a name: surname and one or two characters."""
    own = head(text)
    if not own or not own < len(text) <= own + 2 or not HAN.fullmatch(text) or text in PUBLIC:
        return False
    if own == 2 and text[:2] in WORD_COMPOUNDS and len(text) == 3 and text[0] not in SURNAMES:
        return False
    if (
        common_start(text)
        or any(char in NOT_IN_NAMES for char in text[own:])
        or "和" in text[own:-1]
    ):
        return False
    return not TITLE.fullmatch(text) and not TITLE.fullmatch(text[own:])


def length(page: Page, start: int) -> int:
    """How many characters from ``start`` are a name (0: none), by form and what follows."""
    text = page.text
    own = head(text[start : start + 2])
    options = [n for n in (own + 2, own + 1) if own and is_name(text[start : start + n])]
    if own == 2 and text[start] in SURNAMES:
        options += [n for n in (3, 2) if n not in options and is_name(text[start : start + n])]
    best, best_score = 0, -1.0
    for size in options:
        end = start + size
        if end > len(text) or not page.free(start, end):
            continue
        score = _edge(page, start, end)
        if score > best_score:
            best, best_score = size, score
    return best if best_score >= 0 else 0


def _edge(page: Page, start: int, end: int) -> float:
    """How well a name ends here. The longer form comes first, so only a better end beats it."""
    text = page.text
    score = 1.0
    if end >= len(text) or not HAN.match(text[end]) or text.startswith(POLITE, end):
        score += 3
    if TITLE.match(text, end):
        score += 2
    last = text[end - 1]
    if last in AFTER_NAME and end - start > 2 and not (last in _ALSO_LAST and score > 1):
        score -= 2.5
    if text[end : end + 1] in AFTER_NAME:
        score += 1
    word = page.covering(end - 1)
    if word is not None:
        torn = word.end - end == 1 and text[end] in AFTER_NAME and word.kind != "person"
        score += 1.0 if word.end == end or torn else -1.5
        if word.kind == "person" and word.start == start and word.end == end:
            score += -3 if grows(page, start, end) else 2
        first = page.starts.get(start)
        # An unknown name of three characters is often tagged as one odd word; a verb has two.
        if first and first.kind in _VERBAL and first.end - start == 2 and score < 4:
            score -= 3
    return score


def grows(page: Page, start: int, end: int) -> bool:
    """Whether the tagger's name of two characters lacks its third (韦明|球 各守)."""
    text = page.text
    if end - start != 2 or not is_name(text[start : end + 1]) or end + 1 > len(text):
        return False
    word = page.starts.get(end)
    after = text[end + 1 : end + 2]
    marked = not after or after in " 　（(，,、；;。\n"
    if text[end] in AFTER_NAME:
        return marked and text[end] in _ALSO_LAST and (word is None or word.end == end + 1)
    ended = marked or after in AFTER_NAME
    return word is not None and ended and word.end <= end + 2


def by_sound(text: str) -> bool:
    """Whether a name is written by sound (乌云其木格)."""
    return sum(char in SOUNDS for char in text) * 4 >= len(text) * 3
