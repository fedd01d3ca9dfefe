"""The catalogue as a workbook: the standard columns in words, and nothing that calculates."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from zwgk.catalogue import actions
from zwgk.catalogue.columns import Columns
from zwgk.catalogue.models import ServiceItem
from zwgk.catalogue.sheets import catalogue_workbook, template_workbook
from zwgk.core.actor import Actor


def _rows(data: bytes) -> list[dict[str, Any]]:
    head, *rows = load_workbook(io.BytesIO(data)).active.iter_rows()
    return [{str(h.value): cell for h, cell in zip(head, row, strict=True)} for row in rows]


@pytest.mark.django_db
def test_items_are_rows_in_words(clerk: Actor) -> None:
    columns = Columns(
        name="低保公示", topic="社会救助", channels=("site", "print"), levels=("town",),
        content='=HYPERLINK("http://a.example")\x0b', statutory_days=0,
    )  # fmt: skip
    actions.create_item(columns, by=clerk)
    (row,) = _rows(catalogue_workbook(ServiceItem.objects.select_related("unit")))
    told = {name: cell.value for name, cell in row.items()}
    assert (told["公开主体"], told["一级事项"], told["状态"]) == (
        clerk.unit_name,
        "社会救助",
        "草稿",
    )
    assert (told["公开渠道和载体"], told["公开层级"]) == ("政府网站、纸质媒体", "乡级")
    assert (told["公开领域"], told["法定时限"]) == ("其他", "0")
    assert row["公开内容（要素）"].data_type == "s"


def test_the_template_has_the_columns_and_an_example() -> None:
    (row,) = _rows(template_workbook())
    assert list(row)[:4] == ["序号", "公开领域", "一级事项", "事项名称"]
    assert "状态" not in row
    assert row["公开方式"].value == "主动公开"
