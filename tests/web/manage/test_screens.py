"""Pages of screens and slogans: written, approved, ordered by buttons, watched."""

from datetime import time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.world import World, person, user_of
from zwgk.carriers.models import Screen, Slogan
from zwgk.carriers.screens import playlist, setting_up
from zwgk.units.models import Role

pytestmark = pytest.mark.django_db

FORM = {
    "name": "大厅屏", "place": "服务大厅", "size": "1024x192", "from_time": "08:00",
    "to_time": "18:00", "weekdays": ["1", "2"], "outside": "black",
}  # fmt: skip


def _client(world: World, role: Role) -> Client:
    client = Client()
    client.force_login(user_of(person(world.town, role)))
    return client


@pytest.fixture
def officer(world: World) -> Client:
    return _client(world, Role.OFFICER)


def _made(officer: Client, **given: Any) -> Screen:
    response = officer.post(reverse("manage:screen-new"), FORM | given)
    assert response.status_code == 302, response.content.decode()
    return Screen.objects.get(name=(FORM | given)["name"])


def test_a_slogan_goes_from_its_writer_over_a_reviewer_to_the_screen(
    world: World, officer: Client
) -> None:
    screen = _made(officer, participation=world.town_part.pk)
    officer.post(reverse("manage:slogan-new"), {"text": "办好群众身边事"})
    slogan = Slogan.objects.get()
    assert officer.post(reverse("manage:slogan-approve", args=[slogan.pk])).status_code == 403
    add = reverse("manage:screen-add", args=[screen.pk])
    refused = officer.post(add, {"what": f"slogan-{slogan.pk}", "seconds": "8"})
    assert refused.status_code == 422
    _client(world, Role.REVIEWER).post(reverse("manage:slogan-approve", args=[slogan.pk]))
    for what in (f"slogan-{slogan.pk}", "theme", "portal_code"):
        assert officer.post(add, {"what": what, "seconds": "8"}).status_code == 302
    page = officer.get(reverse("manage:screen", args=[screen.pk])).content.decode()
    assert "办好群众身边事" in page
    assert f"/screen/{setting_up.token_of(screen)}/" in page
    listed = officer.get(reverse("manage:slogans")).content.decode()
    assert "柳河镇人员于" in listed
    assert (
        "办好群众身边事"
        in officer.get(reverse("manage:screen-preview", args=[screen.pk])).content.decode()
    )


def test_the_buttons_of_the_playlist_move_and_take_out(world: World, officer: Client) -> None:
    screen, by = _made(officer), person(world.town, Role.OFFICER)
    first, second, third = (
        playlist.add_entry(screen, kind="portal_code", by=by).pk for _ in range(3)
    )
    url = reverse("manage:screen-playlist", args=[screen.pk])

    def press(order: list[int], **button: Any) -> list[int]:
        seconds = {f"seconds-{pk}": "9" for pk in order}
        officer.post(url, {"entry": order, **seconds, **button})
        return [entry.pk for entry in playlist.entries_of(screen)]

    assert press([first, second, third], down=first) == [second, first, third]
    assert press([second, first, third], up=third) == [second, third, first]
    assert press([first, second, third], save=1) == [first, second, third]  # dragged
    assert press([first, second, third], drop=second) == [first, third]
    assert press([first, second, third], save=1) == [first, third]  # outdated: nothing happens
    assert set(screen.entries.values_list("seconds", flat=True)) == {9}
    told = officer.post(url, {"entry": [third, first], f"seconds-{first}": "很久"}, follow=True)
    assert "每页至少停留3秒" in told.content.decode()


def test_what_was_typed_wrong_is_told_and_kept(officer: Client) -> None:
    url = reverse("manage:screen-new")
    wrong = officer.post(url, FORM | {"size": "other", "to_time": "07:00"})
    assert wrong.status_code == 422
    page = wrong.content.decode()
    assert "请填写像素数" in page
    assert "大厅屏" in page
    sides = {"size": "other", "width": "640", "height": "128"}
    late = officer.post(url, FORM | sides | {"to_time": "07:00"})
    assert "每天结束的时间要晚于开始的时间" in late.content.decode()
    screen = _made(officer, **sides)
    assert (screen.width, screen.height, screen.weekdays) == (640, 128, "12")
    edit = reverse("manage:screen-edit", args=[screen.pk])
    assert 'value="640"' in officer.get(edit).content.decode()
    assert officer.post(edit, FORM | {"name": "门前屏"}).status_code == 302
    screen.refresh_from_db()
    assert (screen.name, screen.width) == ("门前屏", 1024)


def test_silence_and_rare_characters_are_told(world: World, officer: Client) -> None:
    screen = _made(officer)
    Screen.objects.update(
        from_time=time(0), to_time=time(23, 59, 59), weekdays="1234567",
        seen_at=timezone.now() - timedelta(minutes=11),
    )  # fmt: skip
    assert "超过10分钟没有消息" in officer.get(reverse("manage:screens")).content.decode()
    slogan = Slogan.objects.create(
        unit=world.town, text="\U000323b0村便民", written_by="甲", written_at=timezone.now(),
        approved_by="乙", approved_at=timezone.now(),
    )  # fmt: skip
    playlist.add_entry(screen, kind="slogan", slogan=slogan, by=person(world.town, Role.OFFICER))
    page = officer.get(reverse("manage:screen", args=[screen.pk])).content.decode()
    assert "可能显示为空白方框：\U000323b0" in page
    assert "超过10分钟没有消息" in page


def test_a_link_is_stopped_and_changed_by_buttons(officer: Client) -> None:
    screen = _made(officer)
    token = setting_up.token_of(screen)
    page = reverse("manage:screen", args=[screen.pk])
    officer.post(reverse("manage:screen-revoke", args=[screen.pk]))
    assert token not in officer.get(page).content.decode()
    officer.post(reverse("manage:screen-renew", args=[screen.pk]))
    screen.refresh_from_db()
    assert setting_up.token_of(screen) in officer.get(page).content.decode()
    officer.post(reverse("manage:screen-delete", args=[screen.pk]))
    assert not Screen.objects.exists()
