"""Where figures come from, as rows for a workbook: unit, submission, file, records."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from zwgk.kinds import KINDS, QUALIFIER_NAMES, SOURCE_NAMES, Qualifier, Source
from zwgk.summaries.models import SubmittedFigure
from zwgk.summaries.rollup import UNIT

SOURCE_WIDTHS = (30, 14, 12, 12, 12, *(12 for _ in Source), 10, 18, 12, 70)
EVIDENCE_WIDTHS = (14, 18, 12, 44, 12, 12)
_CHUNK = 500


def source_rows(figures: QuerySet[Any]) -> Iterator[list[Any]]:
    """A row a figure of a unit: its value by source, its submission and fingerprint."""
    sources = [SOURCE_NAMES[source] for source in Source]
    yield [
        "单位", "指标", "数值", "分母", "准确程度", *sources, "报送次数", "报送时间", "报送编号",
        "Word 文件 SHA-256",
    ]  # fmt: skip
    rows = figures.order_by(f"{UNIT}__path", "kind").values_list(
        f"{UNIT}__name", "kind", "value", "out_of", "qualifier", "by_records", "by_tally",
        "by_declared", "submission__number", "submission__submitted_at", "submission_id",
        "submission__docx__sha256",
    )  # fmt: skip
    for unit, kind, value, out_of, qualifier, *shares, number, at, submission, sha in rows.iterator(
        chunk_size=_CHUNK
    ):
        name = KINDS[kind].name if kind in KINDS else kind
        exact = QUALIFIER_NAMES[Qualifier(qualifier)]
        when = timezone.localtime(at).strftime("%Y-%m-%d %H:%M")
        yield [unit, name, value, out_of, exact, *shares, number, when, submission, sha]


def evidence_rows(figures: QuerySet[Any]) -> Iterator[list[Any]]:
    """A row a record that stood behind a figure when it was submitted."""
    yield ["指标", "时间", "来源", "内容", "数量", "基数"]
    rows: Iterator[SubmittedFigure] = figures.order_by("kind").iterator(chunk_size=_CHUNK)
    for row in rows:
        name = KINDS[row.kind].name if row.kind in KINDS else row.kind
        for one in row.evidence:
            yield [
                name, one.get("at") or "", SOURCE_NAMES[Source(one["source"])], one["label"],
                one["value"], one["out_of"],
            ]  # fmt: skip


def notes(title: str, missing: int | None = None) -> list[list[Any]]:
    """What a workbook counts and does not count."""
    made = timezone.localtime().strftime("%Y-%m-%d %H:%M")
    rows: list[list[Any]] = [["项目", "说明"], ["名称", title], ["导出时间", made]]
    if missing is not None:
        rows += [
            ["计入范围", "已报送、没有撤回也没有退回的总结所固定的数据；草稿不计入。"],
            ["不重复计数", "上级单位只计入本级登记的数据，所属单位的数据由各单位计入一次。"],
            ["未报送单位", missing],
        ]
    rows += [
        ["来源", "逐条记录为现场登记的记录，现场计数为点数器，单位填报为单位自行填写。"],
        ["SHA-256", "文件的指纹。文件有任何改动，指纹就不同；可在门户上传文件核对。"],
    ]
    return rows
