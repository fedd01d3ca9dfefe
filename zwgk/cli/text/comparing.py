"""compare: which passages of each text stand in which other one."""

import argparse
import sqlite3
from collections.abc import Iterator
from typing import Any

from zwgk.cli.text.output import emit
from zwgk.cli.text.source import Reader, Source, one_text

Json = dict[str, Any]


def compare_files(arguments: argparse.Namespace) -> int:
    """``zwgk compare``: every text against the others given and against those of --against."""
    reader = Reader(arguments)
    sources = list(reader.documents(arguments.paths))
    earlier = list(reader.documents(arguments.against))
    ignore = [text for text in [one_text(arguments.notice)] if text]
    documents = _documents(sources, earlier, ignore, arguments.least / 100)
    emit(arguments.form, documents, _COLUMNS, _rows, nothing="没有发现雷同。")
    return 1 if reader.failed else 0


_COLUMNS = ["文件", "雷同于", "雷同比例", "最长雷同段落"]


def _documents(
    sources: list[Source], earlier: list[Source], ignore: list[str], least: float
) -> Iterator[Json]:
    from zwgk.text.similarity import Document, Store, compare

    everything = [*sources, *earlier]
    store = Store(sqlite3.connect(":memory:"))
    store.create()
    store.add_many(Document(str(at), s.text, s.shown, 0) for at, s in enumerate(everything))
    for at, source in enumerate(sources):
        matches: list[Json] = []
        for candidate in store.candidates(source.text, unit="", limit=6):
            other = everything[int(candidate.key)]
            if int(candidate.key) == at:
                continue
            overlap = compare(source.text, other.text, ignore=ignore)
            if overlap.share >= least:
                matches.append(_match(source, other, overlap))
        matches.sort(key=lambda match: -match["share"])
        yield {"source": source.shown, "matches": matches}


def _match(source: Source, other: Source, overlap: Any) -> Json:
    return {
        "source": other.shown,
        "share": round(overlap.share, 3),
        "passages": [
            {
                "start": p.start + source.offset,
                "end": p.end + source.offset,
                "other_start": p.other_start + other.offset,
                "other_end": p.other_end + other.offset,
                "kind": p.kind.value,
                "text": p.text,
                "other_text": p.other_text,
            }
            for p in overlap.passages
        ],
    }


def _rows(documents: list[Json]) -> list[list[str]]:
    rows: list[list[str]] = []
    for document in documents:
        for match in document["matches"]:
            longest = max((p["text"] for p in match["passages"]), key=len, default="")
            brief = longest.replace("\n", "")
            brief = brief[:30] + ("…" if len(brief) > 30 else "")
            rows.append([document["source"], match["source"], f"{match['share']:.0%}", brief])
    return rows
