"""Desks held by several units: one owner, counted once, said wherever it matters."""

import pytest

from tests.records import record_some
from tests.summaries.reported import campaign, report, unit
from tests.world import World, person
from zwgk.campaigns.models import Participation, State
from zwgk.core.errors import DomainError, NotAllowed
from zwgk.desk.models import DeskShare
from zwgk.desk.sharing import could_share, decline, share_desk, sharing
from zwgk.figures.ledger import ledger
from zwgk.summaries import actions
from zwgk.summaries.joint import joint_desks
from zwgk.summaries.models import SubmittedFigure
from zwgk.summaries.trend import newcomers

pytestmark = pytest.mark.django_db


def test_units_of_the_campaign_are_named_and_may_decline(world: World) -> None:
    clerk = person(world.town)
    assert could_share(world.desk) == [(world.zone.pk, world.zone.name)]
    share_desk(world.desk, [world.zone.pk], by=clerk)
    assert [one.desk for one in sharing(world.zone_part)] == [world.desk]
    share = DeskShare.objects.get()
    with pytest.raises(NotAllowed):
        decline(share, by=clerk)
    decline(share, by=person(world.zone))
    assert list(sharing(world.zone_part)) == []
    share_desk(world.desk, [], by=clerk)
    assert not DeskShare.objects.exists()


def test_only_the_owner_names_units_and_only_those_that_take_part(world: World) -> None:
    with pytest.raises(NotAllowed):
        share_desk(world.desk, [world.zone.pk], by=person(world.zone))
    with pytest.raises(DomainError, match="同一活动"):
        share_desk(world.desk, [world.other_city.pk], by=person(world.town))


def test_what_is_recorded_there_counts_for_the_owner_alone(world: World) -> None:
    share_desk(world.desk, [world.zone.pk], by=person(world.town))
    record_some(world)
    assert ledger(world.town_part.pk)["visitors"].value == 34
    assert "visitors" not in ledger(world.zone_part.pk)


def test_the_sharing_unit_says_so_in_its_draft_without_figures(world: World) -> None:
    share_desk(world.desk, [world.zone.pk], by=person(world.town))
    record_some(world)
    Participation.objects.filter(pk=world.zone_part.pk).update(
        state=State.ACKNOWLEDGED, acknowledged_at="2026-05-01T00:00Z", acknowledged_by="甲"
    )
    part = Participation.objects.get(pk=world.zone_part.pk)
    draft = actions.compose_draft(part, by=person(world.zone))
    text = "".join(section["body"] for section in draft.sections)
    assert "另派人员参加柳河镇在镇政府门前设立的联合咨询台，有关数据由主办单位统计。" in text
    assert "{visitors}" not in text


def test_the_roll_up_names_shared_desks_and_what_may_be_counted_twice(world: World) -> None:
    share_desk(world.desk, [world.zone.pk], by=person(world.town))
    head = person(world.city)
    Participation.objects.filter(pk__in=[world.town_part.pk, world.zone_part.pk]).delete()
    report(world.campaign, world.town, {"visitors": 100})
    again = report(world.campaign, world.zone, {"visitors": 98})
    town, zone = (Participation.objects.get(unit=u) for u in (world.town, world.zone))
    desk = world.desk
    desk.pk, desk.participation = None, town
    desk.save()
    share_desk(desk, [world.zone.pk], by=person(world.town))
    found = joint_desks(world.campaign, head)
    assert [(one.owner, one.sharing) for one in found] == [("柳河镇", ("临川经济开发区",))]
    assert "98人次与柳河镇的100人次相近" in found[0].hints[0]
    SubmittedFigure.objects.filter(submission=again).update(by_declared=0, by_records=98)
    assert joint_desks(world.campaign, head)[0].hints == ()
    decline(DeskShare.objects.get(), by=person(world.zone))
    assert joint_desks(world.campaign, head) == []
    assert zone.pk


def test_units_that_came_or_left_between_editions_are_named(world: World) -> None:
    earlier = campaign(world.city, "y25", 2025)
    stays, comes, goes = (unit(world.city, name) for name in ("stays", "comes", "goes"))
    for to, units in ((earlier, (stays, goes)), (world.campaign, (stays, comes))):
        for one in units:
            report(to, one, {"visitors": 9})
    head = person(world.city)
    assert newcomers(world.campaign, earlier, head) == (["comes"], ["goes"])
    assert newcomers(world.campaign, None, head) == ([], [])
