"""What a kind of carrier says of itself."""

from dataclasses import dataclass, field

from zwgk.carriers.press.content import Sheet


@dataclass(frozen=True)
class Size:
    """规格: a name and the trimmed sheet."""

    name: str
    sheet: Sheet


@dataclass(frozen=True)
class CarrierKind:
    """载体种类: ``key`` is its folder; ``items`` is how many items it takes at least and at most.

    ``facts`` are the labels shown beside a flow chart, empty for all.
    """

    key: str
    name: str
    about: str
    sizes: dict[str, Size] = field(default_factory=dict)
    items: tuple[int, int] = (1, 60)
    facts: tuple[str, ...] = ()

    @property
    def takes_items(self) -> bool:
        """Whether it prints items of the catalogue."""
        return self.items[1] > 0
