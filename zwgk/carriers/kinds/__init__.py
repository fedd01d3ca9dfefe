"""The kinds of printed carriers: each folder holds one, its sizes and its layout."""

from zwgk.carriers.kinds import banner, board, display, handbook, leaflet, trifold
from zwgk.carriers.kinds.kind import CarrierKind

KINDS: dict[str, CarrierKind] = {
    kind.key: kind
    for kind in (
        board.KIND, display.KIND, trifold.KIND, handbook.KIND, leaflet.KIND, banner.KIND,
    )
}  # fmt: skip

__all__ = ["KINDS", "CarrierKind"]
