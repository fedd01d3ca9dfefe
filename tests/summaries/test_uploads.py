"""Uploaded summaries: what was confirmed, and nothing else, is frozen and rolled up."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.summaries.outside import TEXT, ZONE_TEXT, word
from tests.text.reading.files import zipped
from tests.world import World, person, user_of
from zwgk.campaigns.models import Participation, State
from zwgk.core import files
from zwgk.core.errors import Conflict, DomainError, NotAllowed
from zwgk.kinds import KINDS
from zwgk.summaries import actions as summaries
from zwgk.summaries.models import Submission, Upload
from zwgk.summaries.rollup import roll_up
from zwgk.summaries.uploads import actions, queries
from zwgk.summaries.uploads.extract import read_text
from zwgk.units.models import Role

pytestmark = pytest.mark.django_db
WHY = "该单位没有接入系统，总结以电子邮件报来。"


def _own(world: World, data: bytes | None = None, name: str = "总结.docx") -> Upload:
    part = world.town_part
    arrived = [(name, word() if data is None else data)]
    return actions.receive(part.campaign, arrived, by=person(world.town), participation=part)[0]


def _proxy(world: World, *arrived: tuple[str, bytes]) -> list[Upload]:
    return actions.receive(world.campaign, arrived, by=person(world.city), why=WHY)


def _figures(upload: Upload) -> dict[str, dict[str, Any]]:
    return {row["kind"]: row for row in upload.figures}


def test_a_text_gives_its_title_date_and_figures_with_their_places() -> None:
    read = read_text("\n".join(TEXT), "甲.docx")
    assert read.title == TEXT[0]
    assert read.dated is not None
    assert read.dated.isoformat() == "2026-05-20"
    found = {row["kind"]: row for row in read.figures}
    assert {k: (r["value"], r["out_of"]) for k, r in found.items()} == {
        "desks": (1, None), "visitors": (120, None), "questions_asked": (40, None),
        "answered_on_spot": (38, None), "answer_rate": (38, 40),
        "materials_distributed": (300, None),
    }  # fmt: skip
    assert found["materials_distributed"]["qualifier"] == "more_than"
    for row in read.figures:
        for start, end in row["passages"]:
            assert read.text[start:end] in row["stated"]


def test_a_unit_uploads_confirms_and_the_file_is_kept_byte_by_byte(world: World) -> None:
    data, by = word(), person(world.town)
    upload = _own(world, data)
    submission = actions.confirm(upload, based_on=upload.version, by=by)
    assert files.read(submission.docx) == data
    assert submission.uploaded == submission.docx
    assert (submission.origin, submission.on_behalf_by) == ("uploaded", "")
    assert submission.docx.unit_id == world.town.pk
    assert Participation.objects.get(pk=world.town_part.pk).state == State.SUBMITTED
    row = submission.figures.get(kind="visitors")
    assert (row.value, row.by_declared, row.by_records, row.printed) == (120, 120, 0, "120人次")
    evidence = row.evidence[0]
    assert evidence["source"] == "declared"
    assert evidence["confirmed_by"] == by.name
    assert "接待群众120人次" in evidence["passage"]
    lines = [p["runs"] for p in submission.content["paragraphs"]]
    assert "".join(text for text, _ in lines[-1]) == TEXT[3]  # the signature is no paragraph


def test_the_same_file_sent_twice_waits_once_and_is_confirmed_once(world: World) -> None:
    first, second = _own(world), _own(world)
    assert first.pk == second.pk
    actions.confirm(first, based_on=1, by=person(world.town))
    with pytest.raises(Conflict, match="已报送"):
        actions.confirm(first, based_on=1, by=person(world.town))


def test_a_superior_hands_in_for_its_subordinates(world: World) -> None:
    zone, town, bad = _proxy(
        world, ("开发区.docx", word(ZONE_TEXT)), ("a.docx", word()), ("坏.docx", b"PK\x03\x04xx")
    )
    assert zone.participation == world.zone_part
    assert town.participation == world.town_part
    assert bad.problem
    assert bad.file is not None
    by = person(world.city)
    submission = actions.confirm(zone, based_on=1, by=by)
    assert submission.on_behalf_by == by.unit_name
    assert submission.on_behalf_why == WHY
    part = Participation.objects.get(pk=world.zone_part.pk)
    assert part.state == State.SUBMITTED
    assert part.acknowledged_by.endswith("（代）")
    rolled = roll_up(world.campaign, by)
    assert rolled.totals["visitors"].value == 80
    with pytest.raises(NotAllowed, match="报送人"):
        summaries.accept_submission(submission, by=by)
    # The unit finds it when it signs in, and may take it back.
    own = person(world.zone)
    assert Submission.objects.visible_to(own).filter(pk=submission.pk).exists()
    summaries.withdraw(submission, by=own)
    assert "visitors" not in roll_up(world.campaign, by).totals


def test_a_returned_one_is_uploaded_again(world: World) -> None:
    first = actions.confirm(_own(world), based_on=1, by=person(world.town))
    summaries.return_submission(first, reasons="请补充。", by=person(world.city))
    world.town_part.refresh_from_db()
    again = _own(world, word((*TEXT[:3], "共发放宣传资料400份。", *TEXT[4:])))
    second = actions.confirm(again, based_on=1, by=person(world.town))
    assert second.number == 2
    assert second.figures.get(kind="materials_distributed").value == 400


def test_no_unit_no_reason_or_no_base_goes_up(world: World) -> None:
    by = person(world.city)
    upload = _proxy(world, ("x.txt", "某地总结\n满意率98%，接待群众5人次。".encode()))[0]
    with pytest.raises(DomainError, match="哪个单位"):
        actions.confirm(upload, based_on=1, by=by)
    upload = actions.save(
        upload, figures=upload.figures, based_on=1, by=by, title=upload.title,
        participation=world.zone_part, why="",
    )  # fmt: skip
    with pytest.raises(DomainError, match="代报原因"):
        actions.confirm(upload, based_on=2, by=by)
    upload = actions.save(
        upload, figures=upload.figures, based_on=2, by=by, title=upload.title,
        participation=world.zone_part, why=WHY,
    )  # fmt: skip
    with pytest.raises(DomainError, match=r"满意率.*总数"):
        actions.confirm(upload, based_on=3, by=by)
    assert not Submission.objects.exists()


def test_only_subordinates_of_the_campaign_may_be_chosen(world: World) -> None:
    upload = _own(world)
    with pytest.raises(NotAllowed):
        actions.save(
            upload, figures=[], based_on=1, by=person(world.city), title="总结",
            participation=world.zone_part,
        )  # fmt: skip
    mine = _proxy(world, ("a.docx", word()))[0]
    stranger = replace(person(world.city), unit_path="zzzz")
    with pytest.raises(NotAllowed):
        actions.save(
            mine, figures=[], based_on=1, by=stranger, title="总结", participation=world.zone_part
        )


def test_a_text_against_the_units_own_records_needs_a_reason(world: World) -> None:
    upload = _own(world, word((*TEXT[:2], "设立咨询台3个，接待群众120人次。", *TEXT[4:])))
    with pytest.raises(DomainError, match="咨询台登记的是1个"):
        actions.confirm(upload, based_on=1, by=person(world.town))


def test_saving_over_a_colleague_is_refused(world: World) -> None:
    upload, by = _own(world), person(world.town)
    actions.save(upload, figures=upload.figures, based_on=1, by=by, title="总结")
    with pytest.raises(Conflict, match="同事"):
        actions.save(upload, figures=[], based_on=1, by=by, title="总结")


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("空.docx", b"", "空文件"),
        ("图.docx", b"\x89PNG\r\n\x1a\n0000", "图片"),
        ("大.docx", b"a" * (21 * 1024 * 1024), "20 MB"),
        ("宏.docm", None, "宏"),
        ("码.txt", b"\0\1\2\0\3", "编码"),
        ("包.zip", zipped({"a.txt": "甲"}), "解压"),
    ],
)
def test_what_cannot_be_read_is_named_and_kept(
    world: World, name: str, data: bytes | None, why: str
) -> None:
    upload = _own(world, word() + b"vbaProject.bin" if data is None else data, name)
    assert why in upload.problem
    assert upload.state == Upload.State.PENDING
    assert (upload.file is None) == (name == "大.docx")
    with pytest.raises(DomainError):
        actions.confirm(upload, based_on=1, by=person(world.town))
    actions.drop(upload, by=person(world.town))
    assert Upload.objects.get(pk=upload.pk).state == Upload.State.DROPPED


def test_another_units_text_of_another_year_is_doubted(world: World) -> None:
    lines = tuple(line.replace("2026", "2025").replace("柳河镇", "青石镇") for line in TEXT)
    upload = _own(world, word(lines))
    told = "".join(queries.warnings(upload))
    assert "青石镇" in told
    assert "2025年" in told
    errors = [one for one in queries.doubts(upload, by=person(world.town)) if one.blocks]
    assert errors
    with pytest.raises(DomainError, match="理由"):
        actions.confirm(upload, based_on=1, by=person(world.town))
    reasons = {one.key: "经核实无误。" for one in errors}
    submission = actions.confirm(upload, based_on=1, by=person(world.town), reasons=reasons)
    assert submission.justifications.count() == len(errors)


def test_what_was_not_found_is_named(world: World) -> None:
    upload = _own(world)
    assert [kind.key for kind in queries.missing(upload.figures)] == [
        "questions_answered", "satisfaction_rate",
    ]  # fmt: skip


def test_braces_in_a_text_are_only_text(world: World) -> None:
    upload = _own(world, f"总结\n接待{{visitors}}，接待群众7人次。\n{TEXT[1]}".encode(), "a.txt")
    assert upload.problem == ""
    submission = actions.confirm(upload, based_on=1, by=person(world.town))
    assert "｛visitors｝" in str(submission.content)
    assert submission.figures.get(kind="visitors").value == 7


def test_an_officer_saves_and_only_a_reviewer_confirms(world: World) -> None:
    upload, officer = _own(world), person(world.town, Role.OFFICER)
    upload = actions.save(upload, figures=upload.figures, based_on=1, by=officer, title="总结")
    with pytest.raises(NotAllowed):
        actions.confirm(upload, based_on=2, by=officer)
    assert user_of(officer).pk == officer.user_id


_COUNTS = sorted(key for key, kind in KINDS.items() if not kind.is_rate and not kind.is_distinct)
CONFIRMED = st.dictionaries(
    st.sampled_from(_COUNTS), st.tuples(st.integers(0, 10**7), st.booleans()), max_size=6
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(confirmed=CONFIRMED)
def test_what_was_confirmed_is_what_is_rolled_up(
    world: World, confirmed: dict[str, tuple[int, bool]]
) -> None:
    by = person(world.city)
    Upload.objects.filter(state=Upload.State.PENDING).update(state=Upload.State.DROPPED)
    for standing in Submission.objects.filter(
        participation=world.zone_part, withdrawn_at=None, review=None
    ):
        summaries.withdraw(standing, by=person(world.zone))
    upload = _proxy(world, ("开发区.docx", word(ZONE_TEXT)))[0]
    figures = [
        {"kind": key, "value": value, "qualifier": "exact", "keep": keep, "stated": str(value)}
        for key, (value, keep) in confirmed.items()
    ]
    saved = actions.save(
        upload, figures=figures, based_on=upload.version, by=by, title=upload.title,
        participation=world.zone_part, why=WHY,
    )  # fmt: skip
    actions.confirm(saved, based_on=saved.version, by=by)
    totals = roll_up(world.campaign, by).totals
    wanted = {key: value for key, (value, keep) in confirmed.items() if keep}
    assert {key: total.value for key, total in totals.items()} == wanted
