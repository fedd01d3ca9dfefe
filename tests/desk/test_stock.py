"""The stock of printed matter: what desks gave out is counted; too much is told, not refused."""

from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests.world import World, moment, person, user_of
from zwgk.core.errors import DomainError, NotAllowed
from zwgk.desk import actions, stock
from zwgk.desk.models import Desk
from zwgk.units.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def other_desk(world: World) -> Desk:
    return actions.open_desk(
        world.town_part, name="集市咨询台", place="集市", opens_at=moment(8), closes_at=moment(12),
        by=person(world.town),
    )  # fmt: skip


@pytest.fixture
def officer(world: World) -> Client:
    client = Client()
    client.force_login(user_of(person(world.town, Role.OFFICER)))
    return client


def _give(world: World, desk: Desk, copies: int) -> Any:
    by = person(world.town)
    return actions.record_handout(desk, material=world.material, copies=copies, by=by)


def test_what_is_left_follows_from_what_came_and_went(
    world: World, other_desk: Desk, django_assert_num_queries: Any
) -> None:
    by = person(world.town)
    stock.note_stock(
        world.material, printed=100, received=90, cost=Decimal("250.50"), left_over=25, by=by
    )
    _give(world, world.desk, 20)
    _give(world, other_desk, 40)
    actions.undo_entry(_give(world, other_desk, 7), by=by)
    for number in (1, 3):
        with django_assert_num_queries(2):
            lines = stock.stock_of(world.town_part)
        assert len(lines) == number
        for name in ("甲", "乙")[: 2 if number == 1 else 0]:
            actions.add_material(world.town_part, name=name, form="leaflet", by=by)
    line = lines[0]
    assert (line.handed_out, line.should_be_left, line.difference, line.over) == (60, 30, -5, 0)
    assert line.desks == [("集市咨询台", 40), ("镇政府门前咨询台", 20)]
    assert (lines[1].there_were, lines[1].should_be_left, lines[1].difference) == (None,) * 3
    assert world.material.left_by


def test_numbers_that_cannot_be_are_refused(world: World) -> None:
    with pytest.raises(DomainError, match="多于印制份数"):
        stock.note_stock(world.material, printed=10, received=11, by=person(world.town))
    with pytest.raises(NotAllowed):
        stock.note_stock(world.material, printed=10, by=person(world.zone))


def test_handing_out_more_than_there_is_is_told_and_not_refused(
    world: World, officer: Client
) -> None:
    edit = reverse("manage:stock-edit", args=[world.material.pk])
    wrong = officer.post(edit, {"printed": "10", "received": "20", "cost": "8"})
    assert wrong.status_code == 422
    assert 'value="8"' in wrong.content.decode()
    sent = {"printed": "10", "cost": "8.50", "left_over": "3"}
    assert officer.post(edit, sent).status_code == 302
    desk = Client()
    desk.force_login(user_of(person(world.town, Role.ATTENDANT)))
    form = {"id": uuid4(), "material": world.material.pk, "copies": "12"}
    answer = desk.post(
        reverse("desk:record", args=[world.desk.pk, "handout"]), form, follow=True
    ).content.decode()
    assert "《办事指南》发放的比收到的多2份" in answer
    page = officer.get(reverse("manage:stock", args=[world.town_part.pk])).content.decode()
    assert "登记发放12份，比印制的10份多2份" in page
    assert "费用合计 8.50 元" in page
    file = officer.get(reverse("manage:stock-export", args=[world.town_part.pk])).content
    head, row = load_workbook(BytesIO(file)).active.iter_rows(values_only=True)
    told = dict(zip(head, row, strict=True))
    assert (told["发放"], told["应剩"], told["差额"]) == (12, -2, 5)
    assert told["各咨询台发放"] == "镇政府门前咨询台12份"
