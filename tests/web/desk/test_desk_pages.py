"""The desk on a phone: recording, sending twice, mistakes, corrections."""

import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.world import World, person, user_of
from zwgk.desk import actions
from zwgk.desk.models import Handout, Material, Question, Tally, Visit
from zwgk.figures.ledger import ledger
from zwgk.units.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def attendant(world: World) -> Client:
    client = Client()
    client.force_login(user_of(person(world.town, Role.ATTENDANT)))
    return client


def _record(client: Client, world: World, entry: str, /, **data: Any) -> Any:
    data.setdefault("id", uuid.uuid4())
    return client.post(reverse("desk:record", args=[world.desk.pk, entry]), data, follow=True)


def test_each_kind_is_recorded_and_shown(world: World, attendant: Client) -> None:
    _record(attendant, world, "visit", people=3, matter="医保")
    _record(
        attendant, world, "question", text="怎样落户", answer="到户籍窗口", on_spot="on",
        rating="satisfied",
    )  # fmt: skip
    _record(attendant, world, "handout", material=world.material.pk, copies=5)
    page = _record(
        attendant, world, "tally", kind="visitors", value=20, qualifier="more_than",
        counted_by="甲", evidence="计数器",
    )  # fmt: skip
    for words in ("3人 医保", "怎样落户", "办事指南 5份", "接待群众 20余人次", "刚刚登记：计数"):
        assert words in page.text
    totals = page.context["totals"]
    assert totals == {"visitors": 23, "questions": 1, "copies": 5}
    assert ledger(world.town_part.pk)["visitors"].value == 23


def test_sending_the_same_form_twice_is_one_entry(world: World, attendant: Client) -> None:
    form = attendant.get(reverse("desk:desk", args=[world.desk.pk])).text
    identity = re.search(r'name="id" value="([0-9a-f-]{36})"', form)
    assert identity
    for _ in range(2):
        _record(attendant, world, "visit", people=2, id=identity[1])
    assert Visit.objects.count() == 1
    fresh = attendant.get(reverse("desk:desk", args=[world.desk.pk])).text
    assert identity[1] not in fresh.split("最近登记")[0]


@pytest.mark.parametrize(
    ("kind", "data", "message"),
    [
        ("visit", {"people": "0", "matter": "写了事由"}, "不能小于 1"),
        ("visit", {"people": "三", "matter": "写了事由"}, "请填写整数"),
        ("visit", {"people": "1", "matter": "写了事由", "recorded_at": "昨天"}, "正确的日期和时间"),
        ("visit", {"people": "1", "recorded_at": "2999-01-01T09:00"}, "不能晚于现在"),
        ("question", {"text": "", "answer": "写了答复"}, "请填写此项"),
        ("question", {"text": "写了问题", "rating": "satisfied"}, "有评价的咨询请填写答复内容"),
        ("handout", {"copies": "7"}, "请选择资料"),
        ("tally", {"kind": "visitors", "value": "20", "qualifier": "exact", "counted_by": "小温",
                   "evidence": ""}, "请填写此项"),
        ("tally", {"kind": "satisfaction_rate", "value": "20", "qualifier": "exact",
                   "counted_by": "小温", "evidence": "评价表"}, "比率请填写总数"),
    ],
)  # fmt: skip
def test_wrong_input_keeps_the_tab_and_what_was_typed(
    world: World, attendant: Client, kind: str, data: dict[str, str], message: str
) -> None:
    response = _record(attendant, world, kind, **data)
    assert response.status_code == 422
    assert message in response.text
    assert f'href="?tab={kind}" aria-current="page"' in response.text
    for typed in data.values():
        assert not typed or typed in response.text
    assert not any(m.objects.exists() for m in (Visit, Question, Handout, Tally))


def test_an_entry_is_undone_and_restored(world: World, attendant: Client) -> None:
    _record(attendant, world, "visit", people=4)
    visit = Visit.objects.get()
    page = attendant.post(reverse("desk:undo", args=["visit", visit.pk]), follow=True)
    assert "已撤销：来访 4人" in page.text
    assert page.context["totals"]["visitors"] == 0
    again = attendant.post(reverse("desk:undo", args=["visit", visit.pk]), follow=True)
    assert "这条记录已经撤销" in again.text
    page = attendant.post(reverse("desk:restore", args=["visit", visit.pk]), follow=True)
    assert page.context["totals"]["visitors"] == 4


def test_a_correction_shows_its_history(world: World, attendant: Client) -> None:
    _record(attendant, world, "visit", people=4, matter="社保")
    visit = Visit.objects.get()
    url = reverse("desk:entry", args=["visit", visit.pk])
    wrong = attendant.post(url, {"id": uuid.uuid4(), "people": "0", "matter": "社保"})
    assert wrong.status_code == 422
    attendant.post(url, {"id": uuid.uuid4(), "people": "6", "matter": "社保", "reason": "数错了"})
    current = Visit.objects.get(is_current=True)
    assert current.people == 6
    old = attendant.get(url, follow=True)
    assert "这条记录已被更正过" in old.text
    assert "原因：数错了" in old.text
    assert "第1版" in old.text


def test_a_rating_can_be_corrected_with_its_department(world: World, attendant: Client) -> None:
    question = actions.record_question(
        world.desk, text="问", answer="答", department="已撤的科室", by=person(world.town)
    )
    url = reverse("desk:entry", args=["question", question.pk])
    form = attendant.get(url)
    assert "已撤的科室" in form.text
    attendant.post(
        url,
        {"id": uuid.uuid4(), "text": "问", "answer": "答", "department": "已撤的科室",
         "rating": "fair"},
    )  # fmt: skip
    now = Question.objects.get(is_current=True)
    assert (now.rating, now.department, now.on_spot) == ("fair", "已撤的科室", False)


def test_a_material_is_named_at_the_desk(world: World, attendant: Client) -> None:
    url = reverse("desk:material", args=[world.desk.pk])
    page = attendant.post(url, {"m-name": "明白纸", "m-form": "leaflet"}, follow=True)
    assert "已增加资料《明白纸》" in page.text
    twice = attendant.post(url, {"m-name": "明白纸", "m-form": "leaflet"})
    assert twice.status_code == 422
    assert "已有同名资料" in twice.text
    assert Material.objects.filter(name="明白纸").count() == 1


def test_records_written_up_later_carry_their_time(world: World, attendant: Client) -> None:
    _record(attendant, world, "visit", people=1, recorded_at="2026-05-15T09:40")
    assert Visit.objects.get().recorded_at.isoformat() == "2026-05-15T01:40:00+00:00"
    page = attendant.get(reverse("desk:desk", args=[world.desk.pk])).text
    assert "现在不在咨询台开放时间" in page


@pytest.mark.parametrize("more", [0, 2])
def test_the_screen_costs_the_same_with_more_entries(
    world: World, attendant: Client, django_assert_num_queries: Any, more: int
) -> None:
    by = person(world.town)
    for _ in range(1 + more):
        actions.record_visit(world.desk, by=by)
        actions.record_handout(world.desk, material=world.material, by=by)
    with django_assert_num_queries(13):
        attendant.get(reverse("desk:desk", args=[world.desk.pk]))


def test_the_list_of_desks(world: World, attendant: Client) -> None:
    assert "镇政府门前咨询台" in attendant.get(reverse("desk:home")).text
    other = Client()
    other.force_login(user_of(person(world.zone, Role.ATTENDANT)))
    assert "本单位还没有咨询台" in other.get(reverse("desk:home")).text


def test_another_entry_under_a_used_id_is_not_dropped(world: World, attendant: Client) -> None:
    identity = uuid.uuid4()
    _record(attendant, world, "visit", people=2, id=identity)
    refused = _record(attendant, world, "visit", people=5, id=identity)
    assert refused.status_code == 422
    assert "上一条登记已经保存" in refused.text
    shown = re.search(r'name="id" value="([0-9a-f-]{36})"', refused.text)
    assert shown
    _record(attendant, world, "visit", people=5, id=shown[1])
    assert sorted(Visit.objects.values_list("people", flat=True)) == [2, 5]


def test_a_correction_keeps_the_time_of_what_happened(world: World, attendant: Client) -> None:
    _record(attendant, world, "visit", people=1, recorded_at="2026-05-15T09:40")
    first = Visit.objects.get()
    attendant.post(
        reverse("desk:entry", args=["visit", first.pk]), {"id": uuid.uuid4(), "people": "2"}
    )
    attendant.post(reverse("desk:undo", args=["visit", first.pk]))
    attendant.post(reverse("desk:restore", args=["visit", first.pk]))
    assert set(Visit.objects.values_list("recorded_at", flat=True)) == {first.recorded_at}


def test_a_correction_of_what_was_just_corrected_keeps_what_was_typed(
    world: World, attendant: Client
) -> None:
    _record(attendant, world, "visit", people=1, matter="社保")
    stale = reverse("desk:entry", args=["visit", Visit.objects.get().pk])
    attendant.post(stale, {"id": uuid.uuid4(), "people": "2", "matter": "社保"})
    response = attendant.post(stale, {"id": uuid.uuid4(), "people": "9", "matter": "医保新政"})
    assert response.status_code == 422
    assert "已被他人更正" in response.text
    assert "医保新政" in response.text
    assert Visit.objects.get(is_current=True).people == 2
