"""A phone for tests: it makes records as the app does and sends them."""

import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from tests.world import World, person
from zwgk.desk import passes, sync
from zwgk.desk.models import Desk, DeskPass, Device


def entered(
    world: World, desk: Desk | None = None, name: str = "登记员甲", **hours: Any
) -> tuple[Device, str]:
    """A phone that has entered at the town's desk, and its key."""
    token = passes.token_of(new_pass(world, desk, **hours))
    _, key = passes.enter(token, device=uuid.uuid4(), name=name, version="1")
    return passes.device_for(key), key


def new_pass(world: World, desk: Desk | None = None, **hours: Any) -> DeskPass:
    """A pass that is valid now, whatever day it is."""
    now = timezone.now()
    usual = {"valid_from": now - timedelta(hours=1), "valid_until": now + timedelta(hours=8)}
    return passes.issue(
        world.town_part, kind=DeskPass.Kind.RECORD, desk=desk or world.desk,
        by=person(world.town), **(usual | hours),
    )  # fmt: skip


def record(kind: str, data: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A record as it stands in the phone's queue."""
    identity = str(uuid.uuid4())
    at = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    return {
        "id": identity, "kind": kind, "root": identity, "replaces": None, "version": 1,
        "made_at": at, "recorded_at": at, "is_void": False, "reason": "", "data": data,
    } | more  # fmt: skip


def visit(people: Any = 1, **more: Any) -> dict[str, Any]:
    """People who came."""
    return record("visit", {"people": people, "matter": "医保"}, **more)


def question(text: str = "怎样办理", **data: Any) -> dict[str, Any]:
    """A question, answered and rated."""
    given = {
        "text": text, "department": "", "answer": "到窗口办理", "on_spot": True,
        "rating": "satisfied", "token": "", "follow_up": None,
    } | data  # fmt: skip
    return record("question", given)


def handout(copies: Any = 1, **data: Any) -> dict[str, Any]:
    """Copies handed out."""
    return record("handout", {"copies": copies, **data})


def tally(value: Any = 20, **data: Any) -> dict[str, Any]:
    """A number counted on paper."""
    given = {
        "kind": "visitors", "value": value, "out_of": None, "qualifier": "exact",
        "counted_by": "登记员甲", "evidence": "手按计数器", "photo": None,
    } | data  # fmt: skip
    return record("tally", given)


def after(before: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The next version of a record."""
    made = record(before["kind"], before["data"])
    return made | {
        "root": before["root"], "replaces": before["id"], "version": before["version"] + 1,
        "recorded_at": before["recorded_at"],
    } | more  # fmt: skip


def send(device: Device, *entries: Any, **more: Any) -> sync.Receipt:
    """Send as a batch, by a right clock if no other is given."""
    fresh = Device.objects.select_related(
        "desk_pass__participation__unit", "desk_pass__desk"
    ).get(pk=device.pk)  # fmt: skip
    given: dict[str, Any] = {"sent_at": timezone.now()} | more
    return sync.take_in(fresh, sync.Batch(entries=json.loads(json.dumps(entries)), **given))


def states(receipt: sync.Receipt) -> list[str]:
    """What each record was told."""
    return [result.code or result.state for result in receipt.results]
