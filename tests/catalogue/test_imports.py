"""Importing the catalogue: what zwgk exports comes back equal, other forms are understood."""

import time
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from tests.catalogue import tables
from tests.catalogue.items import approve, publish_item
from tests.catalogue.tables import national, rows_xml, with_sheet, xlsx
from tests.world import World, person
from zwgk.catalogue import actions, imports, queries
from zwgk.catalogue.actions import checked
from zwgk.catalogue.columns import Columns
from zwgk.catalogue.fields import Field, LifeEvent
from zwgk.catalogue.imports import reading, writing
from zwgk.catalogue.models import CatalogueImport, ItemRevision, ServiceItem, State, column_name
from zwgk.catalogue.sheets import catalogue_workbook, template_workbook
from zwgk.catalogue.standard import Audience, Channel, Level, Mode, Within
from zwgk.core.actor import Actor
from zwgk.core.errors import DomainError, NotAllowed
from zwgk.core.models import AuditEvent
from zwgk.units.models import Role

pytestmark = pytest.mark.django_db


def _upload(data: bytes, by: Actor, name: str = "目录.xlsx", **more: Any) -> CatalogueImport:
    batch = imports.start(data, name=name, by=by, **more)
    assert not imports.step(batch, by=by, seconds=600).working
    return batch


def _import(data: bytes, by: Actor, **more: Any) -> CatalogueImport:
    batch = _upload(data, by, **more)
    imports.confirm(batch, by=by)
    imports.step(batch, by=by, seconds=600)
    return batch


def _problems(batch: CatalogueImport) -> list[str]:
    return ["；".join(row.problems) for row in imports.told(list(imports.rows_of(batch, "wrong")))]


_WORDS = st.text(
    st.one_of(st.sampled_from("政务公开事项，。（）/=+-@ \"'&<>0①𬱖\n"), st.characters(
        exclude_categories=["Cc", "Cs", "Cn", "Co", "Zs", "Zl", "Zp"])), max_size=30,
)  # fmt: skip


def _line(most: int, least: int = 0) -> Any:
    cleaned = _WORDS.map(lambda text: text.replace("\n", " ")[:most].strip())
    return cleaned.filter(lambda text: len(text) >= least)


def _lines(most: int) -> Any:
    return _WORDS.map(lambda text: text[:most].strip())


_DAYS = st.none() | st.integers(0, 365)
_COLUMNS = st.builds(
    Columns,
    name=_line(100, 1), topic=_line(100), field=st.sampled_from(Field.values),
    life_event=st.sampled_from(["", *LifeEvent.values]), is_service=st.booleans(),
    content=_lines(4000), basis=_lines(2000), disclose_within=st.sampled_from(Within.values),
    disclose_within_text=_line(100, 1), formed_on=st.none() | st.dates(date(1950, 1, 1)),
    channels=st.lists(st.sampled_from(Channel.values)).map(tuple),
    audience=st.sampled_from(Audience.values), audience_who=_line(100, 1),
    mode=st.sampled_from(Mode.values), levels=st.lists(st.sampled_from(Level.values)).map(tuple),
    section=_line(60), who_may_apply=_lines(2000),
    materials=st.sampled_from(["", "身份证|原件1份|\n户口本|复印件1份"]),
    steps=st.sampled_from(["", "受理|大厅|当场|https://a.example/x\n办结"]),
    statutory_days=_DAYS, promised_days=_DAYS, fee=_line(200), fee_basis=_line(300),
    place=_line(200), hours=_line(200), phone=_line(60),
    link=st.sampled_from(["", "https://zwfw.example.gov.cn/a?b=1"]), result=_line(200),
    complaint=_line(200),
)  # fmt: skip


def _lawful(columns: Columns) -> Columns:
    days = columns.promised_days, columns.statutory_days
    if None not in days and days[0] > days[1]:  # type: ignore[operator]
        columns = replace(columns, promised_days=columns.statutory_days)
    return checked(columns)


@settings(
    max_examples=4, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(written=st.lists(_COLUMNS.map(_lawful), max_size=30, unique_by=lambda c: (c.topic, c.name)))
def test_what_is_exported_comes_back_equal(world: World, written: list[Columns]) -> None:
    town, zone = person(world.town), person(world.zone)
    ServiceItem.objects.all().delete()
    wanted = [Columns(name="占位"), *(one for one in written if one.name != "占位")]
    ServiceItem.objects.bulk_create(_item(one, town) for one in wanted)
    data = catalogue_workbook(ServiceItem.objects.filter(unit=world.town).select_related("unit"))
    batch = _import(data, zone)
    assert _problems(batch) == []
    found = {item.columns for item in ServiceItem.objects.filter(unit=world.zone)}
    assert found == set(wanted)
    again = imports.progress(_upload(data, zone))
    assert (again.same, again.all) == (len(wanted), len(wanted))


def _item(columns: Columns, by: Actor) -> ServiceItem:
    item = ServiceItem(unit_id=by.unit_id)
    actions.writing.put(item, columns)
    return item


def test_the_national_form_is_understood(clerk: Actor) -> None:
    data = national(
        [1, "社会\n救助", "低保公示", "名单\n标准", "《社会救助暂行办法》",
         "自信息形成或\n变更之日起20个工作日内予以公开", "柳河镇", tables.BOXES, "√", None, "√",
         None, None, "√", "x"],
        [2, None, "特困供养", "名单", None, "每月10日前", None, "政府网站、公示栏", None, "低保户",
         None, "√", "√", "√", None],
        [3, None, "临时救助"],
        [4, "养老服务", "高龄津贴", None, None, "长期公开"],
        [5],
        [None, None, None, "填表说明：√表示选择"],
    )  # fmt: skip
    batch = _upload(data, clerk)
    assert batch.ignored == ["备注"]
    told = "".join(batch.warnings)
    for words in (
        "有 1 行的公开主体写的是“柳河镇”",
        "第 8 行没有事项的内容",
        "有 1 行没有一级事项",
    ):
        assert words in told
    assert _problems(batch) == ["C列“公开事项：二级事项”：没有填写事项名称（二级事项）"]
    imports.confirm(batch, by=clerk)
    imports.step(batch, by=clerk, seconds=60)
    items = {item.name: item for item in ServiceItem.objects.all()}
    first, second = items["低保公示"].columns, items["特困供养"].columns
    assert (first.topic, first.content, first.is_service) == ("社会救助", "名单\n标准", False)
    assert (first.channels, first.levels) == (("site", "board"), ("town", "village"))
    assert (first.audience, first.mode, first.disclose_within) == ("all", "active", "20-days")
    assert (second.topic, second.audience, second.audience_who) == ("社会救助", "group", "低保户")
    assert (second.mode, second.levels) == ("on-request", ("county", "town", "village"))
    assert (second.disclose_within, second.disclose_within_text) == ("other", "每月10日前")
    assert (items["临时救助"].topic, items["高龄津贴"].topic) == ("社会救助", "养老服务")
    assert items["高龄津贴"].disclose_within == "always"


def test_a_heading_without_merged_cells_in_any_order_and_wording(clerk: Actor) -> None:
    head = ["联系电话", "公开对象：特定群体", "公开对象：全社会", "领 域", "法定办结时限（工作日）",
            "二级事项*", "信息形成日期", "办事类事项"]  # fmt: skip
    data = xlsx([head, [5150000, None, "√", "养老服务领域", "5个工作日", "高龄津贴",
                        date(2026, 3, 1), "是"],
                 ["0710-1", "老人", None, "养老 服务", "当场", "助餐", "2026年3月2日", None],
                 ])  # fmt: skip
    _import(data, clerk)
    first, second = ServiceItem.objects.order_by("pk")
    assert (first.phone, first.statutory_days, first.field) == ("5150000", 5, "elderly-care")
    assert (first.formed_on, first.is_service) == (date(2026, 3, 1), True)
    assert (second.statutory_days, second.audience_who) == (0, "老人")
    assert second.formed_on == date(2026, 3, 2)


WRONG_CELLS = [
    ("公开领域", "养老服", "是否应为“养老服务”"),
    ("公开领域", "#REF!", "公式出错"),
    ("公开渠道和载体", "政府网站、村口大喇叭", "“村口大喇叭”不在公开渠道和载体的选项中"),
    ("公开对象", "老人", "请写“全社会”"),
    ("公开对象", "特定群体", "请写明是哪些人"),
    ("公开方式", "内部", "不在公开方式的选项中"),
    ("信息形成日期", "2026年13月1日", "不是日期"),
    ("承诺时限", "尽快", "请写工作日的天数"),
    ("承诺时限", 900, "不能大于 365"),
    ("网上办理地址", "javascript:alert(1)", "请填写完整的网址"),
    ("办理流程", "受理|大厅|当场|a|b", "第1行请写成"),
    ("办理科室", "甲" * 61, "最多 60 个字，现在有 61 个"),
    ("办事类事项", "大概", "请写“是”或“否”"),
    ("公开时限", "其他", "请写明时限"),
]


def test_every_wrong_cell_is_named_with_its_row_and_the_rest_is_imported(clerk: Actor) -> None:
    head = ["事项名称", *dict.fromkeys(title for title, _, _ in WRONG_CELLS)]
    rows = [head, ["没有问题的"]]
    for number, (title, value, _) in enumerate(WRONG_CELLS):
        row: list[Any] = [f"事项{number}", *[None] * (len(head) - 1)]
        row[head.index(title)] = value
        rows.append(row)
    batch = _import(xlsx([*rows, ["没有问题的"]]), clerk)
    found = _problems(batch)
    assert "与第 2 行重复" in found.pop()
    for told, (title, _, message) in zip(found, WRONG_CELLS, strict=True):
        assert message in told, (title, told)
        assert f"列“{title}”" in told
    assert [item.name for item in ServiceItem.objects.all()] == ["没有问题的"]
    mended = load_workbook(_bytes(imports.wrong_rows_workbook(batch))).active
    mended["D2"] = "养老服务"
    again = _upload(tables.saved(mended.parent), clerk)
    assert (again.ignored, imports.progress(again).new) == ([], 1)


def _bytes(data: bytes) -> Any:
    import io

    return io.BytesIO(data)


def _bomb() -> bytes:
    return with_sheet([b"<worksheet>", *[b" " * 1_000_000] * 60, b"</worksheet>"])


BAD_FILES = {
    "空.xlsx": (lambda: b"", "是空文件"),
    "改名.xlsx": (lambda: "事项名称,公开领域\n津贴,养老服务".encode("gbk"), "是文本或 csv 文件"),
    "目录.csv": (lambda: "\ufeff事项名称,公开领域\n".encode(), "另存为 .xlsx"),
    "旧.xls": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"),
               "旧版表格"),
    "图.xlsx": (lambda: b"\x89PNG\r\n\x1a\n123", "是图片"),
    "断.xlsx": (lambda: xlsx([["事项名称"], ["甲"]])[:3000], "已损坏或不完整"),
    "炸弹.xlsx": (_bomb, "解压后的内容过大"),
    "宏.xlsm": (lambda: with_sheet(rows_xml(2), ("xl/vbaProject.bin", b"x")), "带有宏"),
    "别的.xlsx": (lambda: xlsx([["姓名", "电话"], ["甲", "1"]]), "读到的是：姓名、电话"),
    "空表.xlsx": (lambda: xlsx([]), "没有内容"),
    "只有表头.xlsx": (lambda: xlsx([["事项名称"], []]), "只有表头"),
    "两列.xlsx": (lambda: xlsx([["事项名称", "公开依据", "依据"], ["甲"]]), "出现了两列"),
    "模板.xlsx": (template_workbook, "只有表头"),
    "外部实体.xlsx": (lambda: with_sheet([b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>']),
                  "可能不安全"),
    "行号.xlsx": (lambda: with_sheet([
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<sheetData><row r="99999999999"><c t="n"><v>1</v></c></row></sheetData></worksheet>']),
        "已损坏"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_kept_and_told_what_to_do(clerk: Actor, name: str) -> None:
    make, message = BAD_FILES[name]
    batch = _upload(make(), clerk, name)
    batch.refresh_from_db()
    assert batch.state == CatalogueImport.State.FAILED
    assert name in batch.message
    assert message in batch.message
    assert batch.stored.name == name
    assert not ServiceItem.objects.exists()


def test_two_hundred_thousand_rows_are_refused_quickly(clerk: Actor) -> None:
    data = with_sheet(rows_xml(200_000))
    began = time.monotonic()
    batch = _upload(data, clerk)
    batch.refresh_from_db()
    assert "超过 5 万行" in batch.message
    assert not batch.rows.exists()
    # A second where nothing else runs.
    assert time.monotonic() - began < 15


def test_several_sheets_hidden_rows_formulas_and_the_example(clerk: Actor) -> None:
    book = Workbook()
    book.active.append(["填表说明"])
    page = book.create_sheet("公开目录")
    for row in (
        ["事项名称", "收费标准"],
        ["示例：高龄津贴发放（填写前请删除本行）"],
        ["甲", "=1+1"],
    ):
        page.append(row)
    page.row_dimensions[3].hidden = True
    batch = _import(tables.saved(book), clerk)
    told = "".join(batch.warnings)
    for words in (
        "导入的是工作表“公开目录”",
        "第 3 行是隐藏",
        "1 个公式没有保存结果",
        "示例行没有",
    ):
        assert words in told
    assert [item.name for item in ServiceItem.objects.all()] == ["甲"]


def _table(*rows: tuple[str, str, str], head: tuple[str, ...] = ()) -> bytes:
    return xlsx([head or ("一级事项", "事项名称", "咨询电话"), *rows])


def test_changed_items_become_drafts_and_those_in_review_are_left_alone(
    world: World, clerk: Actor
) -> None:
    kept = Columns(name="不变", topic="甲", phone="1")
    same = actions.create_item(kept, by=clerk)
    public = actions.create_item(Columns(name="公开", topic="甲", place="一楼"), by=clerk)
    publish_item(public, world.town)
    waiting = actions.create_item(Columns(name="审核", topic="甲"), by=clerk)
    actions.submit_item(waiting, by=clerk)
    rows = [("甲", name, "1") for name in ("不变", "公开", "审核", "新增")]
    batch = _upload(_table(*rows), clerk)
    told = imports.progress(batch)
    assert (told.new, told.changed, told.same, told.left, told.wrong) == (1, 1, 1, 1, 0)
    (shown,) = imports.told(list(imports.rows_of(batch, "changed")))
    assert shown.changes == ["咨询电话"]
    (left,) = imports.rows_of(batch, "left")
    assert "待初审" in left.note
    assert not ServiceItem.objects.filter(name="新增").exists()
    imports.confirm(batch, by=clerk)
    imports.step(batch, by=clerk, seconds=60)
    public.refresh_from_db()
    assert (public.state, public.phone, public.place) == (State.DRAFT, "1", "一楼")
    assert (public.version, public.published_version) == (2, 1)
    latest = public.revisions.first()
    assert (latest.number, latest.why, latest.columns.phone) == (2, "从 xlsx 导入", "1")
    assert public.moves.last().note == "从 xlsx 导入"
    waiting.refresh_from_db()
    assert (waiting.state, waiting.phone) == (State.FIRST, "")
    assert same.revisions.count() == 1
    new = ServiceItem.objects.get(name="新增")
    assert (new.state, new.edited_by_user, new.revisions.count()) == ("draft", clerk.user_id, 1)
    (event,) = AuditEvent.objects.filter(verb="导入公开事项")
    assert event.data == {"new": 1, "changed": 1, "same": 1, "left": 1, "wrong": 0}


def test_blank_cells_empty_a_column_only_when_told_to(clerk: Actor) -> None:
    item = actions.create_item(Columns(name="甲", topic="乙", phone="1", place="一楼"), by=clerk)
    assert imports.progress(_upload(_table(("乙", "甲", "")), clerk)).same == 1
    _import(_table(("乙", "甲", "")), clerk, clear_blank=True)
    item.refresh_from_db()
    assert (item.phone, item.place) == ("", "一楼")


def test_without_a_first_level_items_are_found_by_their_name(clerk: Actor) -> None:
    item = actions.create_item(Columns(name="甲", topic="乙"), by=clerk)
    for topic in ("丙", "丁"):
        actions.create_item(Columns(name="重名", topic=topic), by=clerk)
    head = ("事项名称", "咨询电话")
    batch = _import(xlsx([head, ("甲", "1"), ("重名", "1")]), clerk)
    item.refresh_from_db()
    assert (item.phone, ServiceItem.objects.count()) == ("1", 3)
    assert "几个同名事项" in _problems(batch)[0]


def test_what_somebody_did_since_the_file_was_read_is_not_overwritten(clerk: Actor) -> None:
    item = actions.create_item(Columns(name="甲", topic="乙"), by=clerk)
    batch = _upload(_table(("乙", "甲", "1"), ("乙", "新", "1")), clerk)
    actions.save_item(item, Columns(name="甲", topic="乙", phone="2"), based_on=1, by=clerk)
    actions.create_item(Columns(name="新", topic="乙", phone="2"), by=clerk)
    imports.confirm(batch, by=clerk)
    told = imports.step(batch, by=clerk, seconds=60)
    assert (told.left, told.written) == (2, 0)
    assert set(ServiceItem.objects.values_list("phone", flat=True)) == {"2"}


def test_an_import_goes_on_where_it_was_interrupted(
    clerk: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (reading, writing):
        monkeypatch.setattr(module, "CHUNK", 2)
    rows = [("甲", f"事项{number}", "1") for number in range(5)]
    batch = imports.start(_table(*rows), name="a.xlsx", by=clerk)
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(reading, "_warnings", _die)
        with pytest.raises(KeyboardInterrupt):
            imports.step(batch, by=clerk, seconds=0)
    # Nobody else reads while the first may still be alive; then it is done anew.
    assert imports.step(batch, by=clerk, seconds=0).working
    CatalogueImport.objects.update(read_at="2026-01-01T00:00:00Z")
    assert imports.step(batch, by=clerk, seconds=0).new == 5
    imports.confirm(batch, by=clerk)
    assert imports.step(batch, by=clerk, seconds=0).done == 2
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(writing, "save_rows", _die)
        with pytest.raises(KeyboardInterrupt):
            imports.step(batch, by=clerk, seconds=0)
    assert ServiceItem.objects.count() == 2
    told = imports.step(batch, by=clerk, seconds=60)
    assert (told.working, told.done, ItemRevision.objects.count()) == (False, 5, 5)


def _die(*_: Any, **__: Any) -> None:
    raise KeyboardInterrupt


def test_undoing_removes_untouched_drafts_and_brings_back_what_stood(
    world: World, clerk: Actor
) -> None:
    old = actions.create_item(Columns(name="旧", topic="甲", phone="9"), by=clerk)
    again = actions.create_item(Columns(name="又改", topic="甲", phone="9"), by=clerk)
    names = ("旧", "又改", "新", "改过", "已提交", "有附件", "公开了")
    batch = _import(_table(*(("甲", name, "1") for name in names)), clerk)
    items = {item.name: item for item in ServiceItem.objects.all()}
    for name in ("又改", "改过"):
        item = items[name]
        written = Columns(name=name, topic="甲", phone="2")
        actions.save_item(item, written, based_on=item.version, by=clerk)
    actions.submit_item(items["已提交"], by=clerk)
    actions.submit_item(items["公开了"], by=clerk)
    approve(items["公开了"])
    actions.add_file(items["有附件"], name="表", data=b"a", file_name="a.pdf", by=clerk)
    imports.undo(batch, by=clerk)
    told = imports.step(batch, by=clerk, seconds=60)
    assert (told.undone, told.kept) == (2, 5)
    assert set(ServiceItem.objects.values_list("name", flat=True)) == {*names} - {"新"}
    old.refresh_from_db()
    assert (old.phone, old.version, old.state) == ("9", 3, State.DRAFT)
    assert (old.revisions.first().restored_from, old.revisions.first().why) == (1, "撤销导入")
    again.refresh_from_db()
    assert again.phone == "2"
    batch.refresh_from_db()
    assert batch.state == CatalogueImport.State.UNDONE
    with pytest.raises(DomainError, match="不能撤销"):
        imports.undo(batch, by=clerk)


def test_the_queries_of_a_chunk_do_not_grow_with_its_rows(
    clerk: Actor, django_assert_max_num_queries: Any
) -> None:
    actions.create_item(Columns(name="事项0", topic="甲"), by=clerk)
    rows = [("甲", f"事项{number}", "1") for number in range(200)]
    batch = imports.start(_table(*rows), name="a.xlsx", by=clerk)
    with django_assert_max_num_queries(30):
        imports.step(batch, by=clerk, seconds=60)
    imports.confirm(batch, by=clerk)
    with django_assert_max_num_queries(60):
        imports.step(batch, by=clerk, seconds=60)
    assert ServiceItem.objects.count() == 200


def test_only_clerks_of_the_unit_import(world: World, clerk: Actor) -> None:
    batch = _upload(_table(("甲", "乙", "1")), clerk)
    approver = person(world.town, Role.APPROVER)
    for by in (approver, person(world.zone), person(world.city)):
        with pytest.raises(NotAllowed):
            imports.confirm(batch, by=by)
        with pytest.raises(NotAllowed):
            imports.step(batch, by=by)
    imports.drop(batch, by=clerk)
    with pytest.raises(DomainError, match="已放弃"):
        imports.confirm(batch, by=clerk)


def test_times_of_very_many_reviews_are_not_counted_for_every_page(
    world: World, clerk: Actor, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    item = actions.create_item(Columns(name="甲"), by=clerk)
    actions.submit_item(item, by=clerk)
    approve(item)
    monkeypatch.setattr(queries, "MANY", 0)
    first = queries.stage_times(clerk)
    with django_assert_num_queries(0):
        assert queries.stage_times(clerk) == first
    assert [time.count for time in queries.stage_times(person(world.zone))] == [0, 0, 0]


def test_every_column_of_the_export_is_known() -> None:
    from zwgk.catalogue.imports.heads import _known_names, plain
    from zwgk.catalogue.sheets import ORDER

    names = _known_names()
    assert [names[plain(column_name(name))] for name in ORDER] == list(ORDER)
