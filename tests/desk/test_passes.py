"""Passes let phones in for some hours at one desk, until somebody ends them."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.world import DAY, World, moment, person
from zwgk.core.errors import DomainError, NotAllowed
from zwgk.core.models import AuditEvent
from zwgk.desk import passes
from zwgk.desk.models import DeskPass, Device
from zwgk.units.models import Role

pytestmark = pytest.mark.django_db

AT = moment(9)


@pytest.fixture(autouse=True)
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Sets the clock; it stands at nine in the morning of the day."""

    def put(now: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: now)

    put(AT)
    return put


def _issue(world: World, kind: str = "record", **more: Any) -> DeskPass:
    desk = None if kind == "wall" else world.desk
    return passes.issue(world.town_part, kind=kind, desk=desk, by=person(world.town), **more)


def _enter(desk_pass: DeskPass, device: uuid.UUID | None = None) -> tuple[Device, str]:
    return passes.enter(
        passes.token_of(desk_pass), device=device or uuid.uuid4(), name=" 登记员 甲 ",
        about="安卓手机", version="1",
    )  # fmt: skip


def _refused(act: Callable[[], Any]) -> str:
    with pytest.raises(passes.Refused) as refusal:
        act()
    assert refusal.value.message.endswith("。")
    return refusal.value.code


def test_a_pass_is_valid_around_the_desks_hours(world: World) -> None:
    made = _issue(world)
    assert (made.valid_from, made.valid_until) == (moment(7), moment(19))
    wall = _issue(world, "wall")
    assert (wall.valid_from.date(), wall.valid_until.date()) == (DAY, DAY)


def test_the_token_is_found_again_and_stands_nowhere(world: World) -> None:
    made = _issue(world)
    token = passes.token_of(made)
    assert passes.find(token, "record").pk == made.pk
    row = DeskPass.objects.filter(pk=made.pk).values_list()[0]
    assert token not in str(row)
    assert _refused(lambda: passes.find(token, "kiosk", "wall")) == "pass_unknown"
    assert _refused(lambda: passes.find(token + "x", "record")) == "pass_unknown"
    assert _refused(lambda: passes.find("", "record")) == "pass_unknown"


def test_hours_are_kept(world: World, at: Callable[[datetime], None]) -> None:
    token = passes.token_of(_issue(world))
    at(moment(6, 59))
    assert _refused(lambda: passes.find(token, "record")) == "pass_early"
    at(moment(19, 1))
    assert _refused(lambda: passes.find(token, "record")) == "pass_expired"


def test_a_revoked_pass_refuses_at_once_and_so_do_its_phones(world: World) -> None:
    made = _issue(world)
    token = passes.token_of(made)
    _, key = _enter(made)
    passes.revoke(made, by=person(world.town))
    assert _refused(lambda: passes.find(token, "record")) == "pass_revoked"
    assert _refused(lambda: passes.device_for(key)) == "pass_revoked"
    with pytest.raises(DomainError, match="已经作废"):
        passes.revoke(made, by=person(world.town))


def test_entering_again_gives_the_same_phone_a_new_key(world: World) -> None:
    made, identity = _issue(world), uuid.uuid4()
    device, first = _enter(made, identity)
    again, second = _enter(made, identity)
    assert (device.pk, again.pk, Device.objects.count()) == (identity, identity, 1)
    assert again.attendant == "登记员 甲"
    assert _refused(lambda: passes.device_for(first)) == "key_unknown"
    assert passes.device_for(second).pk == identity


def test_a_phone_that_was_cut_off_is_refused_until_readmitted(world: World) -> None:
    made, by = _issue(world), person(world.town)
    device, key = _enter(made)
    _, other = _enter(made)
    passes.cut_off(device, by=by)
    assert _refused(lambda: passes.device_for(key)) == "device_cut"
    assert _refused(lambda: _enter(made, device.pk)) == "device_cut"
    assert passes.device_for(other).pk != device.pk
    passes.readmit(device, by=by)
    assert passes.device_for(key).pk == device.pk


def test_a_phone_may_send_within_the_grace_only(
    world: World, at: Callable[[datetime], None]
) -> None:
    made = _issue(world)
    _, key = _enter(made)
    at(made.valid_until + passes.GRACE)
    assert passes.device_for(key)
    at(made.valid_until + passes.GRACE + timedelta(seconds=1))
    assert _refused(lambda: passes.device_for(key)) == "pass_expired"


def test_a_phone_whose_key_was_lost_on_the_way_gets_another_within_the_grace(
    world: World, at: Callable[[datetime], None]
) -> None:
    made = _issue(world)
    device, _ = _enter(made)
    at(made.valid_until + passes.GRACE)
    _, key = _enter(made, device.pk)
    assert passes.device_for(key).pk == device.pk
    assert _refused(lambda: _enter(made)) == "pass_expired"  # one that never was here
    at(made.valid_until + passes.GRACE + timedelta(seconds=1))
    assert _refused(lambda: _enter(made, device.pk)) == "pass_expired"


def test_what_no_database_keeps_is_left_out(world: World) -> None:
    token = passes.token_of(_issue(world))
    device, _ = passes.enter(
        token, device=uuid.uuid4(), name="登记\x00员", about="手\x00机", version="\x001"
    )
    device.refresh_from_db()
    assert (device.attendant, device.about, device.app_version) == ("登记员", "手机", "1")


def test_a_phone_of_another_desk_sends_first(world: World) -> None:
    device, _ = _enter(_issue(world))
    other = type(world.desk).objects.create(
        participation=world.town_part, name="二号台", place="集市", opens_at=moment(8),
        closes_at=moment(17),
    )  # fmt: skip
    second = passes.issue(world.town_part, kind="record", desk=other, by=person(world.town))
    assert _refused(lambda: _enter(second, device.pk)) == "other_desk"


def test_only_who_may_edit_in_the_unit_gives_and_ends_passes(world: World) -> None:
    made = _issue(world)
    device, _ = _enter(made)
    for by in (person(world.town, Role.ATTENDANT), person(world.zone)):
        with pytest.raises(NotAllowed):
            passes.issue(world.town_part, kind="record", desk=world.desk, by=by)
        with pytest.raises(NotAllowed):
            passes.revoke(made, by=by)
        with pytest.raises(NotAllowed):
            passes.cut_off(device, by=by)


def test_wrong_wishes_are_refused(world: World) -> None:
    for wrong in (
        {"desk": None},
        {"desk": world.desk, "kind": "wall"},
        {"desk": world.desk, "valid_from": AT, "valid_until": AT},
    ):
        with pytest.raises(DomainError):
            passes.issue(
                world.town_part, **{"kind": "record", "by": person(world.town), **wrong}
            )  # fmt: skip


def test_what_was_done_is_in_the_log(world: World) -> None:
    made, by = _issue(world), person(world.town)
    device, _ = _enter(made)
    passes.cut_off(device, by=by)
    passes.readmit(device, by=by)
    passes.revoke(made, by=by)
    verbs = list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))[-5:]
    assert verbs == ["制发登记码", "手机进入咨询台", "停用登记设备", "恢复登记设备", "作废登记码"]
