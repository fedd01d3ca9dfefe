"""网站体检 as a page: who opens it, what it shows, where it leads."""

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from tests.world import World, person, user_of
from zwgk.catalogue import actions as catalogue
from zwgk.catalogue.columns import Columns
from zwgk.library.health import Check, Walk, record_walk, store
from zwgk.library.models import Publication, SiteCheck
from zwgk.library.publishing import Copy, publish
from zwgk.units.models import Role, Unit

pytestmark = pytest.mark.django_db


def _client(unit: Unit, *roles: Role) -> Client:
    client = Client()
    client.force_login(user_of(person(unit, *roles)))
    return client


def _guide(world: World, unit: Unit, source: str, **details: Any) -> Publication:
    return publish(
        Copy(kind=Publication.Kind.GUIDE, source=source, unit=unit, title="高龄津贴",
             paragraphs=[{"level": 0, "text": "年满八十周岁。"}], details=details),
        by=person(world.city),
    )  # fmt: skip


def test_only_the_reviewers_of_a_top_unit_see_it(world: World) -> None:
    for name in ("health", "health-run", "health-export"):
        url = reverse(f"manage:{name}")
        method = "post" if name == "health-run" else "get"
        assert getattr(_client(world.zone), method)(url).status_code == 404
        assert getattr(_client(world.city, Role.OFFICER), method)(url).status_code == 403
    assert not SiteCheck.objects.exists()
    assert _client(world.city).get(reverse("manage:health")).status_code == 200


def test_the_link_stands_in_the_navigation_of_those_who_may(world: World) -> None:
    link, home = reverse("manage:health"), reverse("manage:home")
    assert link in _client(world.city).get(home).text
    assert link not in _client(world.zone).get(home).text
    assert link not in _client(world.city, Role.OFFICER).get(home).text


def test_before_the_first_examination_the_page_says_what_to_do(world: World) -> None:
    client = _client(world.city)
    page = client.get(reverse("manage:health")).text
    assert "还没有体检过" in page
    assert "GB/T 37668" in page
    assert client.get(reverse("manage:health-export")).url == reverse("manage:health")


def test_the_button_examines_and_shows_scores_with_their_sources(world: World) -> None:
    client = _client(world.city)
    client.post(reverse("manage:health-run"))
    page = client.get(reverse("manage:health")).text
    assert "体检完成，结果如下" in page
    assert "门户还没有公开任何内容" in page
    assert "国办秘函〔2019〕19号" in page
    assert "软件看不到的指标" in page
    assert SiteCheck.objects.count() == 1
    assert client.get(reverse("manage:health-run")).status_code == 405


def test_findings_lead_to_where_they_are_mended(world: World) -> None:
    own = catalogue.create_item(Columns(name="高龄津贴"), by=person(world.city))
    _guide(world, world.city, f"item:{own.pk}")
    record_walk(Walk("http://127.0.0.1/", True, 1, 9, dead=[("/sitemap/", "/old/", "返回 404")]))
    store(Check(timezone.now()), by=person(world.city))
    page = _client(world.city).get(reverse("manage:health")).text
    assert f'href="{reverse("manage:item", args=[own.pk])}"' in page
    assert 'href="/sitemap/"' in page


def test_an_item_of_another_unit_is_not_linked_inside(world: World) -> None:
    item = catalogue.create_item(Columns(name="高龄津贴"), by=person(world.town))
    _guide(world, world.town, f"item:{item.pk}")
    store(Check(timezone.now()), by=person(world.city))
    page = _client(world.city).get(reverse("manage:health")).text
    assert "《高龄津贴》（柳河镇人民政府）缺少：" in page
    assert reverse("manage:item", args=[item.pk]) not in page


def test_what_people_wrote_is_escaped(world: World) -> None:
    row = _guide(world, world.city, "item:1")
    Publication.objects.filter(pk=row.pk).update(title="<script>alert(1)</script>")
    store(Check(timezone.now()), by=person(world.city))
    page = _client(world.city).get(reverse("manage:health")).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_the_export_is_a_workbook(world: World) -> None:
    client = _client(world.city)
    client.post(reverse("manage:health-run"))
    answer = client.get(reverse("manage:health-export"))
    assert "filename*=utf-8''%E7%BD%91" in answer["Content-Disposition"]
    assert load_workbook(io.BytesIO(answer.content))["指标"]["A2"].value == "首页更新"


def test_the_page_asks_few_queries_however_many_findings(
    world: World, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        _guide(world, world.town, f"item:{number}")
    store(Check(timezone.now()), by=person(world.city))
    client = _client(world.city)
    with django_assert_max_num_queries(14):
        client.get(reverse("manage:health"))
