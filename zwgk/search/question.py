"""A question read: its parts, each in every wording that will do, and its filters."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from zwgk.search.model import PHRASES, QUERY_LENGTH, Query
from zwgk.search.sound import cut, initial_terms, spelled
from zwgk.search.synonyms import Groups, others
from zwgk.search.terms import clean, needle, phrase, runs

EVERY: Final = "~fall"  # the filter that every document passes
_PART = re.compile(r"[\"“”「」『』＂]([^\"“”「」『』＂]*)[\"“”「」『』＂]|([^\s\"“”「」『』＂]+)")


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to put a part: found exactly where the needle lies in a normal form."""

    needle: str
    terms: tuple[str, ...]
    prefix: bool = False  # the last term is the beginning of one
    sound: bool = False  # of a title's sound, not of its letters


@dataclass(frozen=True, slots=True)
class Phrase:
    """A part of the question as it was asked, and its wordings, of which one is to be met."""

    asked: str
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """What a document has to meet: every phrase and one filter of each set."""

    phrases: tuple[Phrase, ...]
    filters: tuple[tuple[str, ...], ...] = ((EVERY,),)
    title: bool = False  # phrases in the title only


def filter_term(name: str, value: str) -> str:
    """The term of a facet's value; a digest, so that any value will do."""
    digest = hashlib.blake2b(f"{name}={value}".encode("utf-8", "replace"), digest_size=8)
    return "~f" + digest.hexdigest()


def literal(parts: list[str]) -> Wording:
    """The words of these runs, as they are."""
    terms, prefix = phrase(parts)
    return Wording(needle(parts), terms, prefix)


def by_sound(letters: str) -> list[Wording]:
    """Latin letters as a title's pinyin: in full, or initials."""
    found = []
    if syllables := cut(letters):
        form = spelled(syllables)
        found.append(Wording(f" {form} ", tuple(form.split()), sound=True))
    if letters.isascii() and letters.isalpha() and 2 <= len(letters) <= 12:
        terms = tuple(initial_terms(letters)[:-1])
        found.append(Wording(letters.upper(), terms, sound=True))
    return found


def read_phrase(part: str, known: Groups) -> Phrase | None:
    """A part with its synonyms and, of Latin letters, titles that sound so."""
    found = runs(part)
    if not found:
        return None
    own = literal(found)
    wordings = [own, *(literal(other.split()) for other in others(own.needle, known))]
    if len(found) == 1:
        wordings.extend(by_sound(found[0]))
    return Phrase(part, tuple(dict.fromkeys(wordings)))


def parts_of(text: str) -> list[str]:
    """The quoted and space-separated parts of what was typed, whatever it is."""
    kept = clean(text[: QUERY_LENGTH * 4]).replace("\u3000", " ")[:QUERY_LENGTH]
    found = [(quoted or bare).strip() for quoted, bare in _PART.findall(kept)]
    return list(dict.fromkeys(part for part in found if part))


def filters_of(kinds: tuple[str, ...], facets: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """The filters of kinds (any of them) and facets (all of them)."""
    sets = [tuple(sorted({filter_term("kind", kind) for kind in kinds}))] if kinds else []
    sets.extend((filter_term(name, facets[name]),) for name in sorted(facets))
    return tuple(sets) or ((EVERY,),)


def read(query: Query, known: Groups) -> Match | None:
    """The question, or None when letters were asked for and there are none in it."""
    parts = parts_of(query.text)
    phrases = [found for part in parts if (found := read_phrase(part, known))][:PHRASES]
    if query.text.strip() and not phrases:
        return None
    return Match(tuple(phrases), filters_of(query.kinds, query.facets))


def in_titles(match: Match) -> Match:
    """The same question asked of titles only."""
    return replace(match, title=True)
