"""The contract of a search index, and what is the same in every back end.

A back end answers small questions only (``Backend``): the newest documents that meet a match, and
what is kept of documents. Order, count, facets, snippets, corrections and suggestions are made of
the answers here, so that every back end gives the same results.
"""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import ClassVar, Final, Protocol

from zwgk.search import correction
from zwgk.search.entry import TAG, Entry, day_of, entry_of, stamp_of
from zwgk.search.model import COUNTED, PAGE, Document, Hit, Query, Results
from zwgk.search.question import Match, in_titles, parts_of, read, read_phrase
from zwgk.search.ranking import Found, Row, ranked
from zwgk.search.snippet import marked, snippet
from zwgk.search.synonyms import Groups, default_groups

Id = int | str
Shown = tuple[Id, int, str, str, str, str]  # id, place, key, kind, title, text

_SCORED: Final = 80
_TITLES: Final = 50
_TELLING: Final = 200  # a phrase that so many documents have tells none of them apart
_SUGGESTED: Final = 60  # titles looked at for suggestions


class Index(Protocol):
    """搜索索引. Writing joins the caller's open transaction where the back end has any."""

    def create(self) -> None: ...
    def drop(self) -> None: ...
    def clear(self) -> None: ...
    def add(self, documents: Iterable[Document]) -> int: ...
    def delete(self, keys: Iterable[str]) -> int: ...
    def search(self, query: Query) -> Results: ...
    def suggest(self, prefix: str, limit: int = 8) -> list[str]: ...
    def like(self, phrases: Sequence[str], kind: str, limit: int) -> list[str]: ...
    def stamps(self) -> Mapping[str, str]: ...
    def count(self) -> int: ...


class Backend(ABC):
    """An index less its storage."""

    batch: ClassVar[int] = 2_000

    def __init__(self, name: str, synonyms: Groups | None) -> None:
        if not (name.isascii() and name.isidentifier() and name.islower()):
            raise ValueError(f"not a name for an index: {name!r}")
        self.name = name
        self._synonyms = default_groups() if synonyms is None else synonyms

    @abstractmethod
    def newest(self, match: Match, limit: int) -> Found:
        """The documents that meet the match, the newest first, so many at most."""

    @abstractmethod
    def rows(self, ids: Sequence[Id]) -> Iterable[Row]:
        """What is scored, in any order."""

    @abstractmethod
    def keys(self, ids: Sequence[Id]) -> Mapping[Id, str]:
        """The keys of these documents."""

    @abstractmethod
    def tags(self, ids: Sequence[Id]) -> Iterable[str]:
        """The facets of these documents."""

    @abstractmethod
    def shown(self, ids: Sequence[Id]) -> Iterable[Shown]:
        """What of these documents is shown, in any order."""

    def search(self, query: Query) -> Results:
        """A page of hits."""
        match = read(query, self._synonyms)
        if match is None:
            return Results()
        found, everything = self.newest(match, COUNTED + 1)
        corrected = None
        if not found and match.phrases and (better := correction.better(self, match)):
            corrected, match = better
            found, everything = self.newest(match, COUNTED + 1)
        exact = everything and len(found) <= COUNTED
        del found[COUNTED:]
        order = self._ordered(match, found) if query.order == "relevance" else found
        start = max(0, query.offset)
        page = order[start : min(start + max(0, min(query.limit, PAGE)), COUNTED)]
        hits, synonyms = self._hits(match, page)
        return Results(hits, len(found), exact, self._facets(found), corrected, synonyms)

    def _ordered(self, match: Match, found: list[Id]) -> list[Id]:
        """Candidates by their score, the others after them by date."""
        if not match.phrases or not found:
            return found
        titles = [] if len(found) <= _SCORED else self.newest(in_titles(match), _TITLES).ids
        candidates = list(dict.fromkeys([*titles, *found[:_SCORED]]))[:_SCORED]
        first = ranked(match, self.rows(candidates))
        return list(dict.fromkeys([*first, *found]))

    def _facets(self, found: list[Id]) -> dict[str, dict[str, int]]:
        counts = Counter(TAG.join(self.tags(found)).split(TAG) if found else ())
        facets: dict[str, dict[str, int]] = {}
        for tag, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
            name, _, value = tag.partition("=")
            facets.setdefault(name, {})[value] = count
        return facets

    def _hits(self, match: Match, page: list[Id]) -> tuple[tuple[Hit, ...], tuple[str, ...]]:
        own = [phrase.wordings[0].needle for phrase in match.phrases]
        more = [one.needle for phrase in match.phrases for one in phrase.wordings[1:]
                if not one.sound]  # fmt: skip
        needles = [*own, *more]
        hits: dict[Id, Hit] = {}
        used: set[str] = set()
        for number, place, key, kind, title, text in self.shown(page):
            runs, piece = marked(title, needles), snippet(text, needles)
            hits[number] = Hit(key, kind, runs, piece, day_of(place))
        for row in self.rows(page) if more else ():
            used.update(one for one in more if one in row.head or one in row.body)
        words = tuple(one.strip() for one in dict.fromkeys(more) if one in used)
        return tuple(hits[number] for number in page if number in hits), words

    def suggest(self, prefix: str, limit: int = 8) -> list[str]:
        """Titles in which what was typed so far stands, those that begin with it first."""
        phrases = [found for part in parts_of(prefix) if (found := read_phrase(part, ()))]
        if not phrases:
            return []
        match = Match(tuple(phrases[:3]), title=True)
        ids = self.newest(match, _SUGGESTED).ids
        order = {number: at for at, number in enumerate(ids)}
        needles = [one.needle.lstrip() for one in phrases[0].wordings]
        listed = sorted(
            (not any(row.head.lstrip().startswith(one) for one in needles), order[row.id], row.id)
            for row in self.rows(ids)
        )
        titles = {number: title for number, _, _, _, title, _ in self.shown(ids)}
        return list(dict.fromkeys(titles[number] for _, _, number in listed))[:limit]

    def like(self, phrases: Sequence[str], kind: str, limit: int) -> list[str]:
        """Keys of documents of a kind that have most of the phrases; the rarer one weighs more."""
        scores: dict[Id, float] = {}
        for phrase in phrases:
            match = read(Query(f'"{phrase}"', kinds=(kind,)), ())
            ids = self.newest(match, _TELLING).ids if match else []
            if len(ids) < _TELLING:
                for number in ids:
                    scores[number] = scores.get(number, 0) + 1 / len(ids)
        keys = self.keys(list(scores))
        listed = sorted((-score, keys[number]) for number, score in scores.items())
        return [key for _, key in listed[:limit]]

    def add(self, documents: Iterable[Document]) -> int:
        """Keep documents under their keys, in place of what was kept; how many there were."""
        count = 0
        for batch in batches(documents, self.batch):
            latest = {document.key: document for document in batch}
            known = self.known(list(latest))
            changed = [one for one in latest.values() if known.get(one.key) != stamp_of(one)]
            self.put([entry_of(one) for one in changed])
            count += len(batch)
        return count

    @abstractmethod
    def known(self, keys: Sequence[str]) -> Mapping[str, str]:
        """The stamps of these keys, of those that are kept."""

    @abstractmethod
    def put(self, entries: Sequence[Entry]) -> None:
        """Keep these entries, in place of those of the same keys."""


def batches(documents: Iterable[Document], size: int) -> Iterator[list[Document]]:
    """Documents in lists of this size at most."""
    source = iter(documents)
    while batch := list(islice(source, size)):
        yield batch
