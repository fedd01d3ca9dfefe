"""搜索: one contract, several back ends, the same results.

Chinese text is searched by overlapping pairs of characters as phrases, which misses nothing and
finds nothing else (docs/library.md, docs/adr). Knows no Django.
"""

from zwgk.search.entry import stamp_of
from zwgk.search.index import Index
from zwgk.search.model import Document, Hit, Query, Results, Run
from zwgk.search.postgres import PostgresIndex
from zwgk.search.sqlite import SqliteIndex

__all__ = [
    "Document", "Hit", "Index", "PostgresIndex", "Query", "Results", "Run", "SqliteIndex",
    "stamp_of",
]  # fmt: skip
