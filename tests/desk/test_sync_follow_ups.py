"""A question's follow-up is the same whatever order, company and repetition its rows arrive in."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.desk.phones import after, entered, question, send
from tests.world import World, person
from zwgk.enquiries.models import Enquiry
from zwgk.enquiries.queries import contact_for

pytestmark = pytest.mark.django_db

# What one version of the question wants: nothing any more, to be void, or a follow-up.
CHANGES = st.one_of(
    st.just("settled"), st.just("void"),
    st.tuples(st.sampled_from(["民政", "财政"]), st.sampled_from(["", "座机甲", "座机乙"])),
)  # fmt: skip


def _rows(first: tuple[str, str], changes: list[Any]) -> list[dict[str, Any]]:
    def data(change: Any) -> dict[str, Any]:
        wanted = None
        if isinstance(change, tuple):
            department, contact = change
            wanted = {"code": "ABCDEFGHJKMN", "department": department, "contact": contact,
                      "reply_by": "code", "consent": False}  # fmt: skip
        made: dict[str, Any] = question(
            "路灯何时修", answer="" if wanted else "已修好", rating="", follow_up=wanted
        )["data"]
        return made

    rows = [question() | {"data": data(first)}]
    for change in changes:
        void = change == "void"
        rows.append(after(rows[-1], data=rows[-1]["data"] if void else data(change), is_void=void))
    return rows


def _outcome(world: World) -> Any:
    """The enquiry as the office finds it; of one that is no follow-up any more only that."""
    found = Enquiry.objects.first()
    if found is None or found.state != "asked":
        return None
    return found.department, contact_for(found, person(world.town))


@given(
    first=st.tuples(st.just("民政"), st.sampled_from(["", "座机甲"])),
    changes=st.lists(CHANGES, max_size=4),
    data=st.data(),
)
@settings(
    max_examples=40, deadline=None, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
def test_any_arrival_ends_as_the_straight_run(
    world: World, first: tuple[str, str], changes: list[Any], data: st.DataObject
) -> None:
    order = st.permutations(range(len(changes) + 1))
    arriving = [*data.draw(order), *data.draw(order)]
    sizes = data.draw(st.lists(st.integers(1, len(arriving)), min_size=len(arriving)))
    rows = _rows(first, changes)
    straight = _run(world, [[row] for row in rows])
    batches = []
    for size in sizes:
        batches.append([rows[at] for at in arriving[:size]])
        arriving = arriving[size:]
    assert _run(world, [batch for batch in batches if batch]) == straight


def _run(world: World, batches: list[list[dict[str, Any]]]) -> Any:
    """What the office finds after these batches; nothing of it stays."""
    start = transaction.savepoint()
    try:
        phone = entered(world)[0]
        for batch in batches:
            receipt = send(phone, *batch)
            assert {result.state for result in receipt.results} <= {"kept", "known"}, receipt
        assert Enquiry.objects.count() <= 1
        return _outcome(world)
    finally:
        transaction.savepoint_rollback(start)
