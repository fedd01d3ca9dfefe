"""The clerk's table: one row a document, one column a kind, totals below."""

from collections.abc import Iterable, Sequence
from typing import Any

from zwgk.kinds import KINDS, Aggregate, Qualifier, combined

Json = dict[str, Any]
_FIRST = ["文件", "单位", "届次", "日期"]


def _kinds(documents: Sequence[Json]) -> list[str]:
    stated = {kind for document in documents for kind in document["totals"]}
    return [key for key in KINDS if key in stated]


def columns_of(documents: Sequence[Json]) -> list[str]:
    """The heads of the table: only kinds that some document states."""
    return [*_FIRST, *(f"{KINDS[k].name}（{KINDS[k].measure}）" for k in _kinds(documents))]


def extract_rows(documents: Sequence[Json]) -> list[list[str]]:
    """The rows and, below several, their sum: a repeated document counts once.

    Rates are not added: their bases are unknown.
    """
    kinds = _kinds(documents)
    rows = [
        [
            _source(document),
            document["facts"]["unit"] or "",
            str(document["facts"]["edition"] or ""),
            "、".join(document["facts"]["dates"]),
            *(shown(document["totals"].get(kind)) for kind in kinds),
        ]
        for document in documents
    ]
    if len(documents) > 1:
        counted = [d for d in documents if d.get("same_as") is None and "repeats" not in d]
        rows.append(
            ["合计", f"{len(counted)} 篇", "", "", *(_sum(counted, kind) for kind in kinds)]
        )
    return rows


def _source(document: Json) -> str:
    part = document.get("part")
    repeats = document.get("repeats")
    if not part:
        note = f"（与{repeats}相同，不计入合计）" if repeats else ""
        return f"{document['source']}{note}"
    notes = ["不完整"] if document.get("incomplete") else []
    if document.get("same_as"):
        notes.append(f"与#{document['same_as']}相同，不计入合计")
    return f"{document['source']}#{part}" + (f"（{'，'.join(notes)}）" if notes else "")


def shown(total: Json | None) -> str:
    """300余, 约20, 不足100; empty where nothing is stated."""
    if total is None:
        return ""
    value, qualifier = total["value"], total["qualifier"]
    before = {"about": "约", "less_than": "不足"}.get(qualifier, "")
    return f"{before}{value}{'余' if qualifier == 'more_than' else ''}"


def _sum(documents: Iterable[Json], kind: str) -> str:
    if KINDS[kind].aggregate is not Aggregate.SUM:
        return "—"
    found = [d["totals"][kind] for d in documents if kind in d["totals"]]
    qualifier = combined(Qualifier(f["qualifier"]) for f in found)
    return shown({"value": sum(f["value"] for f in found), "qualifier": qualifier.value})
