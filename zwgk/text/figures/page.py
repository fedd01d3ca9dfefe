"""A text prepared for labelling: its numbers, nouns, verbs and the fragments between marks."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from zwgk.text.figures import forms, vocabulary
from zwgk.text.figures.numbers import Number, numbers
from zwgk.text.figures.vocabulary import Noun, Verb

_HARD = re.compile(r"[。！？；;!?\n]")
# （居） inside a word is no mark, and neither are the quotes and 《》 around a title.
_SOFT = re.compile(r"[，,、：:【】\t]|[（(](?!.{1,2}[)）])|(?<![（(].)(?<![（(]..)[)）]|\.(?!\d)")
_CLAUSE = re.compile(r"[，,：:。！？；;!?\n]")
_LOOSE_END = re.compile(r"[，,。、；;：:（）()！？\s等共各和及与达约近有]|$|\d")


@dataclass(frozen=True, slots=True)
class NounAt:
    """A noun in its place."""

    start: int
    end: int
    kind: Noun


@dataclass(frozen=True, slots=True)
class VerbAt:
    """A verb in its place."""

    start: int
    end: int
    kind: Verb


class Page:
    """One normalised text; every lookup is a bisection over lists made once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.numbers: list[Number] = numbers(text)
        self.refused: dict[int, str] = forms.refusals(text, self.numbers)
        self._starts = {n.start for n in self.numbers}
        self.nouns = self._nouns()
        self._noun_starts = [noun.start for noun in self.nouns]
        self.verbs = self._verbs()
        self._verb_starts = [verb.start for verb in self.verbs]
        self._hard = [m.start() for m in _HARD.finditer(text)]
        self._marks = sorted([*self._hard, *(m.start() for m in _SOFT.finditer(text))])
        self._clauses = [m.start() for m in _CLAUSE.finditer(text)]

    def _nouns(self) -> list[NounAt]:
        found = [NounAt(*noun) for noun in vocabulary.nouns(self.text)]
        return [n for n in found if n.end - n.start > 1 or _LOOSE_END.match(self.text, n.end)]

    def _verbs(self) -> list[VerbAt]:
        """Verbs outside longer nouns; those of one character only right before what they govern."""
        starts = {noun.start for noun in self.nouns} | self._starts
        kept: list[VerbAt] = []
        for start, end, kind in vocabulary.verbs(self.text):
            at = bisect_right(self._noun_starts, start) - 1
            inside = at >= 0 and self.nouns[at].end >= end
            if inside and not (kind is Verb.CONSULT and self.nouns[at].end - start == end - start):
                continue
            if end - start == 1:
                after = end + 1 if self.text[end : end + 1] in "了出过下上到给" else end
                if after not in starts and not self.text.startswith(
                    ("各类", "各种", "宣传"), after
                ):
                    continue
            kept.append(VerbAt(start, end, kind))
        return kept

    @cached_property
    def title(self) -> str:
        """The first line that is not empty."""
        return next((line.strip() for line in self.text.split("\n") if line.strip()), "")

    def before(self, marks: str, position: int) -> int:
        """Where the fragment, clause or sentence around a position begins."""
        places = {"mark": self._marks, "clause": self._clauses, "hard": self._hard}[marks]
        at = bisect_left(places, position)
        return places[at - 1] + 1 if at else 0

    def after(self, marks: str, position: int) -> int:
        """Where the fragment, clause or sentence around a position ends."""
        places = {"mark": self._marks, "clause": self._clauses, "hard": self._hard}[marks]
        at = bisect_left(places, position)
        return places[at] if at < len(places) else len(self.text)

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
