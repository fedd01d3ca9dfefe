"""The order of hits: a few sums that can be explained, over candidates that are few.

For each part of the question a document gets 40 when it is in the title (10 more where it begins
it) and up to 30 for how often it is in the text, the more the shorter the text; a synonym or a
sound counts half. The newest candidate gets 10, one of a year before 5, of two years before 3.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from zwgk.search.entry import SPREAD_BITS
from zwgk.search.question import Match, Phrase

_YEAR = 365 << SPREAD_BITS


class Found(NamedTuple):
    """Documents, the newest first; ``all`` says that none was left unread for want of room."""

    ids: list[int | str]
    all: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """What of a candidate is scored."""

    id: int | str
    place: int
    key: str
    head: str
    body: str


def _part(phrase: Phrase, row: Row) -> float:
    best = 0.0
    for number, wording in enumerate(phrase.wordings):
        needle = wording.needle
        value = 0.0
        if needle in row.head:
            value = 50.0 if row.head.lstrip().startswith(needle.lstrip()) else 40.0
        if not wording.sound and (count := row.body.count(needle)):
            value += 30.0 * count / (count + 1 + len(row.body) / 1000)
        best = max(best, value if number == 0 else value / 2)
    return best


def score(match: Match, row: Row, newest: int) -> float:
    """What a document is worth to a question."""
    age = (newest - row.place) / _YEAR
    return sum(_part(phrase, row) for phrase in match.phrases) + 10.0 / (1.0 + age)


def ranked(match: Match, rows: Iterable[Row]) -> list[int | str]:
    """The candidates, the best first; equal ones by day, the newest first."""
    kept = list(rows)
    newest = max((row.place for row in kept), default=0)
    order = sorted(kept, key=lambda row: (-score(match, row, newest), -row.place, row.key))
    return [row.id for row in order]
