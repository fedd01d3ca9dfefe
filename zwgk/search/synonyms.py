"""同义词: words that stand for one another, a file of groups that an administrator may replace."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from zwgk.search.terms import needle, runs

Groups = tuple[tuple[str, ...], ...]
_FILE = Path(__file__).parent / "data" / "synonyms.txt"
_MOST = 4  # other wordings of one part of a question


def groups(lines: Iterable[str]) -> Groups:
    """The groups of lines such as 低保=最低生活保障; # begins a remark."""
    found = []
    for line in lines:
        words = [word.strip() for word in line.partition("#")[0].split("=")]
        kept = tuple(dict.fromkeys(needle(runs(word)) for word in words if runs(word)))
        if len(kept) > 1:
            found.append(kept)
    return tuple(found)


@lru_cache(maxsize=1)
def default_groups() -> Groups:
    """The groups that come with the software."""
    return groups(_FILE.read_text(encoding="utf-8").splitlines())


def others(asked: str, known: Groups) -> list[str]:
    """Other wordings of a needle: the longest known word in it exchanged for its equals."""
    best = ""
    equals: tuple[str, ...] = ()
    for group in known:
        for word in group:
            if word in asked and len(word) > len(best):
                best, equals = word, group
    return [asked.replace(best, word) for word in equals if word != best][:_MOST]
