"""Frozen roll-ups: they never change, and tell what has changed since."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.records import submitted
from tests.summaries.reported import report, unit
from tests.world import World, person
from zwgk.core.actor import Actor
from zwgk.core.errors import DomainError, NotAllowed
from zwgk.summaries import actions
from zwgk.summaries.models import RollUpSnapshot, Submission
from zwgk.summaries.snapshots import Difference, differences_since, fingerprint, freeze
from zwgk.units.models import Role, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(world: World) -> Actor:
    return person(world.city, Role.REVIEWER)


def _kept(snapshot: RollUpSnapshot) -> RollUpSnapshot:
    found: RollUpSnapshot = RollUpSnapshot.objects.get(pk=snapshot.pk)
    return found


def test_a_snapshot_names_what_it_rests_on(world: World, head: Actor) -> None:
    submission = submitted(world)
    snapshot = freeze(world.campaign, world.city, by=head, note=" 全市通报用 ")
    content = snapshot.content
    assert content["submissions"] == [
        {
            "id": submission.pk,
            "number": 1,
            "unit": "town",
            "name": "柳河镇人民政府",
            "sha256": submission.docx.sha256,
        }
    ]
    assert [one["code"] for one in content["missing"]] == ["zone"]
    assert next(t["text"] for t in content["totals"] if t["kind"] == "visitors") == "34人次"
    assert (snapshot.note, snapshot.branch_name) == ("全市通报用", world.city.name)
    assert differences_since(snapshot, head) == []


def test_it_is_written_once(world: World, head: Actor) -> None:
    submitted(world)
    snapshot = freeze(world.campaign, world.city, by=head)
    for change in (
        snapshot.save, snapshot.delete, RollUpSnapshot.objects.all().delete,
        lambda: RollUpSnapshot.objects.update(note="改"),
    ):  # fmt: skip
        with pytest.raises(TypeError):
            change()
    assert fingerprint(_kept(snapshot).content) == _kept(snapshot).sha256


def test_later_changes_are_listed_and_the_frozen_stays(world: World, head: Actor) -> None:
    gone, moved = (
        report(world.campaign, unit(world.city, name), {"visitors": 100}) for name in "ab"
    )
    submission = submitted(world)
    snapshot = freeze(world.campaign, world.city, by=head)
    before = snapshot.sha256
    actions.withdraw(submission, by=person(world.town))
    actions.return_submission(gone, reasons="请核实", by=head)
    Unit.objects.move(Unit.objects.get(code="b"), world.other_city, "last-child")
    report(world.campaign, unit(world.city, "late"), {"visitors": 5})
    found = differences_since(snapshot, head)
    assert Difference("柳河镇人民政府", "已计入", "已撤回") in found
    assert Difference("a单位", "已计入", "已退回") in found
    assert Difference("b单位", "已计入", "不在汇总范围内") in found
    assert Difference("late单位", "未计入", "已报送") in found
    assert Difference("接待群众", "234人次", "5人次") in found
    assert fingerprint(_kept(snapshot).content) == before
    assert moved.pk


def test_it_needs_something_to_freeze_and_the_right_to(world: World, head: Actor) -> None:
    with pytest.raises(DomainError, match="还没有单位报送"):
        freeze(world.campaign, world.city, by=head)
    submitted(world)
    with pytest.raises(NotAllowed):
        freeze(world.campaign, world.city, by=person(world.city, Role.OFFICER))
    with pytest.raises(DomainError, match="本单位及下级单位"):
        freeze(world.campaign, world.city, by=person(world.zone, Role.REVIEWER))
    made = freeze(world.campaign, world.city, by=head)
    assert not RollUpSnapshot.objects.visible_to(person(world.town)).filter(pk=made.pk).exists()


@given(values=st.lists(st.integers(1, 10_000), min_size=1, max_size=4), which=st.integers(0, 3))
@settings(
    deadline=None, max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
def test_whatever_happens_to_units_later_a_frozen_roll_up_says_the_same(
    world: World, head: Actor, values: list[int], which: int
) -> None:
    made: list[Any] = [
        report(world.campaign, unit(world.city, f"v{Submission.objects.count()}-{n}"),
               {"visitors": value})
        for n, value in enumerate(values)
    ]  # fmt: skip
    snapshot = freeze(world.campaign, world.city, by=head)
    told = _kept(snapshot).content
    chosen = made[which % len(made)]
    actions.return_submission(chosen, reasons="请核实", by=head)
    assert _kept(snapshot).content == told
    names = {difference.what for difference in differences_since(snapshot, head)}
    assert chosen.participation.unit.name in names
    for submission in made:
        if submission.pk != chosen.pk:
            actions.return_submission(submission, reasons="清理", by=head)
