"""A portal with something of every kind on it."""

from dataclasses import dataclass

from tests.catalogue.items import publish_item
from tests.records import submitted
from tests.world import World, make_world, person
from zwgk.campaigns.models import Campaign
from zwgk.catalogue import actions as catalogue
from zwgk.catalogue.columns import Columns
from zwgk.catalogue.fields import Field, LifeEvent
from zwgk.enquiries import actions as enquiries
from zwgk.library.copies.answers import publish_answer
from zwgk.library.copies.notices import publish_notice
from zwgk.library.masking.whole import publish_summary
from zwgk.library.models import Publication
from zwgk.summaries import actions as summaries
from zwgk.units.models import Role

GUIDE = Columns(
    name="高龄津贴申领", field=Field.ELDERLY_CARE, life_event=LifeEvent.RETIREMENT,
    section="民政办公室", who_may_apply="年满八十周岁的本镇老人。", content="津贴的申请和发放。",
    materials="身份证|原件\n户口簿|原件", steps="提出申请|村委会|当场\n审核|民政办公室|5个工作日",
    statutory_days=20, promised_days=5, fee="不收费", basis="《社会救助暂行办法》",
    place="便民服务大厅", hours="工作日上午", phone="0400-5150002", result="按月发放",
    complaint="0400-5150000",
)  # fmt: skip


@dataclass
class Portal:
    """The world, and one publication of each kind."""

    world: World
    guide: Publication
    answer: Publication
    notice: Publication
    summary: Publication


def make_portal() -> Portal:
    """Publish one of each kind through the actions people use."""
    world = make_world()
    clerk, chief = person(world.town, Role.OFFICER), person(world.town, Role.REVIEWER)
    head = person(world.city)
    item = catalogue.create_item(GUIDE, by=clerk)
    guide = publish_item(item, world.town)
    enquiry, _ = enquiries.ask(
        unit=world.town, topic="高龄津贴能代办吗", question="老人走不动，能代办吗？", consent=True
    )
    enquiries.draft_answer(enquiry, answer="可以，请带双方身份证。", by=clerk)
    enquiries.approve_answer(enquiry, by=chief)
    submission = submitted(world)
    summaries.accept_submission(submission, by=head)
    Campaign.objects.update(public=True)
    return Portal(
        world,
        guide,
        publish_answer(enquiry, by=chief),
        publish_notice(world.notice, by=head),
        publish_summary(
            submission, by=head, confirmed_by=person(world.city, Role.REVIEWER), keep_doubts=True
        ),
    )
