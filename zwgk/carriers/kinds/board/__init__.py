"""长期公开板: all items of a unit on one large board."""

from zwgk.carriers.kinds.kind import CarrierKind, Size
from zwgk.carriers.press.content import Sheet

KIND = CarrierKind(
    key="board",
    name="长期公开板",
    about="挂在大厅或院墙上的公开板，把本单位的办事事项集中公开",
    sizes={
        "a1": Size("A1竖版（594×841毫米）", Sheet(594, 841, 24, columns=3)),
        "a1-wide": Size("A1横版（841×594毫米）", Sheet(841, 594, 24, columns=4)),
        "a0": Size("A0竖版（841×1189毫米）", Sheet(841, 1189, 34, columns=3)),
        "a0-wide": Size("A0横版（1189×841毫米）", Sheet(1189, 841, 34, columns=4)),
    },
    items=(1, 40),
)
