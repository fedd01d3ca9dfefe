"""The words by which a number is known: nouns by what they name, verbs by what was done.

The words themselves are data, in words.toml. Chinese noun phrases end in their head, so the
longest word wins and the last noun before a number is the one counted.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from importlib.resources import files
from typing import Final, Generic, TypeVar


class Noun(StrEnum):
    """What a noun names."""

    PUBLIC = "public"
    STAFF = "staff"
    INVITED = "invited"
    DEPARTMENT = "department"
    CONSULT = "consult"
    QUESTION = "question"
    SUGGESTION = "suggestion"
    APPLICATION = "application"
    MATERIAL = "material"
    BOARD = "board"
    BANNER = "banner"
    SCREEN = "screen"
    DESK = "desk"
    MEETING = "meeting"
    ITEM = "item"
    VIEW = "view"
    ONLINE = "online"
    FOLLOW_UP = "follow_up"
    FOLLOWED_UP = "followed_up"
    SATISFACTION = "satisfaction"
    ANSWER_RATE = "answer_rate"
    OTHER = "other"


class Verb(StrEnum):
    """What was done."""

    RECEIVE = "receive"
    ATTEND = "attend"
    INVITE = "invite"
    DISPATCH = "dispatch"
    DISTRIBUTE = "distribute"
    PRINT = "print"
    PREPARE = "prepare"
    SHOW = "show"
    ANSWER = "answer"
    ACCEPT = "accept"
    CONSULT = "consult"
    CHECK = "check"
    COMPLETE = "complete"
    HOLD = "hold"
    VIEWED = "viewed"
    ADOPT = "adopt"
    OTHERWISE = "otherwise"
    TRANSFER = "transfer"


Class = TypeVar("Class", Noun, Verb)
Lines = Mapping[str, Mapping[str, str]]


def _read() -> Lines:
    source = files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(source)


LINES: Final[Lines] = _read()


def in_two_classes(table: Mapping[str, str]) -> dict[str, list[str]]:
    """The words of a table that stand in it more than once, with the classes they stand in."""
    classes: dict[str, list[str]] = {}
    for kind, line in table.items():
        for word in line.split():
            classes.setdefault(word, []).append(kind)
    return {word: kinds for word, kinds in classes.items() if len(kinds) > 1}


def listed(name: str) -> frozenset[str]:
    """A small group of nouns that a rule treats alike."""
    return frozenset(LINES["lists"][name].split())


class _Words(Generic[Class]):
    """The longest word at each place of a text.

    An alternation of a thousand words would try them all at every place; here the first two
    characters say which lengths are worth looking up.
    """

    def __init__(self, table: Mapping[str, str], classes: type[Class]) -> None:
        self._classes: dict[str, Class] = {
            word: classes(name) for name, line in table.items() for word in line.split()
        }
        lengths: dict[str, set[int]] = {}
        for word in self._classes:
            lengths.setdefault(word[:2], set()).add(len(word))
        self._lengths = {pair: sorted(some, reverse=True) for pair, some in lengths.items()}
        firsts = "".join(sorted({word[0] for word in self._classes}))
        self._first = re.compile(f"[{re.escape(firsts)}]")

    def places(self, text: str) -> Iterator[tuple[int, int, Class]]:
        """The longest word that begins at each place where one does."""
        for match in self._first.finditer(text):
            start = match.start()
            for length in self._lengths.get(text[start : start + 2], ()):
                word = text[start : start + length]
                if word in self._classes:
                    yield start, start + len(word), self._classes[word]
                    break
            else:
                if match[0] in self._classes:
                    yield start, start + 1, self._classes[match[0]]


_NOUNS: Final = _Words(LINES["nouns"], Noun)
_VERBS: Final = _Words(LINES["verbs"], Verb)


def nouns(text: str) -> list[tuple[int, int, Noun]]:
    """Every known noun of the text, in order; where two overlap, the later one holds the head."""
    found: list[tuple[int, int, Noun]] = []
    for start, end, kind in _NOUNS.places(text):
        if found and end <= found[-1][1]:
            continue
        while found and found[-1][1] > start:
            found.pop()
        found.append((start, end, kind))
    return found


def verbs(text: str) -> list[tuple[int, int, Verb]]:
    """Every known verb of the text, in order; of two that overlap the first one counts."""
    found: list[tuple[int, int, Verb]] = []
    for start, end, kind in _VERBS.places(text):
        if not found or start >= found[-1][1]:
            found.append((start, end, kind))
    return found
