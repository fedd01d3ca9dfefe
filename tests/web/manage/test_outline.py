"""提纲参考 as a page: reached from the editor, in numbers, for the unit alone."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.world import World, person, user_of
from zwgk.library.models import Publication
from zwgk.library.publishing import Copy, publish
from zwgk.summaries import actions as summaries
from zwgk.units.models import Unit

pytestmark = pytest.mark.django_db
SENTENCE = "一句只有这个单位才会写的话"


def _client(unit: Unit) -> Client:
    client = Client()
    client.force_login(user_of(person(unit)))
    return client


def _publish(world: World, number: int) -> None:
    lines = [(1, "一、加强组织领导"), (0, SENTENCE), (1, "二、打造特色品牌"), (0, SENTENCE)]
    publish(
        Copy(kind=Publication.Kind.SUMMARY, source=f"test:{number}", unit=world.town,
             unit_name=f"清河镇{number}", title=f"清河镇{number}活动总结",
             paragraphs=[{"level": level, "text": text} for level, text in lines]),
        by=person(world.city),
    )  # fmt: skip


def test_with_too_few_like_units_the_page_says_so(world: World) -> None:
    url = reverse("manage:outline", args=[world.town_part.pk])
    page = _client(world.town).get(url).text
    assert "还不足 3 篇（现有 0 篇）" in page


def test_parts_and_counts_are_shown_and_no_sentence(world: World) -> None:
    for number in range(5):
        _publish(world, number)
    url = reverse("manage:outline", args=[world.town_part.pk])
    page = _client(world.town).get(url).text
    assert "同类地区（乡镇），5 篇已公开的总结" in page
    assert "组织领导" in page
    assert "5／5（100%）" in page
    assert "清河镇3活动总结" in page
    assert SENTENCE not in page
    assert "打造特色品牌" not in page
    assert "还没有草稿" in page


def test_the_editor_leads_there_and_the_own_draft_is_compared(world: World) -> None:
    for number in range(3):
        _publish(world, number)
    client, pk = _client(world.town), world.town_part.pk
    url = reverse("manage:outline", args=[pk])
    assert url in client.get(reverse("manage:summary", args=[pk])).text
    summaries.compose_draft(world.town_part, by=person(world.town))
    assert url in client.get(reverse("manage:summary", args=[pk])).text
    assert "已写" in client.get(url).text


def test_other_units_do_not_open_it(world: World) -> None:
    url = reverse("manage:outline", args=[world.town_part.pk])
    assert _client(world.zone).get(url).status_code == 404
    assert _client(world.city).get(url).status_code == 404
