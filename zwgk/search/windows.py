"""Stretches of places, each eight times as long as the next: 1/64 of a day to 512 days.

A document has a term for each stretch it lies in, so that any range of places between their ends
is a few terms.
"""

from typing import Final

from zwgk.search.entry import SPREAD_BITS

_LEVELS: Final = tuple(range(SPREAD_BITS - 6, SPREAD_BITS + 10, 3))
_FINE: Final = 8  # stretches into which a range is divided at least


def _term(level: int, number: int) -> str:
    return f"~w{level}x{number}"


def stretches(place: int) -> list[str]:
    """The terms of the stretches that a place lies in."""
    return [_term(level, place >> level) for level in _LEVELS]


def ending(place: int) -> int:
    """The end of the longest stretch that a place lies in."""
    return ((place >> _LEVELS[-1]) + 1) << _LEVELS[-1]


def rounded(low: int, high: int) -> int:
    """The end of a stretch at or below a place, near it as measured by the range."""
    for level in _LEVELS:
        if (high - low) >> level <= _FINE:
            return low >> level << level
    return low >> _LEVELS[-1] << _LEVELS[-1]


def covering(low: int, high: int) -> list[str]:
    """The terms of the fewest stretches that fill a range; its ends are ends of stretches."""
    found = []
    while low < high:
        fitting = [
            level for level in _LEVELS if not low % (1 << level) and low + (1 << level) <= high
        ]
        level = fitting[-1]
        found.append(_term(level, low >> level))
        low += 1 << level
    return found
