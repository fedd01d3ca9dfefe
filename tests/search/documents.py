"""A few documents, and the plain truth of which of them a word stands in."""

from datetime import date, timedelta
from typing import Any

from zwgk.search import Document, Query, Results
from zwgk.search.terms import needle, runs, spaced

DAY = date(2024, 5, 15)


def document(key: str, text: str, title: str = "", day: int = 0, **more: Any) -> Document:
    """A document of so many days after 15 May 2024."""
    kind = more.pop("kind", "summary")
    return Document(key, kind, title, text, DAY + timedelta(days=day), more)


def keys(results: Results) -> list[str]:
    return [hit.key for hit in results.hits]


def found(index: Any, text: str, **more: Any) -> list[str]:
    """The keys an index finds, the newest first."""
    return keys(index.search(Query(text, order="newest", limit=100, **more)))


def holding(documents: list[Document], word: str) -> set[str]:
    """The keys of the documents in whose title or text a word stands."""
    asked = needle(runs(word))
    return {
        one.key for one in documents
        if asked in spaced(runs(one.title)) or asked in spaced(runs(one.text))
    }  # fmt: skip
