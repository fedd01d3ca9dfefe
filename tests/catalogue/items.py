"""Items brought through the three reviews, for tests that need one on the portal."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from tests.world import person
from zwgk.catalogue import actions
from zwgk.catalogue.columns import Columns
from zwgk.catalogue.gate import check_item
from zwgk.catalogue.models import ServiceItem, State
from zwgk.core.actor import Actor
from zwgk.library.copies.guides import approve_and_publish
from zwgk.library.models import Publication
from zwgk.units.models import Role, Unit

# What the gate asks for at the least; a test says only what it is about.
LEAST = {
    "content": "按规定办理", "materials": "无", "steps": "受理|便民服务中心|当场",
    "basis": "《中华人民共和国政府信息公开条例》", "phone": "12345",
}  # fmt: skip

# An item in which nothing is found.
WHOLE = Columns(
    name="高龄津贴发放", is_service=False, topic="津贴", content="对象和标准",
    basis="《中华人民共和国政府信息公开条例》", channels=("site",), levels=("town",),
)  # fmt: skip


def advice(item: ServiceItem) -> list[str]:
    """The keys of the advice that stands, as the last reviewer ticks them all."""
    found = check_item(item, today=timezone.localdate())
    return [one.key for one in found if not one.is_error]


def fill(item: ServiceItem) -> None:
    """Write the columns without which nothing passes, where a test left them empty."""
    needed = LEAST if item.is_service else {name: LEAST[name] for name in ("content", "basis")}
    empty = {name: text for name, text in needed.items() if not getattr(item, name)}
    ServiceItem.objects.filter(pk=item.pk).update(**empty)
    item.refresh_from_db()


def reviewers(unit: Unit) -> tuple[Actor, Actor, Actor]:
    """Three people of a unit who may do one review each."""
    return (
        person(unit, Role.REVIEWER),
        person(unit, Role.REVIEWER, Role.ATTENDANT),
        person(unit, Role.APPROVER),
    )


def approve(item: ServiceItem) -> None:
    """Approve an item in review to the end, without a public copy."""
    _through(item, actions.approve_item)


def publish_item(item: ServiceItem, unit: Unit) -> Publication:
    """Hand an item in, if that is to be done, and approve it to the end."""
    if item.state == State.DRAFT:
        actions.submit_item(item, by=person(unit, Role.OFFICER))
    published = _through(item, approve_and_publish)
    assert isinstance(published, Publication)
    return published


def _through(item: ServiceItem, review: Callable[..., Any]) -> Any:
    fill(item)
    result = None
    for reviewer in reviewers(item.unit)[_stage(item) :]:
        result = review(item, by=reviewer, confirmed=advice(item))
    return result


def _stage(item: ServiceItem) -> int:
    return [State.FIRST, State.SECOND, State.FINAL].index(State(item.state))
