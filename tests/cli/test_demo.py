"""The demo: the figures of the two cases are exact, and every number leads to its records."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from zwgk.campaigns.models import Participation, State
from zwgk.cli.demo import ACCOUNTS, PASSWORD, ensure_demo
from zwgk.core import files
from zwgk.desk.models import Desk, DeskPass, Device, Rating, Tally, TallyPhoto, Visit
from zwgk.enquiries.models import Enquiry
from zwgk.figures.ledger import ledger
from zwgk.library.models import Publication
from zwgk.selfcheck.models import CheckFinding, SelfCheck
from zwgk.summaries.models import Submission, SubmittedFigure
from zwgk.units.models import Unit, User

pytestmark = pytest.mark.django_db

# Dates, the day's name, the document's number: numbers that count nothing.
_NOT_FIGURES = re.compile(r"\d+年\d+月\d+日|\d+月\d+日|\d+年|5·15|〔\d+〕\d+号")


@pytest.fixture(scope="module")
def made(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Path]:  # fmt: skip
    """The demo, made once for the tests of this file and taken back after them; its files."""
    stored = tmp_path_factory.mktemp("files")
    quick = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
        with override_settings(MEDIA_ROOT=stored, PASSWORD_HASHERS=quick):
            assert ensure_demo() is True
        yield stored
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture
def demo(made: Path, settings: Any) -> None:
    """What a test does to the demo is taken back after it."""
    settings.MEDIA_ROOT = made


def _submission(code: str) -> Submission:
    return Submission.objects.get(participation__unit__code=code)


@pytest.mark.parametrize(
    ("code", "quoted"),
    [
        ("demo-zone", {"visitors": (34, "30余人次"), "questions_answered": (23, "23个"),
                       "materials_distributed": (59, "59份")}),
        ("demo-town", {"visitors": (316, "300余人次"), "materials_distributed": (1836, "1800余份"),
                       "satisfaction_rate": (42, "100%")}),
    ],
)  # fmt: skip
def test_the_figures_of_the_two_cases(
    demo: None, code: str, quoted: dict[str, tuple[int, str]]
) -> None:
    rows = {row.kind: row for row in SubmittedFigure.objects.filter(submission=_submission(code))}
    for kind, (value, text) in quoted.items():
        assert (rows[kind].value, rows[kind].printed) == (value, text)
        assert sum(e["value"] for e in rows[kind].evidence) == value
    if code == "demo-town":
        assert rows["satisfaction_rate"].out_of == 42


@pytest.mark.parametrize("code", ["demo-zone", "demo-town"])
def test_every_number_is_a_live_reference_with_records_behind_it(demo: None, code: str) -> None:
    submission = _submission(code)
    rows = {row.kind: row for row in SubmittedFigure.objects.filter(submission=submission)}
    runs = [run for p in submission.content["paragraphs"] for run in p["runs"]]
    references = [ref for _, ref in runs if ref]
    assert len(references) >= 8
    for ref in references:
        assert rows[ref.rpartition("_")[0]].evidence
    for text, ref in runs:
        if not ref:
            assert not re.search(r"\d", _NOT_FIGURES.sub("", text)), text
    assert "待补充" not in str(submission.content)


def test_the_city_has_fifteen_units_in_every_state(demo: None) -> None:
    assert Participation.objects.count() == 15
    assert set(Participation.objects.values_list("state", flat=True)) == set(State.values)


def test_a_town_without_the_system_is_handed_in_for(demo: None) -> None:
    submission = Submission.objects.exclude(on_behalf_by="").get()
    assert submission.participation.unit.short_name == "杏花岭镇"
    told = {row.kind: (row.value, row.by_declared) for row in submission.figures.all()}
    assert told == {
        "visitors": (160, 160), "questions_asked": (48, 48), "answered_on_spot": (45, 45),
        "materials_distributed": (420, 420), "desks": (3, 3), "banners": (4, 4),
    }  # fmt: skip


def test_the_street_has_a_self_check_under_way(demo: None) -> None:
    check = SelfCheck.objects.get()
    assert (check.participation.unit.code, check.run, check.under_way) == ("demo-south", 2, False)
    states = CheckFinding.objects.values_list("state", flat=True)
    assert set(states) == {"open", "mended", "justified"}
    entries = ledger(check.participation_id)
    assert (entries["items_checked"].value, entries["items_completed"].value) == (6, 1)


def test_both_cases_are_published_without_names(demo: None) -> None:
    for name in ("云岭经济开发区管理委员会", "云岭市十里铺镇人民政府"):
        publication = Publication.objects.get(unit_name=name, kind="summary")
        text = str(publication.paragraphs)
        for person in ("骆长风", "邵云帆", "费思齐", "尹望舒", "童大川", "戚采薇"):
            assert person not in text


def test_there_is_an_account_for_every_role(demo: None) -> None:
    for username, name, code, role in ACCOUNTS:
        user = User.objects.get(username=username)
        assert user.check_password(PASSWORD)
        assert user.full_name == name
        assert user.memberships.get().role == role
        assert user.memberships.get().unit == Unit.objects.get(code=code)


def test_making_it_again_changes_nothing(demo: None) -> None:
    before = Submission.objects.count()
    assert ensure_demo() is False
    assert Submission.objects.count() == before


def test_every_page_of_the_desk_has_something_to_show(demo: None) -> None:
    town = Desk.objects.get(participation__unit__code="demo-town")
    kinds = DeskPass.objects.filter(participation=town.participation).values_list("kind", flat=True)
    assert sorted(kinds) == ["kiosk", "record", "wall"]
    phones = Device.objects.filter(desk_pass__desk=town)
    assert {phone.attendant: phone.cut_at is not None for phone in phones} == {
        "登记员甲": False, "登记员乙": False, "登记员丙": True,
    }  # fmt: skip
    assert Visit.objects.filter(desk=town, device=None).count() == 0
    photo = TallyPhoto.objects.get(desk=town)
    assert Tally.objects.get(photo=photo.pk).value == 252
    assert files.read(photo.file).startswith(b"\x89PNG")
    assert Rating.objects.filter(desk=town, score="satisfied").count() == 12
    assert Visit.objects.filter(mark="late").exists()
    assert Enquiry.objects.filter(channel="desk").exists()
    writing = Device.objects.filter(desk_pass__participation__unit__code="demo-south")
    assert sum(writing.values_list("waiting", flat=True)) == 3


def test_the_day_of_the_second_case_is_told_and_nothing_else_blocks(demo: None) -> None:
    town = _submission("demo-town")
    told = {finding["rule"]: finding for finding in town.findings}
    assert told["date-other-day"]["passage"].endswith("5月18日")
    assert "5·15" in told["date-other-day"]["message"]
    blocked = [f for one in Submission.objects.all() for f in one.findings if f["blocks"]]
    assert blocked == []
