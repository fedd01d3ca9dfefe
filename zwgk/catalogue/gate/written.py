"""The words of an item, column by column."""

from collections.abc import Iterator

from zwgk.catalogue.columns import COLUMNS
from zwgk.catalogue.models import ServiceItem, column_name
from zwgk.catalogue.richtext import plain

# Chosen from a list, not written.
_CHOSEN = frozenset({"field", "life_event", "disclose_within", "audience", "mode"})


def written(item: ServiceItem, *columns: str) -> Iterator[tuple[str, str]]:
    """Columns and their plain text, of those given or of all that are written; none is empty."""
    for column in columns or COLUMNS:
        value = getattr(item, column)
        if column not in _CHOSEN and isinstance(value, str) and value.strip():
            yield column, plain(value) if column == "body" else value


def named(column: str) -> str:
    """A column's name in quotes, to begin a message."""
    return f"“{column_name(column)}”"
