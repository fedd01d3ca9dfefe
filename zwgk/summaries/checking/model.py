"""What the check of a draft gives: findings with their place, and whose words were taken over."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from zwgk.core.actor import Actor
from zwgk.text.model import Finding
from zwgk.text.similarity import Passage


@dataclass(frozen=True)
class Kept:
    """留存文本: a text to compare with; ``open`` says that the unit may read all of it."""

    unit: str
    title: str
    year: int | None
    text: str
    own: bool
    open: bool


# Texts of the store by their keys, those the actor may be told of; how the library is asked.
Library = Callable[[Iterable[str], Actor], Mapping[str, Kept]]


@dataclass(frozen=True)
class Taken:
    """雷同出处: the other text's passage, as (words, whether they differ from the draft's)."""

    unit: str
    title: str
    year: int | None
    own: bool
    words: tuple[tuple[str, bool], ...]

    @classmethod
    def of(cls, kept: Kept, passage: Passage) -> "Taken":
        """Side by side; words that only the other text has are left out unless it is open."""
        at, words = passage.other_start, []
        for _, _, start, end in passage.changes():
            words += [(kept.text[at:start], False), (kept.text[start:end], True)]
            at = end
        words.append((kept.text[at : passage.other_end], False))
        shown = [(text if kept.open or not new else "…", new) for text, new in words if text]
        return cls(kept.unit, kept.title, kept.year, kept.own, tuple(shown))


@dataclass(frozen=True)
class Told:
    """A finding of the text engine's form, with a mend in the author's notation and a source.

    ``mend`` may hold figure references; ``mend_shown`` is how it prints.
    """

    finding: Finding
    mend: str | None = None
    mend_shown: str = ""
    taken: Taken | None = None


@dataclass(frozen=True)
class Found:
    """核查意见: one finding about a draft. ``key`` stays while passage and message stay.

    ``start`` and ``end`` are places in the author's field, ``source`` what stands there now;
    ``paragraph`` and ``passage`` bind the finding to the printed text.
    """

    key: str
    rule: str
    name: str
    blocks: bool
    justifiable: bool
    section: int
    field: str
    start: int
    end: int
    source: str
    paragraph: int
    before: str
    passage: str
    after: str
    message: str
    suggestion: str
    mend: str | None
    mend_shown: str
    taken: Taken | None

    def frozen(self) -> dict[str, Any]:
        """What goes with a submission, as plain data."""
        taken = self.taken
        return {
            "key": self.key, "rule": self.rule, "name": self.name, "blocks": self.blocks,
            "paragraph": self.paragraph, "passage": self.passage, "before": self.before,
            "after": self.after, "message": self.message, "suggestion": self.suggestion,
            "taken": None if taken is None else {
                "unit": taken.unit, "title": taken.title, "year": taken.year, "own": taken.own,
                "words": [list(pair) for pair in taken.words],
            },
        }  # fmt: skip

    def shown(self) -> dict[str, Any]:
        """What the editor needs, as plain data."""
        return self.frozen() | {
            "section": self.section, "field": self.field, "start": self.start, "end": self.end,
            "source": self.source, "mend": self.mend, "mend_shown": self.mend_shown,
            "justifiable": self.justifiable,
        }  # fmt: skip
