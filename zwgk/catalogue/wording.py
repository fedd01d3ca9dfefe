"""An item as plain text, for checks and search."""

from zwgk.catalogue.columns import COLUMNS
from zwgk.catalogue.models import ServiceItem
from zwgk.catalogue.richtext import plain


def everything(item: ServiceItem) -> str:
    """All that is written about an item and would be public, as plain text."""
    texts = [str(getattr(item, name) or "") for name in COLUMNS if name != "body"]
    texts.append(plain(item.body))
    notes = item.corrections.filter(published_at__isnull=True).values_list("note", flat=True)
    return "\n".join([*texts, *notes])
