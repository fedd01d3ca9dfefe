"""Items of before there were revisions and three reviews lose nothing."""

from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from zwgk.units.actions import plant_unit

BEFORE, AFTER = [("catalogue", "0002_edited_by")], [("catalogue", "0005_constraints")]


def _to(target: list[tuple[str, str]]) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate(target)
    return executor.loader.project_state(target).apps.get_model("catalogue", "ServiceItem")


@pytest.mark.django_db(transaction=True)
def test_old_items_become_the_first_of_their_revisions() -> None:
    unit = plant_unit(None, code="c", name="市政府", short_name="市", level="city",
                      self_reference="我市")  # fmt: skip
    executor = MigrationExecutor(connection)
    latest = executor.loader.graph.leaf_nodes()
    try:
        old = _to(BEFORE)
        now = timezone.now()
        lines = {"materials": "身份证|原件1份", "steps": "受理|窗口|当场"}
        public = {"published_at": now, "published_by": "甲"}
        handed = {"submitted_at": now, "submitted_by": "乙", "submitted_by_user": 5}
        old.objects.create(unit_id=unit.pk, name="草稿", **lines)
        old.objects.create(unit_id=unit.pk, name="审核中", state="review", **handed)
        old.objects.create(unit_id=unit.pk, name="公开", state="published", version=3, **public)
        old.objects.create(unit_id=unit.pk, name="改稿", version=3, **public)
        new = _to(AFTER)
        rows = {row.name: row for row in new.objects.all()}
        assert {name: row.state for name, row in rows.items()} == {
            "草稿": "draft", "审核中": "first", "公开": "published", "改稿": "draft",
        }  # fmt: skip
        assert rows["审核中"].state_since == now
        assert (rows["公开"].published_version, rows["改稿"].published_version) == (3, 2)
        assert (rows["草稿"].materials, rows["草稿"].channels) == (lines["materials"], [])
        revision = rows["公开"].revisions.get()
        assert (revision.number, revision.kept["name"]) == (3, "公开")
        assert rows["草稿"].revisions.get().kept["steps"] == lines["steps"]
        back = _to(BEFORE)
        assert back.objects.get(name="审核中").state == "review"
    finally:
        MigrationExecutor(connection).migrate(latest)
