"""Passages that stand in two texts, wherever they stand in either.

Runs of equal symbols are found first, the longest at each place; runs that follow one another in
both texts with little between them are one reworded passage. What everyone may share is counted
out before a passage is judged long enough.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Levenshtein

from zwgk.text.similarity.exempt import exempt
from zwgk.text.similarity.fingerprint import SHORTEST, grams
from zwgk.text.similarity.form import Form, Mask, form_of
from zwgk.text.similarity.model import Likeness, Overlap, Passage, Wording

_SEED = 6  # the shortest equal run worth looking at: two words
_SOLID = 8  # a passage needs one equal run at least this long
_GAP = 12  # a changed unit name or clause between two runs of one passage
_RATIO = 0.7  # of the words of a reworded passage must be the same
_PLACES = 16  # of a run that the other text repeats, so many places are tried
_NEAR = 0.7  # of the 8-grams of both texts are shared by near duplicates


@dataclass(slots=True)
class _Run:
    """Equal symbols: ``[a, a_end)`` of this text and ``[b, b_end)`` of the other."""

    a: int
    b: int
    a_end: int
    b_end: int


def _same_length(a: str, b: str, at: int, other: int) -> int:
    """How many symbols are equal from two places on, found by doubling and halving."""
    low, step = _SEED, _SEED
    limit = min(len(a) - at, len(b) - other)
    while low < limit:
        step = min(step, limit - low)
        if a[at + low : at + low + step] == b[other + low : other + low + step]:
            low += step
            step *= 2
        elif step == 1:
            break
        else:
            step = max(step // 2, 1)
    return low


def _runs(a: str, b: str) -> Iterator[_Run]:
    places: dict[str, list[int]] = {}
    for at in range(len(b) - _SEED + 1):
        found = places.setdefault(b[at : at + _SEED], [])
        if len(found) < _PLACES:
            found.append(at)
    at, expected = 0, 0
    while at <= len(a) - _SEED:
        best, best_at = 0, 0
        for other in places.get(a[at : at + _SEED], ()):
            length = _same_length(a, b, at, other)
            # Of equal lengths the one that goes on where the last run ended is the passage's.
            if (length, -abs(other - expected)) > (best, -abs(best_at - expected)):
                best, best_at = length, other
        if best:
            yield _Run(at, best_at, at + best, best_at + best)
            expected = best_at + best
        at += best or 1


def _chains(runs: Iterable[_Run]) -> list[list[_Run]]:
    """Runs that follow one another in both texts, in the order of this text."""
    chains: list[list[_Run]] = []
    open_chains: list[list[_Run]] = []
    for run in runs:
        open_chains = [chain for chain in open_chains if run.a - chain[-1].a_end <= _GAP]
        nearest = min(
            (chain for chain in open_chains if 0 <= run.b - chain[-1].b_end <= _GAP),
            key=lambda chain: run.b - chain[-1].b_end,
            default=None,
        )
        if nearest is None:
            nearest = []
            chains.append(nearest)
            open_chains.append(nearest)
        nearest.append(run)
    return chains


def _ratio(one: str, other: str) -> float:
    return float(Levenshtein.normalized_similarity(one, other))


def _pieces(chain: list[_Run], a: str, b: str) -> Iterator[_Run]:
    """The chain as one run, or run by run when too little of it is the same."""
    whole = _Run(chain[0].a, chain[0].b, chain[-1].a_end, chain[-1].b_end)
    solid = max(run.a_end - run.a for run in chain) >= _SOLID
    if solid and _ratio(a[whole.a : whole.a_end], b[whole.b : whole.b_end]) >= _RATIO:
        yield whole
    elif len(chain) > 1:
        yield from chain


def _passage(this: Form, that: Form, run: _Run) -> Passage:
    start, end = int(this.starts[run.a]), int(this.ends[run.a_end - 1])
    other_start, other_end = int(that.starts[run.b]), int(that.ends[run.b_end - 1])
    words, other_words = this.words_between(start, end), that.words_between(other_start, other_end)
    reworded = words != other_words
    ratio = round(_ratio(words, other_words), 3)
    return Passage(
        start, end, other_start, other_end, this.given[start:end],
        that.given[other_start:other_end],
        Wording.REWORDED if reworded else Wording.VERBATIM,
        min(max(ratio, 0.001), 0.999) if reworded else ratio,
    )  # fmt: skip


def _found(this: Form, that: Form, shared: Mask) -> Iterator[_Run]:
    """The passages long enough without what everyone may share."""
    a, b = this.string, that.string
    if this.words == that.words:
        if not shared.all():
            yield _Run(0, 0, len(a), len(b))
        return
    own = np.append(0, np.cumsum(~shared))
    for chain in _chains(_runs(a, b)):
        for run in _pieces(chain, a, b):
            if own[run.a_end] - own[run.a] >= SHORTEST:
                yield run


def compare(text: str, other: str, *, ignore: Iterable[str] = ()) -> Overlap:
    """重复段落: what of ``text`` stands in ``other``, word for word or lightly reworded.

    ``ignore`` are texts whose words are free to all: the notice, the theme.
    """
    this, that = form_of(text), form_of(other)
    shared = exempt(this, grams(this), tuple(ignore))
    passages = sorted((_passage(this, that, r) for r in _found(this, that, shared)), key=_order)
    countable = this.counted.copy()
    for at in np.flatnonzero(shared).tolist():
        countable[this.starts[at] : this.ends[at]] = False
    covered = np.zeros(len(text), dtype=np.bool_)
    for passage in passages:
        covered[passage.start : passage.end] = True
    return Overlap(tuple(passages), int((covered & countable).sum()), int(countable.sum()))


def _order(passage: Passage) -> tuple[int, int, int]:
    return passage.start, passage.end, passage.other_start


def same(text: str, other: str) -> Likeness:
    """相同与近似: the same words, nearly the same both ways, or neither.

    A text of which only the numbers changed is near, not exact.
    """
    this, that = form_of(text), form_of(other)
    if this.words == that.words:
        return Likeness.EXACT
    if this.string == that.string:
        return Likeness.NEAR
    ours, theirs = np.unique(grams(this)), np.unique(grams(that))
    common = len(np.intersect1d(ours, theirs, assume_unique=True))
    least = _NEAR * max(len(ours), len(theirs))
    return Likeness.NEAR if common and common >= least else Likeness.NONE
