"""Finding the source of a copied summary among 100,000 (``--size 1000000`` for a million).

For SQLite and PostgreSQL: seconds to build, size, p50 and p95 of one question (fingerprinting
included), how often the source stands first (and at all among the ten) with 30, 50 and 70 %
copied and lightly reworded, and what texts that copied nothing are charged with. Beside them, on
the same texts in the same run, MinHash LSH of datasketch and rensa (see rivals.py; at most
``--rivals`` texts, since they keep everything in memory). Prints JSON and a table.
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
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT)]

from questions import CLAIM, RATIOS, planted, strangers  # noqa: E402
from rivals import python_with_rivals  # noqa: E402
from sentences import summary  # noqa: E402

from zwgk.text.similarity import Candidate, Document, Store, compare  # noqa: E402

CHUNK = 1000
SCHEMA = "similarity_benchmark"


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def written(seed: int, start: int, end: int) -> list[Document]:
    """Part of the corpus as the store takes it."""
    texts = (summary(seed, number) for number in range(start, end))
    return [Document(one.key, one.text, one.unit, one.year) for one in texts]


def documents(seed: int, size: int) -> Iterator[Document]:
    """The corpus, written by a process of its own, a few thousand texts ahead."""
    with ProcessPoolExecutor(1) as writer:
        ahead: deque[Future[list[Document]]] = deque()
        for start in range(0, size, CHUNK):
            ahead.append(writer.submit(written, seed, start, min(start + CHUNK, size)))
            if len(ahead) > 4:
                yield from ahead.popleft().result()
            if start % 100_000 == 0 and start:
                say(f"   {start} texts")
        while ahead:
            yield from ahead.popleft().result()


def measure(store: Store, size: int, seed: int, queries: int) -> dict[str, Any]:
    """Build, ask, judge."""
    began = time.perf_counter()
    store.add_many(documents(seed, size))
    result: dict[str, Any] = {"build_seconds": round(time.perf_counter() - began, 1)}
    times: list[float] = []

    def ask(text: str, unit: str, year: int) -> list[Candidate]:
        start = time.perf_counter()
        found = store.candidates(text, unit=unit, year=year)
        times.append(time.perf_counter() - start)
        return found

    for one in strangers(seed, size, 50):  # warms the caches, as any office's first hour would
        ask(one.text, one.unit, one.year)
    times.clear()
    for ratio in RATIOS:
        result[f"copied_{ratio:.0%}"] = recall(ask, seed, size, queries, ratio)
    result["strangers"] = charges(ask, seed, size, queries)
    result["query_ms"] = {
        "p50": round(float(np.percentile(times, 50)) * 1000, 2),
        "p95": round(float(np.percentile(times, 95)) * 1000, 2),
    }
    return result


Ask = Callable[[str, str, int], list[Candidate]]


def recall(ask: Ask, seed: int, size: int, queries: int, ratio: float) -> dict[str, float]:
    first = among = claimed = 0
    contained, shares = [], []
    for source, copy in planted(seed, size, queries, ratio):
        found = ask(copy.text, copy.unit, copy.year)
        keys = [candidate.key for candidate in found]
        first += keys[:1] == [source.key]
        among += source.key in keys
        claimed += bool(found) and found[0].key == source.key and found[0].containment >= CLAIM
        if source.key in keys:
            contained.append(found[keys.index(source.key)].containment)
        shares.append(compare(copy.text, source.text).share)
    return {
        "first": round(first / queries, 4),
        "among_10": round(among / queries, 4),
        f"first_and_contains_{CLAIM}": round(claimed / queries, 4),
        "median_containment": round(float(np.median(contained)), 3) if contained else 0.0,
        "median_share_by_compare": round(float(np.median(shares)), 3),
    }


def charges(ask: Ask, seed: int, size: int, queries: int) -> dict[str, float]:
    """What texts that copied nothing share with the likeliest source."""
    highest = []
    for one in strangers(seed, size, queries):
        found = ask(one.text, one.unit, one.year)
        highest.append(max((candidate.containment for candidate in found), default=0.0))
    return {
        "charged": sum(value >= CLAIM for value in highest) / queries,
        "p99_containment": round(float(np.percentile(highest, 99)), 3),
        "max_containment": round(max(highest), 3),
    }


def on_sqlite(size: int, seed: int, queries: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "similarity.sqlite3"
        with contextlib.closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA cache_size = -262144")
            store = Store(connection)
            store.create()
            result = measure(store, size, seed, queries)
        return result | {"megabytes": round(path.stat().st_size / 1e6)}


def on_postgres(size: int, seed: int, queries: int) -> dict[str, Any]:
    import psycopg

    url = os.environ.get("ZWGK_BENCHMARK_POSTGRES") or subprocess.run(
        [ROOT / "scripts" / "postgres", "start", "bench"],
        capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    drop = f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(drop)
        connection.execute(f"CREATE SCHEMA {SCHEMA}")
        connection.execute(f"SET search_path TO {SCHEMA}")
        connection.execute("SET maintenance_work_mem TO '512MB'")
        store = Store(connection)
        store.create()
        try:
            result = measure(store, size, seed, queries)
            sizes = connection.execute(
                "SELECT SUM(pg_total_relation_size(name::regclass))"
                " FROM unnest(ARRAY['text_doc', 'text_fp', 'text_common']) AS name"
            ).fetchone()
        finally:
            connection.execute(drop)
    return result | {"megabytes": round(int(sizes[0] if sizes else 0) / 1e6)}


def rival(name: str, size: int, seed: int, queries: int) -> dict[str, Any]:
    done = subprocess.run(
        [python_with_rivals(), ROOT / "benchmarks" / "_minhash.py", name, str(size), str(seed),
         str(queries)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def table(results: dict[str, dict[str, Any]]) -> str:
    heads = "| | texts | build s | MB | p50 ms | p95 ms | 30 % | 50 % | 70 % | charged |"
    rows = [heads, "|" + "---|" * 10]
    for name, one in results.items():
        recalls = " | ".join(f"{one[f'copied_{ratio:.0%}']['first']:.3f}" for ratio in RATIOS)
        rows.append(
            f"| {name} | {one['texts']:,} | {one['build_seconds']:.0f} | {one['megabytes']}"
            f" | {one['query_ms']['p50']} | {one['query_ms']['p95']}"
            f" | {recalls} | {one['strangers']['charged']:.3f} |"
        )
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    parser.add_argument("--queries", type=int, default=500, help="of each kind")
    parser.add_argument("--seed", type=int, default=20260515)
    parser.add_argument(
        "--rivals", type=int, default=100_000, help="at most so many texts, 0: none"
    )
    options = parser.parse_args()
    runs: dict[str, Callable[[int, int, int], dict[str, Any]]] = {}
    if options.database != "postgres":
        runs["zwgk on SQLite"] = on_sqlite
    if options.database != "sqlite":
        runs["zwgk on PostgreSQL"] = on_postgres
    results: dict[str, dict[str, Any]] = {}
    for name, run in runs.items():
        say(f"-- {name}")
        results[name] = {"texts": options.size} | run(options.size, options.seed, options.queries)
    few = min(options.size, options.rivals)
    for name in ("datasketch", "rensa") if few else ():
        say(f"-- {name}")
        results[name] = {"texts": few} | rival(name, few, options.seed, options.queries)
    print(json.dumps({"seed": options.seed} | results, ensure_ascii=False, indent=2))
    print(table(results))


if __name__ == "__main__":
    main()
