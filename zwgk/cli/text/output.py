"""The three ways of answering: JSON, JSON Lines, a table; and a workbook."""

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any


def emit(
    form: str, documents: Iterable[dict[str, Any]], columns: Sequence[str] = (), rows: Any = None,
    *, nothing: str = "没有可以列出的内容。",
) -> None:  # fmt: skip
    """Write documents as JSON or JSON Lines, or rows as a table on standard output.

    ``nothing`` is said on standard error in place of a table without rows.
    """
    if form == "jsonl":
        for document in documents:
            print(json.dumps(document, ensure_ascii=False), flush=True)
    elif form == "json":
        print(json.dumps({"documents": list(documents)}, ensure_ascii=False, indent=2))
    else:
        table(columns, rows(list(documents)), nothing)


def table(columns: Sequence[str], rows: Sequence[Sequence[Any]], nothing: str) -> None:
    """A table whose columns stand right although Chinese characters are two wide."""
    import tabulate

    tabulate.WIDE_CHARS_MODE = True
    if not rows:
        print(nothing, file=sys.stderr)
        return
    print(tabulate.tabulate(rows, headers=list(columns), tablefmt="simple", disable_numparse=True))


def workbook(sheets: dict[str, tuple[Sequence[str], Sequence[Sequence[Any]]]]) -> bytes:
    """An .xlsx with one sheet for each entry; text that looks like a formula stays text."""
    import io

    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    del book[book.sheetnames[0]]
    for title, (columns, rows) in sheets.items():
        sheet = book.create_sheet(title)
        sheet.append(list(columns))
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for row in rows:
            sheet.append([_safe(value) for value in row])
        sheet.freeze_panes = "B2"
        for at, column in enumerate(sheet.columns):
            width = max(len(str(cell.value or "")) for cell in column)
            sheet.column_dimensions[column[0].column_letter].width = min(
                max(8, width * 1.6), 60 if at else 40
            )
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _safe(value: Any) -> Any:
    if isinstance(value, str):
        value = "".join(c for c in value if c >= " " or c in "\n\t")
        return f"'{value}" if value.startswith(("=", "+", "-", "@")) else value
    return value
