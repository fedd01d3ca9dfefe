"""Winnowing fingerprints (Schleimer, Wilkerson and Aiken, SIGMOD 2003).

Of every 12 neighbouring 8-grams the one with the least hash is kept, so that whatever two texts
share at a length of 19 symbols or more has a fingerprint in common, wherever it stands.
"""

from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from zwgk.text.similarity.form import Form, form_of

GRAM: Final = 8
WINDOW: Final = 12
SHORTEST: Final = GRAM + WINDOW - 1  # the shortest copy that cannot slip through

Hashes = NDArray[np.int64]
Places = NDArray[np.intp]

# Odd constants without structure; they are part of the stored format (NORMALISATION).
_BASE = 0x9E3779B97F4A7C15
_MIX = 0xD6E8FEB86659FD93


def grams(form: Form) -> Hashes:
    """The hash of every 8-gram of symbols: a polynomial modulo 2⁶⁴, its bits mixed, signed."""
    count = len(form.symbols) - GRAM + 1
    if count <= 0:
        return np.zeros(0, dtype=np.int64)
    symbols = form.symbols.astype(np.uint64)
    hashes = np.zeros(count, dtype=np.uint64)
    for at in range(GRAM):
        hashes *= np.uint64(_BASE)
        hashes += symbols[at : at + count]
    for _ in range(2):
        hashes ^= hashes >> np.uint64(32)
        hashes *= np.uint64(_MIX)
    hashes ^= hashes >> np.uint64(32)
    return hashes.view(np.int64)


def winnow(hashes: Hashes) -> Places:
    """Which 8-grams are kept: the least of each window, of equal ones the last."""
    if not len(hashes):
        return np.zeros(0, dtype=np.intp)
    width = min(WINDOW, len(hashes))
    backwards = sliding_window_view(hashes, width)[:, ::-1]
    places = np.arange(len(backwards)) + width - 1 - backwards.argmin(axis=1)
    # The least of a window never moves back, so equal places are neighbours.
    kept: Places = places[np.append(True, places[1:] != places[:-1])]
    return kept


def fingerprints(text: str) -> list[tuple[int, int]]:
    """指纹: (hash, place in the text) of every fingerprint, in the order of the text."""
    form = form_of(text)
    hashes = grams(form)
    places = winnow(hashes)
    return list(zip(hashes[places].tolist(), form.starts[places].tolist(), strict=True))


def content_hash(text: str) -> str:
    """内容摘要: SHA-256 of the words, the same whatever the layout and punctuation."""
    return form_of(text).content_hash
