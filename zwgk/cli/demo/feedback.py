"""Samples that the demo's guides offer, and what visitors said of the guides."""

from zwgk.catalogue import actions as catalogue
from zwgk.catalogue.models import ServiceItem
from zwgk.core.actor import Actor
from zwgk.enquiries import feedback
from zwgk.gongwen import Document, Kind, Paragraph, render

_FORM = (
    "委托人：（父母一方姓名）",
    "受托单位：便民服务中心",
    "委托事项：代为提交新生儿落户材料，领取户口簿。",
    "委托期限：自签字之日起一个月。",
)
# Name of the guide, what was chosen, words.
SAID = (
    ("生育登记", "useful", ""), ("生育登记", "useful", "步骤写得清楚"),
    ("生育登记", "useless", "希望写明夫妻一方在外地怎么办"),
    ("生育登记", "error", "窗口已经搬到二楼，这里还写一楼"),
    ("农村宅基地用地审批", "useful", ""), ("高龄津贴申领", "useful", ""),
    ("高龄津贴申领", "error", "中午也有人值班，时间写得不对"),
)  # fmt: skip


def add_samples(item: ServiceItem, *, by: Actor) -> None:
    """A filled-in form (样表) for each material that names one."""
    for material in item.material_list:
        if material.sample:
            lines = tuple(Paragraph.of(line) for line in _FORM)
            document = Document(kind=Kind.NOTICE, title=material.sample, blocks=lines)
            catalogue.add_file(
                item, name=material.sample, data=render(document, "docx"),
                file_name=f"{material.sample}.docx", by=by,
            )  # fmt: skip


def make_feedback() -> None:
    """What visitors said, through the form's own verb."""
    for at, (name, verdict, words) in enumerate(SAID):
        number = ServiceItem.objects.values_list("pk", flat=True).get(name=name)
        item = feedback.public_item(number)
        if item is None:
            raise ValueError(f"{name}: not public")
        feedback.give(item, verdict=verdict, words=words, once=f"demo-said-{at}")
