"""One form of writing for matching, with the way back to the text as it was given.

Full-width digits and letters, compatibility characters and the several middle dots become one
form; characters without width are dropped. Pages from mirror sites come in traditional characters
and with pinyin set behind them (務(wù)): both are undone. NFKC may change a text's length
(㎡ → m2), so each character of the normal form knows the span it came from.
"""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_DROPPED = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
# Punctuation keeps its Chinese form, which NFKC would turn into ASCII; what differs only by
# keyboard is made one.
_KEPT = frozenset("，；：！？（）、。“”‘’《》〈〉【】〔〕—…～")
_ONE_FORM = {
    "·": "·",
    "•": "·",
    "・": "·",
    "‧": "·",
    "∙": "·",
    "⋅": "·",
    "．": ".",
    "－": "-",
    "﹒": ".",
}


# Any two of these say that a text is written in traditional characters.
_TRADITIONAL = re.compile("[國務開與們會傳資詢設單實區縣門長現場發動為來對樓處辦條辦議導幹]")
_TONED = "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜńň"
# Pinyin set behind a character; without a tone mark it may be a word of its own (屏(led)).
PINYIN = re.compile(rf"(?<=[\u3400-\u9fff])[（(](?=[^)）]*[{_TONED}])[a-zü{_TONED}]{{1,7}}[)）]")


# Left over where a page was saved as text.
_ENTITY = re.compile(r"&(?:quot|nbsp|amp|lt|gt|ldquo|rdquo|middot|ensp|emsp);")


@lru_cache(maxsize=1)
def _converter() -> "OpenCC":
    from opencc import OpenCC

    return OpenCC("t2s")


@lru_cache(maxsize=8192)
def _simplified(char: str) -> str:
    form = _converter().convert(char)
    return form if len(form) == 1 else char


@lru_cache(maxsize=8192)
def _form(char: str) -> str:
    if char in _DROPPED:
        return ""
    if char in _KEPT:
        return char
    return _ONE_FORM.get(char) or unicodedata.normalize("NFKC", char)


@dataclass(frozen=True, slots=True)
class Normal:
    """The normal form and, unless it is the text itself, where each character came from."""

    text: str
    given: str
    origins: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the given text behind ``text[start:end]``; an empty one stays empty."""
        if self.origins is None:
            return start, end
        if start >= end:
            at = self.origins[start] if start < len(self.origins) else len(self.given)
            return at, at
        return self.origins[start], self.origins[end - 1] + 1

    def at(self, position: int) -> int:
        """The place in the normal form of a place in the given text."""
        return position if self.origins is None else bisect_left(self.origins, position)


def normalise(text: str) -> Normal:
    """The normal form of a text, lower case left as it is."""
    forms = [_form(char) for char in text]
    for insert in (*PINYIN.finditer(text), *_ENTITY.finditer(text)):
        forms[insert.start() : insert.end()] = [""] * (insert.end() - insert.start())
    if len(_TRADITIONAL.findall(text)) >= 2:
        forms = [_simplified(form) if "\u4e00" <= form <= "\u9fff" else form for form in forms]
    normal = "".join(forms)
    if normal == text:
        return Normal(text, text)
    origins = [at for at, form in enumerate(forms) for _ in form]
    return Normal(normal, text, tuple(origins))
