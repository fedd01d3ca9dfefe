"""Pages from the worklist to the desks: what people see, and what wrong input does."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.world import World, person, user_of
from zwgk.campaigns import actions
from zwgk.campaigns.models import Campaign, Meeting, Notice, Participation, State
from zwgk.core import files
from zwgk.desk.models import Desk, DeskDepartment, Material
from zwgk.units.models import Membership, Role, Unit, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(world: World) -> Client:
    client = Client()
    client.force_login(user_of(person(world.town)))
    return client


def _client(unit: Unit, *roles: Role) -> Client:
    client = Client()
    client.force_login(user_of(person(unit, *roles)))
    return client


def test_the_worklist_begins_with_what_is_to_be_done(world: World) -> None:
    page = _client(world.zone).get(reverse("manage:home")).text
    assert "签收《临川市人民政府办公室关于开展2026年政务公开日活动的通知》" in page
    assert "请尽快办理" in page


def test_an_empty_worklist_says_so(world: World) -> None:
    page = _client(world.other_city, Role.OFFICER).get(reverse("manage:home")).text
    assert "眼下没有待办事项" in page
    assert "本单位还没有参与活动" in page


def test_a_unit_acknowledges_and_plans(world: World) -> None:
    client, pk = _client(world.zone), world.zone_part.pk
    client.post(reverse("manage:acknowledge", args=[pk]))
    data = {"starts_on": "2026-05-15", "plan": "在门前设立咨询台。", "local_theme": "办实事"}
    client.post(reverse("manage:plan", args=[pk]), data)
    part = Participation.objects.get(pk=pk)
    assert (part.state, part.theme) == (State.PLANNED, "办实事")
    twice = client.post(reverse("manage:acknowledge", args=[pk]), follow=True)
    assert "请刷新页面后再试" in twice.text


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("plan", {"plan": "方案甲", "starts_on": "15/5"}, "请填写正确的日期"),
        ("plan", {"plan": "方案甲", "starts_on": "2026-05-15", "ends_on": "2026-05-01"},
         "结束日期不能早于开展日期"),
        ("group-add", {"position": "head", "name": "方案甲", "post": ""}, "请填写此项"),
        ("meeting-add", {"title": "方案甲", "held_on": "2999-01-01"}, "召开日期还没有到"),
        ("task-add", {"title": "", "owner": "方案甲"}, "请填写此项"),
        ("desk-add", {"name": "方案甲", "place": "门前", "opens_at": "2026-05-15T09:00",
                      "closes_at": "2026-05-15T08:00"}, "结束时间必须晚于开始时间"),
        ("material-add", {"name": "办事指南", "form": "leaflet", "printed": "-1"}, "不能小于 0"),
        ("material-add", {"name": "办事指南", "form": "leaflet", "printed": "7"}, "已有同名资料"),
        ("figure-declare", {"kind": "visitors", "value": "3", "basis": ""}, "请填写此项"),
        ("figure-declare", {"kind": "satisfaction_rate", "value": "3", "qualifier": "exact",
                            "basis": "方案甲"}, "比率请填写总数"),
    ],
)  # fmt: skip
def test_wrong_input_is_answered_at_the_field_and_nothing_typed_is_lost(
    world: World, clerk: Client, name: str, data: dict[str, str], message: str
) -> None:
    response = clerk.post(reverse(f"manage:{name}", args=[world.town_part.pk]), data)
    assert response.status_code == 422
    assert message in response.text
    assert 'class="error-text"' in response.text
    for typed in data.values():
        if typed and not typed.endswith("/5"):
            assert typed in response.text


def test_a_group_and_a_meeting_are_recorded_and_deleted(world: World, clerk: Client) -> None:
    pk = world.town_part.pk
    clerk.post(
        reverse("manage:group-add", args=[pk]),
        {"position": "head", "name": "尹望舒", "post": "镇长", "duty": "负总责"},
    )
    clerk.post(
        reverse("manage:meeting-add", args=[pk]), {"title": "部署会", "held_on": "2026-05-06"}
    )
    page = clerk.get(reverse("manage:participation", args=[pk])).text
    assert "尹望舒" in page
    assert "部署会" in page
    meeting = Meeting.objects.get()
    after = clerk.post(reverse("manage:meeting-delete", args=[meeting.pk]), follow=True)
    assert "已删除：部署会" in after.text
    assert not Meeting.objects.exists()


def test_a_task_is_completed_with_an_upload(world: World, clerk: Client) -> None:
    task = world.town_part.tasks.get(key="banners_hung")
    url = reverse("manage:task", args=[task.pk])
    photo = SimpleUploadedFile("现场.jpg", b"\xff\xd8photo", content_type="image/jpeg")
    response = clerk.post(url, {"outcome": "在路口悬挂条幅", "quantity": "3", "evidence": photo})
    assert response.status_code == 302
    task.refresh_from_db()
    assert (task.status, task.quantity) == ("done", 3)
    download = clerk.get(reverse("manage:file", args=[task.evidence_id]))
    assert download.content == b"\xff\xd8photo"
    assert "attachment" in download["Content-Disposition"]


def test_an_upload_that_is_too_large_keeps_the_text(
    world: World, clerk: Client, monkeypatch: Any
) -> None:
    monkeypatch.setattr(files, "MAX_UPLOAD_BYTES", 3)
    task = world.town_part.tasks.get(key="photos_kept")
    photo = SimpleUploadedFile("现场.jpg", b"12345")
    url = reverse("manage:task", args=[task.pk])
    response = clerk.post(url, {"outcome": "已留存照片", "evidence": photo})
    assert response.status_code == 422
    assert "文件超过 20MB" in response.text
    assert "已留存照片" in response.text


def test_a_task_is_skipped_reopened_assigned(world: World, clerk: Client) -> None:
    task = world.town_part.tasks.get(key="process_board")
    clerk.post(reverse("manage:task-skip", args=[task.pk]))
    task.refresh_from_db()
    assert task.get_status_display() == "不涉及"
    clerk.post(reverse("manage:task-reopen", args=[task.pk]))
    clerk.post(reverse("manage:task-assign", args=[task.pk]), {"owner": "小苗", "due_on": ""})
    task.refresh_from_db()
    assert (task.status, task.owner, task.due_on) == ("open", "小苗", None)
    refused = clerk.post(reverse("manage:task-delete", args=[task.pk]), follow=True)
    assert "标准任务不能删除" in refused.text


def test_desks_departments_and_materials(world: World, clerk: Client) -> None:
    pk = world.town_part.pk
    clerk.post(
        reverse("manage:desk-add", args=[pk]),
        {"name": "集市咨询台", "place": "集市", "opens_at": "2026-05-14T08:00",
         "closes_at": "2026-05-14T12:00"},
    )  # fmt: skip
    desk = Desk.objects.get(name="集市咨询台")
    clerk.post(reverse("manage:department-add", args=[desk.pk]), {"name": "司法所", "staff": "2"})
    clerk.post(
        reverse("manage:desk-change", args=[desk.pk]),
        {"name": "集市咨询台", "place": "东集市", "opens_at": "2026-05-14T08:00",
         "closes_at": "2026-05-14T12:00"},
    )  # fmt: skip
    clerk.post(reverse("manage:material-add", args=[pk]), {"name": "明白纸", "form": "leaflet"})
    page = clerk.get(reverse("manage:desks", args=[pk])).text
    assert "东集市" in page
    assert "司法所" in page
    assert "《明白纸》" in page
    assert Material.objects.filter(name="明白纸", printed=None).exists()
    department = DeskDepartment.objects.get()
    clerk.post(reverse("manage:department-delete", args=[department.pk]))
    assert not DeskDepartment.objects.exists()


def test_a_campaign_from_its_start_to_the_issued_notice(world: World) -> None:
    client = _client(world.city)
    wrong = {"series": "政府开放日", "slug": "含中文", "edition": "1", "theme": "开放",
             "starts_on": "2026-09-01", "ends_on": "2026-09-01",
             "summary_due_on": "2026-09-10"}  # fmt: skip
    refused = client.post(reverse("manage:campaign-new"), wrong)
    assert "活动编号只能用字母" in refused.text
    client.post(reverse("manage:campaign-new"), wrong | {"slug": "open-day"})
    assert Campaign.objects.filter(slug="open-day").exists()
    first = client.get(reverse("manage:notice-new", args=["open-day"])).text
    assert "关于开展2026年政府开放日活动的通知" in first
    client.post(
        reverse("manage:notice-new", args=["open-day"]), {"title": "开放日通知", "body": "正文。"}
    )
    notice = Notice.objects.get(title="开放日通知")
    nobody = client.post(reverse("manage:notice-issue", args=[notice.pk]), {})
    assert "请至少选择一个参与单位" in nobody.text
    client.post(reverse("manage:notice-issue", args=[notice.pk]), {"units": [world.zone.pk]})
    assert Participation.objects.filter(notice=notice).count() == 1
    docx = client.get(reverse("manage:notice-download", args=[notice.pk, "docx"]))
    assert docx.content[:2] == b"PK"
    assert client.get(
        reverse("manage:notice-download", args=[notice.pk, "exe"])
    ).status_code == 404  # fmt: skip


def test_a_unit_passes_a_notice_on(world: World) -> None:
    client = _client(world.zone)
    url = reverse("manage:notice-new", args=["day"]) + f"?adapts={world.notice.pk}"
    assert "转发《临川市人民政府办公室" in client.get(url).text
    client.post(url, {"title": "转发通知", "body": "请落实。"})
    assert Notice.objects.get(title="转发通知").adapts == world.notice


def test_the_administrator_opens_accounts_and_units(world: World) -> None:
    client = _client(world.city, Role.ADMIN)
    made = client.post(
        reverse("manage:person-add"),
        {"username": "town-new", "full_name": "新同志", "unit": world.town.pk, "role": "officer"},
    )
    password = made.context["pw"]
    assert password in made.text
    assert User.objects.get(username="town-new").check_password(password)
    again = client.post(
        reverse("manage:person-add"),
        {"username": "town-new", "full_name": "乙", "unit": world.town.pk, "role": "officer"},
    )
    assert "该登录账号已被使用" in again.text
    client.post(
        reverse("manage:unit-add"),
        {"name": "白沙镇人民政府", "short_name": "白沙镇", "code": "sand", "level": "town",
         "self_reference": "我镇"},
    )  # fmt: skip
    page = client.get(reverse("manage:people")).text
    assert "新同志" in page
    assert "白沙镇人民政府" in page


def test_a_person_with_an_account_gets_a_second_role_once(world: World) -> None:
    client = _client(world.city, Role.ADMIN)
    officer = user_of(person(world.town, Role.OFFICER))
    data = {"user": officer.pk, "unit": world.town.pk, "role": Role.REVIEWER}
    client.post(reverse("manage:role-add"), data)
    assert Membership.objects.filter(user=officer, unit=world.town).count() == 2
    assert "该人员已有此岗位" in client.post(reverse("manage:role-add"), data).text


@pytest.mark.parametrize("more", [0, 2])
def test_the_home_page_costs_the_same_with_more_tasks(
    world: World, django_assert_num_queries: Any, more: int
) -> None:
    for number in range(more):
        actions.add_task(world.town_part, title=f"任务{number}", by=person(world.town))
    client = _client(world.town)
    with django_assert_num_queries(25):
        assert client.get(reverse("manage:home")).status_code == 200
