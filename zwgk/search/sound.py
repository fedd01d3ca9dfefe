"""拼音: titles by their sound, in full (zhengwugongkai) and by initials (zwgk)."""

import re
from functools import lru_cache
from typing import Final

from zwgk.search.terms import is_cjk

_LETTERS = re.compile("[a-z]{2,40}")
_READ = re.compile("[a-z]+")
SYLLABLE: Final = "~0"  # begins the term of a syllable, which is no word of a text
INITIAL: Final = "~1"
_LONGEST = 6  # letters of a syllable


@lru_cache(maxsize=1)
def _syllables() -> frozenset[str]:
    from pypinyin import Style
    from pypinyin.pinyin_dict import pinyin_dict
    from pypinyin.style import convert

    found: set[str] = set()
    for readings in pinyin_dict.values():
        found.update(readings.split(","))
    plain = {convert(reading, Style.NORMAL, strict=False) for reading in found}
    return frozenset(one.replace("ü", "v") for one in plain if one.isascii() or "ü" in one)


@lru_cache(maxsize=4096)
def syllables_of(run: str) -> tuple[str, ...]:
    """The syllables of a Chinese run, one a character; none where a character has none."""
    from pypinyin import Style, lazy_pinyin

    read = lazy_pinyin(run, style=Style.NORMAL, errors="ignore", v_to_u=False)
    if len(read) != len(run) or not all(_READ.fullmatch(one) for one in read):
        return ()
    return tuple(read)


def spelled(syllables: tuple[str, ...]) -> str:
    """The form of syllables in which a sound is looked for."""
    return " ".join(SYLLABLE + one for one in syllables)


def initials_of(syllables: tuple[str, ...]) -> str:
    """The first letters, as capitals: no text in normal form has any."""
    return "".join(one[0] for one in syllables).upper()


def initial_terms(initials: str) -> list[str]:
    """The terms of initials: overlapping pairs, as of Chinese characters."""
    return [INITIAL + initials[at : at + 2].lower() for at in range(len(initials))]


def sounds(runs: list[str]) -> tuple[str, list[str]]:
    """What a title sounds like: the form to look in and its terms."""
    forms: list[str] = []
    found: list[str] = []
    for run in runs:
        syllables = syllables_of(run) if is_cjk(run) else ()
        if syllables:
            initials = initials_of(syllables)
            forms.append(f" {spelled(syllables)} {initials} ")
            found.extend(SYLLABLE + one for one in syllables)
            found.extend(initial_terms(initials))
    return "".join(forms), found


def cut(letters: str) -> tuple[str, ...]:
    """Letters cut into syllables, as few as may be; none when they are no pinyin."""
    if not _LETTERS.fullmatch(letters):
        return ()
    known = _syllables()
    best: list[tuple[str, ...] | None] = [()]
    for end in range(1, len(letters) + 1):
        shortest: tuple[str, ...] | None = None
        for start in range(max(0, end - _LONGEST), end):
            before, last = best[start], letters[start:end]
            if before is not None and last in known and (
                shortest is None or len(before) < len(shortest)
            ):  # fmt: skip
                shortest = (*before, last)
        best.append(shortest)
    return best[-1] or ()
