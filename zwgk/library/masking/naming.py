"""A mask for a word by hand: in the engine's manner, and not one that stands for another word."""

from collections.abc import Iterator
from itertools import chain, count

from zwgk.text.mask.gazetteer import level_of
from zwgk.text.mask.naming import Masks, masks_in
from zwgk.text.mask.page import Found
from zwgk.text.model import Entity

_SHAPES = {Entity.CONTACT: "XXXXXXXX", Entity.NUMBER: "XXXX", Entity.DATE: "XX"}


def fresh_mask(word: str, kind: Entity, taken: set[str], text: str) -> str:
    """The mask: 李某某 of a person, XX镇 of a town; with the next letters or number where taken."""
    if kind in _SHAPES:
        return _SHAPES[kind]
    masks = Masks(masks_in(text) | frozenset(taken))
    if kind is Entity.PERSON:
        base = masks.of(Found(0, len(word), kind, word, "", 0))
        return next(made for made in chain([base], _numbered(base)) if made not in taken)
    # The engine's letters go on with every new place.
    keys = (Found(0, len(word), kind, f"{word}{n}", _level(word), 0) for n in count())
    return next(made for key in keys if (made := masks.of(key)) not in taken)


def _numbered(base: str) -> Iterator[str]:
    """骆某某2, 骆某某3 …"""
    stem = base.rstrip("0123456789")
    return (f"{stem}{number}" for number in count(2))


def _level(word: str) -> str:
    return level_of(word) or (word[-1] if word[-1] in "村镇乡县区市" else "地")
