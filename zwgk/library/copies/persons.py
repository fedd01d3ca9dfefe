"""Persons and their numbers taken out of short texts; places and units stay."""

from collections.abc import Sequence

from zwgk.text.mask import mask
from zwgk.text.model import Entity
from zwgk.text.privacy import exposures

PERSONAL = frozenset({Entity.PERSON, Entity.CONTACT})


def without_exposures(text: str) -> str:
    """A citizen's words without numbers, addresses and accounts, whoever they belong to."""
    parts, at = [], 0
    for found in exposures(text):
        parts += [text[at : found.start], "（略）"]
        at = found.end
    return "".join([*parts, text[at:]])


def doubts_in(texts: Sequence[str]) -> list[str]:
    """Words that may be names and that only a person can tell, for the one who publishes."""
    found = mask("\n".join(texts), strict=True).unsure
    return list(dict.fromkeys(one.text for one in found if one.kind in PERSONAL))


def without_persons(texts: Sequence[str], roster: Sequence[str] = ()) -> list[str]:
    """The texts with persons and contacts masked, the same name alike in all of them."""
    joined = "\n\f\n".join(texts)
    parts, at = [], 0
    for made in mask(joined, roster=roster).replacements:
        if made.kind in PERSONAL:
            parts += [joined[at : made.start], made.mask]
            at = made.end
    return "".join([*parts, joined[at:]]).split("\n\f\n")
