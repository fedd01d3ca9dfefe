"""Tables for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpResponse

from zwgk.web.shared.pages import download

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_file(name: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> HttpResponse:
    """A table to download, in UTF-8 with the mark that spreadsheets know; no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[column]) for column in columns])
    data = out.getvalue().encode("utf-8-sig")
    return download(data, name=name, content_type="text/csv; charset=utf-8")


def _cell(value: Any) -> Any:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
