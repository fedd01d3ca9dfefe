"""What carriers there are, of what, and which are older than the catalogue."""

from zwgk.carriers.models import Brand, Carrier
from zwgk.catalogue.models import ServiceItem, State
from zwgk.core.actor import Actor


def brand_for(actor: Actor) -> Brand | None:
    """The acting unit's brand, if it chose one."""
    brand: Brand | None = Brand.objects.editable_by(actor).select_related("emblem", "photo").first()
    return brand


def printable_items(actor: Actor) -> list[ServiceItem]:
    """The acting unit's items that may be printed: those the public can read just so."""
    found = ServiceItem.objects.editable_by(actor).filter(state=State.PUBLISHED)
    return list(found.order_by("field", "name"))


def changed_since(carrier: Carrier) -> list[str]:
    """Names of items that read otherwise now than when the file was made, or are gone."""
    if carrier.file_id is None:
        return []
    now = {line.item_id: line.item for line in carrier.lines.all()}
    then = {entry["item"]: entry for entry in carrier.made_from}
    changed = [
        str(item.name)
        for pk, item in now.items()
        if pk not in then or then[pk]["version"] != item.version
    ]
    return changed + [str(entry["name"]) for pk, entry in then.items() if pk not in now]
