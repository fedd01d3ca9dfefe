"""A branch in one zip, a submission as a workbook, and the superior's own draft on the web."""

import hashlib
import io
import zipfile
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests.records import ready_to_submit, submitted
from tests.summaries.reported import report, unit
from tests.web.portal.shelf import photo
from tests.world import World, person, user_of
from zwgk.core import files
from zwgk.core.models import AuditEvent
from zwgk.gongwen import check_docx, to_docx
from zwgk.summaries import actions as summaries
from zwgk.summaries import photos, reviewing
from zwgk.summaries.annexes import kept_picture
from zwgk.summaries.archive import safe_name
from zwgk.summaries.document import from_json
from zwgk.summaries.models import Submission
from zwgk.units.models import Unit

pytestmark = pytest.mark.django_db


def _client(of: Unit) -> Client:
    client = Client()
    client.force_login(user_of(person(of)))
    return client


def _reported(world: World, by: Unit, **figures: Any) -> Submission:
    """A submission whose Word file can really be read."""
    made = report(world.campaign, by, figures)
    made.docx = files.store(
        made.title.encode(), name="a.docx", content_type="x", unit_id=by.pk, by=person(by)
    )
    made.save()
    return made


def _zip(of: Unit, **query: str) -> zipfile.ZipFile:
    url = reverse("manage:rollup-archive", args=["day"], query=query or None)
    answer: Any = _client(of).post(url)
    assert answer.status_code == 200
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def test_the_zip_holds_every_file_with_its_fingerprint(world: World) -> None:
    submission = submitted(world)
    county = unit(world.city, "county", "county")
    _reported(world, unit(county, "one"), visitors=5)
    book = _zip(world.city)
    assert book.testzip() is None
    names = book.namelist()
    assert f"柳河镇人民政府/{submission.title}.docx" in names
    assert "county单位/one单位/总结.docx" in names
    sums = dict(
        reversed(line.split("  ", 1)) for line in book.read("SHA256SUMS").decode().splitlines()
    )
    assert set(sums) == set(names) - {"SHA256SUMS"}
    assert all(hashlib.sha256(book.read(name)).hexdigest() == sums[name] for name in sums)
    assert sums[f"柳河镇人民政府/{submission.title}.docx"] == submission.docx.sha256
    page = book.read("index.html").decode()
    assert "接待群众：34人次" in page
    assert submission.docx.sha256 in page
    assert "汇总" in load_workbook(io.BytesIO(book.read("index.xlsx"))).sheetnames
    assert AuditEvent.objects.filter(verb="打包下载总结").count() == 1


def test_units_of_one_name_get_folders_of_their_own(world: World) -> None:
    for code in ("a", "b"):
        twin = unit(world.city, code)
        Unit.objects.filter(pk=twin.pk).update(name="同名：镇/政府")
        twin.refresh_from_db()
        _reported(world, twin, visitors=1)
    names = _zip(world.city).namelist()
    assert "同名：镇_政府/总结.docx" in names
    assert "同名：镇_政府（2）/总结.docx" in names


def test_a_zip_holds_only_the_branch_asked_for_and_seen(world: World) -> None:
    submitted(world)
    county = unit(world.city, "county", "county")
    _reported(world, unit(county, "one"), visitors=5)
    assert not any("柳河镇" in name for name in _zip(world.city, branch="county").namelist())
    assert not any("one" in name for name in _zip(world.town).namelist())
    empty = _client(world.zone).post(reverse("manage:rollup-archive", args=["day"]), follow=True)
    assert "还没有单位报送总结" in empty.text


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("柳河镇", "柳河镇"), ('a<b>:"/\\|?*', "a_b________"), ("con", "_con"),
        ("com1.txt", "_com1.txt"), ("尾点. ", "尾点"), ("../..", "_"), ("", "_"),
    ],
)  # fmt: skip
def test_names_are_safe_on_windows(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_more_submissions_cost_no_more_queries(
    world: World, django_assert_max_num_queries: Any
) -> None:
    for number in range(6):
        _reported(world, unit(world.city, f"u{number}"), visitors=number)
    client = _client(world.city)
    with django_assert_max_num_queries(26):
        answer: Any = client.post(reverse("manage:rollup-archive", args=["day"]))
        assert zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).testzip() is None


def test_the_workbook_of_a_submission_names_its_sources(world: World) -> None:
    submission = submitted(world)
    url = reverse("manage:submission-xlsx", args=[submission.pk])
    book = load_workbook(io.BytesIO(_client(world.city).get(url).content))
    assert book.sheetnames == ["数据", "来源", "说明"]
    rows = {row[1]: row for row in book["数据"].iter_rows(values_only=True)}
    assert rows["接待群众"][2] == 34
    assert submission.docx.sha256 in rows["接待群众"]
    assert book["数据"].freeze_panes == "A2"
    assert book["来源"].max_row > 5


def test_no_text_becomes_a_formula(world: World) -> None:
    odd = unit(world.city, "odd")
    Unit.objects.filter(pk=odd.pk).update(name="=1+1")
    odd.refresh_from_db()
    report(world.campaign, odd, {"visitors": 3})
    data = _client(world.city).get(reverse("manage:rollup-export", args=["day"])).content
    cell = load_workbook(io.BytesIO(data))["来源"]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_the_superior_reads_and_takes_its_own_draft(world: World) -> None:
    submitted(world)
    city, url = _client(world.city), reverse("manage:branch-draft", args=["day"])
    page = city.get(url).text
    assert "34人次" in page
    assert "临川经济开发区尚未报送总结" in page
    assert "所属单位数据一览" not in page
    assert "所属单位数据一览" in city.get(url, {"length": "report"}).text
    word = city.get(reverse("manage:branch-draft-download", args=["day", "docx"]))
    assert word.content[:2] == b"PK"


def test_the_submission_page_shows_the_fingerprints(world: World) -> None:
    submission = submitted(world)
    page = _client(world.city).get(reverse("manage:submission", args=[submission.pk])).text
    assert submission.docx.sha256 in page
    assert reverse("portal:verify") in page


def test_photos_frozen_with_a_summary_are_in_the_zip_under_their_captions(world: World) -> None:
    part, by = ready_to_submit(world), person(world.town)
    photos.add_photo(part, photo(), name="a.jpg", caption="5月15日，群众咨询医保", by=by)
    photos.choose_annexes(part, table=False, charts=False, photos=True, by=by)
    summaries.submit(part, by=by)
    book = _zip(world.city)
    name = "柳河镇人民政府/照片/5月15日，群众咨询医保.jpg"
    assert book.read(name)[:2] == b"\xff\xd8"
    assert name in book.read("SHA256SUMS").decode()


def test_a_kind_by_district_is_drawn_for_documents(world: World) -> None:
    submitted(world)
    report(world.campaign, unit(world.city, "far"), {"visitors": 90, "satisfaction_rate": (9, 10)})
    head = _client(world.city)

    def drawn(kind: str, form: str) -> bytes:
        url = reverse("manage:rollup-chart", args=["day", kind, form])
        body: bytes = head.get(url).content
        return body

    svg = drawn("visitors", "svg").decode()
    assert "接待群众" in svg
    assert ">90<" in svg
    assert ">90.0%<" in drawn("satisfaction_rate", "svg").decode()
    assert drawn("visitors", "png")[:4] == b"\x89PNG"
    bad = reverse("manage:rollup-chart", args=["day", "visitors", "exe"])
    assert head.get(bad).status_code == 404


def test_the_superiors_draft_names_what_it_praised_and_nothing_else(world: World) -> None:
    submission = submitted(world)
    head = _client(world.city)
    url = reverse("manage:branch-draft", args=["day"])
    assert "所属单位值得推广的做法" in head.get(url).text
    reviewing.praise(submission, why="咨询分区有序", by=person(world.city))
    assert "柳河镇咨询分区有序。" in head.get(url).text


@pytest.mark.parametrize("sealed", [True, False])
def test_room_for_the_seal_is_left_where_it_is_wanted(world: World, sealed: bool) -> None:
    part, by = ready_to_submit(world), person(world.town)
    photos.choose_annexes(part, table=False, charts=False, photos=False, sealed=sealed, by=by)
    submission = summaries.submit(part, by=by)
    assert submission.content["sealed"] is sealed
    document = from_json(submission.content, kept_picture)
    assert document.sealed is sealed
    assert to_docx(document) == files.read(submission.docx)
    assert check_docx(files.read(submission.docx)) == []


def test_too_many_sources_are_taken_out_district_by_district(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    submitted(world)
    monkeypatch.setattr("zwgk.summaries.export.SOURCE_ROWS", 3)
    url = reverse("manage:rollup-export", args=["day"])
    book = load_workbook(io.BytesIO(_client(world.city).get(url).content))
    assert "请在汇总页面选择地区" in book["来源"]["A2"].value
    assert book["汇总"].max_row > 5
