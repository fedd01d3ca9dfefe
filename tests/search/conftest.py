"""One index of each back end: SQLite, OpenSearch's requests and, in its pass, PostgreSQL."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from opensearchpy import OpenSearch

from tests.search.memory import Memory
from zwgk.search import Index, PostgresIndex, SqliteIndex
from zwgk.search.opensearch import OpenSearchIndex
from zwgk.search.synonyms import Groups

URL = os.environ.get("ZWGK_DATABASE_URL", "")
DATABASES = ("sqlite", "postgres") if URL.startswith("postgres") else ("sqlite",)
BACKENDS = (*DATABASES, "opensearch")
Make = Callable[..., Any]


@pytest.fixture
def connect() -> Iterator[Callable[[str], Any]]:
    """A connection to a database without tables; PostgreSQL's vanish with it."""
    opened: list[Any] = []

    def connect(backend: str) -> Any:
        if backend == "sqlite":
            connection: Any = sqlite3.connect(":memory:", isolation_level=None)
        else:
            import psycopg

            # As Django connects: values are put into the statement by the client.
            connection = psycopg.connect(URL, autocommit=True, cursor_factory=psycopg.ClientCursor)
            connection.execute("SET search_path TO pg_temp")
        opened.append(connection)
        return connection

    yield connect
    for connection in opened:
        connection.close()


@pytest.fixture
def make(connect: Callable[[str], Any]) -> Make:
    """Makes an index of a back end, with its tables; ``within`` is another's connection."""

    def make(
        backend: str, name: str = "public", synonyms: Groups | None = (), within: Any = None
    ) -> Index:
        if backend == "opensearch":
            client = within or OpenSearch(transport_class=Memory)
            index: Any = OpenSearchIndex(client, name, synonyms)
        else:
            kind = SqliteIndex if backend == "sqlite" else PostgresIndex
            index = kind(within or connect(backend), name, synonyms)
        index.create()
        return index

    return make


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def index(make: Make, backend: str) -> Any:
    return make(backend)


@pytest.fixture
def everywhere(make: Make) -> list[Any]:
    """An index of every back end."""
    return [make(backend) for backend in BACKENDS]
