"""A number in its place, with what a rule may look at: the fragment around it and what came before.

Rules are functions of a ``Spot``, so that each can be read and tried by itself.
"""

from dataclasses import dataclass

from zwgk.text.figures.numbers import Number
from zwgk.text.figures.page import Mark, NounAt, Page, VerbAt
from zwgk.text.figures.units import fits
from zwgk.text.figures.vocabulary import Noun, Verb
from zwgk.text.model import Stage


@dataclass(frozen=True, slots=True)
class Label:
    """The kind a number states, the noun it was known by, and how far the thing got.

    ``source`` is the class of noun that a later number without a noun of its own may lean on.
    """

    kind: str
    noun: str
    stage: Stage = Stage.DONE
    source: Noun | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A number in its fragment ``start`` … ``end``; ``last`` is the label given before it."""

    page: Page
    number: Number
    start: int
    end: int
    last: Label | None = None
    last_end: int = -1

    @property
    def clause(self) -> int:
        """Where the number's clause begins."""
        return self.page.before(Mark.CLAUSE, self.number.start)

    @property
    def sentence(self) -> int:
        """Where the number's sentence begins."""
        return self.page.before(Mark.SENTENCE, self.number.start)

    @property
    def clause_end(self) -> int:
        """Where the number's clause ends."""
        return self.page.after(Mark.CLAUSE, self.number.end)

    @property
    def is_a(self) -> bool:
        """一名 says "a", which is no count; 1名 is one."""
        return self.number.value == 1 and not self.number.arabic

    def text_since(self, start: int) -> str:
        """The text between a place and the number."""
        return self.page.text[start : self.number.start]

    def words(self, noun: NounAt) -> str:
        """A noun as written."""
        return self.page.text[noun.start : noun.end]

    def nouns_since(self, start: int) -> list[NounAt]:
        """The nouns between a place and the number."""
        return self.page.nouns_in(start, self.number.start)

    def verbs_since(self, start: int) -> list[VerbAt]:
        """The verbs between a place and the number."""
        return self.page.verbs_in(start, self.number.start)

    def verbs_behind(self, within: int) -> list[VerbAt]:
        """The verbs of the fragment within so many characters behind the number."""
        return self.page.verbs_in(self.number.end, min(self.end, self.number.end + within))

    def governing(self) -> Verb | None:
        """The verb that governs the number: the nearest in its fragment, else further back."""
        for start in (self.start, self.clause, self.sentence):
            found = self.verbs_since(start)
            if found:
                return found[-1].kind
        return None

    def spoke_of(self, kind: Noun) -> bool:
        """Whether the sentence named such a thing before the number."""
        return any(noun.kind is kind for noun in self.nouns_since(self.sentence))

    def fits(self, noun: Noun) -> bool:
        """Whether the number may count such a noun."""
        return fits(noun, self.number)

    def goes_on(self) -> bool:
        """Whether the sentence that gave the last label still goes on."""
        return self.last is not None and self.last_end >= self.sentence
