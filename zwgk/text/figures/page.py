"""A text prepared for labelling: its numbers, nouns, verbs and the fragments between marks."""

import re
from bisect import bisect_left, bisect_right
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

from zwgk.text.figures import forms, vocabulary
from zwgk.text.figures.numbers import Number, numbers
from zwgk.text.figures.vocabulary import Noun, Verb

_SENTENCE_END = re.compile(r"[。！？；;!?\n]")
_CLAUSE_END = re.compile(r"[，,：:。！？；;!?\n]")
_FRAGMENT_END = re.compile(
    r"""
    [，,、：:【】\t]
    # （居） inside a word is no mark, and neither are the quotes and 《》 around a title.
    | [（(](?!.{1,2}[)）])
    | (?<![（(].)(?<![（(]..)[)）]
    | \.(?!\d)
    """,
    re.VERBOSE,
)
# What may follow a noun of one character (书, 笔), which otherwise begins a longer word.
_LOOSE_END = re.compile(r"[，,。、；;：:（）()！？\s等共各和及与达约近有]|$|\d")

_PARTICLES = tuple("了出过下上到给")
_ANY_KIND = ("各类", "各种", "宣传")


_FARTHEST = 600


class Mark(IntEnum):
    """What a piece of text is cut at, from the shortest piece to the longest."""

    FRAGMENT = 0
    CLAUSE = 1
    SENTENCE = 2


class NounAt(NamedTuple):
    """A noun in its place."""

    start: int
    end: int
    kind: Noun


class VerbAt(NamedTuple):
    """A verb in its place."""

    start: int
    end: int
    kind: Verb


class Page:
    """One normalised text; every lookup is a bisection over lists made once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.numbers: list[Number] = numbers(text)
        self.paragraphs: dict[int, tuple[list[int], list[str]]] = {}  # see elsewhere.py
        self._number_starts = [number.start for number in self.numbers]
        self.refused: dict[int, str] = forms.refusals(text, self.numbers)
        self.nouns = self._nouns()
        self._noun_starts = [noun.start for noun in self.nouns]
        self.verbs = self._verbs()
        self._verb_starts = [verb.start for verb in self.verbs]
        sentences = [m.start() for m in _SENTENCE_END.finditer(text)]
        fragments = sorted([*sentences, *(m.start() for m in _FRAGMENT_END.finditer(text))])
        clauses = [m.start() for m in _CLAUSE_END.finditer(text)]
        self._cuts = (fragments, clauses, sentences)

    def _nouns(self) -> list[NounAt]:
        found = [NounAt(*noun) for noun in vocabulary.nouns(self.text)]
        return [n for n in found if n.end - n.start > 1 or _LOOSE_END.match(self.text, n.end)]

    def _verbs(self) -> list[VerbAt]:
        """Verbs outside longer nouns; those of one character only right before what they govern."""
        governed = {noun.start for noun in self.nouns} | set(self._number_starts)
        kept: list[VerbAt] = []
        for start, end, kind in vocabulary.verbs(self.text):
            at = bisect_right(self._noun_starts, start) - 1
            inside = at >= 0 and self.nouns[at].end >= end
            if inside and not (kind is Verb.CONSULT and self.nouns[at].end == end):
                continue
            if end - start == 1:
                after = end + 1 if self.text[end : end + 1] in _PARTICLES else end
                if after not in governed and not self.text.startswith(_ANY_KIND, after):
                    continue
            kept.append(VerbAt(start, end, kind))
        return kept

    @cached_property
    def title(self) -> str:
        """The first line that is not empty."""
        return next((line.strip() for line in self.text.split("\n") if line.strip()), "")

    def before(self, mark: Mark, position: int) -> int:
        """Where the fragment, clause or sentence around a position begins."""
        places = self._cuts[mark]
        at = bisect_left(places, position)
        # A text without any full stop is not one sentence to be read again for each number.
        return max(places[at - 1] + 1 if at else 0, position - _FARTHEST)

    def after(self, mark: Mark, position: int) -> int:
        """Where the fragment, clause or sentence around a position ends."""
        places = self._cuts[mark]
        at = bisect_left(places, position)
        return places[at] if at < len(places) else len(self.text)

    def next_number(self, position: int) -> int:
        """Where the first number behind a position begins, or the end of the text."""
        at = bisect_right(self._number_starts, position)
        return self._number_starts[at] if at < len(self._number_starts) else len(self.text)

    def counts_between(self, start: int, end: int) -> bool:
        """Whether another counted number stands between; one that touches (3批12人) does not."""
        low, high = bisect_left(self._number_starts, start), bisect_left(self._number_starts, end)
        return any(
            number.unit and number.start not in self.refused and number.end < end
            for number in self.numbers[low:high]
        )

    def nouns_in(self, start: int, end: int) -> list[NounAt]:
        """The nouns wholly between two places."""
        low = bisect_left(self._noun_starts, start)
        high = bisect_left(self._noun_starts, end)
        return [noun for noun in self.nouns[low:high] if noun.end <= end]

    def verbs_in(self, start: int, end: int) -> list[VerbAt]:
        """The verbs wholly between two places."""
        low = bisect_left(self._verb_starts, start)
        high = bisect_left(self._verb_starts, end)
        return [verb for verb in self.verbs[low:high] if verb.end <= end]
