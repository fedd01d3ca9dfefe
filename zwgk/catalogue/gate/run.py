"""All rules, one after the other."""

from collections.abc import Iterator
from datetime import date

from zwgk.catalogue.columns import COLUMNS
from zwgk.catalogue.gate.attachments import attachments
from zwgk.catalogue.gate.basis import bases
from zwgk.catalogue.gate.blanks import blanks
from zwgk.catalogue.gate.findings import Finding
from zwgk.catalogue.gate.limits import limits
from zwgk.catalogue.gate.links import links
from zwgk.catalogue.gate.personal import personal
from zwgk.catalogue.gate.phones import phones
from zwgk.catalogue.gate.style import style
from zwgk.catalogue.models import ServiceItem

_RULES = (blanks, personal, attachments, limits, phones, links, style)
_ORDER = {column: number for number, column in enumerate(COLUMNS)}


def check_item(item: ServiceItem, *, today: date) -> list[Finding]:
    """What is wrong with an item as it is written now, errors first, then by column.

    A file that was not read yet is read now; for many items fetch ``unit``, ``files`` and
    ``corrections`` with them.
    """
    found = {one.key: one for one in _all(item, today)}
    return sorted(found.values(), key=_place)


def obstacles(item: ServiceItem, *, today: date) -> list[str]:
    """What keeps an item from being approved together with others, in Chinese."""
    found = [one.message for one in check_item(item, today=today)]
    if left := sum(remark.settled_at is None for remark in item.remarks.all()):
        found.append(f"批注 {left} 条没有处理。")
    return found


def _all(item: ServiceItem, today: date) -> Iterator[Finding]:
    for rule in _RULES:
        yield from rule(item)
    yield from bases(item, today)


def _place(one: Finding) -> tuple[bool, int]:
    return not one.is_error, _ORDER.get(one.column, len(_ORDER))
