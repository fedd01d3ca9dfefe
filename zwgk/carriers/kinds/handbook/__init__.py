"""手册: an A5 booklet with contents."""

from zwgk.carriers.kinds.kind import CarrierKind, Size
from zwgk.carriers.press.content import Sheet

KIND = CarrierKind(
    key="handbook",
    name="办事手册",
    about="A5小册子，按领域编排，自动生成目录，页数为4的倍数，可骑马订",
    sizes={"a5": Size("A5（148×210毫米）", Sheet(148, 210, 10.5))},
    items=(1, 300),
)
