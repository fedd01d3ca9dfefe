"""A document made ready for an index: its place, forms and terms, the same for every back end.

The *place* is one number that says where a document stands in the order of all: the day, then a
spread of the key. Newest first is therefore the descending order of one column, whatever order
documents came in, and alike in every back end.
"""

import hashlib
import zlib
from dataclasses import dataclass
from datetime import date
from typing import Final

from zwgk.search.model import LONGEST, Document
from zwgk.search.question import EVERY, filter_term
from zwgk.search.sound import sounds
from zwgk.search.terms import VERSION, clean, runs, spaced, terms

SPREAD_BITS: Final = 18  # 262,144 documents of one day; few bits keep SQLite's index small
Terms = tuple[str, ...]
TAG: Final = "\x1f"


@dataclass(frozen=True, slots=True)
class Entry:
    """What an index keeps of a document."""

    place: int
    key: str
    kind: str
    tags: str  # name=value of each facet, the kind first
    stamp: str
    title: str
    text: str
    head: str  # the title's normal form and its sound
    body: str  # the text's normal form
    title_terms: tuple[str, ...]
    text_terms: tuple[str, ...]
    sound_terms: tuple[str, ...]
    filter_terms: tuple[str, ...]


def place_of(day: date, key: str) -> int:
    """Where a document belongs among all, by its day."""
    digest = hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=4).digest()
    spread = int.from_bytes(digest, "big") >> (32 - SPREAD_BITS)
    return day.toordinal() << SPREAD_BITS | spread


def day_of(place: int) -> date:
    """The day of a document by its place."""
    return date.fromordinal(place >> SPREAD_BITS)


def next_place(place: int, wanted: int) -> int:
    """The place to try when another document has this one: the next of the day, around."""
    mask = (1 << SPREAD_BITS) - 1
    following = place & ~mask | (place + 1) & mask
    if following == wanted:
        raise ValueError(f"more documents of {day_of(place)} than an index has room for")
    return following


def packed(text: str) -> bytes:
    """A text as it is kept: databases do not make Chinese smaller by themselves."""
    return zlib.compress(text.encode(), 1)


def unpacked(kept: bytes) -> str:
    """The text that was kept."""
    return zlib.decompress(kept).decode()


def tags_of(document: Document) -> str:
    """The kind and facets as one string."""
    named = [("kind", document.kind), *sorted(document.facets.items())]
    return TAG.join(f"{clean(name)}={clean(value)}" for name, value in named)


def filters_in(tags: str) -> tuple[str, ...]:
    """The filter terms of a string of tags."""
    return (EVERY, *(filter_term(*tag.split("=", 1)) for tag in tags.split(TAG)))


def stamp_of(document: Document) -> str:
    """What tells a document as it is from the one an index holds; of this version of the terms."""
    digest = hashlib.blake2b(digest_size=16)
    parts = (document.title, document.text, document.day.isoformat(), tags_of(document))
    for part in (str(VERSION), *parts):
        raw = part.encode("utf-8", "replace")
        digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.hexdigest()


def texts_of(title: str, text: str) -> tuple[str, str, Terms, Terms, Terms]:
    """Head, body and the terms of title, text and sound."""
    in_title, in_text = runs(title), runs(text[:LONGEST])
    sound, sound_terms = sounds(in_title)
    return (
        spaced(in_title) + sound, spaced(in_text),
        tuple(terms(in_title)), tuple(terms(in_text)), tuple(sound_terms),
    )  # fmt: skip


def entry_of(document: Document) -> Entry:
    """The entry of a document; its place may have to give way to another's."""
    title, text = clean(document.title), clean(document.text)
    tags = tags_of(document)
    head, body, title_terms, text_terms, sound_terms = texts_of(title, text)
    return Entry(
        place_of(document.day, document.key), document.key, document.kind, tags,
        stamp_of(document), title, text, head, body, title_terms, text_terms, sound_terms,
        filters_in(tags),
    )  # fmt: skip
