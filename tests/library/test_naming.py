"""Masks for words by hand: in the engine's manner, and never one that is taken."""

import pytest

from zwgk.library.masking.naming import fresh_mask
from zwgk.text.model import Entity


@pytest.mark.parametrize(
    ("word", "kind", "taken", "mask"),
    [
        ("骆长风", Entity.PERSON, set(), "骆某某"),
        ("骆长风", Entity.PERSON, {"骆某某"}, "骆某某2"),
        ("骆长风", Entity.PERSON, {"骆某某", "骆某某2"}, "骆某某3"),
        ("石桥沟镇", Entity.PLACE, set(), "XX镇"),
        ("石桥沟镇", Entity.PLACE, {"XX镇", "YY镇"}, "ZZ镇"),
        ("石桥沟", Entity.PLACE, {"XX地"}, "YY地"),
        ("0415-2150000", Entity.CONTACT, {"XXXXXXXX"}, "XXXXXXXX"),
    ],
)
def test_a_mask_is_fresh(word: str, kind: Entity, taken: set[str], mask: str) -> None:
    assert fresh_mask(word, kind, taken, "") == mask


def test_even_names_without_a_surname_get_masks_of_their_own() -> None:
    taken: set[str] = set()
    for number in range(60):
        made = fresh_mask(f"阿依古丽{number}", Entity.PERSON, taken, "某某参加了活动。")
        assert made not in taken
        taken.add(made)
