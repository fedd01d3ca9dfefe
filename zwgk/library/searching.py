"""Django's side of the search: the public index follows the publications.

The back end is the database's own (SQLite FTS5, PostgreSQL); writes join the running transaction,
so that nothing is found that is not public, and nothing public is lost (docs/adr/0003-search.md).
With ``ZWGK_SEARCH_URL`` an OpenSearch cluster answers instead.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from zwgk.library.models import Publication
from zwgk.search import Document, Index, PostgresIndex, Query, Results, SqliteIndex, stamp_of

_PHRASE = 4  # characters of a phrase that two pieces on one matter share
_PHRASES = 8
Progress = Callable[[Iterable[Publication]], Iterable[Publication]]


def _raw() -> Any:
    connection.ensure_connection()
    return connection.connection


@cache
def public_index() -> Index:
    """The index of what is public."""
    if settings.SEARCH_URL:
        from opensearchpy import OpenSearch

        from zwgk.search.opensearch import OpenSearchIndex

        return OpenSearchIndex(OpenSearch(settings.SEARCH_URL), "public")
    back_end = SqliteIndex if connection.vendor == "sqlite" else PostgresIndex
    return back_end(_raw, "public")


def document(row: Publication) -> Document:
    """What the public index holds of a publication."""
    facets = {
        "year": row.year, "edition": row.edition, "level": row.level, "region": row.region,
        "unit": row.unit_name, "theme": row.theme, "field": row.details.get("field"),
        "collection": row.collection.slug if row.collection else None,
    }  # fmt: skip
    day = row.dated_on or timezone.localdate(row.published_at)
    text = "\n".join(text for text in (row.unit_name, *_details(row), row.text) if text)
    kept = {name: str(value) for name, value in facets.items() if value}
    return Document(str(row.pk), row.kind, row.title, text, day, kept)


def _details(row: Publication) -> list[str]:
    names = ("question", "who_may_apply", "content", "basis", "place", "doc_number")
    return [str(row.details.get(name) or "") for name in names]


def publication_changed(row: Publication) -> None:
    """Index what is public now, forget what is not; a cluster hears of it after the commit."""
    if settings.SEARCH_URL:
        transaction.on_commit(lambda: _follow(row))
    else:
        _follow(row)


def _follow(row: Publication) -> None:
    if row.withdrawn_at is None:
        public_index().add([document(row)])
    else:
        public_index().delete([str(row.pk)])


def search(query: Query) -> Results:
    """Search what is public."""
    return public_index().search(query)


def suggest(prefix: str, limit: int = 8) -> list[str]:
    """Titles to complete what was typed."""
    return public_index().suggest(prefix, limit)


def like(row: Publication, number: int) -> list[str]:
    """Keys of publications of the same kind that share most of this one's own phrases."""
    found = public_index().like(_phrases(row), row.kind, number + 1)
    return [key for key in found if key != str(row.pk)][:number]


def _phrases(row: Publication) -> list[str]:
    """The phrases said most often in a piece, the longest-said first, none inside another."""
    counts: Counter[str] = Counter()
    for part in re.findall(r"[一-鿿]+", f"{row.title}\n{row.title}\n{row.text}"):
        counts.update(part[at : at + _PHRASE] for at in range(len(part) - _PHRASE + 1))
    chosen: list[str] = []
    for phrase, _ in sorted(counts.items(), key=lambda c: (-c[1], c[0])):
        if not any(phrase[1:] in one or phrase[:-1] in one for one in chosen):
            chosen.append(phrase)
        if len(chosen) == _PHRASES:
            break
    return chosen


def _public() -> Iterator[Publication]:
    rows = Publication.objects.filter(withdrawn_at__isnull=True).select_related("collection")
    return rows.iterator(chunk_size=500)


def rebuild(progress: Progress = iter) -> int:
    """Make the public index anew from the database; how many documents it holds."""
    index = public_index()
    index.create()
    index.clear()
    index.add(document(row) for row in progress(_public()))
    return index.count()


def verify() -> tuple[list[str], list[str]]:
    """Keys that the index lacks or holds stale, and keys that it holds but should not."""
    held = dict(public_index().stamps())
    wrong = []
    for row in _public():
        made = document(row)
        if held.pop(made.key, None) != stamp_of(made):
            wrong.append(made.key)
    return wrong, sorted(held)


def mend(wrong: Iterable[str], strange: Iterable[str]) -> None:
    """Put right what ``verify`` found."""
    index = public_index()
    index.delete(strange)
    rows = Publication.objects.filter(pk__in=list(wrong), withdrawn_at__isnull=True)
    index.add(document(row) for row in rows.select_related("collection"))
