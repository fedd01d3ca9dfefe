"""The columns that guides are looked up by, filled from the copies that are there."""

from typing import Any

from django.db import migrations

from zwgk.library.letters import letter_of


def _fill(apps: Any, schema_editor: Any) -> None:
    publication = apps.get_model("library", "Publication")
    rows = publication.objects.filter(kind="guide").only("title", "details")
    batch = []
    for row in rows.iterator(chunk_size=500):
        row.letter = letter_of(row.title)
        row.field = (row.details.get("field") or "")[:30]
        row.event = (row.details.get("life_event") or "")[:20]
        row.section = (row.details.get("section") or "")[:60]
        batch.append(row)
        if len(batch) == 500:
            _save(publication, batch)
            batch = []
    _save(publication, batch)


def _save(publication: Any, batch: list[Any]) -> None:
    publication.objects.bulk_update(batch, ["letter", "field", "event", "section"])


class Migration(migrations.Migration):
    dependencies = [("library", "0024_guides_by_columns")]

    operations = [migrations.RunPython(_fill, migrations.RunPython.noop)]
