"""Tables of the text store, and what the import and the workbench needed beside 0002."""

import django.db.models.deletion
from django.db import migrations, models


def _make_text_store(apps, schema_editor):
    from zwgk.text.similarity import schema

    for statement in schema(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def _drop_text_store(apps, schema_editor):
    for table in ("text_doc", "text_fp", "text_common"):
        schema_editor.execute(f"DROP TABLE {table}")


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0002_library"),
    ]

    operations = [
        migrations.RunPython(_make_text_store, _drop_text_store),
        migrations.AddField(
            model_name="sample",
            name="returned_for",
            field=models.CharField(blank=True, default="", max_length=500, verbose_name="退回意见"),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="importfile",
            name="stored",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.storedfile",
            ),
        ),
        migrations.AlterField(
            model_name="maskproposal",
            name="mask",
            field=models.CharField(max_length=200, verbose_name="替换为"),
        ),
        migrations.AlterField(
            model_name="maskproposal",
            name="original",
            field=models.CharField(max_length=200, verbose_name="原词"),
        ),
    ]
