"""At the desk, with a phone and a careless thumb."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import fits, sign_in
from tests.world import make_world, person, user_of
from zwgk.desk.models import Handout, Question, Visit
from zwgk.units.models import Role

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def at_desk(phone: Page, live_server: Any) -> Page:
    world = make_world()
    sign_in(phone, user_of(person(world.town, Role.ATTENDANT)).username)
    phone.goto(f"/desk/{world.desk.pk}/")
    return phone


def test_a_double_tap_is_one_visit(at_desk: Page) -> None:
    at_desk.click(".quick button:text-is('3')")
    at_desk.locator("text=保存登记").dblclick(no_wait_after=True)
    expect(at_desk.locator(".desk-totals b").first).to_have_text("3")
    assert Visit.objects.count() == 1


def test_the_back_button_does_not_send_the_old_entry_again(at_desk: Page) -> None:
    at_desk.click("text=保存登记")
    expect(at_desk.locator(".message.success")).to_contain_text("刚刚登记")
    at_desk.go_back()
    at_desk.click(".quick button:text-is('2')")
    at_desk.click("text=保存登记")
    expect(at_desk.locator(".desk-totals b").first).to_have_text("3")
    assert sorted(Visit.objects.values_list("people", flat=True)) == [1, 2]


def test_a_question_a_handout_a_mistake_and_its_undoing(
    at_desk: Page, console_allows: list[str]
) -> None:
    console_allows.append("422")  # the form that has to be mended
    at_desk.click(".tabs >> text=咨询")
    at_desk.click("text=保存登记")
    expect(at_desk.locator(".error-text")).to_have_text("请填写此项。")
    at_desk.fill("#id_text", "怎样申请低保")
    at_desk.fill("#id_answer", "到大厅窗口申请")
    at_desk.click("label:has-text('满意') >> nth=1")
    at_desk.click("text=保存登记")
    expect(at_desk.locator(".entry.just")).to_contain_text("怎样申请低保")
    assert fits(at_desk)
    assert Question.objects.get().on_spot is True
    at_desk.click(".tabs >> text=发放")
    at_desk.click("label:has-text('办事指南')")
    at_desk.click(".quick button:text-is('10')")
    at_desk.click("text=保存登记")
    expect(at_desk.locator(".desk-totals b").nth(2)).to_have_text("10")
    at_desk.click(".entry.just >> text=撤销")
    expect(at_desk.locator(".desk-totals b").nth(2)).to_have_text("0")
    at_desk.click("text=恢复 >> nth=-1")
    expect(at_desk.locator(".desk-totals b").nth(2)).to_have_text("10")
    assert Handout.objects.count() == 3
