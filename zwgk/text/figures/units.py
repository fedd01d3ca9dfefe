"""量词: which of them count people, pieces or cases, and which a class of nouns is counted in."""

from typing import Final

from zwgk.text.figures.numbers import Number
from zwgk.text.figures.vocabulary import LINES, Noun

_GROUPS: Final = {name: frozenset(line.split()) for name, line in LINES["units"].items()}


def _measures(line: str) -> frozenset[str]:
    """The 量词 of a line, whose words may also name a whole group."""
    return frozenset(unit for word in line.split() for unit in _GROUPS.get(word, {word}))


PERSON: Final = _GROUPS["person"]
PIECES: Final = _GROUPS["piece"]
SHEETS: Final = _GROUPS["sheet"]
CASES: Final = _GROUPS["case"]
HOURS: Final = frozenset({"小时", "个小时"})
KINDS: Final = frozenset({"种", "类", "个种类", "个品种"})
_MEASURES: Final = {Noun(name): _measures(line) for name, line in LINES["measures"].items()}


def fits(noun: Noun, number: Number) -> bool:
    """Whether a number may count such a noun; without a 量词 only one with 余 or 多 may."""
    units = _MEASURES.get(noun)
    if units is None:
        return False
    return number.unit in units or (not number.unit and bool(number.more))
