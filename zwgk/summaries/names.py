"""Names in the frozen evidence: which booklets, which departments (去重), what was asked.

A figure counted from records carries the name of each record; one that a unit only stated carries
none. Reading JSON row by row is the database's own business, so this is the one place of the
roll-up that speaks SQL.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from zwgk.kinds import DISTINCT_KINDS

NAMED = Q(by_tally=0, by_declared=0)
_NAME = "TRIM(e.value ->> 'label')"
_EACH = {"sqlite": "json_each(f.evidence) e", "postgresql": "jsonb_array_elements(f.evidence) e"}


@dataclass(frozen=True)
class Name:
    """A name, how many records carry it and how many units report it."""

    name: str
    records: int
    units: int


def counts(figures: QuerySet[Any], keys: Sequence[str] = ()) -> dict[tuple[Any, ...], int]:
    """How many different names stand behind each kind, by further columns and kind; one query."""
    columns = ", ".join(f"f.{key}" for key in (*keys, "kind"))
    named = figures.filter(NAMED, kind__in=DISTINCT_KINDS)
    rows = _run(
        named.order_by().values(*keys, "kind", "evidence"),
        f"SELECT {columns}, COUNT(DISTINCT {_NAME})", f"GROUP BY {columns}",
    )  # fmt: skip
    return {tuple(row[:-1]): row[-1] for row in rows}


def most_recorded(figures: QuerySet[Any], kind: str, limit: int) -> list[Name]:
    """The names of one kind that most units report, then most records carry, in one query."""
    recorded = figures.filter(kind=kind, by_records__gt=0)
    rows = _run(
        recorded.order_by().values("submission_id", "evidence"),
        f"SELECT {_NAME}, COUNT(*), COUNT(DISTINCT f.submission_id)",
        f"WHERE e.value ->> 'source' = 'records' AND {_NAME} <> ''"
        f" GROUP BY 1 ORDER BY 3 DESC, 2 DESC, 1 LIMIT {limit:d}",
    )  # fmt: skip
    return [Name(*row) for row in rows]


def _run(figures: QuerySet[Any], select: str, rest: str) -> list[Any]:
    inner, values = figures.query.sql_with_params()
    each = _EACH[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(f"{select} FROM ({inner}) f, {each} {rest}", values)
        return list(cursor.fetchall())
