"""Pages: freezing a roll-up, joint desks, and items begun from what people asked."""

import json
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django.asserts import assertContains

from tests.records import submitted
from tests.world import World, person, user_of
from zwgk.catalogue.models import ServiceItem
from zwgk.desk.models import DeskShare
from zwgk.summaries import actions
from zwgk.summaries.models import RollUpSnapshot
from zwgk.units.models import Unit

pytestmark = pytest.mark.django_db


def _client(of: Unit) -> Client:
    client = Client()
    client.force_login(user_of(person(of)))
    return client


def test_a_roll_up_is_frozen_shown_and_taken_away(world: World) -> None:
    head, submission = _client(world.city), submitted(world)
    assertContains(head.get(reverse("manage:snapshots", args=["day"])), "还没有定稿")
    make = reverse("manage:snapshot-make", args=["day"])
    assertContains(head.post(make, {"note": "通报用"}, follow=True), "已定稿")
    snapshot = RollUpSnapshot.objects.get()
    url = reverse("manage:snapshot", args=[snapshot.pk])
    assertContains(head.get(url), "与定稿一致")
    actions.withdraw(submission, by=person(world.town))
    assertContains(head.get(url), "已撤回")
    assertContains(head.get(url), submission.docx.sha256)
    data = head.get(reverse("manage:snapshot-export", args=[snapshot.pk, "json"]))
    assert json.loads(data.content) == snapshot.content
    book = head.get(reverse("manage:snapshot-export", args=[snapshot.pk, "xlsx"]))
    sheets = load_workbook(BytesIO(book.content))
    assert sheets.sheetnames == ["合计", "各单位", "依据"]
    assert sheets["合计"]["B2"].value == "34人次"


def test_desk_partners_are_chosen_and_see_it(world: World) -> None:
    owner, other = _client(world.town), _client(world.zone)
    url = reverse("manage:desk-share", args=[world.desk.pk])
    assertContains(owner.get(url), world.zone.name)
    owner.post(url, {"units": [world.zone.pk]})
    desks = reverse("manage:desks", args=[world.town_part.pk])
    assertContains(owner.get(desks), "联合单位：临川经济开发区")
    assertContains(other.get(reverse("manage:desks", args=[world.zone_part.pk])), "柳河镇主办")
    other.post(reverse("manage:share-decline", args=[DeskShare.objects.get().pk]))
    assertContains(owner.get(desks), "（已退出）")


def test_a_topic_becomes_one_draft_item_however_often_it_is_clicked(world: World) -> None:
    head, url = _client(world.city), reverse("manage:compare-item", args=["day"])
    assertContains(head.post(url, {"topic": "异地就医备案"}, follow=True), "列入公开事项草稿")
    head.post(url, {"topic": "异地就医备案"})
    head.post(url, {"topic": " "})
    assert ServiceItem.objects.get().name == "异地就医备案"
