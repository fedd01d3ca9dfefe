"""The text store on Django's own connection, inside its transaction."""

import sqlite3
from contextlib import AbstractContextManager
from typing import Any, cast

from django.db import connection

from zwgk.text.similarity import Store


def text_store() -> Store:
    """The store; what it writes is part of the caller's transaction."""
    connection.ensure_connection()
    raw = connection.connection
    return Store(raw if isinstance(raw, sqlite3.Connection) else _Plain(raw))


class _Plain:
    """A psycopg connection with plain cursors: those Django sets up bind values on the client and
    cannot give binary results."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw

    @property
    def autocommit(self) -> bool:
        return bool(self._raw.autocommit)

    def cursor(self) -> Any:
        import psycopg

        return psycopg.Cursor(self._raw)

    def execute(self, sql: str, values: Any = None, *, binary: bool = False) -> Any:
        return self.cursor().execute(sql, values, binary=binary)

    def transaction(self) -> AbstractContextManager[Any]:
        return cast(AbstractContextManager[Any], self._raw.transaction())
