"""The index in PostgreSQL: terms without positions under GIN, hits proven in the normal form.

A word in most documents must not be read as often as it stands there. GIN knows no order, so each
document also has a term for every stretch of places it lies in (``windows``), and a question is
asked of stretches, the newest first, as wide as its first answers advise: it reads about as many
documents as it gives, whatever the size. A phrase's terms are looked for together, and where they
are, the needle is looked for in the normal form, which lies in the row uncompressed.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, cast

from zwgk.search.entry import Entry, next_place, packed, unpacked
from zwgk.search.index import Backend, Id, Shown
from zwgk.search.model import Document
from zwgk.search.question import EVERY, Match, Wording
from zwgk.search.ranking import Found, Row
from zwgk.search.synonyms import Groups
from zwgk.search.terms import is_cjk
from zwgk.search.windows import covering, ending, rounded, stretches

_SCHEMA = (
    """CREATE TABLE {name}_doc (
        place BIGINT PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
        tags TEXT NOT NULL, stamp TEXT NOT NULL, head TEXT NOT NULL, body TEXT NOT NULL)
        WITH (toast_tuple_target = 8160)""",
    "ALTER TABLE {name}_doc ALTER body SET STORAGE EXTERNAL",
    """CREATE TABLE {name}_text (
        place BIGINT PRIMARY KEY, title TEXT NOT NULL, text BYTEA NOT NULL)""",
    # The terms are never read again: they lie apart, and no statistics are kept of them.
    """CREATE TABLE {name}_term (place BIGINT PRIMARY KEY, terms TSVECTOR NOT NULL)
        WITH (toast_tuple_target = 128)""",
    "ALTER TABLE {name}_term ALTER terms SET STATISTICS 0",
)
_INDEX = "CREATE INDEX {name}_gin ON {name}_term USING gin (terms) WITH (fastupdate = off)"

# The newest place, and the one with so many newer documents if there are so many.
_ENDS = """
SELECT (SELECT MAX(place) FROM {name}_term),
(SELECT place FROM {name}_term ORDER BY place DESC OFFSET %s LIMIT 1)
"""

# A hundredth of the documents lies between two of these places.
_BOUNDS = """
SELECT histogram_bounds::text::bigint[], reltuples FROM pg_stats JOIN pg_class
ON pg_class.oid = to_regclass(format('%%I.%%I', schemaname, tablename))
WHERE pg_class.oid = %s::regclass AND attname = 'place'
"""

TITLE = "~t"  # begins a term of the title
# True and never worked out, but the planner thinks it dear a row: it must not read the table from
# end to end, which it takes for cheap because it knows nothing of what terms cost to unpack.
_DEAR = "plainto_tsquery(CASE WHEN place IS NULL THEN '' END) IS NULL"

_BULK = 500  # documents from which on an empty index is better made afterwards
_FIRST = 1_500  # documents of the first stretch
_READ = 60_000  # documents read for one question at most
_AT_ONCE = 20_000


class PostgresIndex(Backend):
    """搜索索引 in PostgreSQL; takes a connection of psycopg, or what returns the one to use."""

    def __init__(self, connection: Any, name: str, synonyms: Groups | None = None) -> None:
        super().__init__(name, synonyms)
        self._given = connection
        self._tables = f"search_{name}"

    @property
    def _connection(self) -> Any:
        return cast(Callable[[], Any], self._given)() if callable(self._given) else self._given

    def _execute(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        from psycopg.rows import tuple_row

        with self._connection.cursor(row_factory=tuple_row) as cursor:
            cursor.execute(sql.format(name=self._tables), values or None)
            return cursor.fetchall() if cursor.description else []

    def _transaction(self) -> AbstractContextManager[Any]:
        """A part of the caller's transaction, or one of its own when none is open.

        Without autocommit there is always one of the caller's, begun by the first statement; as
        the first thing in it, psycopg's own block would commit it.
        """
        if not self._connection.autocommit:
            self._execute("SELECT 1")
        return cast(AbstractContextManager[Any], self._connection.transaction())

    def create(self) -> None:
        """Make the tables, unless there are some."""
        with self._transaction():
            if self._execute("SELECT to_regclass('{name}_term')")[0][0] is None:
                for statement in (*_SCHEMA, _INDEX):
                    self._execute(statement)

    def drop(self) -> None:
        """Remove the tables."""
        with self._transaction():
            for table in ("term", "text", "doc"):
                self._execute(f"DROP TABLE IF EXISTS {{name}}_{table}")

    def clear(self) -> None:
        """Forget every document."""
        with self._transaction():
            self._execute("TRUNCATE {name}_term, {name}_text, {name}_doc")

    def add(self, documents: Iterable[Document]) -> int:
        """As of every back end; many documents for an empty index get theirs afterwards."""
        source = iter(documents)
        with self._transaction():
            first = [one for _, one in zip(range(_BULK), source, strict=False)]
            bulk = len(first) == _BULK and not self._execute("SELECT 1 FROM {name}_doc LIMIT 1")
            if bulk:
                self._execute("DROP INDEX {name}_gin")
            count = super().add(first) + super().add(source)
            if bulk:
                self._execute(_INDEX)
                for table in ("doc", "text", "term"):
                    self._execute(f"ANALYZE {{name}}_{table}")
        return count

    def known(self, keys: Sequence[str]) -> Mapping[str, str]:
        return dict(
            self._execute("SELECT key, stamp FROM {name}_doc WHERE key = ANY(%s)", (list(keys),))
        )

    def put(self, entries: Sequence[Entry]) -> None:
        with self._transaction():
            self._remove([entry.key for entry in entries])
            placed = list(self._placed(entries))
            self._copy(
                "doc (place, key, kind, tags, stamp, head, body)",
                ((place, one.key, one.kind, one.tags, one.stamp, one.head, one.body)
                 for place, one in placed),
            )  # fmt: skip
            self._copy(
                "text (place, title, text)",
                ((place, one.title, packed(one.text)) for place, one in placed),
            )
            self._copy(
                "term (place, terms)", ((place, vector(place, one)) for place, one in placed)
            )

    def _copy(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        with (
            self._connection.cursor() as cursor,
            cursor.copy(f"COPY {self._tables}_{table} FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row(row)

    def _placed(self, entries: Sequence[Entry]) -> Iterator[tuple[int, Entry]]:
        taken = self._taken([entry.place for entry in entries])
        for entry in entries:
            place = entry.place
            while place in taken or (place != entry.place and self._taken([place])):
                place = next_place(place, entry.place)
            taken.add(place)
            yield place, entry

    def _taken(self, places: list[int]) -> set[int]:
        rows = self._execute("SELECT place FROM {name}_doc WHERE place = ANY(%s)", (places,))
        return {row[0] for row in rows}

    def delete(self, keys: Iterable[str]) -> int:
        """Forget documents; how many of them there were."""
        with self._transaction():
            return self._remove(list(keys))

    def _remove(self, keys: list[str]) -> int:
        places = [row[0] for row in self._execute(
            "DELETE FROM {name}_doc WHERE key = ANY(%s) RETURNING place", (keys,)
        )]  # fmt: skip
        for table in ("text", "term") if places else ():
            self._execute(f"DELETE FROM {{name}}_{table} WHERE place = ANY(%s)", (places,))
        return len(places)

    def newest(self, match: Match, limit: int) -> Found:
        top, low = self._execute(_ENDS, (_FIRST,))[0]
        if top is None:
            return Found([])
        found: list[Id] = []
        high = ending(top)
        read, documents = 0, float(_FIRST)
        while True:
            low = None if low is None else rounded(low, min(top, high))
            hits, seen = self._window(match, low, high)
            found.extend(sorted(hits, reverse=True))
            read += seen
            if low is None or len(found) >= limit or read >= _READ:
                return Found(found[:limit], low is None or len(found) >= limit)
            # As many documents as should hold what is missing, but not too many to be read.
            wanted = 1.3 * (limit - len(found)) * documents / max(len(found), 1)
            wanted = min(wanted, _AT_ONCE * documents / max(read, 1))
            high, low = low, self._further(low, wanted)
            documents += wanted

    def _further(self, place: int, documents: float) -> int | None:
        """The place with about so many documents between; None: all that are left."""
        rows = self._execute(_BOUNDS, (f"{self._tables}_term",))
        bounds, kept = rows[0] if rows else (None, 0)
        if not bounds or kept <= 0:
            return None
        at = bisect_left(bounds, place) - int(documents * len(bounds) / kept) - 1
        return bounds[at] if at > 0 else None

    def _window(self, match: Match, low: int | None, high: int) -> tuple[list[Id], int]:
        """The hits from one place up to another, and how many documents were read for them."""
        proof, values = _proof(match)
        parts = [_tsquery(match)]
        sql = f"SELECT place, {proof} FROM {{name}}_term"
        if values:
            sql += " JOIN {name}_doc USING (place)"
        sql += f" WHERE terms @@ %s::tsquery AND {_DEAR}"
        if low is not None:
            values.append(" & ".join([*parts, _any(covering(low, high))]))
        else:
            sql += " AND place + 0 < %s"  # + 0: GIN is to be asked, not the order of places
            values += [" & ".join(parts), high]
        found = self._execute(sql, values)
        return [place for place, proven in found if proven], len(found)

    def rows(self, ids: Sequence[Id]) -> Iterable[Row]:
        found = self._execute(
            "SELECT place, key, head, body FROM {name}_doc WHERE place = ANY(%s)", (list(ids),)
        )
        return [Row(place, place, key, head, body) for place, key, head, body in found]

    def keys(self, ids: Sequence[Id]) -> Mapping[Id, str]:
        return dict(
            self._execute("SELECT place, key FROM {name}_doc WHERE place = ANY(%s)", (list(ids),))
        )

    def tags(self, ids: Sequence[Id]) -> Iterable[str]:
        found = self._execute("SELECT tags FROM {name}_doc WHERE place = ANY(%s)", (list(ids),))
        return [row[0] for row in found]

    def shown(self, ids: Sequence[Id]) -> Iterable[Shown]:
        found = self._execute(
            "SELECT place, key, kind, title, text FROM {name}_text"
            " JOIN {name}_doc USING (place) WHERE place = ANY(%s)",
            (list(ids),),
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


def vector(place: int, entry: Entry) -> str:
    """The terms of a document as PostgreSQL reads them: letters, marks of ours and spaces."""
    letters = {*entry.text_terms, *entry.title_terms}
    characters = {term[0] for term in letters if is_cjk(term)}
    titles = {TITLE + term for term in entry.title_terms}
    title_characters = {TITLE + term[0] for term in entry.title_terms if is_cjk(term)}
    return " ".join(
        {*letters, *characters, *titles, *title_characters, *entry.sound_terms,
         *entry.filter_terms, *stretches(place)}
    )  # fmt: skip


def _any(terms: Iterable[str]) -> str:
    return "(" + " | ".join(f"'{term}'" for term in terms) + ")"


def _wording(one: Wording, title: bool) -> str:
    mark = TITLE if title and not one.sound else ""
    return "(" + " & ".join(f"'{mark}{term}'" for term in one.terms) + ")"


def _tsquery(match: Match) -> str:
    parts = [_any(names) for names in match.filters if names != (EVERY,) or not match.phrases]
    for phrase in match.phrases:
        wordings = (_wording(one, match.title) for one in phrase.wordings)
        parts.append("(" + " | ".join(wordings) + ")")
    return " & ".join(parts)


def _proof(match: Match) -> tuple[str, list[Any]]:
    """What is to be true of the normal forms, and its values; one term alone proves itself."""
    parts, values = [], []
    for phrase in match.phrases:
        if all(len(one.terms) == 1 for one in phrase.wordings):
            continue
        tests = []
        for one in phrase.wordings:
            tests.append("strpos(head, %s) > 0")
            values.append(one.needle)
            if not match.title and not one.sound:
                tests.append("strpos(body, %s) > 0")
                values.append(one.needle)
        parts.append("(" + " OR ".join(tests) + ")")
    return " AND ".join(parts) or "true", values
