"""The same records over several connections at once: once in the ledger (see tests/test_races)."""

import uuid

import pytest
from django.db import connection

from tests.desk.phones import after, entered, handout, question, send, states, visit
from tests.test_races import _at_once
from tests.world import make_world, person
from zwgk.core.models import AuditEvent
from zwgk.desk import actions, photos
from zwgk.desk.models import Handout, Material, Question, TallyPhoto, Visit
from zwgk.figures.ledger import ledger

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("sqlite" in connection.vendor, reason="runs in the PostgreSQL pass"),
]


def test_one_batch_sent_over_six_connections_is_kept_once() -> None:
    world = make_world()
    phone, _ = entered(world)
    batch = [visit(2) for _ in range(50)] + [handout(3, material_name="新资料"), question()]
    batch += [after(made, data={"people": 3, "matter": ""}) for made in batch[:20]]
    told = _at_once(6, lambda n: states(send(phone, *batch[:: 1 if n % 2 else -1])))
    assert {state for one in told for state in one} == {"kept", "known"}
    assert sum(one.count("kept") for one in told) == len(batch)
    assert Visit.objects.count() == 70
    assert Visit.objects.counted().count() == 50
    assert (Handout.objects.count(), Question.objects.count()) == (1, 1)
    assert Material.objects.filter(name="新资料").count() == 1
    assert ledger(world.town_part.pk)["visitors"].value == 20 * 3 + 30 * 2
    assert AuditEvent.objects.filter(verb="上传登记").count() == 1


def test_phones_that_correct_one_entry_at_once_with_the_office() -> None:
    world = make_world()
    phones = [entered(world, name=f"登记员{n}")[0] for n in range(5)]
    first = visit(9)
    send(phones[0], first)
    entry = Visit.objects.get()
    by = person(world.town)

    def act(number: int) -> None:
        if number == 5:
            actions.correct_entry(entry, by=by, people=7)
        else:
            send(phones[number], after(first, data={"people": number + 1, "matter": ""}))

    _at_once(6, act)
    rows = list(Visit.objects.all())
    greatest = max(rows, key=lambda row: (row.version, row.made_at, row.pk))
    assert len(rows) == 7
    assert [row.pk for row in rows if row.is_current] == [greatest.pk]


def test_corrections_of_an_entry_that_is_not_here_yet_come_at_once() -> None:
    world = make_world()
    phones = [entered(world, name=f"登记员{n}")[0] for n in range(6)]
    first = visit(9)
    _at_once(
        6,
        lambda n: send(
            phones[n], *([after(first, data={"people": n, "matter": ""})] if n else [first])
        ),
    )
    rows = list(Visit.objects.all())
    greatest = max(rows, key=lambda row: (row.version, row.made_at, row.pk))
    assert len(rows) == 6
    assert [row.pk for row in rows if row.is_current] == [greatest.pk]


def test_the_first_records_of_six_phones_begin_the_day() -> None:
    world = make_world()
    phones = [entered(world, name=f"登记员{n}")[0] for n in range(6)]
    _at_once(6, lambda n: send(phones[n], *(visit(1) for _ in range(20))))
    assert ledger(world.town_part.pk)["visitors"].value == 120
    assert AuditEvent.objects.filter(verb="上传登记").count() == 6


def test_a_photo_put_at_once_is_stored_once() -> None:
    phone, _ = entered(make_world())
    identity = uuid.uuid4()
    told = _at_once(4, lambda _: photos.keep(phone, identity, b"\xff\xd8\xff photo"))
    assert sorted(told) == ["kept", "known", "known", "known"]
    assert TallyPhoto.objects.count() == 1
