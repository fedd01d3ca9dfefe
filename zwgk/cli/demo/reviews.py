"""Invented items of the demo's town in several fields, one at each stage of the reviews."""

from datetime import date, timedelta

from django.utils import timezone

from zwgk.catalogue import actions
from zwgk.catalogue.columns import Columns
from zwgk.catalogue.fields import Field
from zwgk.catalogue.models import ServiceItem
from zwgk.catalogue.standard import Audience, Channel, Level, Within
from zwgk.core.actor import Actor, Permission
from zwgk.gongwen import Document, Kind, Paragraph, render
from zwgk.library.copies.guides import approve_and_publish
from zwgk.units.models import Unit

_STAFF = ((2, "审核人员"), (3, "复审人员"), (4, "分管领导"))
_SHOWN = (Channel.SITE, Channel.READING_PLACE, Channel.BOARD)


def _item(name: str, field: Field, topic: str, content: str, basis: str) -> Columns:
    return Columns(
        name=name, field=field, topic=topic, content=content, basis=basis, is_service=False,
        channels=_SHOWN, levels=(Level.TOWN,), formed_on=date(2018, 4, 2), phone="0400-5150020",
    )  # fmt: skip


# How many reviews each has passed; None is still a draft. In the draft the check finds errors, in
# the budget advice to confirm.
ITEMS: tuple[tuple[int | None, Columns], ...] = (
    (None, _item("耕地地力保护补贴发放公示", Field.FARM_SUBSIDIES, "涉农补贴",
                 "补贴对象、面积、标准和金额", "《物权法》《云岭市涉农补贴资金公开办法》")),
    (0, _item("农村危房改造对象公示", Field.RURAL_HOUSING, "改造对象认定",
              "申请户、危房等级、补助金额", "《云岭市农村危房改造实施细则》")),
    (1, _item("征地补偿安置方案公告", Field.LAND_COMPENSATION, "征地管理",
              "补偿标准、安置途径、异议办理", "《中华人民共和国土地管理法》")),
    (2, _item("镇级财政预算公开", Field.BUDGETS, "财政预决算",
              "收支总表、三公经费、说明", "《云岭市预决算公开办法》（云政办发[2017]第9号）")),
    (2, _item("临时救助对象名单", Field.SOCIAL_ASSISTANCE, "救助对象公示",
              "救助原因类别、救助金额", "《云岭市临时救助工作规程》")),
)  # fmt: skip


def make_reviews(unit: Unit) -> None:
    """Enter the items and bring each as far as it has come."""
    author, first, *_ = (_person(unit, 1, "经办人员"), *(_person(unit, *who) for who in _STAFF))
    made: list[ServiceItem] = []
    for passed, columns in ITEMS:
        item = actions.create_item(columns, by=author)
        made.append(item)
        if passed is None:
            continue
        actions.submit_item(item, by=author)
        for who in _STAFF[:passed]:
            approve_and_publish(item, by=_person(unit, *who))
    actions.add_file(
        made[0], name="补贴发放名单", data=_list(), file_name="补贴发放名单.docx", by=author
    )
    actions.add_remark(made[1], column="basis", text="请补充文件的文号。", by=first)
    approve_and_publish(
        made[4], by=_person(unit, *_STAFF[2]), publish_at=timezone.now() + timedelta(days=3)
    )
    _corrected(unit, author)


def _list() -> bytes:
    """A list that must not go out: the number is invented, its check digit is right."""
    line = Paragraph.of("王某某，身份证号110101199003072316，耕地3亩，补贴210元。", 0)
    return render(Document(kind=Kind.NOTICE, title="补贴发放名单", blocks=(line,)), "docx")


def _corrected(unit: Unit, author: Actor) -> None:
    """One that was wrong in public, and says so."""
    written = _item("敬老月慰问发放", Field.ELDERLY_CARE, "养老服务业务办理",
                    "慰问对象、标准和发放时间", "《云岭市老年人优待办法》")  # fmt: skip
    item = actions.create_item(written, by=author)
    _through(unit, item, author)
    actions.add_correction(item, note="慰问对象原公布为全镇老人，应为年满80周岁的老人。", by=author)
    fields = {
        **written.__dict__,
        "body": "<p>年满80周岁的老人由<strong>村（居）民委员会</strong>上门发放。</p>",
        "audience": Audience.GROUP, "audience_who": "年满80周岁的本镇户籍老人",
        "disclose_within": Within.OTHER, "disclose_within_text": "每年重阳节前10日",
    }  # fmt: skip
    actions.save_item(item, Columns(**fields), based_on=item.version, by=author, why="更正慰问对象")
    _through(unit, item, author)


def _through(unit: Unit, item: ServiceItem, author: Actor) -> None:
    actions.submit_item(item, by=author)
    for who in _STAFF:
        approve_and_publish(item, by=_person(unit, *who))


def _person(unit: Unit, number: int, name: str) -> Actor:
    return Actor(-number, name, unit.pk, unit.path, unit.name, frozenset(Permission))
