"""首字母: the letter a name is filed under, by its pinyin."""

from functools import lru_cache

_BEGINNING = 8  # characters that tell how the first is read: 重庆 is C, 重大 is Z


@lru_cache(maxsize=65_536)
def letter_of(name: str) -> str:
    """A to Z, by the first character that is a letter or a digit; # for anything else."""
    from pypinyin import Style, lazy_pinyin

    at = next((at for at, char in enumerate(name) if char.isalnum()), None)
    if at is None:
        return "#"
    read = lazy_pinyin(name[at : at + _BEGINNING], style=Style.FIRST_LETTER)
    letter = read[0][:1].upper()
    return letter if "A" <= letter <= "Z" else "#"
