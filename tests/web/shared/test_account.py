"""Signing in, switching the acting unit, changing the password."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.world import PASSWORD, make_world, person, user_of
from zwgk.units.models import Membership, Role, User

pytestmark = pytest.mark.django_db


def test_a_person_signs_in_and_sees_the_worklist(client: Client) -> None:
    world = make_world()
    username = user_of(person(world.town, Role.OFFICER)).username
    response = client.post(reverse("login"), {"username": username, "password": PASSWORD})
    assert response.status_code == 302
    assert response["Location"] == reverse("manage:home")
    assert "柳河镇人民政府" in client.get(reverse("manage:home")).text


def test_a_wrong_password_says_what_to_do_and_keeps_the_name(client: Client) -> None:
    world = make_world()
    username = user_of(person(world.town, Role.OFFICER)).username
    response = client.post(reverse("login"), {"username": username, "password": "不对"})
    assert "账号或密码不正确" in response.text
    assert f'value="{username}"' in response.text


def test_the_page_asked_for_opens_after_signing_in(client: Client) -> None:
    world = make_world()
    username = user_of(person(world.town, Role.OFFICER)).username
    asked = reverse("manage:participation", args=[world.town_part.pk])
    login = client.get(asked)["Location"]
    assert client.post(login, {"username": username, "password": PASSWORD})["Location"] == asked


def test_switching_changes_whom_one_acts_for(client: Client) -> None:
    world = make_world()
    user = user_of(person(world.town, Role.OFFICER))
    Membership.objects.create(user=user, unit=world.zone, role=Role.OFFICER)
    client.force_login(user)
    assert client.get(reverse("manage:participation", args=[world.zone_part.pk])).status_code == 404
    client.post(reverse("switch-unit"), {"unit": world.zone.pk})
    assert client.get(reverse("manage:participation", args=[world.zone_part.pk])).status_code == 200
    assert client.get(reverse("manage:participation", args=[world.town_part.pk])).status_code == 404


@pytest.mark.parametrize("chosen", ["", "abc", "999999", "-1"])
def test_switching_to_a_unit_one_is_not_in_changes_nothing(client: Client, chosen: str) -> None:
    world = make_world()
    client.force_login(user_of(person(world.town, Role.OFFICER)))
    response = client.post(reverse("switch-unit"), {"unit": chosen}, follow=True)
    assert "您不在该单位任职，无法切换。" in response.text
    assert client.get(reverse("manage:participation", args=[world.town_part.pk])).status_code == 200


def test_a_person_without_a_unit_is_told_whom_to_ask(client: Client) -> None:
    client.force_login(User.objects.create_user("nobody", full_name="新同志"))
    response = client.get(reverse("manage:home"))
    assert response.status_code == 403
    assert "尚未分配单位" in response.text


def test_a_new_password_must_match_and_then_works(client: Client) -> None:
    world = make_world()
    user = user_of(person(world.town, Role.OFFICER))
    client.force_login(user)
    wrong = {"old_password": PASSWORD, "new_password1": "政务公开-甲乙丙", "new_password2": "别的"}
    assert client.post(reverse("password"), wrong).status_code == 200
    right = wrong | {"new_password2": "政务公开-甲乙丙"}
    assert client.post(reverse("password"), right).status_code == 302
    user.refresh_from_db()
    assert user.check_password("政务公开-甲乙丙")
