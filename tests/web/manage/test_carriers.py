"""The pages on which carriers are planned, looked at and made."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains

from tests.carriers.orders import PIXEL
from tests.carriers.test_carriers import published
from tests.world import World, person, user_of
from zwgk.carriers.models import Brand, Carrier
from zwgk.units.models import Role

pytestmark = pytest.mark.django_db

QUERIES = 10


@pytest.fixture
def clerk(world: World) -> Client:
    client = Client()
    client.force_login(user_of(person(world.town, Role.OFFICER)))
    return client


def _plan(client: Client, *items: int, **more: str) -> Carrier:
    given = {"size": "a4", "title": "办事指南", "items": items, **more}
    client.post(reverse("manage:carrier-new", args=["leaflet"]), given)
    return Carrier.objects.latest("pk")


def test_without_items_the_page_says_what_to_do_first(clerk: Client) -> None:
    page = clerk.get(reverse("manage:carriers"))
    assertContains(page, "还没有载体")
    assertContains(page, "还没有已公开的事项")
    assertContains(clerk.get(reverse("manage:carrier-new", args=["board"])), "先在")


def test_a_carrier_is_planned_looked_at_made_and_downloaded(clerk: Client, world: World) -> None:
    one, two = published(world.town, "甲事项"), published(world.town, "乙事项")
    carrier = _plan(clerk, one.pk, two.pk, **{f"place-{one.pk}": "2", f"place-{two.pk}": "1"})
    assert [line.item_id for line in carrier.lines.all()] == [two.pk, one.pk]
    page = clerk.get(reverse("manage:carrier", args=[carrier.pk]))
    assertContains(page, "还没有生成")
    look = clerk.get(reverse("manage:carrier-look", args=[carrier.pk, 1]))
    assert look.content[:4] == b"\x89PNG"
    assert clerk.get(reverse("manage:carrier-look", args=[carrier.pk, 9])).status_code == 404
    assert clerk.get(reverse("manage:carrier-file", args=[carrier.pk])).status_code == 404
    made = clerk.post(reverse("manage:carrier-make", args=[carrier.pk]), follow=True)
    assertContains(made, "文件已生成")
    file = clerk.get(reverse("manage:carrier-file", args=[carrier.pk]))
    assert file.content[:5] == b"%PDF-"
    assertContains(clerk.get(reverse("manage:carriers")), "与事项一致")
    clerk.post(reverse("manage:carrier-delete", args=[carrier.pk]))
    assert not Carrier.objects.exists()


def test_a_mistake_keeps_what_was_typed(clerk: Client, world: World) -> None:
    item = published(world.town, "甲事项")
    url = reverse("manage:carrier-new", args=["leaflet"])
    page = clerk.post(url, {"size": "a4", "title": "", "subtitle": "主题", "items": [item.pk]})
    assertContains(page, "请填写此项", status_code=422)
    assertContains(page, 'value="主题"', status_code=422)
    assertContains(page, f'value="{item.pk}" checked', status_code=422)


def test_a_banner_is_given_in_metres(clerk: Client) -> None:
    url = reverse("manage:carrier-new", args=["banner"])
    given = {"size": "cloth", "title": "阳光政务", "length": "8", "tall": "0.7", "colours": "plain"}
    clerk.post(url, given)
    carrier = Carrier.objects.get()
    assert (carrier.width, carrier.height) == (8000, 700)
    page = clerk.post(url, given | {"length": "0.7", "tall": "8"})
    assertContains(page, "是否填反", status_code=422)


def test_the_brand_is_kept_and_a_bad_picture_named(clerk: Client) -> None:
    url = reverse("manage:carrier-brand")
    emblem = SimpleUploadedFile("a.png", PIXEL)
    clerk.post(url, {"colour": "#0a3d91", "emblem": emblem})
    assert Brand.objects.get().emblem
    bad = SimpleUploadedFile("a.png", b"<svg/>")
    page = clerk.post(url, {"colour": "#0a3d91", "photo": bad, "hotline": "0400-5150000"})
    assertContains(page, "请上传 PNG 或 JPEG", status_code=422)
    assertContains(page, "0400-5150000", status_code=422)
    clerk.post(url, {"colour": "#0a3d91", "remove": ["emblem"]})
    assert Brand.objects.get().emblem is None


def test_a_kind_that_does_not_exist_is_not_found(clerk: Client) -> None:
    assert clerk.get(reverse("manage:carrier-new", args=["poster"])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_the_same_for_any_number(
    clerk: Client, world: World, django_assert_num_queries: Any, count: int
) -> None:
    items = [published(world.town, f"第{n}事项") for n in range(3)]
    for _ in range(count):
        _plan(clerk, *(item.pk for item in items))
    clerk.get(reverse("manage:carriers"))
    with django_assert_num_queries(QUERIES):
        clerk.get(reverse("manage:carriers"))
