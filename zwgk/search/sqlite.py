"""The index in SQLite: FTS5 over terms that are made here, a phrase of them a question.

The full-text table keeps no text (``content=''``) and no sizes of columns; its row numbers are the
places, so that newest first is its own descending order and a question stops when it has enough,
however many documents there are. Titles stand in a small table of their own as well: a word of most
texts and few titles would be read from end to end to find those few. What a document's terms were
is worked out again to delete it.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from zwgk.search.entry import Entry, filters_in, next_place, packed, texts_of, unpacked
from zwgk.search.index import Backend, Id, Shown
from zwgk.search.question import Match, Phrase, Wording
from zwgk.search.ranking import Found, Row
from zwgk.search.synonyms import Groups

_SCHEMA = (
    """CREATE TABLE {name}_doc (
        place INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
        tags TEXT NOT NULL, stamp TEXT NOT NULL)""",
    """CREATE TABLE {name}_text (
        place INTEGER PRIMARY KEY, head TEXT NOT NULL, body TEXT NOT NULL,
        title TEXT NOT NULL, text BLOB NOT NULL)""",
    # The first column takes the least room: it is the text's. The prefix index answers a question
    # of one character; ascii parts terms at spaces only.
    """CREATE VIRTUAL TABLE {name}_fts USING fts5(
        text, title, sound, filters,
        content='', columnsize=0, prefix='1', tokenize='ascii')""",
    # Memory for a bulk load's terms before they are written; a short transaction takes little.
    "INSERT INTO {name}_fts ({name}_fts, rank) VALUES ('hashsize', 67108864)",
)
_TITLES = """CREATE VIRTUAL TABLE {name}_titles USING fts5(
    title, sound, filters, content='', columnsize=0, prefix='1', tokenize='ascii')"""
_COLUMNS = {"fts": ("text", "title", "sound", "filters"), "titles": ("title", "sound", "filters")}
_LISTED = "(SELECT value FROM json_each(?))"


class SqliteIndex(Backend):
    """搜索索引 in SQLite; takes a connection, or what returns the one to use now."""

    def __init__(
        self, connection: sqlite3.Connection | Callable[[], sqlite3.Connection], name: str,
        synonyms: Groups | None = None,
    ) -> None:  # fmt: skip
        super().__init__(name, synonyms)
        self._given = connection
        self._tables = f"search_{name}"

    @property
    def _connection(self) -> sqlite3.Connection:
        given = self._given  # a connection can be called as well
        return given if isinstance(given, sqlite3.Connection) else given()

    def _execute(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        cursor = self._connection.cursor()
        cursor.row_factory = None
        return cursor.execute(sql.format(name=self._tables), values).fetchall()

    def _execute_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        self._connection.executemany(sql.format(name=self._tables), rows)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """A part of the caller's transaction, or one of its own when none is open."""
        self._execute("SAVEPOINT {name}")
        try:
            yield
        except BaseException:
            self._execute("ROLLBACK TO {name}")
            self._execute("RELEASE {name}")
            raise
        self._execute("RELEASE {name}")

    def create(self) -> None:
        """Make the tables, unless there are some; the titles of an older index are filled in."""
        with self._transaction():
            if not self._exists("fts"):
                for statement in _SCHEMA:
                    self._execute(statement)
            if not self._exists("titles"):
                self._execute(_TITLES)
                for place, title, tags in self._execute(
                    "SELECT place, title, tags FROM {name}_doc JOIN {name}_text USING (place)"
                ):
                    _, _, in_title, _, sound = texts_of(title, "")
                    self._terms("titles", place, ((), in_title, sound, filters_in(tags)))

    def _exists(self, table: str) -> bool:
        name = f"{self._tables}_{table}"
        return bool(self._execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)))

    def _terms(
        self, table: str, place: int, terms: Sequence[Iterable[str]], delete: bool = False
    ) -> None:
        """Add or delete the terms of text, title, sound and filters of one document."""
        columns = _COLUMNS[table]
        kept = map(" ".join, terms[-len(columns) :])
        names, values = ["rowid", *columns], [place, *kept]
        if delete:
            names, values = [f"{{name}}_{table}", *names], ["delete", *values]
        self._execute(
            f"INSERT INTO {{name}}_{table} ({', '.join(names)})"
            f" VALUES (?{', ?' * (len(values) - 1)})",
            values,
        )

    def drop(self) -> None:
        """Remove the tables."""
        with self._transaction():
            for table in ("titles", "fts", "text", "doc"):
                self._execute(f"DROP TABLE IF EXISTS {{name}}_{table}")

    def clear(self) -> None:
        """Forget every document."""
        with self._transaction():
            for table in _COLUMNS:
                self._execute(
                    f"INSERT INTO {{name}}_{table} ({{name}}_{table}) VALUES ('delete-all')"
                )
            self._execute("DELETE FROM {name}_text")
            self._execute("DELETE FROM {name}_doc")

    def known(self, keys: Sequence[str]) -> Mapping[str, str]:
        return dict(
            self._execute(
                f"SELECT key, stamp FROM {{name}}_doc WHERE key IN {_LISTED}", (json.dumps(keys),)
            )
        )

    def put(self, entries: Sequence[Entry]) -> None:
        with self._transaction():
            self._remove([entry.key for entry in entries])
            # In the order of places FTS5 keeps its terms in memory until the end.
            placed = sorted(self._placed(entries), key=lambda one: one[0])
            self._execute_many(
                "INSERT INTO {name}_doc (place, key, kind, tags, stamp) VALUES (?, ?, ?, ?, ?)",
                ((place, one.key, one.kind, one.tags, one.stamp) for place, one in placed),
            )
            self._execute_many(
                "INSERT INTO {name}_text (place, head, body, title, text) VALUES (?, ?, ?, ?, ?)",
                ((place, one.head, one.body, one.title, packed(one.text))
                 for place, one in placed),
            )  # fmt: skip
            for table in _COLUMNS:
                for place, one in placed:
                    terms = (one.text_terms, one.title_terms, one.sound_terms, one.filter_terms)
                    self._terms(table, place, terms)

    def _placed(self, entries: Sequence[Entry]) -> Iterator[tuple[int, Entry]]:
        wanted = [entry.place for entry in entries]
        taken = {
            row[0]
            for row in self._execute(
                f"SELECT place FROM {{name}}_doc WHERE place IN {_LISTED}", (json.dumps(wanted),)
            )
        }
        for entry in entries:
            place = entry.place
            while place in taken or (place != entry.place and self._is_taken(place)):
                place = next_place(place, entry.place)
            taken.add(place)
            yield place, entry

    def _is_taken(self, place: int) -> bool:
        return bool(self._execute("SELECT 1 FROM {name}_doc WHERE place = ?", (place,)))

    def delete(self, keys: Iterable[str]) -> int:
        """Forget documents; how many of them there were."""
        with self._transaction():
            return self._remove(list(keys))

    def _remove(self, keys: Sequence[str]) -> int:
        kept = self._execute(
            "SELECT place, title, text, tags FROM {name}_doc JOIN {name}_text USING (place)"
            f" WHERE key IN {_LISTED}",
            (json.dumps(keys),),
        )
        for place, title, text, tags in kept:
            _, _, in_title, in_text, sound = texts_of(title, unpacked(text))
            terms = (in_text, in_title, sound, filters_in(tags))
            for table in _COLUMNS:
                self._terms(table, place, terms, delete=True)
            self._execute("DELETE FROM {name}_text WHERE place = ?", (place,))
            self._execute("DELETE FROM {name}_doc WHERE place = ?", (place,))
        return len(kept)

    def newest(self, match: Match, limit: int) -> Found:
        table = "titles" if match.title else "fts"
        rows = self._execute(
            f"SELECT rowid FROM {{name}}_{table} WHERE {{name}}_{table} MATCH ?"
            " ORDER BY rowid DESC LIMIT ?",
            (expression(match), limit),
        )
        return Found([row[0] for row in rows])

    def rows(self, ids: Sequence[Id]) -> Iterable[Row]:
        found = self._execute(
            "SELECT place, key, head, body FROM {name}_text JOIN {name}_doc USING (place)"
            f" WHERE place IN {_LISTED}",
            (json.dumps(ids),),
        )
        return [Row(place, place, key, head, body) for place, key, head, body in found]

    def keys(self, ids: Sequence[Id]) -> Mapping[Id, str]:
        found = self._execute(
            f"SELECT place, key FROM {{name}}_doc WHERE place IN {_LISTED}", (json.dumps(ids),)
        )
        return dict(found)

    def tags(self, ids: Sequence[Id]) -> Iterable[str]:
        found = self._execute(
            f"SELECT tags FROM {{name}}_doc WHERE place IN {_LISTED}", (json.dumps(ids),)
        )
        return [row[0] for row in found]

    def shown(self, ids: Sequence[Id]) -> Iterable[Shown]:
        found = self._execute(
            "SELECT place, key, kind, title, text FROM {name}_text JOIN {name}_doc USING (place)"
            f" WHERE place IN {_LISTED}",
            (json.dumps(ids),),
        )
        return [
            (place, place, key, kind, title, unpacked(text))
            for place, key, kind, title, text in found
        ]

    def stamps(self) -> Mapping[str, str]:
        """The stamp of every document kept, to hold against ``stamp_of`` it."""
        return dict(self._execute("SELECT key, stamp FROM {name}_doc"))

    def count(self) -> int:
        """How many documents are kept."""
        return int(self._execute("SELECT COUNT(*) FROM {name}_doc")[0][0])

    def optimise(self) -> None:
        """Merge the index into one part, after a bulk load."""
        for table in _COLUMNS:
            self._execute(f"INSERT INTO {{name}}_{table} ({{name}}_{table}) VALUES ('optimize')")


def _wording(one: Wording, title: bool) -> str:
    columns = "{sound}" if one.sound else "{title}" if title else "{title text}"
    return f'{columns} : "{" ".join(one.terms)}"{" *" if one.prefix else ""}'


def _phrase(phrase: Phrase, title: bool) -> str:
    return "(" + " OR ".join(_wording(one, title) for one in phrase.wordings) + ")"


def expression(match: Match) -> str:
    """The match as FTS5 reads it; terms hold letters only and stand in quotes."""
    parts = [_phrase(phrase, match.title) for phrase in match.phrases]
    for names in match.filters:
        parts.append("{filters} : (" + " OR ".join(f'"{name}"' for name in names) + ")")
    return " AND ".join(parts)
