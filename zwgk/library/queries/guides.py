"""Guides by the occasion they are needed on, and by the first letter of their names."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from zwgk.catalogue.fields import OF_COMPANIES, LifeEvent
from zwgk.library.models import Publication
from zwgk.library.queries.kept import kept
from zwgk.library.queries.publications import published

MOST = 5_000  # guides that the index of letters reads


@dataclass(frozen=True)
class Occasion:
    """人生事项、企业事项: an occasion, how many guides it has, and the first few."""

    name: str
    of_companies: bool
    count: int
    guides: Sequence[tuple[uuid.UUID, str]]


def occasions(number: int = 3) -> list[Occasion]:
    """The occasions that have guides, those of a person's life before those of companies."""
    groups: dict[str, list[tuple[uuid.UUID, str]]] = {}
    for pk, title, _, event in _guides():
        groups.setdefault(event, []).append((pk, title))
    companies = {str(event.label) for event in OF_COMPANIES}
    names, other = [str(event.label) for event in LifeEvent], str(LifeEvent.OTHER.label)
    return [
        Occasion(name, name in companies, len(groups[name]), groups[name][:number])
        for name in sorted(names, key=lambda name: (name == other, name in companies))
        if name in groups
    ]


def letters() -> dict[str, list[uuid.UUID]]:
    """Guides by the first letter of their names' pinyin, A to Z, # for anything else."""
    found: dict[str, list[uuid.UUID]] = {}
    for pk, _, letter, _ in _guides():
        found.setdefault(letter, []).append(pk)
    return dict(sorted(found.items(), key=lambda one: (one[0] == "#", one[0])))


def _guides() -> list[tuple[uuid.UUID, str, str, str]]:
    """Key, name, letter and occasion of every guide."""
    return kept("guides", _read)


def _read() -> list[tuple[uuid.UUID, str, str, str]]:
    rows = published(Publication.Kind.GUIDE).values_list("pk", "title", "details__life_event")
    return [(pk, title, letter_of(title), event or "") for pk, title, event in rows[:MOST]]


def letter_of(title: str) -> str:
    """The letter a name is filed under."""
    return _letter(title[:1]) if title else "#"


@lru_cache(maxsize=4096)
def _letter(char: str) -> str:
    from pypinyin import Style, lazy_pinyin

    letter = lazy_pinyin(char, style=Style.FIRST_LETTER)[0][:1].upper()
    return letter if "A" <= letter <= "Z" else "#"
