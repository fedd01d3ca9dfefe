"""The door to what is public: clean texts, one change after another, nothing taken down found."""

import threading

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client

from tests.world import World, person
from zwgk.core.actor import Actor
from zwgk.core.errors import DomainError
from zwgk.library import searching
from zwgk.library.models import Publication
from zwgk.library.publishing import Copy, publish, recommend, withdraw
from zwgk.search import Query

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(world: World) -> Actor:
    return person(world.city)


def _notice(world: World, title: str = "关于开放日的通知", number: int = 1) -> Copy:
    return Copy(
        kind=Publication.Kind.NOTICE, source=f"notice:{number}", unit=world.city, title=title,
        paragraphs=[{"level": 0, "text": "请各单位做好准备。"}], details={"doc_number": "一\x01号"},
    )  # fmt: skip


def test_control_characters_never_reach_a_feed(world: World, by: Actor) -> None:
    found = publish(_notice(world, "开放\x0b日\u202e通知\uffff"), by=by)
    assert (found.title, found.details["doc_number"]) == ("开放日通知", "一号")
    assert Client().get("/feeds/notices.xml").status_code == 200


def test_what_was_taken_down_is_not_recommended_back_into_the_search(
    world: World, by: Actor
) -> None:
    stale = publish(_notice(world), by=by)
    withdraw(stale.source, reason="内容有误", by=by)
    with pytest.raises(DomainError, match="已经撤下"):
        recommend(stale, reason="做法好", by=by)
    assert searching.search(Query("开放日")).hits == ()


def test_mending_the_index_leaves_out_what_was_taken_down_meanwhile(
    world: World, by: Actor
) -> None:
    row = publish(_notice(world), by=by)
    searching.public_index().delete([str(row.pk)])
    wrong, strange = searching.verify()
    withdraw(row.source, reason="内容有误", by=by)
    searching.mend(wrong, strange)
    assert searching.search(Query("开放日")).hits == ()


def test_the_interface_shows_no_hit_that_is_not_public(world: World, by: Actor) -> None:
    row = publish(_notice(world), by=by)
    Publication.objects.filter(pk=row.pk).update(withdrawn_at=row.published_at)
    assert Client().get("/api/v1/search", {"q": "开放日"}).json()["items"] == []


@transaction.atomic
def _publish_at_once(world: World, by: Actor) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '100ms'")
    publish(_notice(world, number=2), by=by)


@pytest.mark.skipif("sqlite" in connection.vendor, reason="runs in the PostgreSQL pass")
@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_under_way_is_waited_for(world: World, by: Actor) -> None:
    publish(_notice(world), by=by)
    begun, waited = threading.Event(), threading.Event()

    def take_down() -> None:
        with transaction.atomic():
            withdraw("notice:1", reason="内容有误", by=by)
            begun.set()
            waited.wait(30)
        connection.close()

    other = threading.Thread(target=take_down)
    other.start()
    assert begun.wait(30)
    try:
        # A later stamp committed first would keep the page that is being taken down.
        with pytest.raises(OperationalError, match="lock timeout"):
            _publish_at_once(world, by)
    finally:
        waited.set()
        other.join()
    publish(_notice(world, number=2), by=by)
    assert Publication.objects.filter(withdrawn_at=None).count() == 1
