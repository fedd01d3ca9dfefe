"""What the demo's portal shows beside the summaries: guides, answers, the notice, a library."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from zwgk.campaigns.models import Notice
from zwgk.catalogue import actions as catalogue
from zwgk.catalogue.columns import Columns
from zwgk.catalogue.fields import Field, LifeEvent
from zwgk.catalogue.standard import Channel, Level
from zwgk.cli.demo.feedback import add_samples, make_feedback
from zwgk.cli.demo.reviews import make_reviews
from zwgk.cli.demo.screens import show_screens
from zwgk.core.actor import Actor, Permission
from zwgk.enquiries import actions as enquiries
from zwgk.enquiries.models import Enquiry
from zwgk.library import imports, masking
from zwgk.library.copies.answers import publish_answer
from zwgk.library.copies.guides import approve_and_publish
from zwgk.library.copies.notices import publish_notice
from zwgk.units.models import Unit

GUIDES = Path(__file__).with_name("guides.toml")
PAGE = Path(__file__).with_name("page.html")
_SHOWN = (Channel.SITE, Channel.SERVICE_CENTRE)


@dataclass(frozen=True)
class Asked:
    """A question somebody asked online, and the answer; without one it is still open."""

    unit: str
    topic: str
    question: str
    answer: str = ""


ASKED = (
    Asked("demo-town", "宅基地翻建需要重新申请吗",
          "老房子在原来的宅基地上翻建，面积不变，还要重新申请吗？",
          "您好。在原宅基地上翻建住房，也要办理乡村建设规划许可和用地审批，请先向村民小组提出申请。\n"
          "原址翻建且面积不超过规定标准的，材料齐全后二十个工作日内办结。"),
    Asked("demo-civil", "高龄津贴可以代办吗",
          "老人行动不便，子女在外地，高龄津贴能不能请别人代办？",
          "您好。可以委托亲属或者村（居）民委员会工作人员代办，请带双方身份证明和委托书。\n"
          "确有困难的，可以致电申请上门办理。"),
    Asked("demo-labour", "断缴的养老保险怎样补缴",
          "中间有两年没有缴城乡居民养老保险，现在能补吗？",
          "您好。可以补缴，补缴部分不享受当年的财政补贴。请到乡镇便民服务大厅人社窗口，或者在网上选择补缴年度办理。"),
    Asked("demo-zone", "孵化基地的租金减免到哪一年",
          "我们团队明年才能注册公司，现在入驻还能享受租金减免吗？",
          "您好。团队可以先入驻，在协议约定的期限内完成注册的，从入驻之日起享受减免，具体比例以评审结果为准。"),
    Asked("demo-town", "村里的路灯什么时候修好",
          "村口到学校的路灯坏了三盏，什么时候能修好？"),
    Asked("demo-civil", "婚姻登记周日办理吗",
          "平时上班请不到假，周日能不能办理结婚登记？"),
)  # fmt: skip


def make_public(units: dict[str, Unit], head: Actor, notice: Notice) -> None:
    """Fill the portal through the same actions people use."""
    _guides(units)
    make_feedback()
    make_reviews(units["demo-town"])
    show_screens(units["demo-town"])
    for asked in ASKED:
        _enquiry(units[asked.unit], asked)
    publish_notice(notice, by=head)
    _library(units["demo-city"])


def _library(unit: Unit) -> None:
    """An old page of summaries: three pieces, one repeated, two cut; what is whole is public."""
    author, reviewer = _staff(unit, 1, "经办人员"), _staff(unit, 2, "审核人员")
    batch = imports.start([(PAGE.name, PAGE.read_bytes())], name="往年总结汇编（网页）", by=author)
    while imports.step(batch, by=author).waiting:
        pass
    for sample in imports.samples_of(author).filter(file__batch=batch, original=None):
        masking.keep_open(sample, reason="经核对不是个人信息", by=author)
        masking.submit_masks(sample, by=author)
        if not sample.incomplete:
            masking.confirm(sample, by=reviewer)


def _staff(unit: Unit, number: int, name: str) -> Actor:
    return Actor(-number, name, unit.pk, unit.path, unit.name, frozenset(Permission))


def _guides(units: dict[str, Unit]) -> None:
    for guide in tomllib.loads(GUIDES.read_text(encoding="utf-8"))["guide"]:
        unit = units[guide.pop("unit")]
        level = Level.TOWN if unit.level == "town" else Level.COUNTY
        columns = Columns(**{"channels": _SHOWN, "levels": (level,)} | guide)
        if columns.field not in Field or columns.life_event not in ("", *LifeEvent):
            raise ValueError(f"{columns.name}: no such field or event")
        author = _staff(unit, 1, "经办人员")
        item = catalogue.create_item(columns, by=author)
        add_samples(item, by=author)
        catalogue.submit_item(item, by=author)
        for number, name in ((2, "审核人员"), (3, "复审人员"), (4, "分管领导")):
            approve_and_publish(item, by=_staff(unit, number, name))


def _enquiry(unit: Unit, asked: Asked) -> Enquiry:
    author, reviewer = _staff(unit, 1, "经办人员"), _staff(unit, 2, "审核人员")
    enquiry, _ = enquiries.ask(unit=unit, topic=asked.topic, question=asked.question, consent=True)
    if asked.answer:
        enquiries.draft_answer(enquiry, answer=asked.answer, by=author)
        enquiries.approve_answer(enquiry, by=reviewer)
        publish_answer(enquiry, by=reviewer)
    return enquiry
