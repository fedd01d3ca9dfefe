"""Items: written, reviewed by another person, taken down."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.catalogue.items import approve
from tests.world import World, person
from zwgk.catalogue import actions
from zwgk.catalogue.columns import Columns, Material, Step, materials_of, steps_of
from zwgk.catalogue.fields import OF_COMPANIES, OF_PERSONS, Field, LifeEvent
from zwgk.catalogue.models import ServiceItem, State
from zwgk.catalogue.queries import blank_fields, items_of
from zwgk.core.actor import Actor
from zwgk.core.errors import Conflict, DomainError, NotAllowed
from zwgk.core.models import AuditEvent
from zwgk.units.models import Role

pytestmark = pytest.mark.django_db

GUIDE = Columns(
    name="高龄津贴发放", field=Field.ELDERLY_CARE, life_event=LifeEvent.RETIREMENT,
    section="社会事务办", who_may_apply="年满80周岁的本镇户籍老人", content="每人每月100元",
    materials="身份证|原件及复印件各1份\n户口簿｜原件\n",
    steps="申请|村委会|当场\n审核|社会事务办|3日",
    statutory_days=20, promised_days=5, fee="不收费", basis="《老年人权益保障法》",
    place="一楼3号窗口",
    hours="工作日 8:30—17:00", phone="0415-2150000", result="发放津贴", complaint="12345",
)  # fmt: skip


@pytest.fixture
def item(clerk: Actor) -> ServiceItem:
    return actions.create_item(GUIDE, by=clerk)


def test_the_standard_fields_are_26_and_other() -> None:
    assert len(Field) == 27
    assert {*OF_PERSONS, *OF_COMPANIES, LifeEvent.OTHER} == set(LifeEvent)


def test_lines_are_read_with_either_bar_and_gaps() -> None:
    assert materials_of(GUIDE.materials) == [
        Material("身份证", "原件及复印件各1份"), Material("户口簿", "原件"),
    ]  # fmt: skip
    assert steps_of("受理\n\n审核|甲科") == [Step("受理", "", ""), Step("审核", "甲科", "")]


def test_an_item_goes_from_draft_to_the_portal_and_off_it(
    item: ServiceItem, clerk: Actor, reviewer: Actor
) -> None:
    assert (item.state, item.version) == (State.DRAFT, 1)
    actions.submit_item(item, by=clerk)
    assert item.submitted_by == clerk.name
    approve(item)
    assert (item.state, item.published_by) == (State.PUBLISHED, reviewer.name)
    actions.withdraw_item(item, reason="政策停止执行", by=reviewer)
    item.refresh_from_db()
    assert (item.state, item.published_at) == (State.WITHDRAWN, None)
    verbs = list(AuditEvent.objects.filter(target_type="catalogue.ServiceItem").order_by("pk"))
    assert [event.verb for event in verbs] == [
        "新增公开事项", "提交公开事项", "初审通过公开事项", "复审通过公开事项",
        "终审通过公开事项", "撤下公开事项",
    ]  # fmt: skip
    assert verbs[-1].note == "政策停止执行"


def test_nobody_reviews_what_they_submitted(item: ServiceItem, reviewer: Actor) -> None:
    actions.submit_item(item, by=reviewer)
    with pytest.raises(NotAllowed, match="自己填写或提交"):
        actions.approve_item(item, by=reviewer)
    item.refresh_from_db()
    assert item.state == State.FIRST


def test_personal_numbers_keep_an_item_from_being_public(clerk: Actor, reviewer: Actor) -> None:
    item = actions.create_item(Columns(name="甲事项", complaint="张三 13800138000"), by=clerk)
    actions.submit_item(item, by=clerk)
    with pytest.raises(DomainError, match=r"手机号码 138\*{4}8000"):
        actions.approve_item(item, by=reviewer)


def test_a_returned_item_says_why_and_can_be_mended(
    item: ServiceItem, clerk: Actor, reviewer: Actor
) -> None:
    actions.submit_item(item, by=clerk)
    with pytest.raises(DomainError, match="写明原因"):
        actions.send_back(item, reason=" ", by=reviewer)
    actions.send_back(item, reason="补充材料份数", by=reviewer)
    assert (item.state, item.returned_for) == (State.DRAFT, "补充材料份数")
    actions.save_item(item, GUIDE, based_on=1, by=clerk)
    actions.submit_item(item, by=clerk)
    assert item.returned_for == ""


def test_a_published_item_that_is_changed_is_a_draft_and_its_copy_stays(
    item: ServiceItem, clerk: Actor, reviewer: Actor
) -> None:
    actions.submit_item(item, by=clerk)
    approve(item)
    assert not item.public_copy_is_older
    actions.save_item(item, Columns(name="高龄津贴发放", fee="免费"), based_on=1, by=clerk)
    assert (item.state, item.version, item.public_copy_is_older) == (State.DRAFT, 2, True)
    actions.withdraw_item(item, reason="有误", by=reviewer)
    assert not item.public_copy_is_older


def test_two_people_editing_lose_nothing(item: ServiceItem, clerk: Actor, reviewer: Actor) -> None:
    actions.save_item(item, Columns(name="甲"), based_on=1, by=clerk)
    with pytest.raises(Conflict):
        actions.save_item(item, Columns(name="乙"), based_on=1, by=reviewer)
    item.refresh_from_db()
    assert item.name == "甲"


def test_an_item_in_review_is_not_changed(item: ServiceItem, clerk: Actor) -> None:
    actions.submit_item(item, by=clerk)
    with pytest.raises(DomainError, match="正在审核"):
        actions.save_item(item, GUIDE, based_on=1, by=clerk)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"statutory_days": 5, "promised_days": 6}, "promised_days"),
        ({"materials": "身份证|1份|样表|多余"}, "materials"),
        ({"steps": "|社会事务办"}, "steps"),
        ({"name": "高龄津贴发放"}, "name"),
    ],
)
def test_wrong_columns_are_refused_at_their_field(
    item: ServiceItem, clerk: Actor, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(DomainError) as refused:
        actions.create_item(Columns(**{"name": "另一事项", **changes}), by=clerk)
    assert refused.value.field == field
    assert ServiceItem.objects.count() == 1


def test_verbs_need_their_permission_and_the_own_unit(
    world: World, item: ServiceItem, clerk: Actor, reviewer: Actor
) -> None:
    foreign = person(world.city)
    for act in (
        lambda: actions.create_item(Columns(name="甲"), by=person(world.town, Role.ATTENDANT)),
        lambda: actions.save_item(item, GUIDE, based_on=1, by=foreign),
        lambda: actions.submit_item(item, by=foreign),
        lambda: actions.approve_item(item, by=clerk),
        lambda: actions.send_back(item, reason="甲", by=clerk),
        lambda: actions.withdraw_item(item, reason="甲", by=clerk),
    ):
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.parametrize(
    "broken",
    [
        {"statutory_days": 1, "promised_days": 2},
        {"state": State.FIRST},
        {"state": State.PUBLISHED},
        {"submitted_by": "甲"},
        {"published_by": "甲"},
        {"state": State.SCHEDULED},
        {"audience_who": "老人"},
        {"name": "高龄津贴发放", "pk": None},
    ],
)
def test_the_database_refuses_what_cannot_be(item: ServiceItem, broken: dict[str, Any]) -> None:
    if "pk" in broken:
        with pytest.raises(IntegrityError), transaction.atomic():
            ServiceItem.objects.create(unit=item.unit, name=item.name)
        return
    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceItem.objects.filter(pk=item.pk).update(**broken)


def test_blank_columns_are_named(item: ServiceItem, clerk: Actor) -> None:
    assert blank_fields(item) == []
    short = actions.create_item(Columns(name="乙", statutory_days=0, fee="不收费"), by=clerk)
    missing = blank_fields(short)
    assert {"申请材料", "承诺时限", "咨询电话", "投诉渠道"} <= set(missing)
    assert "法定时限" not in missing
    assert "收费标准" not in missing


def test_items_are_found_by_word_and_state_in_the_own_unit(
    world: World, item: ServiceItem, clerk: Actor
) -> None:
    other = actions.create_item(Columns(name="低保申请", section="民政窗口"), by=clerk)
    actions.submit_item(other, by=clerk)
    assert list(items_of(clerk)) == [other, item]
    assert list(items_of(clerk, word="民政")) == [other]
    assert list(items_of(clerk, word="津贴", state=State.DRAFT)) == [item]
    assert list(items_of(clerk, state=State.PUBLISHED)) == []
    assert list(items_of(person(world.city))) == []


def test_who_wrote_an_item_does_not_approve_it_though_another_submitted(
    clerk: Actor, reviewer: Actor
) -> None:
    item = actions.create_item(Columns(name="乙事项"), by=reviewer)
    actions.submit_item(item, by=clerk)
    with pytest.raises(NotAllowed, match="自己填写或提交"):
        actions.approve_item(item, by=reviewer)


def test_what_was_changed_since_it_was_read_is_not_approved(
    item: ServiceItem, clerk: Actor, reviewer: Actor
) -> None:
    actions.submit_item(item, by=clerk)
    read = item.version
    actions.send_back(item, reason="补充地点", by=reviewer)
    actions.save_item(item, Columns(name=item.name, place="大厅"), based_on=read, by=clerk)
    actions.submit_item(item, by=clerk)
    with pytest.raises(Conflict, match="又修改过"):
        actions.approve_item(item, by=reviewer, seen=read)
    actions.approve_item(item, by=reviewer, seen=item.version)
