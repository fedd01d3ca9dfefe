"""What the searchers of this package hand one another: places in the normal form of a text."""

import re
from bisect import bisect_left, insort
from dataclasses import dataclass, field

# Between the digits of one number: blanks, dashes and dots, or the end of a line with its indent.
# The two never match the same characters, or a column of digits would be tried in 2¹⁷ ways.
SEPARATOR = r"(?:[ \t\n\r—–_.·-]{0,2}|[ \t\r]?\n[ \t]{2,4})"
_NO_DIGIT = re.compile(r"\D")


@dataclass(frozen=True, slots=True)
class Hit:
    """One find; ``start`` and ``end`` count characters of the normal form."""

    kind: str
    start: int
    end: int
    certain: bool
    message: str


@dataclass(slots=True)
class Taken:
    """Spans already explained, so that a later searcher does not read them a second time."""

    _spans: list[tuple[int, int]] = field(default_factory=list)

    def add(self, start: int, end: int) -> None:
        """Note a span; spans noted never overlap because ``free`` was asked before."""
        insort(self._spans, (start, end))

    def free(self, start: int, end: int) -> bool:
        """Whether the span touches nothing noted before."""
        at = bisect_left(self._spans, (start, start))
        before = self._spans[at - 1] if at else (0, 0)
        after = self._spans[at] if at < len(self._spans) else (end, end)
        return before[1] <= start and end <= after[0]


def digits(text: str) -> str:
    """The digits of a text without anything between them."""
    return _NO_DIGIT.sub("", text)


def near(pattern: re.Pattern[str], text: str, start: int, width: int) -> bool:
    """Whether a keyword stands in the ``width`` characters before a place."""
    return pattern.search(text, max(0, start - width), start) is not None
