"""Persons and their numbers taken out of short texts; places and units stay."""

from collections.abc import Sequence

from zwgk.library.spans import replaced
from zwgk.text.mask import mask
from zwgk.text.model import Entity
from zwgk.text.privacy import exposures

PERSONAL = frozenset({Entity.PERSON, Entity.CONTACT})


def without_exposures(text: str) -> str:
    """A citizen's words without numbers, addresses and accounts, whoever they belong to."""
    return replaced(text, ((found.start, found.end, "（略）") for found in exposures(text)))


def doubts_in(texts: Sequence[str]) -> list[str]:
    """Words that may be names and that only a person can tell, for the one who publishes."""
    found = mask("\n".join(texts), strict=True).unsure
    return list(dict.fromkeys(one.text for one in found if one.kind in PERSONAL))


def without_persons(texts: Sequence[str], roster: Sequence[str] = ()) -> list[str]:
    """The texts with persons and contacts masked, the same name alike in all of them."""
    joined = "\n\f\n".join(texts)
    made = mask(joined, roster=roster).replacements
    personal = ((one.start, one.end, one.mask) for one in made if one.kind in PERSONAL)
    return replaced(joined, personal).split("\n\f\n")
