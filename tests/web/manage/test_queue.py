"""The pages on which a superior works through summaries."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook
from pytest_django.asserts import assertContains, assertNotContains

from tests.records import submitted
from tests.summaries.reported import report, unit
from tests.summaries.test_queue import ERROR
from tests.world import World, person, user_of
from zwgk.campaigns.models import Participation, Reminder, State
from zwgk.summaries.models import Praise, Remark, Submission
from zwgk.units.models import Role, Unit

pytestmark = pytest.mark.django_db


def _client(of: Unit, *roles: Role) -> Client:
    client = Client()
    client.force_login(user_of(person(of, *roles)))
    return client


@pytest.fixture
def head(world: World) -> Client:
    return _client(world.city, Role.REVIEWER)


QUEUE = reverse("manage:queue", args=["day"])
ACCEPT = reverse("manage:queue-accept", args=["day"])


def _states() -> dict[str, str]:
    return dict(Participation.objects.values_list("unit__short_name", "state"))


def test_an_empty_queue_says_so(world: World, head: Client) -> None:
    assertContains(head.get(QUEUE), "没有等待审核的总结")
    assert _client(world.city, Role.OFFICER).get(QUEUE).status_code == 403


def test_all_without_trouble_are_accepted_after_a_look_and_taken_back(
    world: World, head: Client
) -> None:
    fine = [report(world.campaign, unit(world.city, f"u{n}"), {"staff": 2}) for n in range(2)]
    bad = report(world.campaign, unit(world.city, "bad"), {"staff": 2})
    Submission.objects.filter(pk=bad.pk).update(findings=[ERROR])
    page = head.get(QUEUE)
    assertContains(page, "采纳全部无问题的（2份）")
    assertContains(page, ERROR["message"])
    assertNotContains(head.get(QUEUE, {"show": "clean"}), ERROR["message"])
    asked = head.post(ACCEPT, {"all": "1"})
    assertContains(asked, "确认采纳2份总结")
    assert State.ACCEPTED not in _states().values()
    done = head.post(ACCEPT, {"sure": "1", "submission": [one.pk for one in fine]})
    assertContains(done, "已采纳2份")
    assert _states()["u0"] == State.ACCEPTED
    undo = reverse("manage:queue-revoke", args=["day"])
    head.post(undo, {"submission": [one.pk for one in fine]})
    assert _states()["u0"] == State.SUBMITTED


def test_one_with_trouble_has_to_be_opened_first(world: World, head: Client) -> None:
    bad = report(world.campaign, unit(world.city, "bad"), {"staff": 2})
    Submission.objects.filter(pk=bad.pk).update(findings=[ERROR])
    asked = head.post(ACCEPT, {"submission": [bad.pk]})
    assertContains(asked, "还没有打开看过")
    head.post(ACCEPT, {"submission": [bad.pk], "sure": "1"})
    assert _states()["bad"] == State.SUBMITTED
    head.get(reverse("manage:submission", args=[bad.pk]))
    assertContains(head.get(QUEUE), "已看过")
    head.post(ACCEPT, {"submission": [bad.pk], "sure": "1"})
    assert _states()["bad"] == State.ACCEPTED


def test_one_leads_to_the_next_as_the_queue_was_sorted(world: World, head: Client) -> None:
    made = [report(world.campaign, unit(world.city, f"u{n}"), {"staff": 2}) for n in range(3)]
    head.get(QUEUE, {"sort": "unit"})
    second = head.get(reverse("manage:submission", args=[made[1].pk]))
    assertContains(second, "第 2 份，共 3 份")
    for other in (made[0], made[2]):
        assertContains(second, reverse("manage:submission", args=[other.pk]))
    after = head.post(reverse("manage:submission-accept", args=[made[1].pk]))
    assert after.headers["Location"] == reverse("manage:submission", args=[made[2].pk])
    head.post(reverse("manage:submission-revoke", args=[made[1].pk]))
    assert _states()["u1"] == State.SUBMITTED


def test_findings_go_back_as_remarks_with_one_tick(world: World, head: Client) -> None:
    submission = submitted(world)
    passage = submission.content["paragraphs"][1]["runs"][0][0][:6]
    finding = ERROR | {"paragraph": 1, "passage": passage}
    Submission.objects.filter(pk=submission.pk).update(findings=[finding])
    url = reverse("manage:submission-return", args=[submission.pk])
    sent = head.post(
        url, {"reasons": "", "ready": ["k1"], "r-TOTAL_FORMS": "0", "r-INITIAL_FORMS": "0"}
    )
    assert sent.status_code == 302
    assert Remark.objects.get().text == ERROR["message"]


def test_late_units_are_reminded_and_read_it_on_their_worklist(world: World, head: Client) -> None:
    part = world.town_part
    url = reverse("manage:queue-remind", args=["day"])
    page = head.get(QUEUE, {"show": "unreported"})
    assertContains(page, f'name="part" value="{part.pk}"')
    assertContains(head.post(url, {"part": [part.pk]}, follow=True), "催办已记录")
    assert Reminder.objects.get().participation == part
    again = head.post(url, {"part": [part.pk]}, follow=True)
    assertContains(again, "今天已经催办过")
    assertContains(head.post(url, follow=True), "请先勾选")
    assertContains(_client(world.town).get(reverse("manage:home")), "日催办")


def test_examples_are_listed_and_drafted_as_a_circular(world: World, head: Client) -> None:
    submission = submitted(world)
    listing = reverse("manage:praises", args=["day"])
    assertContains(head.get(listing), "还没有")
    empty = head.get(reverse("manage:praises-export", args=["day", "docx"]), follow=True)
    assertContains(empty, "表扬名单还是空的")
    head.post(reverse("manage:submission-praise", args=[submission.pk]), {"why": "=咨询有序"})
    assertContains(head.get(listing), "=咨询有序")
    shown = _client(world.town).get(reverse("manage:submission", args=[submission.pk]))
    assertContains(shown, "=咨询有序")
    circular = head.get(reverse("manage:praises-export", args=["day", "docx"]))
    text = "".join(p.text for p in Document(BytesIO(circular.content)).paragraphs)
    assert "柳河镇人民政府" in text
    book = load_workbook(
        BytesIO(head.get(reverse("manage:praises-export", args=["day", "xlsx"])).content)
    )
    cell = book.active["D2"]
    assert cell.data_type == "s"
    assert cell.value == "'=咨询有序"
    head.post(reverse("manage:praise-delete", args=[Praise.objects.get().pk]))
    assert not Praise.objects.exists()
