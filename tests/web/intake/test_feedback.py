"""有用吗、有错误: said without a name, refused with numbers in it, seen by the unit's clerk."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from tests.catalogue.items import publish_item
from tests.journeys.public import GUIDE
from tests.world import World, person, user_of
from zwgk.catalogue import actions as catalogue
from zwgk.catalogue.columns import Columns
from zwgk.catalogue.models import ServiceItem
from zwgk.core.errors import DomainError
from zwgk.enquiries import feedback
from zwgk.enquiries.models import ItemFeedback
from zwgk.library.copies.guides import withdraw_guide
from zwgk.library.models import Publication
from zwgk.units.models import Role
from zwgk.web.intake import stamp
from zwgk.web.intake.views import feedback as view

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamp, "TOO_FAST", 0)


@pytest.fixture
def item(world: World) -> ServiceItem:
    made = catalogue.create_item(GUIDE, by=person(world.town, Role.OFFICER))
    publish_item(made, world.town)
    return made


@pytest.fixture
def clerk(world: World) -> Client:
    client = Client()
    client.force_login(user_of(person(world.town, Role.OFFICER)))
    return client


def _page(item: ServiceItem) -> str:
    return reverse("intake:feedback", args=[item.pk])


def _opened(client: Client, page: str) -> dict[str, str]:
    found = re.search(r'name="stamp" value="([^"]+)"', client.get(page).text)
    assert found is not None
    return {"stamp": found[1]}


def _say(client: Client, item: ServiceItem, verdict: str, words: str = "", **more: str) -> Any:
    page = _page(item)
    return client.post(page, _opened(client, page) | {"verdict": verdict, "words": words, **more})


def test_the_guide_leads_to_the_question_and_what_is_said_is_kept(
    client: Client, item: ServiceItem
) -> None:
    row = Publication.objects.get(source=f"item:{item.pk}")
    page = client.get(f"/guides/{row.pk}/")
    assertContains(page, f'href="{_page(item)}?verdict=error"')
    assertContains(client.get(f"{_page(item)}?verdict=error"), "checked")
    assertContains(_say(client, item, "error", "电话打不通", follow="1"), "", status_code=302)
    (kept,) = ItemFeedback.objects.all()
    assert (kept.verdict, kept.words, kept.version) == ("error", "电话打不通", 1)
    columns = {field.name for field in ItemFeedback._meta.fields}
    assert columns == {"id", "item", "version", "verdict", "words", "once", "given_at",
                       "settled_at", "settled_by"}  # fmt: skip
    assertContains(client.get(reverse("intake:feedback-thanks", args=[item.pk])), "反馈已收到")


@pytest.mark.parametrize(("verdict", "words", "told"), [
    ("", "", "请选择一项"), ("great", "好", "请选择一项"), ("error", " ", "请写明哪里有错误"),
    ("useless", "字" * 201, "最多 200 个字，现在有 201 个"),
    ("error", "请回电 13800138000", "手机号"),
])  # fmt: skip
def test_what_cannot_be_kept_comes_back_with_the_reason(
    client: Client, item: ServiceItem, verdict: str, words: str, told: str
) -> None:
    answer = _say(client, item, verdict, words)
    assertContains(answer, told, status_code=422)
    assertContains(answer, words.strip(), status_code=422)
    assert not ItemFeedback.objects.exists()


def test_a_second_click_and_a_machine_add_nothing(client: Client, item: ServiceItem) -> None:
    page = _page(item)
    data = _opened(client, page) | {"verdict": "useful"}
    for _ in range(2):
        assert client.post(page, data).status_code == 302
    assert _say(client, item, "useful", confirm_text="x").status_code == 422
    assert client.post(page, {"verdict": "useful"}).status_code == 422
    assert ItemFeedback.objects.count() == 1


def test_a_flood_is_asked_a_sum_and_then_stopped(
    client: Client, item: ServiceItem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "FREELY", 1)
    monkeypatch.setattr(view, "AT_MOST", 2)
    assert _say(client, item, "useful").status_code == 302
    assertContains(_say(client, item, "useful"), "请回答", status_code=422)
    view.SENT.add(client.get(_page(item)).wsgi_request)
    assertContains(_say(client, item, "useful"), "近一小时", status_code=429)
    assert ItemFeedback.objects.count() == 1


def test_only_public_items_are_asked_about_and_by_their_public_name(
    client: Client, world: World, item: ServiceItem
) -> None:
    officer = person(world.town, Role.OFFICER)
    draft = catalogue.create_item(Columns(name="没有公开的草稿"), by=officer)
    assert client.get(_page(draft)).status_code == 404
    renamed = Columns(**{**GUIDE.__dict__, "name": "还没有公开的新名称"})
    catalogue.save_item(item, renamed, based_on=item.version, by=officer)
    assertContains(client.get(_page(item)), GUIDE.name)
    assertNotContains(client.get(_page(item)), "还没有公开的新名称")
    withdraw_guide(item, reason="测试", by=person(world.town, Role.REVIEWER))
    assert client.get(_page(item)).status_code == 404


def test_the_clerk_sees_counts_with_their_base_and_deals_with_errors_once(
    client: Client, clerk: Client, world: World, item: ServiceItem
) -> None:
    for verdict in ("useful", "useful", "useless"):
        _say(client, item, verdict)
    _say(client, item, "error", "窗口已经搬走")
    assertContains(clerk.get(reverse("manage:home")), "核实 1 条办事指南“内容有错误”的反馈")
    listed = clerk.get(reverse("manage:items"))
    assertContains(listed, "3 人评价，2 人认为有用")
    assertContains(listed, "错误反馈 1 条")
    for page in (reverse("manage:items-feedback"), reverse("manage:item-feedback", args=[item.pk])):
        assertContains(clerk.get(page), "窗口已经搬走")
    report = ItemFeedback.objects.get(verdict="error")
    done = reverse("manage:item-feedback-settle", args=[item.pk, report.pk])
    assertContains(clerk.post(done, follow=True), "已标为处理")
    report.refresh_from_db()
    assert report.settled_at is not None
    first = report.settled_by
    with pytest.raises(DomainError, match="处理过"):
        feedback.settle(report, by=person(world.town, Role.OFFICER))
    report.refresh_from_db()
    assert report.settled_by == first
    assertNotContains(clerk.get(reverse("manage:home")), "内容有错误")
    assertContains(clerk.get(reverse("manage:item-feedback", args=[item.pk])), first)
    stranger = Client()
    stranger.force_login(user_of(person(world.zone, Role.OFFICER)))
    assert stranger.get(reverse("manage:item-feedback", args=[item.pk])).status_code == 404
    assertNotContains(stranger.get(reverse("manage:items-feedback")), "窗口已经搬走")


@pytest.mark.parametrize("number", [1, 8])
def test_the_lists_cost_the_same_with_more_feedback(
    clerk: Client, item: ServiceItem, number: int, django_assert_num_queries: Any
) -> None:
    for at in range(number):
        ItemFeedback.objects.create(
            item=item, version=1, verdict="error", words=f"{at}", once=f"opening-{at}"
        )
    clerk.get(reverse("manage:items"))
    for page, queries in ((reverse("manage:items-feedback"), 7),
                          (reverse("manage:item-feedback", args=[item.pk]), 9)):  # fmt: skip
        with django_assert_num_queries(queries):
            clerk.get(page)
