"""The catalogue from a workbook: read, looked at, confirmed, written as drafts, taken back."""

from zwgk.catalogue.imports.actions import confirm, drop, start, step, undo
from zwgk.catalogue.imports.mending import wrong_rows_workbook
from zwgk.catalogue.imports.queries import Progress, imports_of, progress, rows_of, told

__all__ = [
    "Progress",
    "confirm",
    "drop",
    "imports_of",
    "progress",
    "rows_of",
    "start",
    "step",
    "told",
    "undo",
    "wrong_rows_workbook",
]
