"""The questions similarity.py and its rivals are asked, the same for all."""

from collections.abc import Iterator
from random import Random

from sentences import Summary, copied, summary

RATIOS = (0.3, 0.5, 0.7)
CLAIM = 0.15  # a text is charged with copying from this containment on


def planted(seed: int, size: int, count: int, ratio: float) -> Iterator[tuple[Summary, Summary]]:
    """(source, a later text that copied so much of it)."""
    random = Random(f"{seed} sources {ratio}")
    beyond = size + 1_000_000 + int(ratio * 1000) * 100_000
    for at in range(count):
        source = summary(seed, random.randrange(size))
        yield source, copied(seed, source, beyond + at * 10, ratio)


def strangers(seed: int, size: int, count: int) -> Iterator[Summary]:
    """Texts like the corpus's that copied from none."""
    return (summary(seed, size + 100_000_000 + at * 10) for at in range(count))
