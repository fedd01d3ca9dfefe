"""Word lists of masking, kept as data beside the code (zwgk/text/data/*.txt)."""

from functools import cache
from importlib.resources import files


@cache
def lists(file: str) -> dict[str, list[str]]:
    """The lists of a data file: each line a list's name and some of its words."""
    found: dict[str, list[str]] = {}
    for line in (files("zwgk.text") / "data" / file).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, *words = line.split(" ")
            found.setdefault(name, []).extend(words)
    return found


def characters(file: str, name: str) -> frozenset[str]:
    """A list of single characters."""
    return frozenset("".join(lists(file)[name]))


def either(words: list[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(sorted(set(words), key=len, reverse=True))
