"""The masks: the same entity always gets the same one, different entities different ones."""

import re
from dataclasses import dataclass, field

from zwgk.text.mask.forms import head
from zwgk.text.mask.page import LEVELS, Found
from zwgk.text.mask.words import COMPOUND
from zwgk.text.model import Entity

_LEVELS = frozenset(LEVELS)
# XX镇 for the first town of a text, YY镇 for the second …: told apart, still read as a mask.
_LETTERS = "XYZABCDEFGHJKLMNPQRSTUVW"


@dataclass(slots=True)
class Masks:
    """The masks given so far in one text; ``taken`` are those it held before."""

    taken: frozenset[str] = frozenset()
    _given: dict[tuple[str, str], str] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    def of(self, found: Found) -> str:
        """The mask of an entity."""
        if found.kind is Entity.PERSON:
            return self._called(found) if found.shape else self._person(found.key)
        if found.kind in {Entity.PLACE, Entity.ORGANISATION}:
            return self._place(found)
        return found.shape

    def _place(self, found: Found) -> str:
        # The mask must be known as one when it is read again: only with a usual level word.
        level = found.shape if found.shape in _LEVELS else "地"
        key = (level, found.key)
        if key not in self._given:
            count = self._counts.get(level, 0)
            self._counts[level] = count + 1
            turn, letter = divmod(count, len(_LETTERS))
            mark = _LETTERS[letter] * 2 + (str(turn + 1) if turn else "")
            self._given[key] = mark + level
        return self._given[key]

    def _person(self, name: str) -> str:
        key = ("person", name)
        if key not in self._given:
            own = head(name)
            base = f"{name[: own if name[:2] in COMPOUND else min(own, 1)]}某某"
            count = self._counts.get(base, 0) + 1
            while (count > 1 and f"{base}{count}" in self.taken) or (
                count == 1 and base in self.taken and base != "某某"
            ):
                count += 1
            self._counts[base] = count
            self._given[key] = base if count == 1 else f"{base}{count}"
        return self._given[key]

    @staticmethod
    def _called(found: Found) -> str:
        if found.shape in {"老", "小"}:
            return f"{found.shape}某"
        return found.shape if found.shape == "姓某的" else f"{found.key}某{found.shape}"


def masks_in(text: str) -> frozenset[str]:
    """The persons' masks a text holds already, which no new person may share."""
    return frozenset(re.findall(r"[㐀-鿿]{1,2}某某\d*", text)) | frozenset(
        match[-3:] for match in re.findall(r"[㐀-鿿]{1,2}某某", text)
    )
