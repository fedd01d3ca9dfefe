"""What two texts share without copying: titles, set phrases, the notice's own words."""

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from zwgk.text.similarity.fingerprint import GRAM, Hashes, grams
from zwgk.text.similarity.form import Form, Mask, form_of
from zwgk.text.similarity.phrases import PHRASES

# A title in 《》, with the 文号 that follows it, and a 文号 by itself.
_TITLE = re.compile(
    r"《[^《》]{1,120}》"
    r"|[一-龥]{1,8}[〔\[［(（][0-9０-９xX×]{2,4}[〕\]］)）]\s?第?[0-9０-９xX×]{1,4}号"
)
_LEAST = 4  # an ignored theme of fewer symbols would strike out ordinary words


@lru_cache(maxsize=1)
def _phrases() -> tuple[str, ...]:
    # A phrase inside a longer one of the list is found with it; order does not matter.
    return tuple({form_of(phrase).string for phrase in PHRASES})


@lru_cache(maxsize=64)
def _words_of(text: str) -> tuple[str, Hashes]:
    """An ignored text as a literal when it is too short for an 8-gram, and its 8-grams."""
    form = form_of(text)
    short = form.string if _LEAST <= len(form.string) < GRAM else ""
    return short, np.unique(grams(form))


def _mark_literal(marks: Mask, string: str, literal: str) -> None:
    at = string.find(literal)
    while at >= 0:
        marks[at : at + len(literal)] = True
        at = string.find(literal, at + 1)


def exempt(form: Form, hashes: Hashes, ignore: tuple[str, ...]) -> Mask:
    """Which symbols belong to what everyone may share. ``hashes`` are the form's 8-grams."""
    marks: NDArray[np.bool_] = np.zeros(len(form.symbols), dtype=np.bool_)
    for match in _TITLE.finditer(form.given):
        marks[form.mask(*match.span())] = True
    string = form.string
    for phrase in _phrases():
        _mark_literal(marks, string, phrase)
    for text in ignore:
        short, known = _words_of(text)
        if short:
            _mark_literal(marks, string, short)
        if len(known) and len(hashes):
            for at in np.flatnonzero(np.isin(hashes, known)).tolist():
                marks[at : at + GRAM] = True
    return marks


def own_grams(form: Form, hashes: Hashes, ignore: tuple[str, ...]) -> Mask:
    """Which 8-grams are mostly the text's own: less than half of their symbols are exempt."""
    marks = np.append(0, np.cumsum(exempt(form, hashes, ignore)))
    return np.asarray(marks[GRAM:] - marks[:-GRAM] < GRAM // 2)
