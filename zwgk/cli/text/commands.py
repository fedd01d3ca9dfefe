"""extract, facts, check and privacy: one answer for each document."""

import argparse
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from zwgk.cli.files import write
from zwgk.cli.text.contract import exposures_json, facts_json, figures_json, findings_json
from zwgk.cli.text.output import emit, table, workbook
from zwgk.cli.text.source import Reader, Source, one_text
from zwgk.cli.text.totals import columns_of, extract_rows

Document = dict[str, Any]


def _each(
    reader: Reader, arguments: argparse.Namespace, answer: Callable[[Source], Document]
) -> Iterator[Document]:
    for source in reader.documents(arguments.paths):
        head: Document = {"source": source.name}
        if source.part:
            same_as = None if source.same_as is None else source.same_as + 1
            head |= {"part": source.part, "incomplete": source.incomplete, "same_as": same_as}
        if source.warnings:
            head["warnings"] = list(source.warnings)
        yield head | answer(source)


def _nothing(reader: Reader, found: str) -> str:
    """What to say when there is nothing to list: a file that was not read is not a clean one."""
    return "有文件没有读出，其余文件" + found if reader.failed else found


def extract(arguments: argparse.Namespace) -> int:
    """``zwgk extract``: facts and figures, or one table of all units with totals."""
    reader = Reader(arguments)
    seen: dict[str, str] = {}

    def answer(source: Source) -> Document:
        from zwgk.text.facts import facts as read_facts
        from zwgk.text.figures import figures

        found = figures(source.text)
        first = seen.setdefault("".join(source.text.split()), source.shown)
        again = {"repeats": first} if first != source.shown else {}
        return again | {
            "facts": facts_json(read_facts(source.text)),
            **figures_json(found, source.offset),
        }

    documents = _each(reader, arguments, answer)
    if arguments.xlsx:
        _extract_workbook(arguments, list(documents))
    elif arguments.form == "table":
        listed = list(documents)
        table(columns_of(listed), extract_rows(listed), "没有读到可以提取的内容。")
    else:
        emit(arguments.form, documents)
    return 1 if reader.failed else 0


def _extract_workbook(arguments: argparse.Namespace, documents: list[Document]) -> None:
    figures = [
        [
            d["source"],
            d["facts"]["unit"],
            f["name"],
            f["value"],
            f["qualifier"],
            f["unit"],
            f["noun"],
            f["text"],
            f["role"],
        ]
        for d in documents
        for f in d["figures"]
    ]
    rejected = [[d["source"], r["text"], r["reason"]] for d in documents for r in d["rejected"]]
    data = workbook(
        {
            "汇总": (columns_of(documents), extract_rows(documents)),
            "数据明细": (
                ["文件", "单位", "指标", "数值", "准确程度", "量词", "对象", "原文", "单列或合计"],
                figures,
            ),
            "未采用的数字": (["文件", "原文", "原因"], rejected),
        }
    )
    write(str(arguments.xlsx), data)


def facts(arguments: argparse.Namespace) -> int:
    """``zwgk facts``."""
    reader = Reader(arguments)

    def answer(source: Source) -> Document:
        from zwgk.text.facts import facts as read_facts

        return {"facts": facts_json(read_facts(source.text))}

    def rows(documents: Sequence[Document]) -> list[list[str]]:
        return [
            [
                d["source"],
                f["unit"] or "",
                str(f["edition"] or ""),
                "、".join(f["dates"]),
                f["theme"] or "",
                f["title"] or "",
            ]
            for d in documents
            for f in [d["facts"]]
        ]

    columns = ["文件", "单位", "届次", "日期", "主题", "标题"]
    emit(arguments.form, _each(reader, arguments, answer), columns, rows)
    return 1 if reader.failed else 0


def check(arguments: argparse.Namespace) -> int:
    """``zwgk check``: exit status 1 when something must be mended."""
    from zwgk.text.check import check as check_text
    from zwgk.text.model import Severity

    reader = Reader(arguments)
    context = _context(arguments, reader)
    worst = 0

    def answer(source: Source) -> Document:
        nonlocal worst
        found = check_text(source.text, context)
        worst = max(worst, *(int(f.severity is Severity.ERROR) for f in found), 0)
        return {"findings": findings_json(found, source.text, source.offset)}

    def rows(documents: Sequence[Document]) -> list[list[str]]:
        return [
            [
                d["source"],
                "错误" if f["severity"] == "error" else "提示",
                f["text"][:20],
                f["message"],
                f["suggestion"],
            ]
            for d in documents
            for f in d["findings"]
        ]

    columns = ["文件", "程度", "原文", "问题", "修改建议"]
    documents = _each(reader, arguments, answer)
    if arguments.xlsx:
        write(str(arguments.xlsx), workbook({"核查结果": (columns, rows(list(documents)))}))
    else:
        emit(arguments.form, documents, columns, rows, nothing=_nothing(reader, "没有发现问题。"))
    return 1 if reader.failed or worst else 0


def _context(arguments: argparse.Namespace, reader: Reader) -> Any:
    from zwgk.text.facts import facts as read_facts
    from zwgk.text.model import Context, Neighbour

    neighbours = []
    for source in reader.documents(arguments.against):
        unit = read_facts(source.text).unit
        neighbours.append(Neighbour(unit.text if unit else source.shown, source.text))
    first = {"政务公开日": arguments.first_year} if arguments.first_year else {}
    return Context(
        edition=arguments.edition, days=tuple(arguments.day), theme=arguments.theme,
        year=arguments.year,
        first_years=first, notice=one_text(arguments.notice), neighbours=tuple(neighbours),
        public_phones=frozenset(arguments.public_phone),
    )  # fmt: skip


def privacy(arguments: argparse.Namespace) -> int:
    """``zwgk privacy``: exit status 1 when personal data were found."""
    from zwgk.text.privacy import exposures

    reader = Reader(arguments)
    count = 0

    def answer(source: Source) -> Document:
        nonlocal count
        found = exposures(source.text, public_phones=frozenset(arguments.public_phone))
        count += sum(exposure.certain for exposure in found)
        return {"exposures": exposures_json(found, source.offset)}

    def rows(documents: Sequence[Document]) -> list[list[str]]:
        return [
            [d["source"], e["text"], "确定" if e["certain"] else "待确认", e["message"]]
            for d in documents
            for e in d["exposures"]
        ]

    columns = ["文件", "内容", "把握", "说明"]
    documents = _each(reader, arguments, answer)
    emit(arguments.form, documents, columns, rows, nothing=_nothing(reader, "没有发现个人信息。"))
    return 1 if reader.failed or count else 0
