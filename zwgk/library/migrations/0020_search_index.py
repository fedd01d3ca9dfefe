"""The tables of the public search index, in the database's own full-text search."""

from typing import Any

from django.db import migrations


def _index(editor: Any) -> Any:
    from zwgk.search import PostgresIndex, SqliteIndex

    back_end = SqliteIndex if editor.connection.vendor == "sqlite" else PostgresIndex
    return back_end(lambda: editor.connection.connection, "public")


def _create(apps: Any, schema_editor: Any) -> None:
    schema_editor.connection.ensure_connection()
    _index(schema_editor).create()


def _drop(apps: Any, schema_editor: Any) -> None:
    schema_editor.connection.ensure_connection()
    _index(schema_editor).drop()


class Migration(migrations.Migration):
    dependencies = [("library", "0010_site_check")]

    operations = [migrations.RunPython(_create, _drop)]
