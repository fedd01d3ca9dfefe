"""Records and finished summaries on top of the small world."""

from tests.world import DAY, World, moment, person
from zwgk.campaigns import actions as campaigns
from zwgk.campaigns.models import Participation
from zwgk.desk import actions as desk
from zwgk.desk.models import Visit
from zwgk.summaries import actions as summaries
from zwgk.summaries.models import Submission


def record_some(world: World, people: int = 34) -> Visit:
    """A visit, two questions, a handout and a department at the town's desk."""
    by = person(world.town)
    visit = desk.record_visit(
        world.desk, people=people, matter="医保报销", by=by, recorded_at=moment(9)
    )
    desk.record_question(
        world.desk, text="怎样申请低保", answer="到大厅窗口申请", rating="satisfied", by=by,
        recorded_at=moment(9, 5),
    )  # fmt: skip
    desk.record_question(
        world.desk, text="路灯何时修好", answer="已列入计划", on_spot=False, rating="fair", by=by,
        recorded_at=moment(9, 10),
    )  # fmt: skip
    desk.record_handout(
        world.desk, material=world.material, copies=59, by=by, recorded_at=moment(9, 15)
    )
    desk.add_department(world.desk, name="司法所", staff=2, by=by)
    return visit


def ready_to_submit(world: World) -> Participation:
    """The town with records and a draft without gaps."""
    record_some(world)
    by, part = person(world.town), world.town_part
    campaigns.add_meeting(part, title="部署会", held_on=DAY.replace(day=6), by=by)
    campaigns.add_group_member(part, position="head", name="尹望舒", post="镇长", by=by)
    tasks = {task.key: task for task in part.tasks.all()}
    campaigns.complete_task(tasks["items_checked"], outcome="逐项核对办事程序", quantity=12, by=by)
    campaigns.complete_task(tasks["banners_hung"], outcome="悬挂条幅", quantity=3, by=by)
    summaries.compose_draft(part, by=by)
    return Participation.objects.get(pk=part.pk)


def submitted(world: World) -> Submission:
    """The town's summary, submitted."""
    return summaries.submit(ready_to_submit(world), by=person(world.town))
