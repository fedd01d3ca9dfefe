"""Persons and their numbers taken out of short texts; places and units stay."""

from collections.abc import Sequence

from zwgk.text.mask import mask
from zwgk.text.model import Entity

PERSONAL = frozenset({Entity.PERSON, Entity.CONTACT})


def without_persons(texts: Sequence[str], roster: Sequence[str] = ()) -> list[str]:
    """The texts with persons and contacts masked, the same name alike in all of them."""
    joined = "\n\f\n".join(texts)
    parts, at = [], 0
    for made in mask(joined, roster=roster).replacements:
        if made.kind in PERSONAL:
            parts += [joined[at : made.start], made.mask]
            at = made.end
    return "".join([*parts, joined[at:]]).split("\n\f\n")
