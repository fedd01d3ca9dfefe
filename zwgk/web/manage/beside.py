"""An uploaded text with the passages its figures were read from, for the page beside them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Piece:
    """A piece of a line; ``mark`` numbers the passage, ``row`` the figure, both from 1."""

    text: str
    mark: int = 0
    row: int = 0


@dataclass(frozen=True)
class Passages:
    """The lines in pieces, and the number of the first passage of each figure (0: none)."""

    lines: list[list[Piece]]
    first: list[int]


def passages(text: str, figures: Sequence[Mapping[str, Any]]) -> Passages:
    """Cut the lines at the passages; what lies over an earlier passage leads to that one."""
    wanted = sorted(
        (start, end, row)
        for row, figure in enumerate(figures, 1)
        for start, end in figure["passages"]
    )
    chosen: list[tuple[int, int, int]] = []
    first = [0] * len(figures)
    for start, end, row in wanted:
        if not chosen or start >= chosen[-1][1]:
            chosen.append((start, end, row))
        first[row - 1] = first[row - 1] or len(chosen)
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(list(_pieces(line, at, chosen)))
        at += len(line) + 1
    return Passages(lines, first)


def _pieces(line: str, at: int, chosen: Sequence[tuple[int, int, int]]) -> Iterator[Piece]:
    done = 0
    for mark, (start, end, row) in enumerate(chosen, 1):
        if not at <= start < at + len(line):
            continue
        begin, stop = start - at, min(end - at, len(line))
        if begin > done:
            yield Piece(line[done:begin])
        yield Piece(line[begin:stop], mark, row)
        done = stop
    if done < len(line):
        yield Piece(line[done:])
