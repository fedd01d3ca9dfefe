"""The text as the grammars of this package read it: lines, and the way back to the text given."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from zwgk.text.model import Mention
from zwgk.text.normal import PINYIN, Normal, normalise


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the white space around it."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Page:
    """Places count characters of ``text``; ``span`` and ``mention`` lead back to the given text."""

    normal: Normal
    text: str
    pinyin: int
    traditional: int

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines that are not blank, in order."""
        found, at = [], 0
        for raw in self.text.split("\n"):
            words = raw.strip()
            if words:
                start = at + raw.index(words[0])
                found.append(Line(start, start + len(words), words))
            at += len(raw) + 1
        return tuple(found)

    @cached_property
    def _starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def line_number(self, place: int) -> int:
        """Which of ``lines`` holds the place (the one before it for a place between lines)."""
        return max(bisect_right(self._starts, place) - 1, 0)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the text given in."""
        return self.normal.span(start, end)

    def mention(self, start: int, end: int) -> Mention:
        """The mention in the text given in."""
        first, last = self.normal.span(start, end)
        return Mention(first, last, self.normal.given[first:last])

    def words(self, start: int, end: int) -> str:
        """The words as given, without line breaks, pinyin and characters without width."""
        first, last = self.normal.span(start, end)
        given = self.normal.given[first:last]
        if self.pinyin:
            given = PINYIN.sub("", given)
        return re.sub(r"\s*[\r\n]\s*|[\u200b-\u200d\u2060\ufeff]", "", given).strip()


def read(text: str) -> Page:
    """The page of a text."""
    normal = normalise(text.replace("\r", "\n"))
    pinyin = len(PINYIN.findall(text)) if "(" in text or "（" in text else 0
    return Page(
        Normal(normal.text, text, normal.origins), normal.text, pinyin, _traditional(normal)
    )


def _traditional(normal: Normal) -> int:
    """How many characters the normal form had to simplify."""
    if normal.origins is None:
        return 0
    given = normal.given
    return sum(
        char != given[at] and "\u4e00" <= given[at] <= "\u9fff"
        for char, at in zip(normal.text, normal.origins, strict=True)
    )
