"""宣传单: a single sheet to take along."""

from zwgk.carriers.kinds.kind import CarrierKind, Size
from zwgk.carriers.press.content import Sheet

KIND = CarrierKind(
    key="leaflet",
    name="宣传单",
    about="一张纸，一到三个事项，内容多时自动排到背面",
    sizes={
        "a4": Size("A4（210×297毫米）", Sheet(210, 297, 11)),
        "a5": Size("A5（148×210毫米）", Sheet(148, 210, 9.5)),
    },
    items=(1, 6),
)
