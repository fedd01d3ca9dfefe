"""What a comparison gives: plain values; every span counts characters of the text given in."""

from dataclasses import dataclass
from enum import StrEnum


class Likeness(StrEnum):
    """相同、近似或不同: how two whole texts stand to each other."""

    EXACT = "exact"
    NEAR = "near"
    NONE = "none"


class Wording(StrEnum):
    """照抄 (word for word, punctuation and layout aside) or 改写 (lightly reworded)."""

    VERBATIM = "verbatim"
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True)
class Passage:
    """雷同段落: ``text`` of this text stands as ``other_text`` in the other one.

    ``ratio`` is the part of the words that is the same, 1.0 where all are.
    """

    start: int
    end: int
    other_start: int
    other_end: int
    text: str
    other_text: str
    kind: Wording
    ratio: float

    def changes(self) -> tuple[tuple[int, int, int, int], ...]:
        """What was reworded: (start, end) here and (start, end) there, places in both texts."""
        from rapidfuzz.distance import Levenshtein

        return tuple(
            (
                self.start + op.src_start,
                self.start + op.src_end,
                self.other_start + op.dest_start,
                self.other_start + op.dest_end,
            )
            for op in Levenshtein.opcodes(self.text, self.other_text)
            if op.tag != "equal"
        )


@dataclass(frozen=True, slots=True)
class Overlap:
    """对比结果: the passages in the order of this text, and how much of it they are.

    ``countable`` characters are those that could be copied: no punctuation, no titles, no set
    phrases, nothing of the ignored texts; ``covered`` of them stand in a passage.
    """

    passages: tuple[Passage, ...] = ()
    covered: int = 0
    countable: int = 0

    @property
    def share(self) -> float:
        """重复比例: the copied part of this text, from 0 to 1."""
        return self.covered / self.countable if self.countable else 0.0


@dataclass(frozen=True, slots=True)
class Document:
    """A text to be kept for comparison; ``key`` is its owner's name for it."""

    key: str
    text: str
    unit: str
    year: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """疑似来源: a kept text that shares fingerprints with the one asked about.

    ``containment`` estimates how much of the asked text's own wording stands in it;
    ``own_earlier_year`` says that it is the same unit's text of an earlier year.
    """

    key: str
    unit: str
    year: int
    containment: float
    own_earlier_year: bool
