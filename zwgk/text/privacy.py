"""What must not be published as it stands: names on a roster, ID and mobile numbers.

The known names are masked; numbers block publication until a person removes them. (The full
masking engine of docs/architecture.md builds on this.)
"""

import re
import unicodedata
from collections.abc import Iterable

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECK = "10X98765432"
_ID = re.compile(r"(?<!\d)\d{17}[\dXx](?![\dXx])")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)")


def mask_names(text: str, names: Iterable[str]) -> str:
    """Every name of the roster as surname + 某某 (张某某); the same name, the same mask.

    Two people of one surname become 张某某 and 张某某2, in the order of the roster.
    """
    masks: dict[str, str] = {}
    for name in dict.fromkeys(n.strip() for n in names if len(n.strip()) >= 2):
        mask = f"{name[0]}某某"
        taken = sum(1 for other in masks.values() if other.startswith(mask))
        masks[name] = f"{mask}{taken + 1}" if taken else mask
    for name in sorted(masks, key=len, reverse=True):
        text = text.replace(name, masks[name])
    return text


def is_id_number(digits: str) -> bool:
    """Whether 18 characters are a valid citizen identity number (GB 11643-1999, mod 11-2)."""
    if not re.fullmatch(r"\d{17}[\dXx]", digits):
        return False
    total = sum(int(d) * w for d, w in zip(digits, _ID_WEIGHTS, strict=False))
    return _ID_CHECK[total % 11] == digits[-1].upper()


def blocking(text: str) -> list[str]:
    """Personal numbers in the text that forbid publication, as found (身份证号, 手机号)."""
    flat = unicodedata.normalize("NFKC", text)
    identities = [found for found in _ID.findall(flat) if is_id_number(found)]
    return [*identities, *_MOBILE.findall(flat)]
