"""Figures as open data: a table for spreadsheets (CSV), the same for programs (JSON)."""

from collections.abc import Iterable, Mapping
from typing import Any

from zwgk.kinds import AGGREGATE_NAMES, KINDS, QUALIFIER_NAMES, Qualifier

# Column, what stands in it.
COLUMNS = {
    "campaign": "活动编号",
    "year": "年份",
    "unit_name": "单位名称",
    "kind": "指标编号，见指标表",
    "name": "指标名称",
    "value": "数值；比率为分子",
    "out_of": "比率的分母；其他指标为空",
    "qualifier": "准确程度：exact 准确，more_than 余，about 约，less_than 不足",
    "text": "总结中的写法",
    "publication": "总结编号，即 /summaries/ 后的编号",
}
KIND_COLUMNS = ("key", "name", "measure", "meaning", "aggregate", "combined")


def rows_of(found: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Figures with the columns of the dictionary, no more and no fewer."""
    return [{column: row.get(column) for column in COLUMNS} for row in found]


def dictionary() -> list[dict[str, str]]:
    """数据字典: what each figure means and how values of several units combine."""
    return [
        {
            "key": kind.key, "name": kind.name, "measure": kind.measure, "meaning": kind.meaning,
            "aggregate": str(kind.aggregate), "combined": AGGREGATE_NAMES[kind.aggregate],
        }
        for kind in KINDS.values()
    ]  # fmt: skip


def qualifiers() -> dict[str, str]:
    """How exact a value is, by its key."""
    return {str(qualifier): QUALIFIER_NAMES[qualifier] for qualifier in Qualifier}
