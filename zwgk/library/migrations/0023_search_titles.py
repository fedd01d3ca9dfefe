"""The titles of the public search index in a table of their own (SQLite)."""

from importlib import import_module
from typing import Any

from django.db import migrations


def _create(apps: Any, schema_editor: Any) -> None:
    import_module("zwgk.library.migrations.0020_search_index")._create(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("library", "0022_mask_deciders")]

    operations = [migrations.RunPython(_create, migrations.RunPython.noop)]
