"""电话: a landline is written with its area code (国办秘函〔2019〕19号, from memory).

Short public numbers (12345, 110) and 400 and 800 numbers have none. Of several landlines in a list
the first one's area code is that of the others.
"""

import re
from collections.abc import Iterator

from zwgk.catalogue.gate.findings import Finding, advice, error
from zwgk.catalogue.gate.written import named, written
from zwgk.catalogue.models import ServiceItem

_DASH = r"[\s\-－—–]"
_LANDLINE = rf"[2-9]\d{{2,3}}{_DASH}?\d{{4}}(?!\d)"
_SERVICE = re.compile(
    rf"(?<!\d)[48]00{_DASH}?(?:\d{{3}}{_DASH}?\d{{4}}|\d{{4}}{_DASH}?\d{{3}})(?!\d)"
)
_WITH_AREA = re.compile(
    rf"(?<!\d)(?:\+?86{_DASH}?)?[(（]?(0\d{{2,3}})[)）]?{_DASH}*{_LANDLINE}"
    rf"(?:\s*[/、，,；;和或]\s*{_LANDLINE})*"
)
_LOCAL = re.compile(rf"(?<!\d){_LANDLINE}")
_COLUMNS = ("phone", "complaint")


def without_area_code(text: str) -> list[str]:
    """The landlines of seven or eight digits that stand without an area code."""
    return _LOCAL.findall(_WITH_AREA.sub(" ", _SERVICE.sub(" ", text)))


def phones(item: ServiceItem) -> Iterator[Finding]:
    """Landlines without area code, and a phone column without any number."""
    unit = _WITH_AREA.search(item.unit.phone)
    area = unit[1] if unit else "区号"
    for column, text in written(item, *_COLUMNS):
        for number in without_area_code(text):
            yield error(
                "phone-area", column,
                f"{named(column)}中的 {number} 没有区号，请写成 {area}-{number}。", number,
            )  # fmt: skip
    if item.phone.strip() and not re.search(r"\d{3}", item.phone):
        yield advice("phone-none", "phone", f"{named('phone')}中没有电话号码，请核对。")
