"""Search in 100,000 documents (``--size 1000000`` for a million), on SQLite and PostgreSQL.

For each back end: seconds to build, size, p50 and p95 of a whole answer (ranking, count, facets,
snippets) and of its 1,001 newest documents alone, for words of two and four characters, phrases
and filtered words; recall and order of the two-character words against a plain substring search
over every text. Beside them tantivy over the same terms (rivals.py), asked for the newest 1,001
and the number of all. A tenth of the size is measured first, for the growth. ``--keep FOLDER``
leaves the indexes and asks those left there before, without building them or judging their recall
again. Prints JSON and a table.
"""

import argparse
import contextlib
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from array import array
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT)]

from rivals import python_with_rivals  # noqa: E402
from sentences import summary  # noqa: E402

from zwgk.search import Document, PostgresIndex, Query, SqliteIndex  # noqa: E402
from zwgk.search.entry import entry_of, place_of  # noqa: E402
from zwgk.search.index import Backend  # noqa: E402
from zwgk.search.question import read  # noqa: E402

CHUNK = 500
SCHEMA = "search_benchmark"
FIRST_YEAR, YEARS = 2016, 10
KINDS = ("two", "four", "phrase", "filtered")
# Words that stand in most texts, in some and in few; the others are cut from texts.
COMMON = ("公开", "政务", "群众", "咨询", "活动", "宣传", "5月", "村民", "低保", "医疗")
LEVELS = ("乡镇", "县级", "市级", "省级")


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def day_of(random: Random, part: float) -> date:
    """Days as they come: in order, two fifths of a year in three weeks of May, a tenth late."""
    if random.random() < 0.1:
        part = random.random() * part
    year, rest = divmod(part * YEARS, 1)
    if rest < 0.3:
        day = rest / 0.3 * 129
    elif rest < 0.7:
        day = 129 + (rest - 0.3) / 0.4 * 22
    else:
        day = 151 + (rest - 0.7) / 0.3 * 213
    return date(FIRST_YEAR + int(year), 1, 1) + timedelta(days=int(day))


def document(seed: int, number: int, size: int) -> Document:
    """The document of this number, of so many."""
    random = Random(f"{seed} document {number}")
    text = summary(seed, number)
    topic = random.choice(
        ("活动总结", "惠民政策宣传活动情况", "征求意见情况", "工作汇报", "现场咨询答复")
    )
    day = day_of(random, number / size)
    facets = {
        "year": str(day.year), "level": random.choices(LEVELS, (70, 20, 8, 2))[0],
        "region": f"区{random.randrange(100)}", "unit": text.unit,
        "good": "是" if random.random() < 0.02 else "否",
    }  # fmt: skip
    title = f"{text.unit}{day.year}年政务公开日{topic}"
    kind = random.choices(("summary", "notice", "answer"), (80, 10, 10))[0]
    return Document(text.key, kind, title, text.text, day, facets)


def written(seed: int, start: int, end: int, size: int) -> list[Document]:
    return [document(seed, number, size) for number in range(start, end)]


def documents(seed: int, size: int) -> Iterator[Document]:
    """The corpus, written by a process of its own, a few thousand texts ahead."""
    with ProcessPoolExecutor(1) as writer:
        ahead: deque[Future[list[Document]]] = deque()
        for start in range(0, size, CHUNK):
            ahead.append(writer.submit(written, seed, start, min(start + CHUNK, size), size))
            if len(ahead) > 4:
                yield from ahead.popleft().result()
            if start % 100_000 == 0 and start:
                say(f"   {start} texts")
        while ahead:
            yield from ahead.popleft().result()


@dataclass(frozen=True)
class Question:
    kind: str
    query: Query


def _cut(random: Random, text: str, length: int) -> str:
    """A piece of this length, of Chinese characters only."""
    while True:
        at = random.randrange(len(text) - length)
        if all("\u4e00" <= char <= "\u9fff" for char in text[at : at + length]):
            return text[at : at + length]


def questions(seed: int, size: int, count: int) -> list[Question]:
    """So many of each kind."""
    random = Random(f"{seed} questions")
    texts = [summary(seed, random.randrange(size)).text for _ in range(count)]
    words = [*COMMON, *(_cut(random, text, 2) for text in texts)][:count]
    asked = [Question("two", Query(word)) for word in words]
    asked += [Question("four", Query(_cut(random, text, 4))) for text in texts]
    asked += [Question("phrase", Query(_cut(random, text, 8))) for text in texts]
    for word in words:
        facets = random.choice(
            ({"region": f"区{random.randrange(100)}"}, {"year": str(2016 + random.randrange(10))},
             {"level": "省级", "good": "是"})
        )  # fmt: skip
        asked.append(Question("filtered", Query(word, facets=facets)))
    return asked


class Truth:
    """Where each two-character word stands, by looking into every text."""

    def __init__(self, words: list[str]) -> None:
        self.places = {word: array("q") for word in words}
        self.numbers = {word: array("q") for word in words}

    def seen(self, source: Iterator[Document]) -> Iterator[Document]:
        for one in source:
            place, whole = place_of(one.day, one.key), one.title + "\n" + one.text
            for word, places in self.places.items():
                if word in whole:
                    places.append(place)
                    self.numbers[word].append(int(one.key[1:]))
            yield one

    def recall(self, index: Backend) -> dict[str, float]:
        """Of the newest 1,000, or of all when there are fewer."""
        right = wanted = given = 0
        for word, places in self.places.items():
            newest = sorted(zip(places, self.numbers[word], strict=True), reverse=True)[:1000]
            true = {f"t{number}" for _, number in newest}
            match = read(Query(word), ())
            got = {row.key for row in index.rows(index.newest(match, 1000).ids)} if match else set()
            right += len(got & true)
            wanted += len(true)
            given += len(got)
        return {"recall": right / wanted, "precision": right / given, "words": len(self.places)}


def percentiles(times: dict[str, list[float]]) -> dict[str, dict[str, float]]:
    return {
        kind: {
            "p50": round(float(np.percentile(times[kind], 50)), 2),
            "p95": round(float(np.percentile(times[kind], 95)), 2),
        }
        for kind in KINDS
    }


def measure(index: Backend, size: int, seed: int, count: int) -> dict[str, Any]:
    """Build unless it is built, ask, judge what was built."""
    asked = questions(seed, size, count)
    truth = Truth([one.query.text for one in asked if one.kind == "two"])
    result: dict[str, Any] = {}
    built = index.count() != size
    if built:
        index.clear()
        began = time.perf_counter()
        index.add(truth.seen(documents(seed, size)))
        result["build_seconds"] = round(time.perf_counter() - began, 1)
    whole: dict[str, list[float]] = {kind: [] for kind in KINDS}
    newest: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for one in asked:  # warms the caches, as any office's first hour would
        index.search(one.query)
    for one in asked:
        start = time.perf_counter()
        index.search(one.query)
        whole[one.kind].append((time.perf_counter() - start) * 1000)
        match = read(one.query, ())
        start = time.perf_counter()
        if match:
            index.newest(match, 1001)
        newest[one.kind].append((time.perf_counter() - start) * 1000)
    result |= {"ms": percentiles(whole), "newest_ms": percentiles(newest)}
    return result | truth.recall(index) if built else result


@contextlib.contextmanager
def place_for(kept: Path | None) -> Iterator[Path]:
    """The folder in which an index is built: one that stays, or one that goes."""
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)


def on_sqlite(size: int, seed: int, count: int, kept: Path | None) -> dict[str, Any]:
    with place_for(kept) as folder:
        path = folder / f"search-{size}.sqlite3"
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA cache_size = -262144")
            index = SqliteIndex(connection, "bench")
            index.create()
            result = measure(index, size, seed, count)
        return result | {"megabytes": round(path.stat().st_size / 1e6)}


def on_postgres(size: int, seed: int, count: int, kept: Path | None) -> dict[str, Any]:
    import psycopg

    url = os.environ.get("ZWGK_BENCHMARK_POSTGRES") or subprocess.run(
        [ROOT / "scripts" / "postgres", "start", "bench"],
        capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    schema = f"{SCHEMA}_{size}"
    drop = f"DROP SCHEMA IF EXISTS {schema} CASCADE"
    with psycopg.connect(url, autocommit=True) as connection:
        if not kept:
            connection.execute(drop)
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
        connection.execute(f"SET search_path TO {schema}")
        connection.execute("SET maintenance_work_mem TO '512MB'")
        index = PostgresIndex(connection, "bench")
        index.create()
        try:
            result = measure(index, size, seed, count)
            sizes = connection.execute(
                "SELECT SUM(pg_total_relation_size(('search_bench_' || name)::regclass)),"
                " pg_relation_size('search_bench_gin')"
                " FROM unnest(ARRAY['doc', 'text', 'term']) AS name"
            ).fetchone()
        finally:
            if not kept:
                connection.execute(drop)
    total, gin = sizes or (0, 0)
    return result | {"megabytes": round(int(total) / 1e6), "gin_megabytes": round(int(gin) / 1e6)}


def on_tantivy(size: int, seed: int, count: int, _kept: Path | None) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        child = subprocess.Popen(
            [python_with_rivals(), ROOT / "benchmarks" / "_tantivy.py", folder],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert child.stdin
        assert child.stdout
        for one in map(entry_of, documents(seed, size)):
            terms = " ".join([*one.title_terms, "|", *one.text_terms])
            line = [one.place, terms, one.filter_terms]
            child.stdin.write(json.dumps(line, ensure_ascii=False) + "\n")
        child.stdin.write("\n")
        for question in questions(seed, size, count):
            match = read(question.query, ())
            assert match
            filters = [name for names in match.filters for name in names if name != "~fall"]
            line = [question.kind, match.phrases[0].wordings[0].terms, filters]
            child.stdin.write(json.dumps(line, ensure_ascii=False) + "\n")
        child.stdin.close()
        result: dict[str, Any] = json.loads(child.stdout.read())
        child.wait()
    times = percentiles(result["ms"])
    return result | {"ms": times, "newest_ms": times}


def table(results: dict[str, dict[str, Any]]) -> str:
    heads = "".join(f" {kind} p50 / p95 |" for kind in KINDS)
    rows = [f"| | texts | build s | MB |{heads} recall |", "|" + "---|" * (len(KINDS) + 5)]
    for name, one in results.items():
        for part in ("ms", "newest_ms"):
            times = "".join(
                f" {one[part][kind]['p50']} / {one[part][kind]['p95']} |" for kind in KINDS
            )
            what = name if part == "ms" else f"{name}, newest 1,001 only"
            recall = f"{one['recall']:.4f}" if "recall" in one else "–"
            rows.append(
                f"| {what} | {one['texts']:,} | {one.get('build_seconds', '–')}"
                f" | {one['megabytes']} |{times} {recall} |"
            )
    return "\n".join(rows)


def growth(results: dict[str, dict[str, Any]], name: str, small: int, big: int) -> dict[str, Any]:
    """How many times the time ten times the documents take."""
    few, many = results[f"{name} {small}"], results[f"{name} {big}"]
    return {
        kind: {p: round(many["ms"][kind][p] / few["ms"][kind][p], 2) for p in ("p50", "p95")}
        for kind in KINDS
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgres", "tantivy"])
    parser.add_argument("--questions", type=int, default=60, help="of each kind")
    parser.add_argument("--seed", type=int, default=20260515)
    parser.add_argument("--no-growth", action="store_true", help="the whole size only")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave and use indexes there")
    options = parser.parse_args()
    runs: dict[str, Callable[[int, int, int, Path | None], dict[str, Any]]] = {
        "sqlite": on_sqlite, "postgres": on_postgres, "tantivy": on_tantivy,
    }  # fmt: skip
    small = options.size // 10
    results: dict[str, dict[str, Any]] = {}
    grown: dict[str, Any] = {}
    for name in options.databases:
        for size in (options.size,) if options.no_growth else (small, options.size):
            say(f"-- {name} {size}")
            measured = runs[name](size, options.seed, options.questions, options.keep)
            results[f"{name} {size}"] = {"texts": size} | measured
            say(json.dumps(results[f"{name} {size}"]))
        if not options.no_growth:
            grown[name] = growth(results, name, small, options.size)
    print(json.dumps({"seed": options.seed, "growth": grown} | results, indent=2))
    print(table(results))


if __name__ == "__main__":
    main()
