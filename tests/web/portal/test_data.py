"""Figures, open data, verification, feeds and maps for programs."""

import csv
import hashlib
import io
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.records import submitted
from tests.web.portal.shelf import answer, guide, notice, summary
from tests.world import World, person
from zwgk.core import files
from zwgk.kinds import KINDS
from zwgk.library.copies.summaries import public_figure
from zwgk.library.models import Publication
from zwgk.library.publishing import Copy, publish, withdraw
from zwgk.web.portal.views import machines
from zwgk.web.shared.tables import csv_file

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def test_figures_are_added_rates_recomputed_and_shared_out(world: World, client: Client) -> None:
    summary(world)
    row = summary(world, "青山镇", visitors=66)
    page = client.get("/figures/day/").text
    assert "100人次" in page
    assert "20人评价，其中18人满意" in page
    assert page.index("青山镇人民政府") < page.index("柳河镇人民政府")
    assert f'href="/summaries/{row.pk}/"' in page
    assert '<rect width="51.5"' in page  # 34 of 66
    assert "2026年" in client.get("/figures/").text
    assert client.get("/figures/none/").status_code == 404


def test_what_several_units_may_share_is_not_added(world: World, client: Client) -> None:
    for name, number in (("柳河镇", 3), ("青山镇", 5)):
        figures = [public_figure("departments", number, None, "exact")]
        summary(world, name, figures=figures)
        told = client.get("/figures/day.json").json()["totals"]
    assert [(t["value"], t["text"], t["units"]) for t in told] == [(None, "每个单位3～5个", 2)]
    page = client.get("/figures/day/").text
    assert "各单位可能重复，不相加" in page
    assert "8个" not in page
    assert "每个单位3～5个" in client.get("/figures/").text
    assert "不相加" in client.get("/figures/dictionary/").text


def test_open_data_come_with_their_dictionary(world: World, client: Client) -> None:
    summary(world)
    raw = client.get("/figures/day.csv").content
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert [row["kind"] for row in rows] == ["visitors", "satisfaction_rate"]
    assert rows[1]["value"] == "9"
    assert rows[1]["out_of"] == "10"
    told = client.get("/figures/day.json").json()
    assert told["totals"][0]["value"] == 34
    assert told["figures"][0]["unit_name"] == "柳河镇人民政府"
    dictionary = client.get("/figures/dictionary.json").json()
    assert set(told["figures"][0]) == set(dictionary["columns"]) == set(rows[0])
    assert [kind["key"] for kind in dictionary["kinds"]] == list(KINDS)
    assert KINDS["visitors"].meaning in client.get("/figures/dictionary/").text
    assert KINDS["visitors"].meaning in client.get("/figures/dictionary.csv").text
    assert client.get("/figures/day.xml").status_code == 404


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    table = csv_file("a.csv", ["name"], [{"name": text}]).content.decode("utf-8-sig")
    ((_,), (cell,)) = list(csv.reader(io.StringIO(table)))
    assert cell == f"'{text}"


def _published(world: World) -> tuple[bytes, Publication]:
    submission = submitted(world)
    data = files.read(submission.docx)
    copy = Copy(Publication.Kind.SUMMARY, f"submission:{submission.pk}", world.town, "公开的总结",
                [{"level": 0, "text": "正文。"}])  # fmt: skip
    return data, publish(copy, by=person(world.city))


def test_a_published_document_is_recognised(world: World) -> None:
    data, row = _published(world)
    client = Client(enforce_csrf_checks=True)
    sent = client.post("/verify/", {"file": SimpleUploadedFile("总结.docx", data)})
    assert "核验一致" in sent.text
    assert f"/summaries/{row.pk}/" in sent.text
    digest = hashlib.sha256(data).hexdigest()
    typed = client.post("/verify/", {"digest": f" {digest[:32].upper()} {digest[32:]}"})
    assert "核验一致" in typed.text
    changed = client.post("/verify/", {"file": SimpleUploadedFile("总结.docx", data + b" ")})
    assert "未查到" in changed.text
    assert "核验一致" not in changed.text


def test_a_document_downloaded_from_the_portal_is_known_again(world: World, client: Client) -> None:
    row = summary(world)
    file = client.get(f"/documents/{row.pk}.docx").content
    told = client.post("/verify/", {"file": SimpleUploadedFile("总结.docx", file)})
    assert row.title in told.text
    changed = client.post("/verify/", {"file": SimpleUploadedFile("总结.docx", file + b" ")})
    assert row.title not in changed.text
    withdraw(row.source, reason="测试", by=person(world.city))
    gone = client.post("/verify/", {"file": SimpleUploadedFile("总结.docx", file)})
    assert row.title not in gone.text


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "请选择文件"),
        ({"digest": "abc"}, "64 位"),
        ({"digest": "<b>" * 99}, "64 位"),
        ({"file": SimpleUploadedFile("a.exe", b"x")}, "只能核验"),
    ],
)
def test_what_cannot_be_verified_is_told(
    db: None, client: Client, sent: dict[str, Any], told: str
) -> None:
    answer = client.post("/verify/", sent)
    assert answer.status_code == 422
    assert told in answer.text


def test_too_large_a_file_is_refused_before_it_is_read(db: None, client: Client) -> None:
    answer = client.post("/verify/", b"", content_type="multipart/form-data; boundary=x",
                         CONTENT_LENGTH=str(30 * 1024 * 1024))  # fmt: skip
    assert answer.status_code == 422
    assert "不能超过 20 MB" in answer.text


@pytest.mark.parametrize(("kind", "made"), [
    ("summaries", summary), ("guides", guide), ("answers", answer), ("notices", notice),
])  # fmt: skip
def test_feeds_are_atom(world: World, client: Client, kind: str, made: Any) -> None:
    row = made(world)
    feed = ElementTree.fromstring(client.get(f"/feeds/{kind}.xml").content)
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == row.title
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert client.get(link.get("href", "").removeprefix("http://testserver")).status_code == 200
    assert client.get("/feeds/persons.xml").status_code == 404


def test_the_map_holds_every_page(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [guide(world), summary(world), answer(world)]
    found = ElementTree.fromstring(client.get("/sitemap.xml").content)
    addresses = [loc.text or "" for loc in found.iter() if loc.tag.endswith("loc")]
    for address in addresses:
        assert client.get(address.removeprefix("http://testserver")).status_code == 200, address
    assert all(any(str(row.pk) in address for address in addresses) for row in rows)
    monkeypatch.setattr(machines, "PART", 2)
    answer(world, "又一个问题")
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    assert index.tag.endswith("sitemapindex")
    parts = [loc.text or "" for loc in index.iter() if loc.tag.endswith("loc")]
    assert len(parts) == 2
    assert all(client.get(part).status_code == 200 for part in parts)
    assert client.get("/sitemap-3.xml").status_code == 404


def test_robots_stay_out_of_the_working_areas(db: None, client: Client) -> None:
    text = client.get("/robots.txt").text
    assert "Disallow: /manage/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text
