"""三折页: a sheet of A4 folded twice."""

from zwgk.carriers.kinds.kind import CarrierKind, Size
from zwgk.carriers.press.content import Sheet

KIND = CarrierKind(
    key="trifold",
    name="三折页图册",
    about="A4纸双面印刷、两次对折，适合现场发放",
    sizes={"a4": Size("A4三折（展开297×210毫米）", Sheet(297, 210, 9.5))},
    items=(1, 8),
)
