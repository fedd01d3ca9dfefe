"""The worklist tells each person what waits for them, and nobody what they may not do."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.library.collection_page import ZONE
from tests.world import World, person, user_of
from zwgk.catalogue import actions as catalogue
from zwgk.catalogue.columns import Columns
from zwgk.catalogue.models import ServiceItem
from zwgk.enquiries import actions as enquiries
from zwgk.enquiries.models import Enquiry
from zwgk.library import imports, masking
from zwgk.library.models import Sample
from zwgk.units.models import Role, Unit

pytestmark = pytest.mark.django_db


def _home(unit: Unit, *roles: Role) -> str:
    client = Client()
    client.force_login(user_of(person(unit, *roles)))
    return client.get(reverse("manage:home")).text


def _ask(world: World, topic: str, days: int = 5) -> Enquiry:
    asked, _ = enquiries.ask(unit=world.zone, topic=topic, question="怎么申请？")
    asked.due_on = timezone.localdate() + timedelta(days=days)
    asked.save(update_fields=["due_on"])
    return asked


def _item(world: World, name: str) -> ServiceItem:
    by = person(world.zone, Role.OFFICER)
    item = catalogue.create_item(Columns(name=name, field="other"), by=by)
    catalogue.submit_item(item, by=by)
    return item


def _sample(world: World) -> Sample:
    by = person(world.zone, Role.OFFICER)
    batch = imports.start([("总结.txt", ZONE.encode())], name="旧总结", by=by)
    imports.step(batch, by=by, seconds=600)
    sample = Sample.objects.get(file__batch=batch)
    masking.keep_open(sample, reason="已核对", by=by)
    masking.submit_masks(sample, by=by)
    return sample


def test_late_questions_come_first_and_say_their_day(world: World) -> None:
    _ask(world, "在期限内的问题")
    late = _ask(world, "过了期限的问题", days=-2)
    page = _home(world.zone, Role.OFFICER)
    first = page[page.index('<li class="todo">') :]
    assert "过了期限的问题" in first[: first.index("</li>")]
    assert "已过时限" in first[: first.index("</li>")]
    assert reverse("manage:enquiry", args=[late.pk]) in first[: first.index("</li>")]
    assert page.index("请尽快办理") < page.index("在期限内的问题")


def test_an_answer_waits_for_the_second_person_only(world: World) -> None:
    reviewer = person(world.zone, Role.REVIEWER)
    enquiries.draft_answer(_ask(world, "审核人自己的"), answer="可以。", by=reviewer)
    clerk = person(world.zone, Role.OFFICER)
    enquiries.draft_answer(_ask(world, "经办人写的"), answer="可以。", by=clerk)
    assert "经办人写的" not in _home(world.zone, Role.OFFICER)
    page = _home(world.zone, Role.REVIEWER)
    assert "审核线上咨询“经办人写的”的答复" in page
    assert "审核人自己的" not in page
    assert "审核线上咨询“审核人自己的”的答复" in _home(world.zone, Role.APPROVER)


def test_what_was_sent_back_comes_back_to_the_clerk(world: World) -> None:
    reviewer = person(world.zone, Role.REVIEWER)
    item, sample, asked = _item(world, "高龄津贴"), _sample(world), _ask(world, "津贴")
    enquiries.draft_answer(asked, answer="可以。", by=person(world.zone, Role.OFFICER))
    page = _home(world.zone, Role.REVIEWER)
    assert "初审办事指南“高龄津贴”" in page
    assert f"复核《{sample.title}》的遮蔽" in page
    catalogue.send_back(item, reason="请补充窗口", by=reviewer)
    masking.send_back(sample, reason="请遮蔽村名", by=reviewer)
    asked.refresh_from_db()
    enquiries.send_back(asked, reason="请写明依据", by=reviewer)
    page = _home(world.zone, Role.OFFICER)
    for reason in ("请补充窗口", "请遮蔽村名", "请写明依据"):
        assert reason in page


def test_an_unfinished_import_is_shown_until_it_is_done(world: World) -> None:
    by = person(world.zone, Role.OFFICER)
    batch = imports.start([("总结.txt", ZONE.encode())], name="旧总结", by=by)
    assert "还有 1 个文件没有处理" in _home(world.zone, Role.OFFICER)
    imports.step(batch, by=by, seconds=600)
    page = _home(world.zone, Role.OFFICER)
    assert "没有处理" not in page
    assert "核对 1 篇总结的遮蔽" in page
    assert "的遮蔽" not in _home(world.zone, Role.APPROVER)


@pytest.mark.parametrize("role", [Role.ATTENDANT, Role.ADMIN])
def test_who_may_not_act_is_not_told(world: World, role: Role) -> None:
    _ask(world, "津贴")
    item, sample = _item(world, "高龄津贴"), _sample(world)
    page = _home(world.zone, role)
    assert "津贴" not in page
    assert item.name not in page
    assert sample.title not in page


def test_another_unit_is_not_told(world: World) -> None:
    _ask(world, "津贴")
    item, sample = _item(world, "高龄津贴"), _sample(world)
    for unit in (world.city, world.town, world.other_city):
        page = _home(unit)
        assert "津贴" not in page
        assert item.name not in page
        assert sample.title not in page


def test_many_lines_become_one_that_leads_on_at_the_same_cost(
    world: World, django_assert_num_queries: Any
) -> None:
    client = Client()
    client.force_login(user_of(person(world.zone)))
    other = person(world.zone, Role.OFFICER)

    def add() -> None:
        _ask(world, f"问题{Enquiry.objects.count()}")
        item = _item(world, f"事项{ServiceItem.objects.count()}")
        catalogue.send_back(item, reason="补充", by=person(world.zone, Role.REVIEWER))
        _item(world, f"事项{ServiceItem.objects.count()}")
        imports.start([("总结.txt", ZONE.encode())], name="旧总结", by=other)
        drafted = _ask(world, "已写")
        enquiries.draft_answer(drafted, answer="可以。", by=other)

    add()
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("manage:home"))
    for _ in range(6):
        add()
    with django_assert_num_queries(len(few)):
        page = client.get(reverse("manage:home")).text
    assert page.count("答复线上咨询“") == 5
    assert f"{reverse('manage:enquiries')}?state=asked" in page
    assert reverse("manage:item-queue") in page
