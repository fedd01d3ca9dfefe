"""The pages on which a unit keeps its items."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from tests.catalogue.items import LEAST, advice, publish_item, reviewers
from tests.world import World, person, user_of
from zwgk.catalogue import actions
from zwgk.catalogue.columns import Columns
from zwgk.catalogue.models import ItemFile, ServiceItem, State
from zwgk.library.models import Publication
from zwgk.units.models import Role, Unit

pytestmark = pytest.mark.django_db

QUERIES = 11

WRITTEN = {
    "is_service": "on",
    "name": "高龄津贴发放",
    "field": "elderly-care",
    "materials": "身份证|1份",
    "fee": "不收费",
}


def _client(unit: Unit, *roles: Role) -> Client:
    client = Client()
    client.force_login(user_of(person(unit, *roles)))
    return client


@pytest.fixture
def clerk(world: World) -> Client:
    return _client(world.town, Role.OFFICER)


@pytest.fixture
def reviewer(world: World) -> Client:
    return _client(world.town, Role.REVIEWER)


def _item(world: World, **columns: Any) -> ServiceItem:
    written = Columns(**{"name": "高龄津贴发放", **columns})
    return actions.create_item(written, by=person(world.town, Role.OFFICER))


def test_an_empty_list_says_how_to_begin(clerk: Client, world: World) -> None:
    assertContains(clerk.get(reverse("manage:items")), "还没有事项")
    approver = _client(world.town, Role.APPROVER).get(reverse("manage:items"))
    assertNotContains(approver, reverse("manage:item-new"))


def test_an_item_is_written_reviewed_published_and_taken_down(
    clerk: Client, reviewer: Client, world: World
) -> None:
    clerk.post(reverse("manage:item-new"), WRITTEN)
    item = ServiceItem.objects.get()
    at = {"pk": item.pk}
    page = clerk.get(reverse("manage:item", kwargs=at)).text
    assert "咨询电话" in page
    assert "提交审核" in page
    clerk.post(reverse("manage:item-edit", kwargs=at), {**WRITTEN, **LEAST, "based_on": 1})
    clerk.post(reverse("manage:item-submit", kwargs=at))
    assertContains(clerk.get(reverse("manage:item", kwargs=at)), "正在等待审核")
    done = reviewer.post(reverse("manage:item-approve", kwargs=at), follow=True)
    assertContains(done, "待复审")
    second = _client(world.town, Role.REVIEWER, Role.ATTENDANT)
    second.post(reverse("manage:item-approve", kwargs=at))
    chief = _client(world.town, Role.APPROVER)
    item.refresh_from_db()
    ticked = 'type="checkbox" name="confirmed"'
    assertNotContains(second.get(reverse("manage:item", kwargs=at)), ticked)
    confirmed = {"confirmed": advice(item), "note": "同意公开"}
    assertContains(
        chief.get(reverse("manage:item", kwargs=at)), ticked, len(confirmed["confirmed"])
    )
    some = {**confirmed, "confirmed": confirmed["confirmed"][1:]}
    unconfirmed = chief.post(reverse("manage:item-approve", kwargs=at), some)
    assertContains(unconfirmed, "条提醒没有确认", status_code=422)
    assertContains(unconfirmed, "同意公开", status_code=422)
    done = chief.post(reverse("manage:item-approve", kwargs=at), confirmed, follow=True)
    assertContains(done, "已在门户公开")
    assertContains(clerk.get(reverse("manage:item-history", kwargs=at)), "终审时确认的提醒")
    public = Publication.objects.get(source=f"item:{item.pk}")
    assert (public.title, public.withdrawn_at) == ("高龄津贴发放", None)
    reviewer.post(reverse("manage:item-withdraw", kwargs=at), {"reason": "政策调整"})
    public.refresh_from_db()
    item.refresh_from_db()
    assert public.withdrawn_at is not None
    assert item.state == State.WITHDRAWN


def test_what_cannot_be_published_stays_in_review(
    clerk: Client, reviewer: Client, world: World
) -> None:
    item = _item(world, content="联系张三13800138000")
    at = {"pk": item.pk}
    clerk.post(reverse("manage:item-submit", kwargs=at))
    refused = reviewer.post(reverse("manage:item-approve", kwargs=at))
    assertContains(refused, "手机号码 138****8000", status_code=422)
    item.refresh_from_db()
    assert item.state == State.FIRST
    assert not Publication.objects.exists()


def test_an_item_goes_back_with_the_reason_shown(
    clerk: Client, reviewer: Client, world: World
) -> None:
    at = {"pk": _item(world).pk}
    clerk.post(reverse("manage:item-submit", kwargs=at))
    empty = reviewer.post(reverse("manage:item-return", kwargs=at), {"reason": ""})
    assertContains(empty, "请填写此项", status_code=422)
    reviewer.post(
        reverse("manage:item-return", kwargs=at), {"reason": "补充办理地点", "to": "draft"}
    )
    assertContains(clerk.get(reverse("manage:item", kwargs=at)), "补充办理地点")


def test_the_own_submission_offers_no_approval(reviewer: Client, world: World) -> None:
    item = _item(world)
    actions.submit_item(item, by=person(world.town, Role.REVIEWER))
    page = reviewer.get(reverse("manage:item", args=[item.pk]))
    assertContains(page, "请由其他审核人办理")
    assertNotContains(page, reverse("manage:item-approve", args=[item.pk]))


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"name": ""}, "请填写此项"),
        ({"field": ""}, "请选择公开领域"),
        ({"statutory_days": "3", "promised_days": "5"}, "承诺时限不能长于法定时限"),
        ({"promised_days": "五天"}, "请填写整数"),
        ({"steps": "受理|大厅|当场|网址|多余"}, "第1行请写成"),
        ({"link": "不是网址"}, "请填写完整的网址"),
        ({"link": "javascript:alert(1)"}, "请填写完整的网址"),
    ],
)
def test_wrong_input_is_answered_at_its_field_and_nothing_typed_is_lost(
    clerk: Client, wrong: dict[str, str], message: str
) -> None:
    data = {**WRITTEN, "complaint": "留下的内容", **wrong}
    response = clerk.post(reverse("manage:item-new"), data)
    assertContains(response, message, status_code=422)
    assert "留下的内容" in response.text
    assert not ServiceItem.objects.exists()


def test_an_older_page_does_not_overwrite_a_newer_text(clerk: Client, world: World) -> None:
    item = _item(world)
    where = reverse("manage:item-edit", args=[item.pk])
    clerk.post(where, {**WRITTEN, "based_on": 1})
    late = clerk.post(where, {**WRITTEN, "fee": "收费十元", "based_on": 1})
    assertContains(late, "其他人修改过", status_code=422)
    assert "收费十元" in late.text
    assert 'name="based_on" value="1"' in late.text


def test_the_list_is_searched_by_state_and_word(clerk: Client, world: World) -> None:
    _item(world)
    _item(world, name="低保申请", section="民政窗口")
    found = clerk.get(reverse("manage:items"), {"q": "民政", "state": "draft"})
    assertContains(found, "低保申请")
    assertNotContains(found, "高龄津贴发放")
    assertContains(clerk.get(reverse("manage:items"), {"state": "published"}), "没有符合条件的事项")
    assertContains(clerk.get(reverse("manage:items"), {"state": "no-such"}), "高龄津贴发放")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_needs_as_many_queries_for_three_as_for_one(
    clerk: Client, world: World, rows: int, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        _item(world, name=f"事项{number}")
    with django_assert_num_queries(QUERIES):
        clerk.get(reverse("manage:items"))


def test_a_guide_with_gaps_is_told_early_and_stopped_at_the_last_review(
    clerk: Client, reviewer: Client, world: World
) -> None:
    item = _item(world)
    at = {"pk": item.pk}
    page = clerk.get(reverse("manage:item", kwargs=at))
    assertContains(page, "建议改好再提交")
    assertContains(page, f"{reverse('manage:item-edit', kwargs=at)}#id_phone")
    clerk.post(reverse("manage:item-submit", kwargs=at))
    assertContains(reviewer.get(reverse("manage:item", kwargs=at)), "建议退回修改")
    for who in reviewers(world.town)[:2]:
        item.refresh_from_db()
        actions.approve_item(item, by=who)
    chief = _client(world.town, Role.APPROVER)
    assertContains(chief.get(reverse("manage:item", kwargs=at)), "改好后才能公开")
    refused = chief.post(reverse("manage:item-approve", kwargs=at), {"confirmed": advice(item)})
    assertContains(refused, "“咨询电话”没有填写", status_code=422)
    assert not Publication.objects.exists()
    public = publish_item(item, world.town)
    done = clerk.get(reverse("manage:item", kwargs=at))
    assertContains(done, reverse("portal:guide", args=[public.pk]))


def test_versions_are_compared_and_one_is_restored(clerk: Client, world: World) -> None:
    item = _item(world, fee="不收费")
    at = {"pk": item.pk}
    alone = clerk.get(reverse("manage:item-compare", kwargs=at), follow=True)
    assertContains(alone, "只有一个版本")
    changed = {**WRITTEN, "fee": "收费十元", "why": "标准调整", "based_on": 1}
    clerk.post(reverse("manage:item-edit", kwargs=at), changed)
    assertContains(clerk.get(reverse("manage:item-history", kwargs=at)), "标准调整")
    page = clerk.get(reverse("manage:item-compare", kwargs=at)).text
    assert "<ins>" in page
    assert "<del>" in page
    assert clerk.get(reverse("manage:item-compare", kwargs=at), {"to": "9"}).status_code == 404
    where = reverse("manage:item-restore", kwargs={**at, "number": 1})
    assertContains(clerk.post(where, {"based_on": 1}, follow=True), "其他人修改过")
    clerk.post(where, {"based_on": 2})
    item.refresh_from_db()
    assert (item.fee, item.version) == ("不收费", 3)


def test_script_in_the_text_is_removed_and_the_clerk_is_told(clerk: Client) -> None:
    sent = {**WRITTEN, "body": "<p>说明<script>alert(1)</script></p>"}
    page = clerk.post(reverse("manage:item-new"), sent, follow=True).text
    assert "已去掉：脚本" in page
    assert "alert(1)" not in page
    assert ServiceItem.objects.get().body == "<p>说明</p>"


def test_several_channels_are_ticked_and_kept(clerk: Client) -> None:
    sent = {**WRITTEN, "channels": ["board", "site"], "levels": ["town"], "formed_on": "2026-03-01"}
    clerk.post(reverse("manage:item-new"), sent)
    item = ServiceItem.objects.get()
    assert (item.channels, item.levels) == (["site", "board"], ["town"])
    page = clerk.get(reverse("manage:item-edit", args=[item.pk])).text
    assert page.count("checked") == 4  # two channels, one level, and that it is a service


def test_the_queue_approves_what_was_ticked_as_it_was_read(reviewer: Client, world: World) -> None:
    full = {"topic": "津贴", "content": "甲", "basis": "乙", "channels": ("site",),
            "levels": ("town",), "is_service": False}  # fmt: skip
    item = _item(world, **full)
    actions.submit_item(item, by=person(world.town, Role.OFFICER))
    page = reviewer.get(reverse("manage:item-queue")).text
    assert "没有发现问题" in page
    late = {"item": [item.pk], f"seen-{item.pk}": "9"}
    assertContains(reviewer.post(reverse("manage:item-queue"), late, follow=True), "重新核对")
    none = reviewer.post(reverse("manage:item-queue"), {}, follow=True)
    assertContains(none, "请先勾选事项")
    read = {"item": [item.pk], f"seen-{item.pk}": "1"}
    assertContains(reviewer.post(reverse("manage:item-queue"), read, follow=True), "1 项审核通过")
    item.refresh_from_db()
    assert item.state == State.SECOND


def test_a_remark_and_a_return_are_made_on_the_page(
    clerk: Client, reviewer: Client, world: World
) -> None:
    item = _item(world)
    at = {"pk": item.pk}
    clerk.post(reverse("manage:item-submit", kwargs=at))
    empty = reviewer.post(reverse("manage:item-remark", kwargs=at), {"text": ""})
    assert empty.status_code == 422
    reviewer.post(reverse("manage:item-remark", kwargs=at), {"column": "phone", "text": "加区号"})
    reviewer.post(reverse("manage:item-return", kwargs=at), {"reason": "见批注", "to": "draft"})
    assertContains(clerk.get(reverse("manage:item-edit", kwargs=at)), "加区号")
    number = item.remarks.get().pk
    clerk.post(reverse("manage:item-remark-settle", kwargs={**at, "number": number}))
    assertContains(clerk.get(reverse("manage:item", kwargs=at)), "已处理")


def test_a_sample_is_uploaded_downloaded_and_removed(clerk: Client, world: World) -> None:
    at = {"pk": _item(world).pk}
    where = reverse("manage:item-file-add", kwargs=at)
    wrong = SimpleUploadedFile("a.exe", b"MZ")
    assert clerk.post(where, {"name": "申请表", "file": wrong}).status_code == 422
    clerk.post(where, {"name": "申请表", "file": SimpleUploadedFile("a.pdf", b"%PDF-1")})
    again = clerk.post(where, {"name": "申请表", "file": SimpleUploadedFile("b.pdf", b"%PDF-2")})
    assertContains(again, "已有同名附件", status_code=422)
    one = {**at, "number": ItemFile.objects.get().pk}
    got = clerk.get(reverse("manage:item-file", kwargs=one))
    assert got.content == b"%PDF-1"
    assert "attachment" in got["Content-Disposition"]
    clerk.post(reverse("manage:item-file-remove", kwargs=one))
    assert not ItemFile.objects.exists()


def test_the_administrator_sets_two_reviews(world: World) -> None:
    admin = _client(world.town, Role.ADMIN)
    done = admin.post(reverse("manage:item-stages"), {"stages": "2"}, follow=True)
    assertContains(done, "审核级数已保存")
    assert admin.post(reverse("manage:item-stages"), {"stages": "1"}).status_code == 422


def test_a_correction_is_shown_on_the_portal(clerk: Client, world: World) -> None:
    item = _item(world)
    publish_item(item, world.town)
    at = {"pk": item.pk}
    clerk.post(reverse("manage:item-correct", kwargs=at), {"note": "电话原公布有误"})
    clerk.post(reverse("manage:item-edit", kwargs=at), {**WRITTEN, "body": "甲", "based_on": 1})
    item.refresh_from_db()
    public = publish_item(item, world.town)
    page = Client().get(reverse("portal:guide", args=[public.pk]))
    assertContains(page, "电话原公布有误")
    assertContains(page, "<p>甲</p>", html=True)


def test_the_catalogue_and_its_template_are_downloaded(clerk: Client, world: World) -> None:
    _item(world)
    for name in ("items-export", "items-template"):
        response = clerk.get(reverse(f"manage:{name}"))
        assert response.content[:2] == b"PK"
        assert "attachment" in response["Content-Disposition"]
