"""Whatever happens between phones, network and office, the ledger is that of the straight run."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.desk.phones import entered, send
from tests.world import World, person
from zwgk.desk import actions
from zwgk.desk.content import own_fields
from zwgk.desk.models import DeskEntry, Device
from zwgk.desk.queries import ENTRY_MODELS
from zwgk.figures.ledger import ledger

pytestmark = pytest.mark.django_db

PHONES = st.integers(0, 1)
NUMBERS = st.integers(1, 30)
SECONDS = st.integers(0, 1)  # few, so that rows are made at the same moment
# Few to choose from, so that the same records are corrected and sent over and over.
WHICH = st.integers(0, 3)
LOTS = st.lists(st.integers(0, 9), min_size=1, max_size=6)
Record = dict[str, Any]


def _data(kind: str, number: int, material: int) -> dict[str, Any]:
    return {
        "visit": {"people": number, "matter": "医保"},
        "question": {
            "text": f"问题{number}", "answer": "答复" if number % 3 else "", "on_spot": True,
            "rating": ("satisfied", "fair")[number % 2] if number % 3 else "",
        },
        "handout": {"material": material, "copies": number},
        "tally": {
            "kind": "visitors", "value": number, "qualifier": ("exact", "about")[number % 2],
            "counted_by": "甲", "evidence": "计数器",
        },
    }[kind]  # fmt: skip


class Desks(RuleBasedStateMachine):
    """Two phones of one desk, a bad network, and an officer at a computer."""

    world: World
    phones: list[Device]

    def __init__(self) -> None:
        super().__init__()
        self.start = transaction.savepoint()
        self.begun = timezone.now() - timedelta(seconds=2)
        self.made: list[Record] = []  # by phones, all of them, in the order they were made
        self.waiting: list[list[Record]] = [[], []]  # not acknowledged, on each phone

    @rule(phone=PHONES, kind=st.sampled_from(sorted(ENTRY_MODELS)), number=NUMBERS, at=SECONDS)
    def create(self, phone: int, kind: str, number: int, at: int) -> None:
        """Record something new."""
        identity = str(uuid.uuid4())
        self._put(phone, {
            "id": identity, "kind": kind, "root": identity, "replaces": None, "version": 1,
            "made_at": self._moment(at), "recorded_at": self._moment(0), "is_void": False,
            "reason": "", "data": _data(kind, number, self.world.material.pk),
        })  # fmt: skip

    @rule(phone=PHONES, which=WHICH, number=NUMBERS, at=SECONDS)
    def correct(self, phone: int, which: int, number: int, at: int) -> None:
        """Correct a row of either phone; two may start from the same one."""
        self._follow(phone, which, at, {"is_void": False}, number)

    @rule(phone=PHONES, which=WHICH, at=SECONDS)
    def delete(self, phone: int, which: int, at: int) -> None:
        """Take something back."""
        self._follow(phone, which, at, {"is_void": True})

    @rule(phone=PHONES, lots=LOTS, answer_arrives=st.booleans())
    def upload(self, phone: int, lots: list[int], answer_arrives: bool) -> None:
        """Send some of what waits, in any order; without an answer it all waits on."""
        waiting = self.waiting[phone]
        batch = [waiting[lot % len(waiting)] for lot in lots if waiting]
        if not batch:
            return
        receipt = send(self.phones[phone], *batch)
        assert {result.state for result in receipt.results} <= {"kept", "known"}
        if answer_arrives:
            done = {result.id for result in receipt.results}
            self.waiting[phone] = [row for row in waiting if row["id"] not in done]

    @rule(phone=PHONES, lots=LOTS)
    def duplicate(self, phone: int, lots: list[int]) -> None:
        """The network, or the other phone, brings anything once more."""
        batch = [self.made[lot % len(self.made)] for lot in lots if self.made]
        if batch:
            receipt = send(self.phones[phone], *batch)
            assert {result.state for result in receipt.results} <= {"kept", "known"}

    @rule(which=WHICH, number=NUMBERS, undo=st.booleans())
    def office(self, which: int, number: int, undo: bool) -> None:
        """The officer corrects or takes back what has arrived."""
        rows = [row for model in ENTRY_MODELS.values()
                for row in model.objects.filter(is_current=True).order_by("pk")]  # fmt: skip
        if not rows:
            return
        row, by = rows[which % len(rows)], person(self.world.town)
        if undo:
            actions.undo_entry(row, by=by)
            return
        changes = _data(row.kind_of_entry, number, self.world.material.pk)
        changes.pop("material", None)
        actions.correct_entry(row, by=by, **changes)

    @invariant()
    def one_row_of_each_root_counts(self) -> None:
        """The greatest of those that have arrived, and no other."""
        for model in ENTRY_MODELS.values():
            rows = list(model.objects.all())
            greatest: dict[uuid.UUID, DeskEntry] = {}
            for row in sorted(rows, key=lambda row: (row.version, row.made_at, row.pk)):
                greatest[row.root] = row
            assert {row.pk for row in rows if row.is_current} == {
                row.pk for row in greatest.values()
            }

    def teardown(self) -> None:
        """All is sent in the end; then the same rows once more, one by one, as they were made."""
        for phone, waiting in enumerate(self.waiting):
            if waiting:
                send(self.phones[phone], *waiting)
        here = [row for model in ENTRY_MODELS.values() for row in model.objects.all()]
        sent = {record["id"] for record in self.made}
        office = [_record(row) for row in here if str(row.pk) not in sent]
        assert len(here) == len(sent) + len(office)
        found = self._ledger()
        transaction.savepoint_rollback(self.start)
        for record in [*self.made, *office]:
            send(self.phones[0], record)
        assert self._ledger() == found
        transaction.savepoint_rollback(self.start)

    def _put(self, phone: int, record: Record) -> None:
        self.made.append(record)
        self.waiting[phone].append(record)

    def _follow(
        self, phone: int, which: int, at: int, changes: Record, number: int | None = None
    ) -> None:
        if not self.made:
            return
        before = self.made[which % len(self.made)]
        if number is not None:
            changes["data"] = _data(before["kind"], number, self.world.material.pk)
        self._put(phone, before | {
            "id": str(uuid.uuid4()), "replaces": before["id"], "version": before["version"] + 1,
            "made_at": self._moment(at),
        } | changes)  # fmt: skip

    def _moment(self, seconds: int) -> str:
        return (self.begun + timedelta(seconds=seconds)).astimezone(UTC).isoformat()

    def _ledger(self) -> dict[str, Any]:
        return {
            kind: (entry.value, entry.out_of, entry.qualifier, sorted(
                (item.record_type, item.record_id, item.value) for item in entry.evidence))
            for kind, entry in ledger(self.world.town_part.pk).items()
        }  # fmt: skip


def _record(row: DeskEntry) -> Record:
    """A row as a phone would send it."""
    shared = ("id", "root", "replaces", "version", "made_at", "recorded_at", "is_void", "reason")
    found: Record = {name: getattr(row, name) for name in shared}
    data = {name: getattr(row, name) for name in own_fields(type(row))}
    if "material" in data:
        data["material"] = data["material"].pk
    plain = {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in found.items()
    }
    for name in ("id", "root", "replaces"):
        plain[name] = plain[name] and str(plain[name])
    return plain | {"kind": row.kind_of_entry, "data": data}


def test_any_interleaving_ends_in_the_ledger_of_the_straight_run(world: World) -> None:
    class Here(Desks):
        pass

    Here.world = world
    Here.phones = [entered(world)[0], entered(world, name="登记员乙")[0]]
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=30,
            stateful_step_count=25,
            deadline=None,
            database=None,
            print_blob=False,
        ),
    )  # type: ignore[no-untyped-call]
