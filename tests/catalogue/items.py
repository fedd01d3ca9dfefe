"""Items brought through the three reviews, for tests that need one on the portal."""

from tests.world import person
from zwgk.catalogue import actions
from zwgk.catalogue.models import ServiceItem, State
from zwgk.core.actor import Actor
from zwgk.library.copies.guides import approve_and_publish
from zwgk.library.models import Publication
from zwgk.units.models import Role, Unit


def reviewers(unit: Unit) -> tuple[Actor, Actor, Actor]:
    """Three people of a unit who may do one review each."""
    return (
        person(unit, Role.REVIEWER),
        person(unit, Role.REVIEWER, Role.ATTENDANT),
        person(unit, Role.APPROVER),
    )


def approve(item: ServiceItem) -> None:
    """Approve an item in review to the end, without a public copy."""
    for reviewer in reviewers(item.unit)[_stage(item) :]:
        actions.approve_item(item, by=reviewer)


def publish_item(item: ServiceItem, unit: Unit) -> Publication:
    """Hand an item in, if that is to be done, and approve it to the end."""
    if item.state == State.DRAFT:
        actions.submit_item(item, by=person(unit, Role.OFFICER))
    published = None
    for reviewer in reviewers(unit)[_stage(item) :]:
        published = approve_and_publish(item, by=reviewer)
    assert published is not None
    return published


def _stage(item: ServiceItem) -> int:
    return [State.FIRST, State.SECOND, State.FINAL].index(State(item.state))
