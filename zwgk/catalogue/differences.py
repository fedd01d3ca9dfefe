"""What changed between two versions of an item, column by column, words marked."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from zwgk.catalogue.columns import COLUMNS, Columns
from zwgk.catalogue.fields import Field, LifeEvent
from zwgk.catalogue.models.item import column_name
from zwgk.catalogue.richtext import plain
from zwgk.catalogue.standard import Audience, Channel, Level, Mode, Within

_CHOICES: dict[str, Any] = {
    "field": Field, "life_event": LifeEvent, "disclose_within": Within, "audience": Audience,
    "mode": Mode, "channels": Channel, "levels": Level,
}  # fmt: skip
# Longer texts are compared line by line: characters would take the page minutes.
_BY_CHARACTERS = 1500


@dataclass(frozen=True)
class Piece:
    """A stretch of text: ``changed`` where the other side has something else."""

    text: str
    changed: bool


@dataclass(frozen=True)
class Difference:
    """One column that differs: its name, the earlier and the later text in pieces."""

    column: str
    name: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


def differences(before: Columns, after: Columns) -> Iterator[Difference]:
    """The columns in which two versions differ, in the order of the form."""
    for column in COLUMNS:
        old, new = words_of(before, column), words_of(after, column)
        if old != new:
            left, right = _pieces(old, new)
            yield Difference(column, column_name(column), left, right)


def words_of(columns: Columns, column: str) -> str:
    """A column as a person reads it."""
    value = getattr(columns, column)
    if column == "body":
        return plain(value)
    if column in ("channels", "levels"):
        return "、".join(str(_CHOICES[column](one).label) for one in value)
    if column in _CHOICES and value:
        return str(_CHOICES[column](value).label)
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)


def _pieces(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    whole = max(len(old), len(new)) <= _BY_CHARACTERS
    a: Any = old if whole else old.splitlines(keepends=True)
    b: Any = new if whole else new.splitlines(keepends=True)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if j > i:
            left.append(Piece("".join(a[i:j]), tag != "equal"))
        if m > k:
            right.append(Piece("".join(b[k:m]), tag != "equal"))
    return tuple(left), tuple(right)
