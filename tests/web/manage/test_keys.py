"""Keys of the interface: made, shown once, listed, revoked."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from tests.world import World, person, user_of
from zwgk.core.errors import DomainError, NotAllowed
from zwgk.core.models import AuditEvent
from zwgk.units import actions
from zwgk.units.models import ApiKey, Role
from zwgk.units.queries import api_key_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(world: World) -> Client:
    client = Client()
    client.force_login(user_of(person(world.town, Role.ADMIN)))
    return client


def _issue(world: World, days: int = 30) -> tuple[ApiKey, str]:
    expires_on = timezone.localdate() + timedelta(days=days)
    by = person(world.town, Role.ADMIN)
    return actions.issue_api_key(name="数据平台", expires_on=expires_on, by=by)


def test_an_empty_list_says_how_to_begin(admin: Client) -> None:
    page = admin.get(reverse("manage:api-keys"))
    assertContains(page, "还没有密钥")
    assertContains(page, reverse("manage:api-key-new"))
    assertContains(admin.get(reverse("manage:people")), reverse("manage:api-keys"))


def test_a_key_is_shown_once_and_kept_as_a_digest(admin: Client) -> None:
    suggested = admin.get(reverse("manage:api-key-new")).context["form"].initial["expires_on"]
    page = admin.post(reverse("manage:api-key-new"), {"name": "数据平台", "expires_on": suggested})
    assert page["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    found = re.search(r"zwgk_[\w-]{43}", page.text)
    assert found
    secret = found[0]
    key = ApiKey.objects.get()
    assert api_key_for(secret) == key
    assert key.prefix == secret[:12]
    assert secret not in str(ApiKey.objects.values().get())
    assert secret not in str(list(AuditEvent.objects.values()))
    assertNotContains(admin.get(reverse("manage:api-keys")), secret)


@pytest.mark.parametrize(
    ("days", "name", "message"),
    [
        (-1, "数据平台", "不能早于今天"),
        (731, "数据平台", "最长两年"),
        (30, "", "请填写此项"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    admin: Client, days: int, name: str, message: str
) -> None:
    expires_on = (timezone.localdate() + timedelta(days=days)).isoformat()
    page = admin.post(reverse("manage:api-key-new"), {"name": name, "expires_on": expires_on})
    assertContains(page, message, status_code=422)
    assert not ApiKey.objects.exists()


def test_a_revoked_key_is_marked_and_of_no_use(admin: Client, world: World) -> None:
    key, secret = _issue(world)
    assertContains(admin.get(reverse("manage:api-keys")), "有效</span>")
    done = admin.post(reverse("manage:api-key-revoke", args=[key.pk]), follow=True)
    assertContains(done, "已停用")
    assert api_key_for(secret) is None
    again = admin.post(reverse("manage:api-key-revoke", args=[key.pk]), follow=True)
    assertContains(again, "该密钥已停用。")


def test_keys_of_other_units_are_not_found(world: World) -> None:
    key, secret = _issue(world)
    for unit in (world.city, world.zone, world.other_city):
        client = Client()
        client.force_login(user_of(person(unit, Role.ADMIN)))
        assertNotContains(client.get(reverse("manage:api-keys")), key.prefix)
        assert client.post(reverse("manage:api-key-revoke", args=[key.pk])).status_code == 404
        with pytest.raises(NotAllowed):
            actions.revoke_api_key(key, by=person(unit, Role.ADMIN))
    assert api_key_for(secret) == key


def test_only_the_administrator_makes_keys(world: World) -> None:
    with pytest.raises(NotAllowed):
        actions.issue_api_key(
            name="数据平台", expires_on=timezone.localdate(), by=person(world.town, Role.OFFICER)
        )


def test_a_unit_has_ten_keys_at_once_at_most(world: World) -> None:
    keys = [_issue(world)[0] for _ in range(actions.KEYS_AT_ONCE)]
    with pytest.raises(DomainError, match="最多10个"):
        _issue(world)
    actions.revoke_api_key(keys[0], by=person(world.town, Role.ADMIN))
    assert _issue(world)


def test_an_expired_key_is_of_no_use(admin: Client, world: World) -> None:
    key, secret = _issue(world, days=0)
    assert api_key_for(secret) == key
    ApiKey.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    assert api_key_for(secret) is None
    assertContains(admin.get(reverse("manage:api-keys")), "已过期")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_needs_as_many_queries_for_three_as_for_one(
    admin: Client, world: World, rows: int, django_assert_num_queries: Any
) -> None:
    for _ in range(rows):
        _issue(world)
    with django_assert_num_queries(6):
        admin.get(reverse("manage:api-keys"))
