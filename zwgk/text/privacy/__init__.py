"""个人信息: what must not be published as it stands.

Numbers are matched on the normal form, so full-width digits, blanks, zero-width characters and line
breaks inside a number hide nothing. Every find names the span of the text given in.
"""

from collections.abc import Callable, Iterator

from zwgk.text.model import Exposure
from zwgk.text.normal import normalise
from zwgk.text.privacy.contacts import accounts, addresses
from zwgk.text.privacy.hits import Hit, Taken, digits
from zwgk.text.privacy.identity import identities, is_credit_code, is_id_number, no_person
from zwgk.text.privacy.numbers import cards, landlines, mobiles, plates
from zwgk.text.privacy.persons import names_beside

__all__ = ["blocking", "exposures", "is_credit_code", "is_id_number"]

# The order decides who explains a span: an identity number before a card, a card before a phone.
_SEARCHERS: tuple[Callable[[str, Taken], Iterator[Hit]], ...] = (
    identities,
    cards,
    mobiles,
    landlines,
    plates,
    accounts,
    addresses,
)


def exposures(text: str, *, public_phones: frozenset[str] = frozenset()) -> tuple[Exposure, ...]:
    """Personal data in the text, in its order; phones declared public are let through.

    Phones are compared by their digits, so 0415-2150000 declared allows (0415)2150000 and 2150000.
    """
    normal = normalise(text)
    taken, hits = Taken(), []
    for start, end in no_person(normal.text):
        if taken.free(start, end):
            taken.add(start, end)
    allowed = frozenset(digits(phone) for phone in public_phones)
    for search in _SEARCHERS:
        for hit in search(normal.text, taken):
            if not taken.free(hit.start, hit.end):
                continue
            taken.add(hit.start, hit.end)
            if not _public(hit, normal.text, allowed):
                hits.append(hit)
    hits += names_beside(normal.text, tuple(hits), taken)
    found = []
    for hit in sorted(hits, key=lambda hit: hit.start):
        start, end = normal.span(hit.start, hit.end)
        found.append(Exposure(hit.kind, text[start:end], start, end, hit.certain, hit.message))
    return tuple(found)


def blocking(text: str) -> list[str]:
    """Personal numbers that forbid publication, as found (身份证号, 手机号, 银行卡号)."""
    kinds = ("id_number", "mobile", "bank_card")
    return [found.text for found in exposures(text) if found.certain and found.kind in kinds]


def _public(hit: Hit, text: str, allowed: frozenset[str]) -> bool:
    if not allowed or hit.kind not in ("mobile", "landline"):
        return False
    number = digits(text[hit.start : hit.end])
    number = number.removeprefix("0086") if number.startswith("0086") else number
    return any(
        number == phone
        or (len(number) >= 7 and phone.endswith(number))
        or (len(phone) >= 7 and number.removeprefix("86").endswith(phone))
        for phone in allowed
    )
