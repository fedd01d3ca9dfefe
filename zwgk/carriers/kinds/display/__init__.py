"""宣传板: one procedure as a flow chart."""

from zwgk.carriers.kinds.kind import CarrierKind, Size
from zwgk.carriers.press.content import Sheet

KIND = CarrierKind(
    key="display",
    name="办事流程宣传板",
    about="一块板讲清一件事：流程图、材料、时限和收费",
    sizes={
        "a1": Size("A1竖版（594×841毫米）", Sheet(594, 841, 28)),
        "a1-wide": Size("A1横版（841×594毫米）", Sheet(841, 594, 26)),
        "stand": Size("展架（800×1800毫米）", Sheet(800, 1800, 42)),
    },
    items=(1, 1),
    facts=("申请条件", "申请材料", "办理时限", "收费标准", "办理地点", "办理时间", "咨询电话",
           "监督投诉"),
)  # fmt: skip
