"""The three reviews: who signs, what comes back, when it is public, how long it took."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.catalogue.items import WHOLE, approve, publish_item, reviewers
from tests.world import World, person
from zwgk.catalogue import actions
from zwgk.catalogue.columns import Columns
from zwgk.catalogue.gate import obstacles
from zwgk.catalogue.models import ItemMove, ServiceItem, State
from zwgk.catalogue.queries import returned, stage_times, to_approve
from zwgk.catalogue.states import MOVES, earlier
from zwgk.core.actor import Actor
from zwgk.core.errors import DomainError, NotAllowed
from zwgk.library.copies.guides import approve_all, approve_and_publish, publish_due
from zwgk.library.models import Publication
from zwgk.units.models import Role

pytestmark = pytest.mark.django_db
NAME = "高龄津贴发放"


@pytest.fixture
def item(clerk: Actor) -> ServiceItem:
    item = actions.create_item(WHOLE, by=clerk)
    actions.submit_item(item, by=clerk)
    return item


def test_each_review_is_another_persons(world: World, item: ServiceItem, clerk: Actor) -> None:
    first, second, chief = reviewers(world.town)
    assert [list(to_approve(who)) for who in (clerk, first, chief)] == [[], [item], [item]]
    actions.approve_item(item, by=first)
    assert item.state == State.SECOND
    with pytest.raises(NotAllowed, match="已经办理过"):
        actions.approve_item(item, by=first)
    assert list(to_approve(first)) == []
    actions.approve_item(item, by=second)
    with pytest.raises(NotAllowed, match="终审由分管领导"):
        actions.approve_item(item, by=second)
    everybody = person(world.town)
    actions.approve_item(item, by=chief)
    assert (item.state, item.approved_by) == (State.PUBLISHED, chief.name)
    assert list(to_approve(everybody)) == []


def test_an_approver_of_the_second_review_does_not_give_the_last(
    world: World, item: ServiceItem
) -> None:
    first, _, chief = reviewers(world.town)
    actions.approve_item(item, by=first)
    actions.approve_item(item, by=chief)
    with pytest.raises(NotAllowed, match="已经办理过"):
        actions.approve_item(item, by=chief)
    assert list(to_approve(chief)) == []
    assert list(to_approve(person(world.town))) == [item]


def test_an_earlier_writer_of_the_same_text_does_not_review(world: World, clerk: Actor) -> None:
    first = reviewers(world.town)[0]
    item = actions.create_item(Columns(name=NAME), by=first)
    actions.save_item(item, Columns(name=NAME, fee="免费"), based_on=1, by=clerk)
    actions.submit_item(item, by=clerk)
    with pytest.raises(NotAllowed, match="自己填写或提交"):
        actions.approve_item(item, by=first)


def test_a_unit_may_set_two_reviews(world: World, item: ServiceItem) -> None:
    first, _, chief = reviewers(world.town)
    with pytest.raises(NotAllowed):
        actions.set_stages(2, by=first)
    with pytest.raises(DomainError, match="两级或三级"):
        actions.set_stages(1, by=person(world.town, Role.ADMIN))
    actions.set_stages(2, by=person(world.town, Role.ADMIN))
    assert actions.approve_item(item, by=first) == State.FINAL
    assert actions.approve_item(item, by=chief) == State.PUBLISHED


def test_two_reviews_set_meanwhile_do_not_strand_an_item(world: World, item: ServiceItem) -> None:
    first, second, _ = reviewers(world.town)
    actions.approve_item(item, by=first)
    actions.set_stages(2, by=person(world.town, Role.ADMIN))
    assert actions.approve_item(item, by=second) == State.FINAL


def test_the_last_review_may_return_to_the_first(world: World, item: ServiceItem) -> None:
    first, second, chief = reviewers(world.town)
    actions.approve_item(item, by=first)
    actions.approve_item(item, by=second)
    assert earlier(item.state) == (State.DRAFT, State.FIRST, State.SECOND)
    with pytest.raises(DomainError, match="退回到哪一步"):
        actions.send_back(item, reason="甲", to=State.PUBLISHED, by=chief)
    actions.send_back(item, reason="依据请重新核对", to=State.FIRST, by=chief)
    assert (item.state, item.returned_for) == (State.FIRST, "依据请重新核对")
    approve(item)
    assert item.state == State.PUBLISHED


def test_a_return_to_the_author_is_on_their_list(
    world: World, item: ServiceItem, clerk: Actor
) -> None:
    actions.send_back(item, reason="补充地点", by=reviewers(world.town)[0])
    assert list(returned(clerk)) == [item]


def test_a_remark_stands_in_the_way_until_it_is_settled(
    world: World, item: ServiceItem, clerk: Actor
) -> None:
    first = reviewers(world.town)[0]
    remark = actions.add_remark(item, column="phone", text="请写区号", by=first)
    assert (remark.column_name, remark.stage) == ("咨询电话", State.FIRST)
    with pytest.raises(DomainError, match="批注"):
        actions.approve_item(item, by=first)
    actions.send_back(item, reason="见批注", by=first)
    with pytest.raises(DomainError, match="1 条批注"):
        actions.submit_item(item, by=clerk)
    actions.settle_remark(remark, by=clerk)
    assert remark.settled_by == clerk.name
    actions.submit_item(item, by=clerk)
    publish_item(item, world.town)


@pytest.mark.parametrize("wrong", [{"column": "state"}, {"text": " "}])
def test_a_remark_names_a_column_and_says_something(
    world: World, item: ServiceItem, wrong: dict[str, str]
) -> None:
    with pytest.raises(DomainError):
        actions.add_remark(
            item, **{"column": "", "text": "甲", **wrong}, by=reviewers(world.town)[0]
        )
    assert not item.remarks.exists()


def test_an_item_is_public_when_its_time_comes_and_not_before(
    world: World, item: ServiceItem
) -> None:
    first, second, chief = reviewers(world.town)
    actions.approve_item(item, by=first)
    actions.approve_item(item, by=second)
    now = timezone.now()
    with pytest.raises(DomainError, match="晚于现在"):
        approve_and_publish(item, by=chief, publish_at=now - timedelta(hours=1))
    item.refresh_from_db()
    assert approve_and_publish(item, by=chief, publish_at=now + timedelta(days=1)) is None
    assert (item.state, item.published_at) == (State.SCHEDULED, None)
    assert publish_due(now) == (0, [])
    assert not Publication.objects.exists()
    assert publish_due(now + timedelta(days=2)) == (1, [])
    item.refresh_from_db()
    assert (item.state, item.published_by, item.publish_at) == (State.PUBLISHED, chief.name, None)
    assert Publication.objects.get().title == NAME
    assert publish_due(now + timedelta(days=2)) == (0, [])


def test_a_scheduled_item_that_is_changed_waits_for_its_reviews_again(
    world: World, item: ServiceItem, clerk: Actor
) -> None:
    first, second, chief = reviewers(world.town)
    actions.approve_item(item, by=first)
    actions.approve_item(item, by=second)
    later = timezone.now() + timedelta(days=1)
    approve_and_publish(item, by=chief, publish_at=later)
    actions.save_item(item, Columns(name=NAME, fee="免费"), based_on=1, by=clerk)
    assert (item.state, item.publish_at) == (State.DRAFT, None)
    assert publish_due(later + timedelta(days=1)) == (0, [])


def test_the_public_keeps_the_old_text_and_gets_the_correction_with_the_new(
    world: World, item: ServiceItem, clerk: Actor
) -> None:
    with pytest.raises(DomainError, match="没有在门户公开"):
        actions.add_correction(item, note="电话有误", by=clerk)
    publish_item(item, world.town)
    with pytest.raises(DomainError, match="哪里有误"):
        actions.add_correction(item, note=" ", by=clerk)
    actions.add_correction(item, note="咨询电话原公布有误", by=clerk)
    assert item.state == State.DRAFT
    actions.save_item(item, Columns(name=NAME, phone="12345"), based_on=1, by=clerk)
    public = Publication.objects.get()
    assert (public.details["phone"], public.details["corrections"]) == ("", [])
    publish_item(item, world.town)
    public.refresh_from_db()
    assert public.details["phone"] == "12345"
    assert [one["note"] for one in public.details["corrections"]] == ["咨询电话原公布有误"]


def test_those_without_findings_are_approved_together(
    world: World, item: ServiceItem, clerk: Actor
) -> None:
    poor = actions.create_item(replace(WHOLE, name="低保公示", topic=""), by=clerk)
    actions.submit_item(poor, by=clerk)
    today = timezone.localdate()
    assert any("“一级事项”没有填写" in said for said in obstacles(poor, today=today))
    assert obstacles(item, today=today) == []
    done, refused = approve_all([poor, item], by=reviewers(world.town)[0])
    assert done == 1
    assert ["低保公示" in text for text in refused] == [True]
    poor.refresh_from_db()
    item.refresh_from_db()
    assert (item.state, poor.state) == (State.SECOND, State.FIRST)


def test_the_time_of_each_review_is_its_median(world: World, item: ServiceItem) -> None:
    publish_item(item, world.town)
    move = ItemMove.objects.get(from_state=State.FIRST)
    ItemMove.objects.filter(pk=move.pk).update(since=move.at - timedelta(hours=4))
    for hours in (2, 9):
        ItemMove.objects.create(
            item=item, from_state=State.FIRST, to_state=State.SECOND, version=1, at=move.at,
            since=move.at - timedelta(hours=hours), by="甲",
        )  # fmt: skip
    times = {time.stage: time for time in stage_times(person(world.town))}
    assert (times[State.FIRST].count, times[State.FIRST].median) == (3, timedelta(hours=4))
    assert times[State.FINAL].count == 1
    assert stage_times(person(world.city))[0].median is None


def test_nothing_leaves_a_state_but_by_the_table(item: ServiceItem) -> None:
    assert set(MOVES) == set(State)
    assert State.PUBLISHED in MOVES[State.FINAL]
    assert not any(State.PUBLISHED in MOVES[s] for s in (State.DRAFT, State.FIRST, State.SECOND))
