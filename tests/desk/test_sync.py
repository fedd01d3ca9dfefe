"""What phones send is kept once, record by record, in any order, however often it comes."""

import json
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.desk.phones import (
    after,
    entered,
    handout,
    question,
    record,
    send,
    states,
    tally,
    visit,
)
from tests.world import World, moment, person
from zwgk.campaigns.models import Participation, State
from zwgk.core.errors import DomainError, NotAllowed
from zwgk.core.models import AuditEvent
from zwgk.desk import actions, sync
from zwgk.desk.models import Desk, Device, Handout, Material, Question, Rating, Tally, Visit
from zwgk.desk.queries import both_totals, desk_totals, site_totals
from zwgk.enquiries import codes
from zwgk.enquiries.models import Enquiry
from zwgk.enquiries.queries import contact_for
from zwgk.figures.ledger import ledger
from zwgk.units.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(world: World) -> Device:
    return entered(world)[0]


def _visitors(world: World) -> int:
    entry = ledger(world.town_part.pk).get("visitors")
    return entry.value if entry else 0


def test_all_kinds_come_in_with_who_and_when(world: World, phone: Device) -> None:
    photo = str(uuid.uuid4())
    receipt = send(
        phone, visit(3), question(token="7-1-a"), handout(5, material=world.material.pk),
        tally(20, photo=photo), version="1.4", waiting=12,
    )  # fmt: skip
    assert states(receipt) == ["kept"] * 4
    rows = [model.objects.get() for model in (Visit, Question, Handout, Tally)]
    assert [row.recorded_by for row in rows] == ["登记员甲"] * 4
    assert {(row.device_id, row.desk_id, row.mark) for row in rows} == {
        (phone.pk, world.desk.pk, "")
    }
    assert (rows[1].token, rows[2].copies, str(rows[3].photo)) == ("7-1-a", 5, photo)
    phone.refresh_from_db()
    assert (phone.app_version, phone.waiting, phone.synced_at is not None) == ("1.4", 12, True)
    assert Participation.objects.get(pk=world.town_part.pk).state == State.UNDER_WAY
    event = AuditEvent.objects.get(verb="上传登记")
    assert (event.actor_name, event.target_id) == ("登记员甲", str(phone.pk))
    assert set(event.data["entries"]) == {str(row.pk) for row in rows}
    assert event.data["visit"] == 1


def test_what_comes_again_is_known_whatever_came_in_between(world: World, phone: Device) -> None:
    first, second = visit(3), visit(4)
    assert states(send(phone, first, second, first)) == ["kept", "kept", "known"]
    assert states(send(phone, second, first)) == ["known", "known"]
    other, _ = entered(world, name="登记员乙")
    assert states(send(other, first)) == ["known"]
    assert (_visitors(world), Visit.objects.count()) == (7, 2)
    assert AuditEvent.objects.filter(verb="上传登记").count() == 1


def test_other_content_under_a_used_id_is_told_and_changes_nothing(
    world: World, phone: Device
) -> None:
    first = visit(3)
    send(phone, first)
    for other in (
        first | {"data": {"people": 4, "matter": "医保"}},
        first | {"made_at": "2026-05-15T01:00:00Z"},
        first | {"is_void": True},
    ):
        [result] = send(phone, other).results
        assert (result.state, result.code) == ("refused", "conflict")
        assert "没有收下" in result.message
    again = visit(2)
    of_another_kind = question() | {"id": again["id"], "root": again["id"]}
    assert states(send(phone, again, of_another_kind)) == ["kept", "conflict"]
    assert _visitors(world) == 5


def test_a_correction_and_a_deletion_may_come_first(world: World, phone: Device) -> None:
    first = visit(3)
    second = after(first, data={"people": 5, "matter": "低保"})
    gone = after(second, is_void=True)
    assert states(send(phone, second)) == ["kept"]
    assert _visitors(world) == 5
    assert states(send(phone, first)) == ["kept"]
    assert _visitors(world) == 5
    other = visit(9)
    assert states(send(phone, after(other, is_void=True), gone)) == ["kept"] * 2
    assert states(send(phone, other)) == ["kept"]
    assert _visitors(world) == 0
    assert Visit.objects.filter(is_current=True).count() == 2


def test_the_office_corrects_what_a_phone_sent(world: World, phone: Device) -> None:
    first = visit(3)
    send(phone, first)
    actions.correct_entry(Visit.objects.get(), by=person(world.town), people=6)
    assert _visitors(world) == 6
    # The phone's correction of the same version was made later by its clock, so it counts.
    later = (datetime.now(UTC) + timedelta(minutes=1)).isoformat()
    send(phone, after(first, data={"people": 8, "matter": ""}, made_at=later))
    assert _visitors(world) == 8
    assert Visit.objects.filter(is_current=True).count() == 1


@pytest.mark.parametrize("first", [0, 1])
def test_of_rows_made_at_the_same_moment_the_greater_id_counts(
    world: World, phone: Device, first: int
) -> None:
    original = visit(9)
    at = original["made_at"]
    tied = [
        after(original, data={"people": n, "matter": ""}, made_at=at, id=str(uuid.UUID(int=n)))
        for n in (1, 2)
    ]
    send(phone, tied[first])
    send(phone, tied[1 - first], original)
    assert _visitors(world) == 2


WRONG: list[Any] = [
    None, 5, "记录", [], {}, visit() | {"kind": "desk"}, visit() | {"kind": None},
    visit() | {"id": "1"}, visit() | {"id": None}, visit() | {"root": str(uuid.uuid4())},
    visit() | {"version": 0}, visit() | {"version": 2}, visit() | {"version": True},
    visit() | {"version": 10**12}, visit() | {"replaces": str(uuid.uuid4())},
    after(visit()) | {"version": 1}, after(visit()) | {"replaces": None},
    after(visit()) | {"version": 40_000},
    visit() | {"made_at": "昨天"}, visit() | {"made_at": "2026-05-15T09:00:00"},
    visit() | {"recorded_at": "0001-01-01T00:00:00Z"}, visit() | {"is_void": "no"},
    visit() | {"data": None}, visit() | {"data": []},
    visit(0), visit(-3), visit("3"), visit(1.5), visit(True), visit(None), visit(10**30),
    record("visit", {"people": 1, "matter": "长" * 101}),
    question(" "), question("长" * 301), question(answer=""), question(rating="good"),
    question(answer="长" * 4001), question(token="x" * 61), question(on_spot="是"),
    question(follow_up={"code": "ABC"}), question(follow_up="yes"),
    handout(3), handout(0, material=1), handout(1, material="1"), handout(1, material=10**12),
    handout(1, material_name=" "), handout(1, material_name="长" * 81),
    tally(kind="desks"), tally(-1), tally(10**8), tally(counted_by=""), tally(evidence=""),
    tally(qualifier="perhaps"), tally(photo="x"), tally(3, kind="satisfaction_rate"),
]  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_told_and_hinders_nothing_else(
    world: World, phone: Device, wrong: Any
) -> None:
    receipt = send(phone, visit(1), wrong, visit(2))
    assert states(receipt) == ["kept", "invalid", "kept"]
    told = receipt.results[1].message
    assert told.endswith("。")
    assert any("\u4e00" <= char <= "\u9fff" for char in told)
    assert _visitors(world) == 3


def test_characters_no_database_keeps_are_left_out(world: World, phone: Device) -> None:
    odd = record("visit", {"people": 1, "matter": "医\x00保\ud800"})
    assert states(send(phone, odd)) == ["kept"]
    assert states(send(phone, odd)) == ["known"]
    assert Visit.objects.get().matter == "医保?"


def test_another_desks_records_are_refused(world: World, phone: Device) -> None:
    other = Desk.objects.create(
        participation=world.town_part, name="二号台", place="集市", opens_at=moment(8),
        closes_at=moment(17),
    )  # fmt: skip
    elsewhere, _ = entered(world, other)
    first = visit(3)
    send(elsewhere, first)
    assert states(send(phone, first, after(first))) == ["other_desk"] * 2
    assert _visitors(world) == 3


def test_a_material_named_twice_is_made_once(world: World, phone: Device) -> None:
    named = [handout(2, material_name=" 反诈  手册 "), handout(3, material_name="反诈 手册")]
    known = handout(1, material_name=world.material.name)
    assert states(send(phone, *named, known)) == ["kept"] * 3
    assert states(send(phone, named[0])) == ["known"]
    made = Material.objects.exclude(pk=world.material.pk).get()
    assert made.name == "反诈 手册"
    assert sum(row.copies for row in Handout.objects.filter(material=made)) == 5


def test_a_material_of_others_is_none(world: World, phone: Device) -> None:
    foreign = Material.objects.create(participation=world.zone_part, name="别处的资料")
    assert states(send(phone, handout(1, material=foreign.pk))) == ["invalid"]


@pytest.mark.parametrize("days", [-1, 1, -20_000])
def test_a_wrong_clock_is_put_right(world: World, phone: Device, days: int) -> None:
    wrong = timezone.now() + timedelta(days=days)
    at = (wrong - timedelta(minutes=30)).astimezone(UTC).isoformat()
    receipt = send(phone, visit(1, made_at=at, recorded_at=at), sent_at=wrong)
    kept = Visit.objects.get()
    really = timezone.now() - timedelta(minutes=30)
    assert abs(kept.recorded_at - really) < timedelta(minutes=1)
    assert kept.made_at == datetime.fromisoformat(at)
    assert abs(receipt.clock_offset + days * 86_400) < 60
    phone.refresh_from_db()
    assert abs(phone.clock_offset + days * 86_400) < 60
    # Sent again by a clock put right in the meantime, it is the same record.
    again = send(phone, visit(1, made_at=at, recorded_at=at) | {"id": str(kept.pk),
                 "root": str(kept.pk)})  # fmt: skip
    assert states(again) == ["known"]


def test_a_phone_whose_clock_began_anew_loses_nothing(world: World, phone: Device) -> None:
    begun = datetime(1970, 1, 1, tzinfo=UTC)
    at = (begun + timedelta(minutes=10)).isoformat()
    sent_at = begun + timedelta(minutes=40)
    assert states(send(phone, visit(made_at=at, recorded_at=at), sent_at=sent_at)) == ["kept"]
    really = timezone.now() - timedelta(minutes=30)
    assert abs(Visit.objects.get().recorded_at - really) < timedelta(minutes=1)


def test_a_small_difference_is_left_and_nothing_happens_in_the_future(
    world: World, phone: Device
) -> None:
    at = (timezone.now() + timedelta(seconds=90)).astimezone(UTC).isoformat()
    receipt = send(phone, visit(recorded_at=at), sent_at=timezone.now() + timedelta(seconds=90))
    assert receipt.clock_offset == 0
    assert Visit.objects.get().recorded_at <= timezone.now()


def test_what_comes_after_the_pass_has_ended_is_marked_late(world: World) -> None:
    now = timezone.now()
    phone, _ = entered(world)
    phone.desk_pass.valid_until = now - timedelta(hours=1)
    phone.desk_pass.valid_from = now - timedelta(hours=9)
    phone.desk_pass.save()
    assert states(send(phone, visit(3))) == ["kept"]
    assert Visit.objects.get().mark == "late"
    assert _visitors(world) == 3


def _unsettled(**more: Any) -> dict[str, Any]:
    asked = {"code": "ABCD-EFGH-JKMN", "department": "民政办", "contact": "0400-5150009",
             "reply_by": "phone", "consent": True}  # fmt: skip
    return question("路灯何时修", answer="", rating="", on_spot=False, follow_up=asked | more)


def test_a_question_that_was_not_settled_is_followed_up_once(world: World, phone: Device) -> None:
    first = _unsettled()
    corrected = after(first, data=_unsettled(contact="")["data"])
    assert states(send(phone, first)) == ["kept"]
    assert states(send(phone, first, corrected)) == ["known", "kept"]
    enquiry = Enquiry.objects.get()
    assert (enquiry.unit, enquiry.question, enquiry.recorded_by) == (
        world.town, "路灯何时修", "登记员甲"
    )  # fmt: skip
    assert str(enquiry.desk_question) == first["id"]
    assert enquiry.code_digest == codes.stored("ABCDEFGHJKMN")


def test_a_corrected_follow_up_is_corrected_for_the_office(world: World, phone: Device) -> None:
    first = _unsettled()
    corrected = after(first, data=_unsettled(contact="0400-5150010", department="财政")["data"])
    send(phone, first)
    send(phone, corrected)
    enquiry = Enquiry.objects.get()
    assert contact_for(enquiry, person(world.town)) == "0400-5150010"
    assert enquiry.department == "财政"


@pytest.mark.parametrize("together", [True, False])
def test_an_undone_follow_up_is_none(world: World, phone: Device, together: bool) -> None:
    first = _unsettled()
    undone = after(first, data=first["data"], is_void=True)
    batches = [[first, undone]] if together else [[first], [undone]]
    for batch in batches:
        send(phone, *batch)
    assert not Enquiry.objects.exclude(state="rejected").exists()
    assert "followups" not in ledger(world.town_part.pk)
    restored = after(undone, data=first["data"])
    send(phone, restored)
    assert Enquiry.objects.get().state == "asked"
    settled = after(restored, data=question("路灯何时修", answer="已修好")["data"])
    send(phone, settled)
    assert Enquiry.objects.get().state == "rejected"


def test_an_older_row_that_comes_late_takes_nothing_back(world: World, phone: Device) -> None:
    first = _unsettled()
    corrected = after(first, data=_unsettled(contact="", department="财政")["data"])
    send(phone, corrected)
    send(phone, first)
    enquiry = Enquiry.objects.get()
    assert enquiry.department == "财政"
    assert contact_for(enquiry, person(world.town)) == "0400-5150009"


def test_numbers_of_persons_are_told_and_nothing_else_is_hindered(
    world: World, phone: Device
) -> None:
    wrong = [
        question("我的电话 138 0013 8000"),
        record("visit", {"people": 1, "matter": "13800138000"}),
    ]
    receipt = send(phone, *wrong, visit(1))
    assert states(receipt) == ["invalid", "invalid", "kept"]
    assert "手机号" in receipt.results[0].message


def test_a_strange_version_of_the_app_hinders_nothing(world: World, phone: Device) -> None:
    assert states(send(phone, visit(1), version="1\x00" * 30)) == ["kept"]


def test_a_follow_up_that_cannot_be_is_told_and_nothing_is_kept(
    world: World, phone: Device
) -> None:
    wrong = [
        _unsettled(contact=""), _unsettled(reply_by="鸽子"), _unsettled(code="ABC"),
        _unsettled(contact="长" * 101), _unsettled(consent="好"),
    ]  # fmt: skip
    assert states(send(phone, *wrong, visit(1))) == ["invalid"] * 5 + ["kept"]
    gone = _unsettled() | {"is_void": True}
    assert states(send(phone, gone)) == ["kept"]
    assert Question.objects.count() == 1
    assert not Enquiry.objects.exists()


def _statements(act: Callable[[], Any]) -> list[str]:
    """The statements that were run; SQLite cuts one long INSERT in several, which is one here."""
    with CaptureQueriesContext(connection) as context:
        act()
    heads = [" ".join(query["sql"].split()[:3]) for query in context.captured_queries]
    return [head for at, head in enumerate(heads) if at == 0 or head != heads[at - 1]
            or not head.startswith("INSERT")]  # fmt: skip


def test_the_number_of_statements_does_not_grow(world: World, phone: Device) -> None:
    send(phone, visit())
    numbers = [
        len(_statements(lambda count=count: send(phone, *(visit() for _ in range(count)))))
        for count in (1, 3, 500)
    ]
    assert numbers[0] == numbers[1] == numbers[2] <= 8
    mixed = [
        len(_statements(lambda count=count: send(
            phone, *(made for _ in range(count) for made in (
                visit(), question(), tally(), handout(1, material=world.material.pk),
                after(visit()))),
        )))
        for count in (1, 3, 100)
    ]  # fmt: skip
    assert mixed[0] == mixed[1] == mixed[2] <= 18


def test_totals_are_those_of_the_ledger(world: World, phone: Device) -> None:
    other = Desk.objects.create(
        participation=world.town_part, name="二号台", place="集市", opens_at=moment(8),
        closes_at=moment(17),
    )  # fmt: skip
    elsewhere, _ = entered(world, other)
    gone = visit(50)
    send(
        phone, visit(3), gone, after(gone, is_void=True), tally(20), question(token="t-1"),
        question(rating="fair"), question(rating=""), handout(5, material=world.material.pk),
        tally(8, kind="satisfaction_rate", out_of=10),
    )  # fmt: skip
    send(elsewhere, visit(4))
    Rating.objects.create(desk=world.desk, token="t-1", score="unsatisfied", channel="slip")
    desk = {"visitors": 23, "questions": 3, "copies": 5, "rated": 12, "satisfied": 8}
    site = desk | {"visitors": 27}
    assert desk_totals(world.desk.pk) == desk
    assert site_totals(world.town_part.pk) == site
    assert both_totals(world.desk) == (desk, site)
    figures = ledger(world.town_part.pk)
    assert figures["visitors"].value == 27
    assert (figures["satisfaction_rate"].value, figures["satisfaction_rate"].out_of) == (8, 12)
    assert desk_totals(10**6) == dict.fromkeys(desk, 0)


def _queue(world: World, phone: Device, *entries: Any, **more: Any) -> bytes:
    queue = {
        "format": "zwgk-desk-queue", "version": 1, "device": str(phone.pk),
        "desk": world.desk.pk, "name": "登记员甲", "made_at": timezone.now().isoformat(),
        "entries": entries,
    } | more  # fmt: skip
    return json.dumps(queue).encode()


def test_a_file_is_imported_and_marked_and_again_is_known(world: World, phone: Device) -> None:
    sent, waiting = visit(2), visit(3)
    send(phone, sent)
    by = person(world.town, Role.ATTENDANT)
    data = _queue(world, phone, sent, waiting, visit(0), handout(1, material_name="新资料"))
    receipt = sync.import_file(world.desk, b"\xef\xbb\xbf" + data, by=by)
    assert states(receipt) == ["known", "kept", "invalid", "kept"]
    row = Visit.objects.get(pk=waiting["id"])
    assert (row.mark, row.recorded_by, row.device_id) == ("imported", "登记员甲", phone.pk)
    assert AuditEvent.objects.get(verb="导入登记文件").actor_name == by.name
    assert states(send(phone, waiting)) == ["known"]
    assert _visitors(world) == 5


def test_more_than_a_batch_of_an_unknown_phone(world: World, phone: Device) -> None:
    entries = [visit(1) for _ in range(501)]
    data = _queue(world, phone, *entries, device="?", name=None)
    receipt = sync.import_file(world.desk, data, by=person(world.town))
    assert states(receipt) == ["kept"] * 501
    assert _visitors(world) == 501
    assert set(Visit.objects.values_list("device", "recorded_by")) == {
        (None, person(world.town).name)
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {"format": "zip"}, {"version": 2}, {"desk": 0}, {"desk": None}, {"entries": []},
        {"entries": {}}, {"entries": [1]},
    ],
)  # fmt: skip
def test_a_wrong_file_is_told(world: World, phone: Device, wrong: dict[str, Any]) -> None:
    for data in (_queue(world, phone, visit(), **wrong), b"[]", b"\xff", b"{", b"[" * 100_000):
        with pytest.raises(DomainError) as refusal:
            sync.import_file(world.desk, data, by=person(world.town))
        assert refusal.value.field == "file"
    assert not Visit.objects.exists()


def test_only_who_records_in_the_unit_imports(world: World, phone: Device) -> None:
    for by in (person(world.town, Role.ADMIN), person(world.zone)):
        with pytest.raises(NotAllowed):
            sync.import_file(world.desk, _queue(world, phone, visit()), by=by)
