"""Uploading summaries written elsewhere: the pages of a unit and of its superior."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.summaries.outside import ZONE_TEXT, word
from tests.world import World, person, user_of
from zwgk.core.actor import Actor
from zwgk.summaries.models import Submission, Upload
from zwgk.units.models import Role
from zwgk.web.manage.beside import passages

pytestmark = pytest.mark.django_db
WHY = "该单位没有接入系统。"


def _client(actor: Actor) -> Client:
    client = Client()
    client.force_login(user_of(actor))
    return client


def _file(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def _sent(upload: Upload, **more: Any) -> dict[str, Any]:
    """What the page would send back as it stands."""
    rows = upload.figures
    data: dict[str, Any] = {
        "title": upload.title, "dated": "", "why": upload.why, "based_on": upload.version,
        "participation": upload.participation_id or "",
        "f-TOTAL_FORMS": len(rows) + 1, "f-INITIAL_FORMS": len(rows),
    }  # fmt: skip
    for n, row in enumerate(rows):
        data |= {
            f"f-{n}-place": n, f"f-{n}-kind": row["kind"], f"f-{n}-value": row["value"],
            f"f-{n}-qualifier": row["qualifier"], f"f-{n}-keep": "on",
            f"f-{n}-out_of": row["out_of"] or "",
        }  # fmt: skip
    return data | more


def _upload_own(world: World, client: Client) -> Upload:
    url = reverse("manage:upload-own", args=[world.town_part.pk])
    response = client.post(url, {"uploads": _file("总结.docx", word())})
    upload: Upload = Upload.objects.get()
    assert response.headers["Location"] == reverse("manage:upload", args=[upload.pk])
    return upload


def test_a_unit_uploads_mends_adds_and_confirms(world: World) -> None:
    client = _client(person(world.town))
    start = client.get(reverse("manage:summary", args=[world.town_part.pk])).content.decode()
    assert "上传已写好的总结" in start
    upload = _upload_own(world, client)
    url = reverse("manage:upload", args=[upload.pk])
    page = client.get(url).content.decode()
    assert '<a class="passage" id="mark-2" href="#row-1">' in page
    assert "未找到：" in page
    assert "解答问题、满意率" in page
    added = len(upload.figures)
    quoted = {f"f-{added}-kind": "questions_answered", f"f-{added}-value": 38,
              f"f-{added}-quote": "现场解答38个", f"f-{added}-keep": "on"}  # fmt: skip
    changed = _sent(upload, then="save", **{"f-0-value": 121}, **quoted)
    assert client.post(url, changed).status_code == 302
    upload.refresh_from_db()
    assert upload.figures[0]["value"] == 121
    assert upload.figures[-1]["stated"] == "现场解答38个"
    unchecked = client.post(url, _sent(upload, then="confirm"))
    assert unchecked.status_code == 422
    assert "我已逐项核对" in unchecked.content.decode()
    upload.refresh_from_db()
    sent = client.post(url, _sent(upload, then="confirm", checked="1"))
    submission = Submission.objects.get()
    assert sent.headers["Location"] == reverse("manage:submission", args=[submission.pk])
    shown = client.get(sent.headers["Location"]).content.decode()
    assert "下载原件" in shown
    assert submission.docx.sha256 in shown
    original = client.get(reverse("manage:submission-file", args=[submission.pk, "original"]))
    assert original.content == word()
    evidence = client.get(reverse("manage:submitted-figure", args=[submission.pk, "visitors"]))
    assert "接待群众120人次" in evidence.content.decode()
    assert "已核对并报送" in client.get(url).content.decode()


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(world: World) -> None:
    client = _client(person(world.town))
    upload = _upload_own(world, client)
    url, added = reverse("manage:upload", args=[upload.pk]), len(upload.figures)
    response = client.post(url, _sent(upload, then="save", **{f"f-{added}-kind": "boards"}))
    assert response.status_code == 422
    assert "请写出这个数据在原文中的文字。" in response.content.decode()
    strange = {f"f-{added}-kind": "boards", f"f-{added}-quote": "没有的话"}
    response = client.post(url, _sent(upload, then="save", **strange))
    assert "原文中没有“没有的话”" in response.content.decode()
    assert client.post(url, {}).status_code == 422
    upload.refresh_from_db()
    assert upload.version == 1


def test_an_officer_without_the_right_to_submit_cannot_confirm(world: World) -> None:
    client = _client(person(world.town, Role.OFFICER))
    upload = _upload_own(world, client)
    url = reverse("manage:upload", args=[upload.pk])
    assert "由本单位的审核人员" in client.get(url).content.decode()
    response = client.post(url, _sent(upload, then="confirm", checked="1"))
    assert response.status_code == 422
    assert not Submission.objects.exists()


def test_a_superior_hands_in_a_batch_and_it_is_shown_as_such(world: World) -> None:
    client = _client(person(world.city))
    url = reverse("manage:uploads", args=["day"])
    rollup = reverse("manage:rollup", args=["day"])
    assert url in client.get(rollup).content.decode()
    refused = client.post(url, {"uploads": _file("a.docx", word())})
    assert refused.status_code == 422
    batch = [_file("开发区.docx", word(ZONE_TEXT)), _file("图.png", b"\x89PNG\r\n\x1a\n")]
    page = client.post(url, {"uploads": batch, "why": WHY}, follow=True).content.decode()
    assert "其中1个不能读取" in page
    assert "是图片" in page
    upload = Upload.objects.get(participation=world.zone_part)
    sent = _sent(upload, then="confirm", checked="1")
    response = client.post(reverse("manage:upload", args=[upload.pk]), sent, follow=True)
    assert "已报送" in response.content.decode()
    submission = Submission.objects.get()
    for viewer in (client, _client(person(world.zone))):
        shown = viewer.get(reverse("manage:submission", args=[submission.pk])).content.decode()
        assert "代报" in shown
        assert WHY in shown
    assert "代报" in client.get(rollup).content.decode()
    # The unit takes it back and may upload its own.
    own = _client(person(world.zone))
    own.post(reverse("manage:submission-withdraw", args=[submission.pk]))
    shown = own.get(reverse("manage:submission", args=[submission.pk])).content.decode()
    assert reverse("manage:upload-own", args=[world.zone_part.pk]) in shown


def test_nobody_else_sees_an_upload(world: World) -> None:
    upload = _upload_own(world, _client(person(world.town)))
    for unit in (world.city, world.zone, world.other_city):
        for name in ("upload", "upload-file"):
            response = _client(person(unit)).get(reverse(f"manage:{name}", args=[upload.pk]))
            assert response.status_code == 404
    assert (
        _client(person(world.town)).get(reverse("manage:uploads", args=["day"])).status_code == 404
    )


def test_passages_over_one_another_lead_to_the_first() -> None:
    beside = passages("共12人\n又", [{"passages": [[1, 4]]}, {"passages": [[1, 3]]}])
    assert [[(p.text, p.row) for p in line] for line in beside.lines] == [
        [("共", 0), ("12", 2), ("人", 0)], [("又", 0)],
    ]  # fmt: skip
    assert beside.first == [1, 1]
