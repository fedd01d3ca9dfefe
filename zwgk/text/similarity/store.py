"""来源查找: fingerprints of many texts in plain tables, three short statements a question.

Works alike over a connection of sqlite3 or psycopg. Writing joins the caller's transaction when
one is open and is a transaction of its own otherwise.

A fingerprint proves the less the more texts it stands in: it weighs 20 / (20 + texts), and
nothing at all (a stop) once it stands in the texts of more than ``stop_after`` units. A question
reads the rows of the rarest fingerprints only, which name the texts worth looking at; these are
then compared by all their fingerprints.
"""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from zwgk.text.similarity.databases import ROW, Postgres, Rows, Sqlite, database_of
from zwgk.text.similarity.exempt import own_grams
from zwgk.text.similarity.fingerprint import Hashes, content_hash, grams, winnow
from zwgk.text.similarity.form import NORMALISATION, Form, form_of
from zwgk.text.similarity.model import Candidate, Document

STOP_AFTER: Final = 200
Hits = NDArray[np.int64]  # (fingerprint, document)

_NEVER = 2**31 - 1
_YEARS = 5  # texts of one unit: a fingerprint in more than 5 × 200 texts is a stop uncounted
_WEIGHT = 20
_BATCH = 2_000
_SPOOLED = 500  # of so many texts on, loading in the order of hashes is worth its files
_GOOD_PART = 10  # a tenth of the store may change what is common
_RARE = 20  # texts; from here on a fingerprint is listed as common
_ROWS = 300  # of fingerprints read for one question, the rarest first
_LOOKED_AT = 3  # texts compared by all fingerprints for each one asked for
_HANDFUL = 4  # less than this part of the text's fingerprints says little about the text

_INDEXES = (
    "CREATE INDEX text_doc_unit ON text_doc (unit, year)",
    "CREATE INDEX text_doc_content ON text_doc (content_hash)",
)
_TABLES = ("text_doc", "text_fp", "text_common")

# How many texts a fingerprint is known to be common to. A scalar subquery, because either planner
# then goes by the index.
_TEXTS = """
WITH asked(hash) AS MATERIALIZED ({listed})
SELECT (SELECT texts FROM text_common WHERE text_common.hash = asked.hash), hash FROM asked
"""

# A fingerprint's rows are only read when its index shows that there are not too many (OFFSET):
# what was added since the common ones were counted must not make a question slow.
_HITS = """
WITH asked(hash) AS MATERIALIZED ({listed}),
telling AS MATERIALIZED (
    SELECT hash FROM asked WHERE (
        SELECT doc FROM text_fp WHERE text_fp.hash = asked.hash
        ORDER BY doc LIMIT 1 OFFSET ?) IS NULL)
SELECT text_fp.hash, text_fp.doc FROM telling CROSS JOIN text_fp
WHERE text_fp.hash = telling.hash AND text_fp.doc NOT IN (
    SELECT id FROM text_doc WHERE key = ? OR (unit = ? AND year >= ?))
"""

# A stop is written down with 0 texts. Units are only counted where there are enough texts.
_COMMON = """
INSERT INTO text_common (hash, texts)
SELECT hash, CASE WHEN texts > ? OR (texts > ? AND (
    SELECT COUNT(DISTINCT unit) FROM text_fp JOIN text_doc ON id = doc
    WHERE text_fp.hash = often.hash) > ?) THEN 0 ELSE texts END
FROM (SELECT hash, COUNT(*) AS texts FROM text_fp GROUP BY hash HAVING COUNT(*) > ?) AS often
"""


def schema(vendor: Literal["sqlite", "postgresql"]) -> tuple[str, ...]:
    """The statements that make the tables, for a migration to run."""
    database = Sqlite if vendor == "sqlite" else Postgres
    return (*database.schema, *_INDEXES, *database.fingerprint_indexes)


def _prints(form: Form) -> tuple[Hashes, Rows]:
    """A text's distinct fingerprints, ascending, and rows of them without their document."""
    hashes = grams(form)
    places = winnow(hashes)
    distinct, first = np.unique(hashes[places], return_index=True)
    rows = np.zeros(len(distinct), dtype=ROW)
    rows["hash"], rows["pos"] = distinct, form.starts[places[first]]
    return distinct, rows


def _weights(texts: Any) -> Any:
    """Whole numbers, so that every machine ranks alike."""
    return 1000 * _WEIGHT // (_WEIGHT + texts)


def _likeliest(hits: Hits, count: int) -> list[int]:
    """The texts of the heaviest hits."""
    if not len(hits):
        return []
    _, fingerprint, texts = np.unique(hits[:, 0], return_inverse=True, return_counts=True)
    docs, place = np.unique(hits[:, 1], return_inverse=True)
    weights = np.bincount(place, weights=_weights(texts)[fingerprint])
    return [int(doc) for doc in docs[np.argsort(-weights, kind="stable")[:count]]]


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    source = iter(documents)
    while batch := list(islice(source, _BATCH)):
        yield batch


class Store:
    """文本指纹库: texts by key, and which of them a new text may have been copied from."""

    def __init__(self, connection: Any, *, stop_after: int = STOP_AFTER) -> None:
        self._database = database_of(connection)
        self._stop_after = stop_after

    def create(self) -> None:
        """Make the tables."""
        with self._database.transaction():
            for statement in schema(self._database.vendor):
                self._database.execute(statement)

    def add(self, key: str, text: str, unit: str, year: int) -> None:
        """Keep a text under its key, in place of what the key stood for."""
        self.add_many([Document(key, text, unit, year)])

    def add_many(self, documents: Iterable[Document]) -> int:
        """Keep many texts, read one by one, of keys that differ; how many there were.

        Where they are a good part of the store, the stops are counted as well.
        """
        from zwgk.text.similarity.spool import Spool

        count = 0
        batches = _batches(documents)
        with self._database.transaction():
            first = next(batches, [])
            if len(first) < _SPOOLED:
                self._database.load(self._add_documents(first))
                return len(first)
            with tempfile.TemporaryDirectory() as folder, Spool(Path(folder)) as spool:
                while first:
                    spool.add(self._add_documents(first))
                    count += len(first)
                    first = next(batches, [])
                self._load_parts(spool.parts())
            kept = self._database.execute("SELECT COUNT(*) FROM text_doc")[0][0]
            if count * _GOOD_PART >= kept:
                self.refresh_stops()
        return count

    def _add_documents(self, documents: Sequence[Document]) -> Rows:
        """Keep the texts' own rows; the rows of their fingerprints, sorted."""
        self._remove([document.key for document in documents])
        rows: list[tuple[Any, ...]] = []
        parts: list[Rows] = []
        ids = self._database.new_ids(len(documents))
        for doc, document in zip(ids, documents, strict=True):
            form = form_of(document.text)
            hashes, part = _prints(form)
            part["doc"] = doc
            parts.append(part)
            rows.append(
                (doc, document.key, document.unit, document.year, NORMALISATION,
                 form.content_hash, len(document.text), hashes.tobytes())
            )  # fmt: skip
        self._database.execute_many(
            "INSERT INTO text_doc"
            " (id, key, unit, year, normalisation, content_hash, length, hashes)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        return np.concatenate(parts) if parts else np.zeros(0, dtype=ROW)

    def _load_parts(self, parts: Iterable[Rows]) -> None:
        """Fill the big table; an empty one gets its index afterwards, which is much faster."""
        empty = not self._database.execute("SELECT 1 FROM text_fp LIMIT 1")
        if empty:
            for statement in self._database.fingerprint_indexes:
                self._database.execute(f"DROP INDEX {statement.split()[3]}")
        for part in parts:
            self._database.load(part)
        if empty:
            for statement in self._database.fingerprint_indexes:
                self._database.execute(statement)

    def remove(self, key: str) -> None:
        """Forget a text; nothing happens when there is none of this key."""
        with self._database.transaction():
            self._remove([key])

    def _remove(self, keys: Sequence[str]) -> None:
        marks = ", ".join("?" * len(keys))
        found = self._database.execute(
            f"SELECT id, hashes FROM text_doc WHERE key IN ({marks})", keys
        ) if keys else []  # fmt: skip
        for doc, hashes in found:
            known = np.frombuffer(hashes, dtype=np.int64).tolist()
            self._database.execute(
                f"DELETE FROM text_fp WHERE doc = ? AND hash IN ({self._database.listed})",
                (doc, self._database.numbers(known)),
            )
            self._database.execute("DELETE FROM text_doc WHERE id = ?", (doc,))

    def refresh_stops(self) -> int:
        """Count anew which fingerprints stand with too many units; how many there are."""
        limit = self._stop_after
        with self._database.transaction():
            self._database.execute("DELETE FROM text_common")
            self._database.analyse(("text_doc", "text_fp"))
            self._database.execute(_COMMON, (limit * _YEARS, limit, limit, min(limit, _RARE)))
            self._database.analyse(("text_common",))
            stops = self._database.execute("SELECT COUNT(*) FROM text_common WHERE texts = 0")
            return int(stops[0][0])

    def candidates(
        self, text: str, *, unit: str, year: int | None = None, key: str | None = None,
        limit: int = 10, ignore: Iterable[str] = (),
    ) -> list[Candidate]:  # fmt: skip
        """疑似来源, the likeliest first: other units' texts and the unit's own of earlier years.

        ``key`` is the text's own when it is kept already; without ``year`` every text of the unit
        is an earlier one. ``ignore`` are texts whose words are free to all: the notice, the theme.
        """
        form = form_of(text)
        hashes = grams(form)
        places = winnow(hashes)
        if not len(places):
            return []
        own = own_grams(form, hashes, tuple(ignore))[places]
        telling, rarest = self._telling(np.unique(hashes[places[own]]))
        last = year if year is not None else _NEVER
        rows = self._database.execute(
            _HITS.format(listed=self._database.listed),
            (self._database.numbers(rarest), self._stop_after * _YEARS, key or "", unit, last),
        )
        hits = np.fromiter(chain.from_iterable(rows), dtype=np.int64).reshape(-1, 2)
        docs = _likeliest(hits, limit * _LOOKED_AT)
        least = max(len(telling), len(places) / _HANDFUL)
        ranked = sorted(self._compared(docs, telling, hits), reverse=True)[:limit]
        return [
            Candidate(found_key, found_unit, found_year, shared / least, found_unit == unit)
            for _, shared, _, found_key, found_unit, found_year in ranked
        ]

    def _telling(self, asked: Hashes) -> tuple[Hashes, list[int]]:
        """The fingerprints that are no stops, and the rarest of them."""
        known = self._database.execute(
            _TEXTS.format(listed=self._database.listed),
            (self._database.numbers(asked.tolist()),),
        )
        telling = sorted(fingerprint for texts, fingerprint in known if texts != 0)
        rarest = [fingerprint for texts, fingerprint in known if texts is None]
        room = _ROWS - len(rarest)
        for texts, fingerprint in sorted((texts, one) for texts, one in known if texts):
            if room > 0:
                rarest.append(fingerprint)
                room -= texts
        return np.array(telling, dtype=np.int64), rarest

    def _compared(
        self, docs: Sequence[int], telling: Hashes, hits: Hits
    ) -> Iterator[tuple[int, int, int, str, str, int]]:
        """(weight, shared fingerprints, -id, key, unit, year) of the texts."""
        rows = self._database.execute(
            "SELECT id, key, unit, year, hashes FROM text_doc"
            f" WHERE id IN ({self._database.listed})",
            (self._database.numbers(docs),),
        )
        if not rows:
            return
        known, texts = np.unique(hits[:, 0], return_counts=True)
        weights = np.full(len(telling), _weights(np.int64(self._stop_after)))
        weights[np.searchsorted(telling, known)] = _weights(texts)
        owners = np.repeat(np.arange(len(rows)), [len(row[4]) // 8 for row in rows])
        kept = np.frombuffer(b"".join(row[4] for row in rows), dtype=np.int64)
        at = np.minimum(np.searchsorted(telling, kept), len(telling) - 1)
        common = telling[at] == kept
        shared = np.bincount(owners[common], minlength=len(rows)).tolist()
        weight = np.bincount(owners[common], weights[at[common]], len(rows)).tolist()
        for number, (doc, key, unit, year, _) in enumerate(rows):
            yield int(weight[number]), shared[number], -doc, key, unit, year

    def exact(self, text: str) -> list[str]:
        """The keys of the texts with just the same words, in order."""
        rows = self._database.execute(
            "SELECT key FROM text_doc WHERE content_hash = ? ORDER BY key", (content_hash(text),)
        )
        return [row[0] for row in rows]

    def is_current(self) -> bool:
        """Whether every text was fingerprinted by this version; if not, ``rebuild`` is due."""
        return not self._database.execute(
            "SELECT 1 FROM text_doc WHERE normalisation <> ? LIMIT 1", (NORMALISATION,)
        )

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Forget everything, keep these texts instead and count the stops; how many texts."""
        with self._database.transaction():
            for table in _TABLES:
                self._database.execute(f"DELETE FROM {table}")
            count = self.add_many(documents)
            self.refresh_stops()
        return count
