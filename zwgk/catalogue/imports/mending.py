"""The rows with errors as a workbook that says what to mend, and is imported again."""

from zwgk.catalogue.imports.queries import rows_of
from zwgk.catalogue.imports.rows import named
from zwgk.catalogue.models import CatalogueImport, ImportRow
from zwgk.catalogue.sheets import workbook


def wrong_rows_workbook(batch: CatalogueImport) -> bytes:
    """As .xlsx: 问题, 原行号, then the columns of the file as they were written."""
    rows = rows_of(batch, ImportRow.Outcome.WRONG).iterator(chunk_size=500)
    return workbook(
        ("问题", "原行号", *batch.heads),
        (
            ("；".join(named(row.problems)), f"第{row.number}行", *_cells(row, len(batch.heads)))
            for row in rows
        ),
    )


def _cells(row: ImportRow, most: int) -> list[str]:
    return list(row.cells[:most])
