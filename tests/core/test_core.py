"""The audit log, stored files, the scoping doors."""

from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model

from tests.records import submitted
from tests.world import World, person
from zwgk.core import audit, files
from zwgk.core.errors import DomainError
from zwgk.core.models import AuditEvent

pytestmark = pytest.mark.django_db


def test_the_audit_log_is_append_only(world: World) -> None:
    event = audit.record(person(world.town), "试", world.desk, "备注", a=1)
    event.verb = "改"
    for change in (
        event.save,
        event.delete,
        lambda: AuditEvent.objects.filter(pk=event.pk).update(verb="改"),
        lambda: AuditEvent.objects.all().delete(),
    ):
        with pytest.raises(TypeError, match="append-only"):
            change()
    kept = AuditEvent.objects.get(pk=event.pk)
    assert (kept.verb, kept.target_id, kept.data) == ("试", str(world.desk.pk), {"a": 1})


def test_the_audit_log_outlives_its_target(world: World) -> None:
    by = person(world.town)
    event = audit.record(by, "删除", world.material)
    world.material.delete()
    assert AuditEvent.objects.get(pk=event.pk).target_type == "desk.Material"


def test_files_come_out_as_they_went_in(world: World) -> None:
    by = person(world.town)
    kept = files.store(
        b"\x00\xff", name="照片.jpg", content_type="image/jpeg", unit_id=world.town.pk, by=by
    )
    assert files.read(kept) == b"\x00\xff"
    assert kept.size == 2
    assert len(kept.sha256) == 64


def test_a_file_that_is_too_large_is_refused(world: World, monkeypatch: Any) -> None:
    monkeypatch.setattr(files, "MAX_UPLOAD_BYTES", 3)
    with pytest.raises(DomainError, match="20MB"):
        files.store(
            b"1234", name="a", content_type="", unit_id=world.town.pk, by=person(world.town)
        )


SCOPED = [
    model
    for model in apps.get_models()
    if model.__module__.startswith("zwgk.") and hasattr(model.objects, "visible_to")  # type: ignore[attr-defined]
]


def test_every_tenant_model_has_the_doors() -> None:
    without = {
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith("zwgk.") and model not in SCOPED
    }
    # People, the audit log (read by support), what is public and what is of the whole site belong
    # to no unit's scope.
    assert without == {
        "core.AuditEvent", "units.User", "library.Collection", "library.IssuedDocument",
        "library.Publication", "library.SearchTerm", "library.SiteCheck",
    }  # fmt: skip


@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model._meta.label)
def test_strangers_see_and_change_nothing(world: World, model: type[Model]) -> None:
    submitted(world)
    stranger: Any = person(world.other_city)
    own = {"units.Unit", "units.Membership"}
    rows: Any = model.objects  # type: ignore[attr-defined]
    if model._meta.label in own:
        assert not rows.visible_to(stranger).filter(pk__in=rows.visible_to(person(world.city)))
    else:
        assert not rows.visible_to(stranger).exists()
        assert not rows.editable_by(stranger).exists()
