"""条幅: one slogan on cloth of a given length and height."""

from zwgk.carriers.kinds.kind import CarrierKind, Size
from zwgk.carriers.press.content import Sheet

KIND = CarrierKind(
    key="banner",
    name="条幅",
    about="按给定的长和高排一行字，字尽量大",
    sizes={"cloth": Size("按长和高", Sheet(800, 70, 20, reduced=10))},
    items=(0, 0),
)
