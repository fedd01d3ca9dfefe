"""办事指南: the ways in, one guide, its samples, its data."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from tests.catalogue.items import publish_item
from tests.journeys.public import GUIDE
from tests.web.portal.shelf import guide
from tests.world import World, person
from zwgk.catalogue import actions as catalogue
from zwgk.catalogue.columns import Columns
from zwgk.core.models import StoredFile
from zwgk.library.copies.guides import withdraw_guide
from zwgk.units.models import Role
from zwgk.web.portal.guides import phones

pytestmark = pytest.mark.django_db


def _company(world: World) -> Any:
    return guide(world, "企业投资备案", field="重大建设项目", life_event="项目建设",
                 section="投资服务科")  # fmt: skip


def test_guides_are_found_by_event_field_unit_section_and_letter(
    world: World, client: Client
) -> None:
    guide(world)
    _company(world)
    assert "共2项" in client.get("/guides/").text
    town = "柳河镇人民政府"
    for asked in ({"event": "退休养老"}, {"field": "养老服务"}, {"letter": "g"},
                  {"unit": town, "section": "社会事务办公室"},
                  {"unit": town, "event": "退休养老", "region": "town"}):  # fmt: skip
        page = client.get("/guides/", asked).text
        assert "找到 1 项" in page, asked
        assert "高龄津贴申领" in page
        assert "企业投资备案" not in page
    page = client.get("/guides/", {"unit": town}).text
    assert "找到 2 项" in page
    assert "投资服务科（1）" in page
    assert "没有符合条件的办事指南" in client.get("/guides/", {"event": "婚姻"}).text


def test_each_way_in_has_a_tab_with_counts(world: World, client: Client) -> None:
    guide(world)
    _company(world)
    first = client.get("/guides/").text
    assert first.index("个人办事") < first.index("退休养老") < first.index("企业办事")
    for by, words in (("field", "养老服务<span>1 项"), ("unit", "柳河镇人民政府<span>2 项"),
                      ("letter", ">Q<span"), ("nothing", "个人办事")):  # fmt: skip
        assert words in client.get("/guides/", {"by": by}).text, by
    fields = client.get("/guides/", {"by": "field"}).text
    assert "户籍管理<span>" not in fields  # no way in that leads nowhere


@pytest.mark.parametrize("number", [1, 25])
def test_lists_cost_the_same_with_more_guides(
    world: World, client: Client, django_assert_num_queries: Any, number: int
) -> None:
    for at in range(number):
        guide(world, f"事项{at}", section=f"第{at}科", life_event="住房" if at % 2 else "教育")
    for asked, queries in (
        ({}, 7), ({"by": "field"}, 3), ({"by": "unit"}, 4), ({"by": "letter"}, 3),
        ({"unit": "柳河镇人民政府"}, 4), ({"event": "教育", "letter": "S"}, 3),
    ):  # fmt: skip
        with django_assert_num_queries(queries):
            page = client.get("/guides/", asked)
        assert page.text.count('<a href="/guides/0') <= 20


def test_a_guide_tells_how_what_where_and_whom_to_ask(world: World, client: Client) -> None:
    row = guide(world, fee_basis="收费目录", corrections=[{"on": "2026-05-20", "note": "地点有误"}])
    page = client.get(f"/guides/{row.pk}/").text
    for words in ("2 个步骤", "当场受理", "身份证", "15 个工作日", "20 个工作日", "不收费",
                  "津贴发放办法", "收费目录", "便民服务大厅3号窗口", "第 3 版", "地点有误",
                  "/ask/?unit=town&amp;topic=", 'href="tel:04005150001"'):  # fmt: skip
        assert words in page
    assert page.count('<input type="checkbox" value=') == 2
    assert 'alt="本页网址的二维码"' in page


def test_an_item_that_is_no_service_shows_the_standard_columns(
    world: World, client: Client
) -> None:
    clerk = person(world.town, Role.OFFICER)
    columns = Columns(
        name="财政预算", topic="预决算", field="budgets", is_service=False, content="年度预算。",
        basis="《中华人民共和国预算法》", channels=("site", "board"), levels=("county",),
    )  # fmt: skip
    row = publish_item(catalogue.create_item(columns, by=clerk), world.town)
    page = client.get(f"/guides/{row.pk}/").text
    for words in ("公开什么", "公开依据", "预决算", "信息形成或者变更之日起20个工作日内",
                  "公开渠道", "公开层级", "主动"):  # fmt: skip
        assert words in page, words
    for words in ("怎么办", "带什么", "到哪里办"):
        assert words not in page


def test_a_guide_links_to_web_addresses_only(world: World, client: Client) -> None:
    row = guide(world, link="javascript:alert(1)")
    for form in ("/", ".json"):
        assert "javascript:" not in client.get(f"/guides/{row.pk}{form}").text
    row = guide(world, link="https://service.example/a")
    assert 'href="https://service.example/a"' in client.get(f"/guides/{row.pk}/").text


@pytest.mark.parametrize(("written", "dialled"), [
    ("0400-5150001", ["04005150001"]), ("（0400）5150001、5150002", ["04005150001", "5150002"]),
    ("12345", [""]), ("请到窗口咨询", [""]), ("", []),
])  # fmt: skip
def test_a_telephone_is_dialled_by_its_digits(written: str, dialled: list[str]) -> None:
    assert [phone.dial for phone in phones(written)] == dialled


def test_samples_are_offered_once_public_and_no_other_file_ever(
    world: World, client: Client
) -> None:
    clerk = person(world.town, Role.OFFICER)
    columns = {**GUIDE.__dict__, "materials": "申请表|原件1份|申请表样表\n身份证|复印件1份"}
    item = catalogue.create_item(Columns(**columns), by=clerk)
    for name, data in (("申请表样表", b"%PDF-sample"), ("填写说明", b"notes")):
        catalogue.add_file(item, name=name, data=data, file_name=f"{name}.pdf", by=clerk)
    sample = StoredFile.objects.get(name="申请表样表.pdf")
    other = guide(world, "别的事项")
    assert client.get(f"/guides/{other.pk}/files/{sample.pk}/").status_code == 404
    row = publish_item(item, world.town)
    page, there = client.get(f"/guides/{row.pk}/").text, f"/guides/{row.pk}/files/{sample.pk}/"
    assert f'href="{there}"' in page
    assert "填写说明</a>" in page
    file = client.get(there)
    assert file.content == b"%PDF-sample"
    assert file["Content-Disposition"].startswith("attachment")
    assert file["X-Content-Type-Options"] == "nosniff"
    data = client.get(f"/guides/{row.pk}.json").json()
    assert data["materials"][0]["sample_url"] == f"http://testserver{there}"
    # The next version's file is not public before the version is.
    catalogue.save_item(item, Columns(**columns), based_on=item.version, by=clerk)
    catalogue.add_file(item, name="新样表", data=b"new", file_name="新样表.pdf", by=clerk)
    new = StoredFile.objects.get(name="新样表.pdf")
    assert client.get(f"/guides/{row.pk}/files/{new.pk}/").status_code == 404
    assert client.get(f"/guides/{other.pk}/files/{sample.pk}/").status_code == 404
    withdraw_guide(item, reason="测试", by=person(world.town, Role.REVIEWER))
    assert client.get(there).status_code == 404


def test_data_have_the_columns_of_the_dictionary(world: World, client: Client) -> None:
    item = catalogue.create_item(GUIDE, by=person(world.town, Role.OFFICER))
    rows = (guide(world, "旧的指南"), publish_item(item, world.town))
    dictionary = client.get("/figures/dictionary.json").json()["guide_columns"]
    for row in rows:
        data = client.get(f"/guides/{row.pk}.json").json()
        assert set(data) == set(dictionary)
        assert set(data["steps"][0]) == {"name", "by", "time", "link"}
        assert data["materials"][0]["name"] == "身份证"
        assert data["url"] == f"http://testserver/guides/{row.pk}/"
    assert dictionary["promised_days"] in client.get("/figures/dictionary/").text


def test_a_guide_is_a_government_service_to_programs(world: World, client: Client) -> None:
    page = client.get(f"/guides/{guide(world).pk}/").text
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert found is not None
    data = json.loads(found[1])
    assert data["@type"] == "GovernmentService"
    assert data["provider"]["name"] == "柳河镇人民政府"
    assert data["availableChannel"]["servicePhone"]["telephone"] == "0400-5150001"
    assert data["audience"]["audienceType"] == "年满80周岁的老年人。"
