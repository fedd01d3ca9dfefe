"""The public forms: asking online and reading the answer, by people and not by machines."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tests.world import World, person
from zwgk.enquiries import actions
from zwgk.enquiries.models import Enquiry
from zwgk.web.intake import stamp
from zwgk.web.intake.views import asking, lookup

pytestmark = pytest.mark.django_db

ASK, LOOKUP = "/ask/", "/ask/lookup/"
QUESTION = {
    "unit": "town", "topic": "高龄津贴", "question": "怎么申请？", "contact": "a@example.com",
    "consent": "on",
}  # fmt: skip
NUMERALS = "零一二三四五六七八九"


class Clock:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def _fresh_counts() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    hand = Clock()
    monkeypatch.setattr(stamp, "time", hand)
    return hand


@pytest.fixture
def visitor(world: World, clock: Clock) -> Client:
    person(world.city)
    return Client()


def _opened(client: Client, clock: Clock, seconds: float = 30, **headers: str) -> dict[str, str]:
    """Open the form, read it, and give back the hidden stamp (and the sum, where one is asked)."""
    page = client.get(ASK, headers=headers or None).text
    clock.now += seconds
    found = re.search(r'name="stamp" value="([^"]+)"', page)
    assert found
    data = {"stamp": found[1]}
    if asked := re.search(f"([{NUMERALS}])加([{NUMERALS}])等于几", page):
        data["total"] = str(NUMERALS.index(asked[1]) + NUMERALS.index(asked[2]))
    return data


def _ask(client: Client, clock: Clock, seconds: float = 30, **more: str) -> Any:
    return client.post(ASK, {**QUESTION, **_opened(client, clock, seconds), **more})


def test_a_question_is_asked_and_its_answer_read(
    world: World, visitor: Client, clock: Clock
) -> None:
    response = _ask(visitor, clock)
    assertRedirects(response, reverse("intake:asked"))
    page = visitor.get(reverse("intake:asked"))
    code = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", page.text)
    assert code
    assertContains(page, "请记下查询码")
    enquiry = Enquiry.objects.get()
    assert (enquiry.unit, enquiry.topic, enquiry.public_consent) == (world.town, "高龄津贴", True)
    stranger = Client()
    assertContains(stranger.post(LOOKUP, {"code": code[0]}), "已收到，正在办理")
    actions.draft_answer(enquiry, answer="请到三号窗口。", by=person(world.town))
    assertNotContains(stranger.post(LOOKUP, {"code": code[0]}), "请到三号窗口")
    actions.approve_answer(enquiry, by=person(world.town, "reviewer"))  # type: ignore[arg-type]
    read = stranger.post(LOOKUP, {"code": code[0].lower()})
    assertContains(read, "请到三号窗口")
    assertNotContains(read, "a@example.com")
    assert "no-store" in read.headers["Cache-Control"]


def test_the_code_is_in_no_address_and_shown_to_nobody_else(
    visitor: Client, clock: Clock, settings: Any
) -> None:
    response = _ask(visitor, clock)
    assert response.url == "/ask/asked/"
    cookie = response.cookies["asked"]
    assert (cookie["httponly"], cookie["path"], cookie["max-age"]) == (True, "/ask/asked/", 600)
    assertRedirects(Client().get("/ask/asked/"), LOOKUP)
    visitor.cookies["asked"] = "forged"
    assertRedirects(visitor.get("/ask/asked/"), LOOKUP)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"topic": ""}, "请填写此项"),
        ({"unit": ""}, "请选择单位"),
        ({"unit": "other"}, "请在列表中选择单位"),
        ({"unit": "'; DROP"}, "请在列表中选择单位"),
        ({"question": "问" * 1001}, "最多 1000 个字"),
        ({"topic": "手机13800138000"}, "为保护个人信息"),
        ({"topic": "甲\x00乙"}, ""),
        ({"stamp": "forged"}, "页面打开的时间较长"),
        ({"stamp": ""}, "页面打开的时间较长"),
        ({"confirm_text": "机器填的"}, "提交没有成功"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    visitor: Client, clock: Clock, wrong: dict[str, str], message: str
) -> None:
    response = _ask(visitor, clock, **{"contact": "留下的联系方式", **wrong})
    assertContains(response, message, status_code=422)
    assert "留下的联系方式" in response.text
    assert "机器填的" not in response.text
    assert not Enquiry.objects.exists()


def test_a_form_sent_at_once_or_after_a_day_is_asked_for_again(
    visitor: Client, clock: Clock
) -> None:
    opened = _opened(visitor, clock, seconds=0.5)
    assert visitor.post(ASK, {**QUESTION, **opened}).status_code == 422
    clock.now += 5
    assert visitor.post(ASK, {**QUESTION, **opened}).status_code == 302
    late = _ask(visitor, clock, 24 * 3600)
    assertContains(late, "页面打开的时间较长", status_code=422)
    again = re.search(r'name="stamp" value="([^"]+)"', late.text)
    assert again
    clock.now += 5
    done = visitor.post(ASK, {**QUESTION, "topic": "低保", "stamp": again[1]})
    assert done.status_code == 302


def test_a_second_click_is_one_question_with_the_same_code(visitor: Client, clock: Clock) -> None:
    data = {**QUESTION, **_opened(visitor, clock)}
    codes = []
    for _ in range(2):
        visitor.post(ASK, data)
        page = visitor.get("/ask/asked/").text
        codes += re.findall(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", page)
    assert codes[0] == codes[1]
    assert Enquiry.objects.count() == 1


def test_after_some_questions_a_sum_is_asked_and_then_no_more(
    visitor: Client, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(asking.FREELY):
        opened = _opened(visitor, clock)
        assert "total" not in opened
        assert visitor.post(ASK, {**QUESTION, **opened, "topic": f"题{number}"}).status_code == 302
    wrong = _ask(visitor, clock, total="99")
    assertContains(wrong, "答案不对", status_code=422)
    missing = _ask(visitor, clock, total="")
    assertContains(missing, "请填写答案", status_code=422)
    assert _ask(visitor, clock).status_code == 302
    monkeypatch.setattr(asking, "AT_MOST", asking.FREELY + 1)
    refused = _ask(visitor, clock, topic="留下的主题")
    assertContains(refused, "请稍后再提交", status_code=429)
    assert "留下的主题" in refused.text
    assert Enquiry.objects.count() == asking.FREELY + 1


def test_another_address_is_counted_apart_and_none_is_kept(visitor: Client, clock: Clock) -> None:
    """Behind a proxy on this machine it is the last forwarded address that counts."""
    near = {"x-forwarded-for": "198.51.100.9, 203.0.113.7"}
    for number in range(asking.FREELY):
        data = {**QUESTION, **_opened(visitor, clock, **near), "topic": f"题{number}"}
        assert visitor.post(ASK, data, headers=near).status_code == 302
    assert "total" in _opened(visitor, clock, **near)
    assert "total" in _opened(visitor, clock, **{"x-forwarded-for": "6.6.6.6, 203.0.113.7"})
    assert "total" not in _opened(visitor, clock, **{"x-forwarded-for": "203.0.113.8"})
    assert "total" not in _opened(visitor, clock)
    kept = str(list(Enquiry.objects.values())) + str(list(cache._cache))  # type: ignore[attr-defined]
    assert "203.0.113" not in kept


def test_addresses_of_one_ipv6_customer_count_together(visitor: Client, clock: Clock) -> None:
    for number in range(asking.FREELY):
        near = {"x-forwarded-for": f"2001:db8:1:2::{number}"}
        data = {**QUESTION, **_opened(visitor, clock, **near), "topic": f"题{number}"}
        visitor.post(ASK, data, headers=near)
    assert "total" in _opened(visitor, clock, **{"x-forwarded-for": "2001:db8:1:2:ffff::1"})
    assert "total" not in _opened(visitor, clock, **{"x-forwarded-for": "2001:db8:1:3::1"})


def test_a_stranger_cannot_forward_an_address_from_outside(visitor: Client, clock: Clock) -> None:
    outside = Client(REMOTE_ADDR="203.0.113.50")
    for number in range(asking.FREELY):
        spoofed = {"x-forwarded-for": f"10.0.0.{number}"}
        data = {**QUESTION, **_opened(outside, clock, **spoofed), "topic": f"题{number}"}
        outside.post(ASK, data, headers=spoofed)
    assert "total" in _opened(outside, clock, **{"x-forwarded-for": "10.0.0.99"})


def test_the_unit_and_topic_may_be_chosen_beforehand(visitor: Client) -> None:
    page = visitor.get(ASK, {"unit": "town", "topic": "<高龄津贴>"}).text
    assert '<option value="town" selected>柳河镇人民政府</option>' in page
    assert "&lt;高龄津贴&gt;" in page
    assert '<optgroup label="乡镇（街道）">' in page


def test_without_a_unit_that_answers_the_page_says_where_to_go(db: None) -> None:
    assertContains(Client().get(ASK), "目前还没有开通线上咨询的单位")
    assert Client().post(ASK, QUESTION).status_code == 422


def test_wrong_codes_are_told_so_and_bounded(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookup, "AT_MOST", 2)
    assertContains(visitor.post(LOOKUP, {"code": ""}), "请填写查询码", status_code=422)
    for _ in range(2):
        wrong = visitor.post(LOOKUP, {"code": "ABCD-EFGH-JKMN"})
        assertContains(wrong, "没有查到这个查询码", status_code=422)
        assert "ABCD-EFGH-JKMN" in wrong.text
    assertContains(visitor.post(LOOKUP, {"code": "ABCD"}), "请一小时后再试", status_code=429)


def test_a_right_code_is_not_counted_as_a_guess(
    world: World, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookup, "AT_MOST", 1)
    _, code = actions.ask(unit=world.town, topic="题", question="问")
    for _ in range(3):
        assert visitor.post(LOOKUP, {"code": code}).status_code == 200


def test_what_was_asked_is_shown_as_text(world: World, visitor: Client) -> None:
    _, code = actions.ask(unit=world.town, topic="<b>题", question="<script>alert(1)</script>")
    page = visitor.post(LOOKUP, {"code": code}).text
    assert "<script>alert" not in page
    assert "&lt;b&gt;题" in page
