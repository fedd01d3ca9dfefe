"""The pages on which a catalogue is imported from a workbook."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django.asserts import assertContains, assertNotContains

from tests.catalogue.tables import xlsx
from tests.world import World, person, user_of
from zwgk.catalogue import actions
from zwgk.catalogue.columns import Columns
from zwgk.catalogue.models import CatalogueImport, ServiceItem
from zwgk.units.models import Role

pytestmark = pytest.mark.django_db

HEAD = ["一级事项", "事项名称", "公开领域", "咨询电话", "备注"]
NEW = reverse("manage:items-import-new")


@pytest.fixture
def client(world: World) -> Client:
    signed_in = Client()
    signed_in.force_login(user_of(person(world.town, Role.OFFICER)))
    return signed_in


def _at(name: str = "", *more: str) -> str:
    pk = CatalogueImport.objects.latest("created_at").pk
    return reverse(f"manage:items-import{name}", args=[pk, *more])


def _send(client: Client, data: bytes, **more: Any) -> Any:
    file = SimpleUploadedFile("目录.xlsx", data)
    return client.post(NEW, {"upload": file, **more}, follow=True)


def _go_on(client: Client) -> str:
    return str(client.post(_at("-step"), follow=True).text)


def test_a_catalogue_is_uploaded_looked_at_confirmed_and_taken_back(
    client: Client, world: World
) -> None:
    old = actions.create_item(Columns(name="旧事项", topic="甲"), by=person(world.town))
    rows = [["甲", "旧事项", "养老服务", "1", ""], ["甲", "新事项", "", "2", "x"],
            ["甲", "错事项", "养老", "", ""]]  # fmt: skip
    page = _send(client, xlsx([HEAD, *rows]))
    assertContains(page, "正在读取")
    assertContains(page, "data-continue")
    page = _go_on(client)
    for words in ("读到 3 行", "没有导入的列（不在目录的栏目中）：备注", "确认导入 2 个事项",
                  "第 4 行", "是否应为“养老服务”"):  # fmt: skip
        assert words in page
    assert "新事项" not in page
    every = client.get(_at(), {"kind": ""})
    assertContains(every, "新事项")
    assertContains(every, "修改：公开领域、咨询电话")
    assert ServiceItem.objects.count() == 1
    client.post(_at("-decide", "confirm"))
    assertContains(client.get(_at()), "已写入 0 / 2 个事项")
    assert "写入 2 个事项" in _go_on(client)
    old.refresh_from_db()
    assert (old.phone, ServiceItem.objects.count()) == ("1", 2)
    assertContains(client.post(_at("-decide", "confirm"), follow=True), "不能确认导入")
    client.post(_at("-decide", "undo"))
    assert "撤销 2 个事项" in _go_on(client)
    old.refresh_from_db()
    assert (old.phone, ServiceItem.objects.count()) == ("", 1)


def test_rows_with_errors_are_downloaded_mended_and_sent_again(client: Client) -> None:
    _send(client, xlsx([HEAD, ["甲", "错事项", "养老", "3", ""], ["", "", "", "4", ""]]))
    page = _go_on(client)
    assert "没有要新增或修改的事项" in page
    refused = client.post(_at("-decide", "confirm"), follow=True)
    assertContains(refused, "没有可以导入的行")
    given = client.get(_at("-wrong"))
    assert "attachment" in given["Content-Disposition"]
    book = load_workbook(io.BytesIO(given.content))
    sheet: Any = book.active
    told = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert told[0] == ["问题", "原行号", *HEAD]
    assert "养老服务" in told[1][0]
    assert told[2][:2] == ["B列“事项名称”：没有填写事项名称（二级事项）", "第3行"]
    sheet["E2"] = "养老服务"
    sheet["D3"] = "补上的"
    out = io.BytesIO()
    book.save(out)
    _send(client, out.getvalue())
    assert "确认导入 2 个事项" in _go_on(client)
    client.post(_at("-decide", "drop"))
    assertContains(client.get(_at()), "已放弃")


def test_a_file_that_cannot_be_read_is_kept_with_the_reason(client: Client) -> None:
    sent = "事项名称,公开领域\n".encode("gbk")
    _send(client, sent)
    page = _go_on(client)
    for words in ("不是 xlsx 表格，是文本或 csv 文件", "文件已保留", "重新上传", "下载目录模板"):
        assert words in page
    assert client.get(_at("-file")).content == sent
    assertContains(client.get(NEW), "未能读取")


def test_nothing_or_too_much_is_answered_on_the_form(client: Client) -> None:
    assertContains(client.post(NEW), "请选择要导入的文件", status_code=422)
    big = SimpleUploadedFile("目录.xlsx", b"PK" + b"0" * (20 * 1024 * 1024))
    page = client.post(NEW, {"upload": big, "clear_blank": "on"})
    assertContains(page, "超过 20MB", status_code=422)
    assertContains(page, "checked", status_code=422)
    assert not CatalogueImport.objects.exists()


def test_who_does_not_write_is_not_offered_an_import(client: Client, world: World) -> None:
    assertContains(client.get(reverse("manage:items")), NEW)
    approver = Client()
    approver.force_login(user_of(person(world.town, Role.APPROVER)))
    assertNotContains(approver.get(reverse("manage:items")), NEW)
    assert approver.get(NEW).status_code == 403
    _send(client, xlsx([HEAD, ["甲", "乙"]]))
    assertContains(approver.get(_at()), "请经办人继续")
    assert approver.post(_at("-step")).status_code == 403
    assert client.post(_at("-decide", "burn")).status_code == 404


def test_pages_need_as_many_queries_for_thirty_rows_as_for_one(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    _send(client, xlsx([HEAD, *[["甲", f"事项{number}", "", "1"] for number in range(40)]]))
    _go_on(client)
    with django_assert_max_num_queries(12):
        assertContains(client.get(_at()), "第 1 页，共 2 页")
