"""The check before the last review: what each rule finds, what it stops, what is confirmed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.catalogue.items import LEAST, WHOLE, advice, publish_item, reviewers
from tests.text.reading.files import docx, paragraph, pdf, xlsx, zipped
from tests.world import World, person
from zwgk.catalogue import actions
from zwgk.catalogue.columns import Columns
from zwgk.catalogue.gate import attachments, check_item, obstacles
from zwgk.catalogue.gate.basis import repealed
from zwgk.catalogue.models import ItemConfirmation, ItemFile, ServiceItem, State
from zwgk.core.actor import Actor
from zwgk.core.errors import DomainError
from zwgk.library.copies.guides import approve_all, approve_and_publish, publish_due
from zwgk.library.models import Publication
from zwgk.text.reading import Piece
from zwgk.text.reading.runner import NO_ROOM

pytestmark = pytest.mark.django_db

TODAY = date(2026, 5, 15)
# Synthetic, with a valid check digit.
ID_NUMBER = "110101199003072316"
SHOWN = "110***********2316"
GUIDE = Columns(
    name="高龄津贴发放", topic="津贴", content="津贴的申请和发放", channels=("site",),
    levels=("town",), section="社会事务办", who_may_apply="年满80周岁的老人",
    materials="身份证|原件1份",
    steps="受理|大厅|当场\n审核|社会事务办|5个工作日", statutory_days=20, promised_days=5,
    fee="不收费", basis="《中华人民共和国老年人权益保障法》", place="一楼3号窗口", hours="工作日",
    phone="0415-2150000", result="按月发放", complaint="12345",
)  # fmt: skip


def found(item: ServiceItem) -> list[tuple[str, str, str]]:
    """What the check says: severity, column, code."""
    return [(one.severity.value, one.column, one.code) for one in check_item(item, today=TODAY)]


@pytest.fixture
def make(clerk: Actor) -> Callable[..., ServiceItem]:
    """An item of the guide with other columns."""
    return lambda **columns: actions.create_item(replace(GUIDE, **columns), by=clerk)


@pytest.mark.parametrize("columns", [GUIDE, WHOLE])
def test_in_a_whole_item_nothing_is_found(columns: Columns, clerk: Actor) -> None:
    item = actions.create_item(columns, by=clerk)
    assert found(item) == []
    assert obstacles(item, today=TODAY) == []


# What is written differently, and what is found: severity, column, code.
@pytest.mark.parametrize(("columns", "severity", "column", "code"), [
    ({"phone": ""}, "error", "phone", "blank"),
    ({"materials": ""}, "error", "materials", "blank"),
    ({"is_service": False, "content": ""}, "error", "content", "blank"),
    ({"place": ""}, "advice", "place", "blank"),
    ({"levels": ()}, "advice", "levels", "blank"),
    ({"content": f"张某，{ID_NUMBER}"}, "error", "content", "private"),
    ({"phone": "13800138000"}, "error", "phone", "private"),
    ({"body": "<p>致电<strong>138 0013</strong> 8000</p>"}, "error", "body", "private"),
    ({"materials": "银行卡|账号6222020200012345670"}, "error", "materials", "private"),
    ({"place": "找李某，微信号：lisi_2024"}, "advice", "place", "private-unsure"),
    ({"content": "也可致电0415-3160000"}, "advice", "content", "private-unsure"),
    ({"steps": "受理|大厅|2个工作日\n审核|甲办|4个工作日"}, "error", "steps", "limit-steps"),
    ({"steps": "审核|甲办|十日"}, "error", "steps", "limit-steps"),
    ({"promised_days": 0}, "error", "steps", "limit-steps"),
    ({"content": "承诺时限为十五个工作日。"}, "error", "content", "limit-text"),
    ({"body": "<p>法定办结期限：30日。</p>"}, "error", "body", "limit-text"),
    ({"content": "材料齐全后7个工作日内办结。"}, "advice", "content", "limit-other"),
    ({"phone": "2150000"}, "error", "phone", "phone-area"),
    ({"complaint": "0415-2150000、12345，或者 3160-0000"}, "error", "complaint", "phone-area"),
    ({"phone": "见官网"}, "advice", "phone", "phone-none"),
    ({"basis": "《中华人民共和国物权法》"}, "error", "basis", "repealed"),
    ({"basis": "《合同法》第十条"}, "error", "basis", "repealed"),
    ({"fee_basis": "《城市房屋拆迁管理条例》"}, "error", "fee_basis", "repealed"),
    ({"content": "《婚姻法》实施期间登记的，"}, "advice", "content", "repealed-cited"),
    ({"fee": "工本费10元"}, "error", "fee_basis", "fee-basis"),
    ({"content": "由XX镇办理"}, "error", "content", "placeholder"),
    ({"basis": "丹政发[2018]第15号"}, "advice", "basis", "document-number"),
    ({"content": "申请,审核"}, "advice", "content", "mark-width"),
    ({"link": "http://localhost/guides/no-such/"}, "error", "link", "link-dead"),
    ({"link": "https://localhost:8000/manage/"}, "error", "link", "link-dead"),
    ({"body": '<p><a href="/guides/00000000-0000-4000-8000-000000000000/">指南</a></p>'},
     "error", "body", "link-dead"),
    ({"steps": "网上申请|大厅|当场|https://127.0.0.1/x/"}, "error", "steps", "link-dead"),
])  # fmt: skip
def test_a_rule_finds_what_is_wrong_and_names_the_column(
    make: Callable[..., ServiceItem], columns: dict[str, Any], severity: str, column: str, code: str
) -> None:
    assert (severity, column, code) in found(make(**columns))


@pytest.mark.parametrize("columns", [
    {"content": "也可致电2150000或者0415-2150000"},
    {"phone": "（0415）2150000、2150001"},
    {"phone": "400-800-8000"},
    {"phone": "110", "complaint": "拨打 12345 或 96110"},
    {"steps": "受理|大厅|5个工作日\n公示|村委会|7天\n听证|法规科|20个工作日"},
    {"steps": "审核|甲办|7天"},
    {"steps": "发放|甲办|每月25日前"},
    {"content": "承诺时限5个工作日，法定时限二十个工作日；20个工作日内办结。"},
    {"basis": "《劳动合同法》《婚姻登记条例》《最高人民法院关于适用〈合同法〉的解释》"},
    {"fee": "不收费，保险费按档次缴纳"},
    {"fee": "工本费10元", "fee_basis": "发改价格〔2018〕1号"},
    {"link": "https://zwfw.example.gov.cn/guides/1/"},
    {"body": '<p><a href="/guides/">全部指南</a><a href="https://localhost/verify">核验</a></p>'},
])  # fmt: skip
def test_what_is_right_is_let_pass(
    make: Callable[..., ServiceItem], columns: dict[str, Any]
) -> None:
    assert found(make(**columns)) == []


def test_a_promise_beyond_the_law_is_found_in_what_was_imported_as_it_stood(
    make: Callable[..., ServiceItem],
) -> None:
    item = make()
    item.promised_days = 30
    assert ("error", "promised_days", "limit-law") in found(item)


def test_a_message_names_the_column_and_hides_the_number(
    make: Callable[..., ServiceItem],
) -> None:
    item = make(content=f"联系人身份证{ID_NUMBER}", phone="2150000")
    private, area = (one.message for one in check_item(item, today=TODAY) if one.is_error)
    assert private == f"“公开内容（要素）”中有居民身份证号 {SHOWN}，请删去后再公开。"
    assert area == "“咨询电话”中的 2150000 没有区号，请写成 区号-2150000。"


def test_an_instrument_is_no_basis_from_the_day_it_is_repealed(
    make: Callable[..., ServiceItem],
) -> None:
    item = make(basis="《担保法》")
    last, first = (check_item(item, today=day) for day in (date(2020, 12, 31), date(2021, 1, 1)))
    assert last == []
    assert "已于2021年1月1日废止（《中华人民共和国民法典》" in first[0].message


def test_the_list_of_repealed_instruments_is_whole() -> None:
    rows = repealed()
    assert len(rows) > 30
    for one in rows.values():
        assert isinstance(one.repealed_on, date)
        assert one.by
        assert one.source


def test_a_link_to_what_is_public_lives_until_it_is_withdrawn(
    world: World, make: Callable[..., ServiceItem]
) -> None:
    public = publish_item(make(name="甲事项"), world.town)
    item = make(link=f"https://localhost/guides/{public.pk}/")
    assert found(item) == []
    item.link = f"https://localhost/answers/{public.pk}/"
    assert found(item) == [("error", "link", "link-dead")]
    Publication.objects.update(withdrawn_at=timezone.now())
    item.link = f"https://localhost/guides/{public.pk}.json"
    assert found(item) == [("error", "link", "link-dead")]


LISTED = f"王某某，身份证号{ID_NUMBER}"
BOMB = zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": bytes(64 * 2**20)})


@pytest.mark.parametrize(("name", "data"), [
    ("名单.docx", docx(paragraph(LISTED))),
    ("名单.pdf", pdf([LISTED])),
    ("名单.xlsx", xlsx({"名单": [["姓名", "身份证号"], ["王某某", ID_NUMBER]]})),
    ("名单.txt", LISTED.encode("gb18030")),
])  # fmt: skip
def test_a_number_in_a_file_stops_every_review_and_is_named(
    make: Callable[..., ServiceItem], clerk: Actor, world: World, name: str, data: bytes
) -> None:
    item = make()
    kept = actions.add_file(item, name="领取名单", data=data, file_name=name, by=clerk)
    actions.submit_item(item, by=clerk)
    first = reviewers(world.town)[0]
    with pytest.raises(DomainError, match="附件“领取名单”中有居民身份证号") as refused:
        actions.approve_item(item, by=first)
    assert SHOWN in refused.value.message
    assert ID_NUMBER not in refused.value.message
    check_item(item, today=TODAY)
    kept.refresh_from_db()
    assert SHOWN in str(kept.found)
    assert ID_NUMBER not in str(kept.found)
    actions.send_back(item, reason="删去名单", by=first)
    actions.remove_file(kept, by=clerk)
    publish_item(item, world.town)


@pytest.mark.parametrize(("name", "data", "said"), [
    ("a.pdf", b"%PDF-1.7 broken", "已损坏"),
    ("a.pdf", pdf([""], picture=True), "只有图片没有文字"),
    ("a.docx", docx(paragraph("甲"))[:300], "已损坏"),
    ("a.docx", BOMB, "解压后的内容过大"),
    ("a.png", b"\x89PNG\r\n\x1a\n", "是图片"),
    ("a.docx", docx(paragraph(" ")), "没有读到文字"),
])  # fmt: skip
def test_a_file_that_cannot_be_read_is_for_a_person_to_look_at(
    make: Callable[..., ServiceItem], clerk: Actor, name: str, data: bytes, said: str
) -> None:
    item = make()
    actions.add_file(item, name="样表", data=data, file_name=name, by=clerk)
    (one,) = check_item(item, today=TODAY)
    assert (one.severity.value, one.code) == ("advice", "file-unread")
    assert said in one.message
    assert one.message.endswith("请人工核对。")


def test_a_file_is_read_once_and_again_only_where_it_failed_by_chance(
    make: Callable[..., ServiceItem], clerk: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = make()
    kept = actions.add_file(item, name="样表", data=b"a", file_name="a.txt", by=clerk)
    reads: list[str] = []

    def busy(data: bytes, name: str, *, seconds: float) -> Piece:
        reads.append(name)
        if len(reads) == 1:
            raise attachments.Unreadable(name, NO_ROOM)
        return Piece(name, "联系电话0415-2150000", ())

    monkeypatch.setattr(attachments, "read_bytes", busy)
    assert found(item) == [("advice", "", "file-unread")]
    for _ in range(2):
        assert found(ServiceItem.objects.get(pk=item.pk)) == []
    assert len(reads) == 2
    # The landline is public only as long as the item gives it.
    ServiceItem.objects.filter(pk=item.pk).update(phone="12345")
    assert found(ServiceItem.objects.get(pk=item.pk)) == [("advice", "", "file-private-unsure")]
    assert len(reads) == 2
    ItemFile.objects.filter(pk=kept.pk).update(found=None)
    check_item(ServiceItem.objects.get(pk=item.pk), today=TODAY)
    assert len(reads) == 3


def _to_the_last(item: ServiceItem, world: World, clerk: Actor) -> Actor:
    actions.submit_item(item, by=clerk)
    first, second, chief = reviewers(world.town)
    for who in (first, second):
        actions.approve_item(item, by=who)
    return chief


def test_errors_stop_the_last_review_and_are_named(
    make: Callable[..., ServiceItem], world: World, clerk: Actor
) -> None:
    item = make(phone="2150000", basis="《物权法》")
    chief = _to_the_last(item, world, clerk)
    with pytest.raises(DomainError, match="2 个必须修改的问题") as refused:
        approve_and_publish(item, by=chief, confirmed=advice(item))
    assert "《物权法》" in refused.value.message
    assert "没有区号" in refused.value.message
    item.refresh_from_db()
    assert (item.state, ItemConfirmation.objects.count()) == (State.FINAL, 0)


def test_advice_is_confirmed_one_by_one_and_by_name(
    make: Callable[..., ServiceItem], world: World, clerk: Actor
) -> None:
    item = make(place="", hours="")
    chief = _to_the_last(item, world, clerk)
    keys = advice(item)
    with pytest.raises(DomainError, match="还有 1 条提醒没有确认"):
        approve_and_publish(item, by=chief, confirmed=keys[1:])
    item.refresh_from_db()
    assert approve_all([item], by=chief)[0] == 0
    assert approve_and_publish(item, by=chief, confirmed=[*keys, "other"]) is not None
    rows = ItemConfirmation.objects.filter(item=item)
    assert {(row.key, row.version, row.by) for row in rows} == {(k, 1, chief.name) for k in keys}
    assert all("没有填写" in row.message for row in rows)
    assert set(ItemConfirmation.objects.editable_by(chief)) == set(rows)
    for other in (person(world.zone), person(world.city)):
        assert not ItemConfirmation.objects.editable_by(other).exists()


def test_a_basis_repealed_meanwhile_stops_the_release(
    make: Callable[..., ServiceItem], world: World, clerk: Actor
) -> None:
    item = make()
    chief = _to_the_last(item, world, clerk)
    now = timezone.now()
    approve_and_publish(item, by=chief, publish_at=now + timedelta(days=1))
    ServiceItem.objects.filter(pk=item.pk).update(basis="《收养法》")
    done, refused = publish_due(now + timedelta(days=2))
    assert (done, Publication.objects.count()) == (0, 0)
    assert "《收养法》" in refused[0]


def test_many_items_are_checked_with_few_queries(
    make: Callable[..., ServiceItem], clerk: Actor, django_assert_max_num_queries: Any
) -> None:
    for number in range(5):
        item = make(name=f"事项{number}", **{"phone": LEAST["phone"]})
        actions.add_file(item, name="样表", data=b"a", file_name="a.txt", by=clerk)
        check_item(item, today=TODAY)
    rows = ServiceItem.objects.select_related("unit").prefetch_related("files", "corrections")
    with django_assert_max_num_queries(3):
        assert [found(item) for item in rows] == [[]] * 5
