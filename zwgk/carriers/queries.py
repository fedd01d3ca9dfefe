"""What carriers there are, of what, and which are older than the catalogue."""

from collections.abc import Iterable

from django.db.models import Q

from zwgk.carriers.models import Brand, Carrier
from zwgk.catalogue.columns import Columns
from zwgk.catalogue.models import ItemRevision, ServiceItem
from zwgk.core.actor import Actor


def brand_for(actor: Actor) -> Brand | None:
    """The acting unit's brand, if it chose one."""
    brand: Brand | None = Brand.objects.editable_by(actor).select_related("emblem", "photo").first()
    return brand


def printable_items(actor: Actor) -> list[ServiceItem]:
    """The acting unit's items that may be printed: those the public can read."""
    found = ServiceItem.objects.editable_by(actor).filter(published_at__isnull=False)
    return list(found.order_by("field", "name"))


def public_columns(items: Iterable[ServiceItem]) -> dict[int, Columns]:
    """What the public reads of each item, whatever is being written since; in one query."""
    wanted = Q()
    for item in items:
        wanted |= Q(item=item, number=item.published_version)
    if not wanted:
        return {}
    return {row.item_id: row.columns for row in ItemRevision.objects.filter(wanted)}


def changed_since(carrier: Carrier) -> list[str]:
    """Names of items that the public reads otherwise than when the file was made, or not at all."""
    if carrier.file_id is None:
        return []
    now = {line.item_id: line.item for line in carrier.lines.all()}
    then = {entry["item"]: entry for entry in carrier.made_from}
    changed = [
        str(item.name)
        for pk, item in now.items()
        if (pk in then or item.published_at)
        and then.get(pk, {}).get("version") != item.published_version
    ]
    return changed + [str(entry["name"]) for pk, entry in then.items() if pk not in now]
