"""A town's catalogue with something to find, for the tests of the self-check."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from tests.world import World, person
from zwgk.campaigns.models import Participation
from zwgk.catalogue import actions
from zwgk.catalogue.columns import Columns
from zwgk.catalogue.models import ServiceItem
from zwgk.selfcheck.actions import begin_run, step
from zwgk.selfcheck.models import CheckFinding, SelfCheck

WHOLE: dict[str, Any] = {
    "is_service": False, "topic": "财政预决算", "content": "收支总表",
    "basis": "《中华人民共和国预算法》", "channels": ("site",), "levels": ("town",),
    "section": "财政所",
}  # fmt: skip


def add_item(world: World, name: str, **written: Any) -> ServiceItem:
    """An item of the town's, whole unless something else is written."""
    return actions.create_item(Columns(name=name, **{**WHOLE, **written}), by=person(world.town))


def change_item(item: ServiceItem, world: World, **written: Any) -> None:
    """Save an item with some columns changed."""
    item.refresh_from_db()
    columns = Columns(**{**item.columns.__dict__, **written})
    actions.save_item(item, columns, based_on=item.version, by=person(world.town))


def catalogue(world: World) -> dict[str, ServiceItem]:
    """A whole item, one with a blank column, one that names a person, one late, one untouched."""
    items = {
        "whole": add_item(world, "镇级预算公开"),
        "blank": add_item(world, "临时救助对象公示", topic="", section="社会事务办"),
        "private": add_item(world, "危房改造公示", content="户主身份证号11010519491231002X"),
        "late": add_item(world, "征地补偿方案", formed_on=date(2024, 3, 1)),
        "stale": add_item(world, "敬老月慰问"),
    }
    year_ago = timezone.now() - timedelta(days=400)
    ServiceItem.objects.filter(pk=items["stale"].pk).update(updated_at=year_ago)
    return items


def run(part: Participation, world: World) -> SelfCheck:
    """Begin a run and bring it to its end."""
    by = person(world.town)
    check = begin_run(part, by=by)
    assert step(check, by=by).waiting == 0
    return check


def found(check: SelfCheck) -> dict[str, list[CheckFinding]]:
    """The findings by the name of their item."""
    rows: dict[str, list[CheckFinding]] = {}
    for row in CheckFinding.objects.filter(line__check_of=check).select_related("line"):
        rows.setdefault(row.line.name, []).append(row)
    return rows
