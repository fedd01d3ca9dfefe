"""What is kept, asked and found. Nothing here knows a back end."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

Run = tuple[str, bool]
"""A piece of text and whether it is what was asked for: pages make marks of it, never HTML."""
Order = Literal["relevance", "newest"]

COUNTED: Final = 1_000  # hits are counted, faceted and paged up to here: 1000+
LONGEST: Final = 60_000  # characters of a text that are searched
QUERY_LENGTH: Final = 100  # characters of a query that are read
PHRASES: Final = 8  # parts of a query that are read
PAGE: Final = 100  # hits on a page at most


@dataclass(frozen=True, slots=True)
class Document:
    """A text to be found: its title and text are what may be shown."""

    key: str
    kind: str
    title: str
    text: str
    day: date
    facets: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Query:
    """A question: parts of ``text`` are all to be met, filters too."""

    text: str
    kinds: tuple[str, ...] = ()
    facets: Mapping[str, str] = field(default_factory=dict)
    order: Order = "relevance"
    offset: int = 0
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found, with what was asked for marked."""

    key: str
    kind: str
    title: tuple[Run, ...]
    snippet: tuple[Run, ...]
    day: date


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits; ``facets`` and ``total`` are of the first 1,000, newest first."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    total_is_exact: bool = True
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    corrected: str | None = None
    synonyms: tuple[str, ...] = ()
