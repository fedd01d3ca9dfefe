"""Phones at the office: who holds records still, cutting one off, files of phones, photos."""

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.web.manage.test_passes import client_of, issued
from tests.world import World, person
from zwgk.core import files
from zwgk.desk import actions, passes
from zwgk.desk.models import Desk, Device, Tally, TallyPhoto, Visit
from zwgk.units.models import Role

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\npicture"


@pytest.fixture
def clerk(world: World) -> Client:
    return client_of(world.town, Role.OFFICER)


def phone_at(world: World, desk: Desk, name: str = "登记员甲", **state: Any) -> Device:
    """A phone that entered at a desk, as it last told."""
    token = passes.token_of(issued(desk, world))
    phone, _ = passes.enter(token, device=uuid.uuid4(), name=name, about="安卓手机", version="1.2")
    for field, value in state.items():
        setattr(phone, field, value)
    phone.save()
    return phone


def test_the_list_says_what_is_still_on_the_phones(world: World, clerk: Client) -> None:
    phone_at(world, world.desk, waiting=3, clock_offset=90_000)
    phone_at(world, world.desk, "登记员乙", waiting=2, clock_offset=-600)
    phone_at(world, world.desk, "登记员丙", clock_offset=100)
    page = clerk.get(reverse("manage:devices", args=[world.town_part.pk])).text
    for words in (
        "有 2 部手机上还有 5 条记录没有上传", "登记员甲", "时钟慢 1 天 1 小时", "时钟快 10 分钟",
        "版本 1.2", "安卓手机",
    ):  # fmt: skip
        assert words in page
    assert page.count("时钟") == 2
    assert page.index("登记员甲") < page.index("登记员乙") < page.index("登记员丙")


def test_the_worklist_leads_to_the_phones_until_they_are_given_up(
    world: World, clerk: Client
) -> None:
    phone = phone_at(world, world.desk, waiting=3)
    home = clerk.get(reverse("manage:home")).text
    assert "1 部手机上还有 3 条记录没有上传" in home
    assert reverse("manage:devices", args=[world.town_part.pk]) in home
    clerk.post(reverse("manage:device-cut", args=[phone.pk]))
    assert "没有上传" not in clerk.get(reverse("manage:home")).text


def test_a_lost_phone_is_cut_off_and_let_in_again(world: World, clerk: Client) -> None:
    phone = phone_at(world, world.desk)
    page = clerk.post(reverse("manage:device-cut", args=[phone.pk]), follow=True).text
    assert "已停用登记员甲的手机" in page
    assert "恢复使用" in page
    phone.refresh_from_db()
    assert phone.cut_at is not None
    page = clerk.post(reverse("manage:device-readmit", args=[phone.pk]), follow=True).text
    assert "已恢复登记员甲的手机" in page
    phone.refresh_from_db()
    assert phone.cut_at is None


def test_the_records_of_a_phone_are_listed(world: World, clerk: Client) -> None:
    phone = phone_at(world, world.desk)
    by = person(world.town)
    visit = actions.record_visit(world.desk, people=4, matter="医保", by=by)
    actions.record_visit(world.desk, people=9, matter="别人登记的", by=by)
    Visit.objects.filter(pk=visit.pk).update(device=phone, mark="late")
    page = clerk.get(reverse("manage:device", args=[phone.pk])).text
    assert "4人 医保" in page
    assert "登记码到期后上传" in page
    assert "别人登记的" not in page


def test_what_arrived_oddly_is_marked_and_counted(world: World, clerk: Client) -> None:
    by = person(world.town)
    for number, mark in enumerate(("late", "late", "imported", "")):
        entry = actions.record_visit(world.desk, people=1, matter=f"事{number}", by=by)
        Visit.objects.filter(pk=entry.pk).update(mark=mark)
    desk_page = clerk.get(reverse("manage:desk-passes", args=[world.desk.pk])).text
    assert (
        "登记码到期后上传 <strong>2</strong> 条，由单位导入文件 <strong>1</strong> 条" in desk_page
    )
    records = clerk.get(
        reverse("manage:figure-records", args=[world.town_part.pk, "visitors"])
    ).text
    assert "共 4 条记录，其中登记码到期后上传 2 条，由单位导入文件 1 条" in records
    assert clerk.get(reverse("desk:desk", args=[world.desk.pk])).text.count("到期后上传") == 2


def _tally(world: World, photo: uuid.UUID | None) -> Tally:
    tally = actions.record_tally(
        world.desk, kind="visitors", value=20, counted_by="甲", evidence="计数器",
        by=person(world.town),
    )  # fmt: skip
    Tally.objects.filter(pk=tally.pk).update(photo=photo)
    return tally


def test_a_photo_is_seen_beside_its_tally(world: World, clerk: Client) -> None:
    photo = uuid.uuid4()
    tally = _tally(world, photo)
    records = reverse("manage:figure-records", args=[world.town_part.pk, "visitors"])
    entry = reverse("desk:entry", args=["tally", tally.pk])
    assert "照片还没有上传" in clerk.get(records).text
    assert "照片还在手机上" in clerk.get(entry).text
    kept = files.store(
        PNG, name="a.png", content_type="image/png", unit_id=world.town.pk, by=person(world.town)
    )
    TallyPhoto.objects.create(id=photo, desk=world.desk, file=kept)
    url = reverse("manage:tally-photo", args=[photo])
    assert f'src="{url}"' in clerk.get(records).text
    assert f'src="{url}"' in clerk.get(entry).text
    shown = clerk.get(url)
    assert (shown.content, shown["Content-Type"]) == (PNG, "image/png")
    assert client_of(world.city).get(url).status_code == 404


def test_what_is_no_picture_is_never_shown_as_a_page(world: World, clerk: Client) -> None:
    kept = files.store(
        b"<script>", name="a", content_type="text/html", unit_id=world.town.pk,
        by=person(world.town),
    )  # fmt: skip
    photo = TallyPhoto.objects.create(id=uuid.uuid4(), desk=world.desk, file=kept)
    shown = clerk.get(reverse("manage:tally-photo", args=[photo.pk]))
    assert shown["Content-Type"] == "application/octet-stream"
    assert shown["X-Content-Type-Options"] == "nosniff"


def _queue(desk: Desk, *entries: dict[str, Any], **other: Any) -> SimpleUploadedFile:
    queue = {
        "format": "zwgk-desk-queue", "version": 1, "device": str(uuid.uuid4()), "desk": desk.pk,
        "name": "登记员甲", "made_at": timezone.now().isoformat(), "entries": entries,
    } | other  # fmt: skip
    return SimpleUploadedFile("登记.json", json.dumps(queue).encode(), "application/json")


def _visit(people: Any = 2, **other: Any) -> dict[str, Any]:
    identity = str(uuid.uuid4())
    at = (timezone.now() - timedelta(minutes=5)).isoformat()
    return {
        "id": identity, "kind": "visit", "root": identity, "replaces": None, "version": 1,
        "made_at": at, "recorded_at": at, "is_void": False, "reason": "",
        "data": {"people": people, "matter": "医保"},
    } | other  # fmt: skip


def test_a_queue_file_is_imported_once_and_each_record_told(world: World, clerk: Client) -> None:
    url = reverse("manage:desk-import", args=[world.desk.pk])
    good, wrong = _visit(3), _visit(0)
    page = clerk.post(url, {"file": _queue(world.desk, good, wrong)}).text
    assert "新导入 1 条，以前已收到 0 条（没有重复计入），没有导入 1 条" in page
    visit = Visit.objects.get()
    assert (str(visit.pk), visit.people, visit.mark) == (good["id"], 3, "imported")
    page = clerk.post(url, {"file": _queue(world.desk, good)}).text
    assert "新导入 0 条，以前已收到 1 条" in page
    assert Visit.objects.count() == 1


@pytest.mark.parametrize(
    "upload",
    [
        SimpleUploadedFile("a.json", b"\xff\xfe"),
        SimpleUploadedFile("a.json", b"[1, 2]"),
        SimpleUploadedFile("a.json", b'{"format": "other", "version": 1, "entries": []}'),
        SimpleUploadedFile("a.json", b""),
        None,
    ],
)
def test_wrong_files_are_told_plainly(world: World, clerk: Client, upload: Any) -> None:
    url = reverse("manage:desk-import", args=[world.desk.pk])
    if upload is not None:
        upload.seek(0)
    refused = clerk.post(url, {"file": upload} if upload is not None else {})
    assert refused.status_code == 422
    assert 'class="error-text"' in refused.text or 'class="message error"' in refused.text
    assert not Visit.objects.exists()


def test_a_file_of_another_desk_is_not_imported(world: World, clerk: Client) -> None:
    other = actions.open_desk(
        world.town_part, name="另一个台", place="集市", opens_at=world.desk.opens_at,
        closes_at=world.desk.closes_at, by=person(world.town),
    )  # fmt: skip
    url = reverse("manage:desk-import", args=[world.desk.pk])
    page = clerk.post(url, {"file": _queue(other, _visit())})
    assert page.status_code == 422
    assert not Visit.objects.exists()


def test_too_large_a_file_is_refused_unread(world: World, clerk: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(files, "MAX_UPLOAD_BYTES", 10)
    url = reverse("manage:desk-import", args=[world.desk.pk])
    refused = clerk.post(url, {"file": _queue(world.desk, _visit())})
    assert refused.status_code == 422
    assert "文件超过 20MB" in refused.text


@pytest.mark.parametrize("more", [0, 2])
def test_the_lists_cost_the_same_with_more_phones(
    world: World, clerk: Client, django_assert_num_queries: Any, more: int
) -> None:
    by = person(world.town)
    phones = [phone_at(world, world.desk, f"登记员{n}", waiting=1) for n in range(1 + more)]
    for _ in range(1 + more):
        _tally(world, uuid.uuid4())
        for row in (
            actions.record_visit(world.desk, by=by),
            actions.record_handout(world.desk, material=world.material, by=by),
        ):
            type(row).objects.filter(pk=row.pk).update(device=phones[0], mark="late")
    pages = {
        "devices": (world.town_part.pk, 7), "device": (phones[0].pk, 14),
        "desk-passes": (world.desk.pk, 16),
    }  # fmt: skip
    for name, (pk, queries) in pages.items():
        with django_assert_num_queries(queries):
            clerk.get(reverse(f"manage:{name}", args=[pk]))
    with django_assert_num_queries(11):
        clerk.get(reverse("manage:figure-records", args=[world.town_part.pk, "visitors"]))
