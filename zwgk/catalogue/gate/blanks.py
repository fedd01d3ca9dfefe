"""必填栏目: what has to be said.

A guide without materials, steps, basis or a phone is of no use: nobody can come prepared, tell
whether the office asks too much, or ask. Something merely disclosed has to say what it discloses
and by what right. These are errors. The other columns that the inspection of government sites
(国办秘函〔2019〕19号) and the standard catalogue (国办发〔2019〕54号) expect are advice: some items
have no window or no statutory limit, and only a person knows.
"""

from collections.abc import Iterator

from zwgk.catalogue.columns import MANDATORY, STANDARD
from zwgk.catalogue.gate.findings import Finding, advice, error
from zwgk.catalogue.gate.written import named
from zwgk.catalogue.models import ServiceItem

_SERVICE = frozenset({"materials", "steps", "basis", "phone"})
_DISCLOSED = frozenset({"content", "basis"})


def blanks(item: ServiceItem) -> Iterator[Finding]:
    """The columns that are empty."""
    asked = dict.fromkeys((*MANDATORY, *STANDARD) if item.is_service else STANDARD)
    needed = _SERVICE if item.is_service else _DISCLOSED
    for column in asked:
        if getattr(item, column) not in (None, "", []):
            continue
        if column in needed:
            yield error("blank", column, f"{named(column)}没有填写，请补齐后再公开。")
        else:
            yield advice("blank", column, f"{named(column)}没有填写，请补齐，或确认确实没有。")
