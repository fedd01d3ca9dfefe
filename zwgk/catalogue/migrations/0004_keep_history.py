"""What was entered before there were revisions is the first of each item's history."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F

_TEXTS = (
    "topic", "name", "field", "life_event", "is_service", "content", "body", "basis",
    "disclose_within", "disclose_within_text", "channels", "audience", "audience_who", "mode",
    "levels", "section", "who_may_apply", "materials", "steps", "statutory_days",
    "promised_days", "fee", "fee_basis", "place", "hours", "phone", "link", "result", "complaint",
)  # fmt: skip
_AT_ONCE = 500


def forwards(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """One review becomes the first of three; the present text becomes a revision."""
    items: Any = apps.get_model("catalogue", "ServiceItem").objects
    revisions: Any = apps.get_model("catalogue", "ItemRevision").objects
    items.update(state_since=F("updated_at"))
    items.filter(state="review").update(state="first", state_since=F("submitted_at"))
    items.filter(state="published").update(
        published_version=F("version"), state_since=F("published_at")
    )
    # Which version of a draft's item is public is not known: the one before at the latest.
    public = items.filter(published_at__isnull=False, published_version__isnull=True)
    public.filter(version__gt=1).update(published_version=F("version") - 1)
    rows = [
        revisions.model(
            item_id=item.pk, number=item.version, made_by="—", made_by_user=item.edited_by_user,
            why="启用版本记录时的内容",
            kept={**{name: getattr(item, name) for name in _TEXTS}, "formed_on": None},
        )
        for item in items.iterator(chunk_size=_AT_ONCE)
    ]  # fmt: skip
    revisions.bulk_create(rows, batch_size=_AT_ONCE)


def backwards(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """All reviews are one again; what waits for its time is a draft."""
    items: Any = apps.get_model("catalogue", "ServiceItem").objects
    items.filter(state__in=["first", "second", "final"]).update(state="review")
    items.filter(state="scheduled").update(state="draft", publish_at=None)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_catalogue_columns_reviews")]

    operations = [migrations.RunPython(forwards, backwards)]
