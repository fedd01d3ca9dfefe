"""The self-check of the demo's street: some findings mended, one justified, some still open."""

from datetime import date, timedelta

from django.utils import timezone

from zwgk.campaigns.models import Participation
from zwgk.catalogue import actions as catalogue
from zwgk.catalogue.columns import Columns
from zwgk.catalogue.fields import Field
from zwgk.catalogue.models import ServiceItem
from zwgk.catalogue.standard import Channel, Level
from zwgk.core.actor import Actor
from zwgk.selfcheck import actions
from zwgk.selfcheck.models import CheckFinding

_BASIS = "《云岭市街道政务公开事项清单》"
_MENDED = "《社会救助暂行办法》"


def _item(name: str, field: Field, section: str, content: str, basis: str = _BASIS) -> Columns:
    return Columns(
        name=name, topic="街道公开事项", field=field, section=section, content=content,
        basis=basis, is_service=False, channels=(Channel.SITE, Channel.BOARD),
        levels=(Level.TOWN,), phone="0400-5150021",
    )  # fmt: skip


LATE = "老旧小区改造公示"
UNTOUCHED = "社区服务设施名录"
WITHOUT_BASIS = "临时救助对象公示"
ITEMS = (
    _item("街道年度预算公开", Field.BUDGETS, "财政所", "收支总表、三公经费、说明"),
    _item("文化活动安排", Field.CULTURE, "文化站", "活动名称、时间、地点"),
    _item(UNTOUCHED, Field.OTHER, "社区办", "名称、地址、开放时间"),
    _item(WITHOUT_BASIS, Field.SOCIAL_ASSISTANCE, "社会事务办", "救助原因类别、救助金额", ""),
    _item(LATE, Field.MUNICIPAL_SERVICES, "城建办", "改造范围、内容、工期"),
    _item("物业服务投诉办理", Field.MUNICIPAL_SERVICES, "城建办", "", ""),
)  # fmt: skip


def check_street(part: Participation, *, officer: Actor, reviewer: Actor) -> None:
    """Enter the street's items, check them, mend one, justify one, check again."""
    made = {columns.name: catalogue.create_item(columns, by=officer) for columns in ITEMS}
    ServiceItem.objects.filter(pk=made[LATE].pk).update(formed_on=date(2018, 3, 1))
    old = timezone.now() - timedelta(days=420)
    ServiceItem.objects.filter(pk=made[UNTOUCHED].pk).update(updated_at=old)
    check = actions.begin_run(part, by=officer)
    actions.step(check, by=officer, seconds=600)
    found = CheckFinding.objects.filter(line__check_of=check)
    actions.justify_findings(
        check, list(found.filter(line__name=UNTOUCHED).values_list("pk", flat=True)),
        reason="设施没有变化，已逐个核对，名录仍然有效", by=reviewer,
    )  # fmt: skip
    item = made[WITHOUT_BASIS]
    mended = Columns(**{**item.columns.__dict__, "basis": _MENDED})
    catalogue.save_item(item, mended, based_on=item.version, by=officer, why="补充公开依据")
    check = actions.begin_run(part, by=officer)
    actions.step(check, by=officer, seconds=600)
