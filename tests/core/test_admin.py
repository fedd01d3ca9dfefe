"""The admin is for support staff, to look."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from tests.records import submitted
from tests.world import World, person, user_of
from zwgk.units.models import User

pytestmark = pytest.mark.django_db

OURS = [model for model in admin.site._registry if model.__module__.startswith("zwgk.")]


@pytest.fixture
def support(world: World) -> Client:
    submitted(world)
    client = Client()
    client.force_login(User.objects.create_superuser("support", full_name="运维"))
    return client


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_support_sees_lists_and_rows_and_changes_none(support: Client, model: type) -> None:
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"  # type: ignore[attr-defined]
    assert support.get(reverse(f"{name}_changelist")).status_code == 200
    row = model.objects.first()  # type: ignore[attr-defined]
    if row is None:
        return
    assert support.get(reverse(f"{name}_change", args=[row.pk])).status_code == 200
    assert support.get(reverse(f"{name}_add")).status_code == 403
    assert support.post(reverse(f"{name}_delete", args=[row.pk])).status_code == 403


def test_officials_have_no_way_in(world: World) -> None:
    client = Client()
    client.force_login(user_of(person(world.city)))
    assert client.get("/support/", follow=True).status_code == 200
    assert "/support/login/" in client.get("/support/")["Location"]


def test_drafts_and_desk_records_are_not_in_the_admin() -> None:
    labels = {model._meta.label for model in OURS}
    assert not labels & {"summaries.Revision", "desk.Visit", "desk.Question"}
