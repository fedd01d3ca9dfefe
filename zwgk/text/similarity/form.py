"""The form of writing in which texts are compared: what a copyist changes without effort is gone.

Punctuation, spaces and invisible characters are dropped, widths and cases made one. Each number,
in whatever digits, masked (20xx) or not, with its 余 or 多, becomes one symbol: the commonest
change in a copied summary is its figures. Every symbol knows the characters it came from.

Whoever changes what a text's symbols are must raise NORMALISATION: stored fingerprints of the old
form no longer match, and ``Store.is_current`` tells.
"""

import hashlib
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

NORMALISATION: Final = 1

Codes = NDArray[np.uint32]
Places = NDArray[np.intp]
Mask = NDArray[np.bool_]

# Numerals and the marks that stand for a number taken out: all one symbol, runs of them too.
_NUMERALS = frozenset("0123456789零〇○一二三四五六七八九十百千万亿两xX×*")
_NUMBER = ord("0")
_MORE = (ord("余"), ord("多"))
_DROPPED = 1
_NUMERAL = 1 << 24  # above every code point: marks a folded character as part of a number
_CHARACTER = np.uint32(_NUMERAL - 1)
# 0 = not met yet. Zeroed memory is only touched where a text has such a character.
_TABLE: Codes = np.zeros(0x110000, dtype=np.uint32)


def _fold(code: int) -> int:
    char = chr(code)
    form = unicodedata.normalize("NFKC", char)[:1].casefold()[:1]
    if char in _NUMERALS or form.isdecimal() or form in _NUMERALS:
        return ord(form or char) | _NUMERAL
    return ord(form) if form and unicodedata.category(form)[0] in "LN" else _DROPPED


def _codes(text: str) -> Codes:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _string(codes: Codes) -> str:
    return codes.astype("<u4").tobytes().decode("utf-32-le")


@dataclass(frozen=True)
class Form:
    """A text's symbols; symbol ``i`` came from ``given[starts[i]:ends[i]]``.

    ``counted`` marks the characters of the given text that count as text at all.
    """

    given: str
    folded: Codes
    counted: Mask
    symbols: Codes
    starts: Places
    ends: Places

    @cached_property
    def string(self) -> str:
        """The symbols as a string, one character a symbol."""
        return _string(self.symbols)

    @property
    def words(self) -> str:
        """The counted characters, numbers as they are, only width and case made one."""
        return self.words_between(0, len(self.given))

    @property
    def content_hash(self) -> str:
        """SHA-256 of ``words``."""
        return hashlib.sha256(self.words.encode()).hexdigest()

    def words_between(self, start: int, end: int) -> str:
        """``words`` of a part of the given text."""
        return _string(self.folded[start:end][self.counted[start:end]] & _CHARACTER)

    def mask(self, start: int, end: int) -> slice:
        """The symbols that lie in ``given[start:end]``, wholly or in part."""
        return slice(
            int(np.searchsorted(self.ends, start, side="right")),
            int(np.searchsorted(self.starts, end, side="left")),
        )


def form_of(text: str) -> Form:
    """The comparable form of a text."""
    codes = _codes(text)
    folded = _TABLE[codes]
    if not folded.all():
        for code in np.unique(codes[folded == 0]).tolist():
            _TABLE[code] = _fold(code)
        folded = _TABLE[codes]
    counted = folded != _DROPPED
    kept = np.flatnonzero(counted)
    symbols = folded[kept]
    number = symbols >= _NUMERAL
    symbols = np.where(number, np.uint32(_NUMBER), symbols)
    inner = np.zeros(len(kept), dtype=np.bool_)
    more = (symbols == _MORE[0]) | (symbols == _MORE[1])
    inner[1:] = (number[1:] | more[1:]) & number[:-1]
    first = np.flatnonzero(~inner)
    last = np.append(first, len(kept))[1:] - 1
    return Form(text, folded, counted, symbols[first], kept[first], kept[last] + 1)
