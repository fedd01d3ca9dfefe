"""tantivy over the same terms, run by search.py: JSON lines in, one of results out.

Usage: _tantivy.py FOLDER. Each line is [place, terms, filters] until an empty one, then
[kind, terms, filters] of the questions: the newest 1,001 places with the number of all.
"""

import json
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import tantivy

FIRST = 1_001


def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("place", stored=True, fast=True)
    builder.add_text_field("terms", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("filters", tokenizer_name="raw", index_option="basic")
    return builder.build()


def question(made: tantivy.Schema, terms: list[str], filters: list[str]) -> tantivy.Query:
    asked = (
        tantivy.Query.phrase_query(made, "terms", terms)
        if len(terms) > 1
        else tantivy.Query.term_query(made, "terms", terms[0])
    )
    parts = [asked, *(tantivy.Query.term_query(made, "filters", one) for one in filters)]
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in parts])


def main() -> None:
    folder = Path(sys.argv[1])
    made = schema()
    index = tantivy.Index(made, path=str(folder))
    writer = index.writer(256_000_000, 1)
    began = time.perf_counter()
    for line in iter(sys.stdin.readline, "\n"):
        place, terms, filters = json.loads(line)
        document = tantivy.Document()
        document.add_unsigned("place", place)
        document.add_text("terms", terms)
        for one in filters:
            document.add_text("filters", one)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    result: dict[str, Any] = {"build_seconds": round(time.perf_counter() - began, 1)}
    result["megabytes"] = round(sum(one.stat().st_size for one in folder.iterdir()) / 1e6)
    index.reload()
    searcher = index.searcher()
    times: dict[str, list[float]] = defaultdict(list)
    asked = [json.loads(line) for line in sys.stdin]
    for kind, terms, filters in [*asked[:20], *asked]:  # the first warm it
        start = time.perf_counter()
        searcher.search(question(made, terms, filters), FIRST, count=True, order_by_field="place")
        times[kind].append((time.perf_counter() - start) * 1000)
    result["ms"] = times
    print(json.dumps(result))


if __name__ == "__main__":
    main()
