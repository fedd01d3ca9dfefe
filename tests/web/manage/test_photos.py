"""The page of photos and attachments."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains

from tests.records import ready_to_submit
from tests.web.portal.shelf import photo
from tests.world import World, person, user_of
from zwgk.summaries import actions
from zwgk.summaries.models import Annexes, SummaryPhoto
from zwgk.units.models import Unit

pytestmark = pytest.mark.django_db


def _client(of: Unit) -> Client:
    client = Client()
    client.force_login(user_of(person(of)))
    return client


def test_photos_are_uploaded_several_at_once_and_a_bad_one_named(world: World) -> None:
    client, pk = _client(world.town), world.town_part.pk
    page = reverse("manage:photos", args=[pk])
    assertContains(client.get(page), "还没有照片")
    sent = [
        SimpleUploadedFile("现场.jpg", photo("red")),
        SimpleUploadedFile("坏的.heic", b"\x00\x00\x00\x18ftypheic"),
        SimpleUploadedFile("展板.jpg", photo("blue")),
    ]
    after = client.post(reverse("manage:photos-add", args=[pk]), {"photos": sent}, follow=True)
    assertContains(after, "坏的.heic：不能识别这张照片")
    assertContains(after, "已上传2张")
    assertContains(after, "还有2张没有说明")
    assertContains(
        client.post(reverse("manage:photos-add", args=[pk]), follow=True), "请先选择照片"
    )


def test_captions_choice_order_and_removal(world: World) -> None:
    client, pk = _client(world.town), world.town_part.pk
    sent = [SimpleUploadedFile(f"{c}.jpg", photo(c)) for c in ("red", "blue")]
    client.post(reverse("manage:photos-add", args=[pk]), {"photos": sent})
    first, second = SummaryPhoto.objects.all()
    told = {f"caption-{first.pk}": "咨询现场", f"caption-{second.pk}": "", "included": [first.pk]}
    client.post(reverse("manage:photos", args=[pk]), told)
    first.refresh_from_db()
    assert (first.caption, first.included) == ("咨询现场", True)
    assert not SummaryPhoto.objects.get(pk=second.pk).included
    typed = {f"caption-{second.pk}": "写到一半", "included": [first.pk]}
    client.post(reverse("manage:photo-move", args=[second.pk]) + "?up", typed)
    assert SummaryPhoto.objects.first() == second
    assert SummaryPhoto.objects.get(pk=second.pk).caption == "写到一半"
    report = client.get(reverse("manage:photos-report", args=[pk, "docx"]))
    assert report.content[:2] == b"PK"
    client.post(reverse("manage:photo-delete", args=[first.pk]))
    assert client.get(reverse("manage:photo", args=[first.pk])).status_code == 404
    empty = client.get(reverse("manage:photos-report", args=[pk, "pdf"]), follow=True)
    assertContains(empty, "还没有选入文件的照片")


def test_what_was_frozen_is_shown_to_the_superior_and_nothing_else(world: World) -> None:
    part = ready_to_submit(world)
    client = _client(world.town)
    add = reverse("manage:photos-add", args=[part.pk])
    client.post(
        add, {"photos": [SimpleUploadedFile(f"{c}.jpg", photo(c)) for c in ("red", "blue")]}
    )
    first, second = SummaryPhoto.objects.all()
    client.post(
        reverse("manage:photos", args=[part.pk]),
        {f"caption-{first.pk}": "咨询现场", "included": [first.pk]},
    )
    client.post(reverse("manage:photos-annexes", args=[part.pk]), {"photos": "on", "table": "on"})
    assert str(Annexes.objects.get()) == "主要数据表、活动照片"
    submission = actions.submit(part, by=person(world.town))
    head = _client(world.city)
    shown = head.get(reverse("manage:submission", args=[submission.pk]))
    url = reverse("manage:submission-picture", args=[submission.pk, first.file_id])
    assertContains(shown, url)
    assertContains(shown, "主要数据表")
    assert head.get(url).headers["Content-Type"] == "image/jpeg"
    hidden = reverse("manage:submission-picture", args=[submission.pk, second.file_id])
    assert head.get(hidden).status_code == 404
    assert _client(world.zone).get(url).status_code == 404
