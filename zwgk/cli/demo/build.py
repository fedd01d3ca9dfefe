"""Building the demo through the same actions people use, so that audit and evidence are real."""

import random
from dataclasses import replace
from datetime import date, timedelta

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from zwgk.campaigns import actions as campaigns
from zwgk.campaigns.models import Campaign, Notice, Participation, Task
from zwgk.cli.demo.accounts import ACCOUNTS, open_accounts
from zwgk.cli.demo.cases import FURTHER, TOWN, ZONE, Case
from zwgk.cli.demo.evening import spend_evening
from zwgk.cli.demo.outside import hand_in
from zwgk.cli.demo.phones import hand_out_phones, show_wall
from zwgk.cli.demo.public import make_public
from zwgk.cli.demo.records import record_day
from zwgk.cli.demo.selfcheck import check_street
from zwgk.cli.demo.stock import count_stock
from zwgk.cli.demo.table import bring_catalogue
from zwgk.core.actor import Actor, Permission
from zwgk.library.masking.whole import publish_summary
from zwgk.library.upkeep import forget_texts
from zwgk.summaries import actions as summaries
from zwgk.summaries.models import Submission
from zwgk.units.actions import plant_unit
from zwgk.units.models import Unit, User
from zwgk.units.queries import actor_for

CAMPAIGN = "demo"
THEME = "解决群众办事难，打造营商环境最优省"
_ORDER = ("notified", "acknowledged", "planned", "under_way", "summarised", "submitted")


def ensure_demo() -> bool:
    """Create the demo unless it is there; whether it was created."""
    if Campaign.objects.filter(slug=CAMPAIGN).exists():
        return False
    with transaction.atomic():
        _build()
    return True


def reset_demo() -> None:
    """Empty the whole database and build the demo anew. For a database that holds only the demo."""
    with connection.constraint_checks_disabled():
        call_command("flush", interactive=False, verbosity=0)
    forget_texts()
    for stored in (settings.MEDIA_ROOT).rglob("*"):
        if stored.is_file():
            stored.unlink()
    ensure_demo()


def _build() -> None:
    units = _units()
    open_accounts(units)
    head = _person("city-approver")
    notice = _notice(head, [unit for code, unit in units.items() if code != "demo-city"])
    parts = {part.unit.code: part for part in Participation.objects.select_related("unit")}
    for case, author in ((ZONE, "zone"), (TOWN, "town")):
        _whole_case(parts[case.code], case, author)
    chance = random.Random(2018)
    for number, further in enumerate(FURTHER):
        _further(parts[further.code], further.reaches, chance, number)
    hand_in(parts["demo-hill"], _person("city-reviewer"))
    spend_evening(
        parts, writer=_person("south-officer"), owner=_person("town-officer"),
        reviewer=_person("city-reviewer"),
    )  # fmt: skip
    check_street(
        parts["demo-south"], officer=_person("south-officer"), reviewer=_person("south-approver")
    )
    count_stock(_person("town-officer"))
    make_public(units, head, notice)
    bring_catalogue(_person("zone-officer"))
    # The notice went out on the day the city's office dated it.
    Notice.objects.filter(pk=notice.pk).update(issued_on=date(2018, 4, 20))


def _units() -> dict[str, Unit]:
    city = plant_unit(
        None, code="demo-city", name="云岭市人民政府办公室", short_name="云岭市", level="city",
        self_reference="我市", document_code="云政办发", phone="0400-5150000",
        address="云岭市人民路1号",
    )  # fmt: skip
    units = {"demo-city": city}
    zone = ("demo-zone", "云岭经济开发区管理委员会", "云岭经济开发区", "county", "我区")
    town = ("demo-town", "云岭市十里铺镇人民政府", "十里铺镇", "town", "我镇")
    others = [(f.code, f.name, f.short_name, f.level, f.self_reference) for f in FURTHER]
    for number, (code, name, short, level, me) in enumerate([zone, town, *others]):
        units[code] = plant_unit(
            city, code=code, name=name, short_name=short, level=level, self_reference=me,
            phone=f"0400-5150{number + 1:03}",
        )  # fmt: skip
    return units


def _person(username: str) -> Actor:
    user = User.objects.get(username=username)
    unit = Unit.objects.get(code=next(code for name, _, code, _ in ACCOUNTS if name == username))
    actor = actor_for(user, unit)
    assert actor is not None
    return actor


def _staff(unit: Unit) -> Actor:
    """An invented clerk of a further unit, without an account of their own."""
    return Actor(0, "经办人员", unit.pk, unit.path, unit.name, frozenset(Permission))


def _notice(by: Actor, units: list[Unit]) -> Notice:
    campaign = campaigns.create_campaign(
        slug=CAMPAIGN, edition=12, theme=THEME, starts_on=date(2018, 5, 15),
        ends_on=date(2018, 5, 18), summary_due_on=date(2018, 5, 31), by=by,
    )  # fmt: skip
    notice = campaigns.draft_notice(
        campaign,
        title="云岭市人民政府办公室关于组织开展2018年全市“5·15”政务公开日活动的通知",
        doc_number="云政办发〔2018〕15号",
        body=(
            "为深入贯彻落实《中华人民共和国政府信息公开条例》，经研究，定于5月15日在全市组织开展"
            "政务公开日活动。现将有关事项通知如下：\n"
            f"一、活动主题\n{THEME}。\n"
            "二、活动内容\n各单位要召开专题会议，成立活动领导小组；认真检查政务公开的办事内容和"
            "办事程序，及时补充完善；制作公开板、宣传图册，悬挂条幅，滚动播放标语；设立咨询台，"
            "接待来访群众，当场解答咨询。\n"
            "三、有关要求\n请各单位加强组织领导，确定专人负责，于5月31日前报送活动总结。"
        ),
        by=by,
    )
    campaigns.issue_notice(notice, units=units, by=by, on=date(2018, 4, 20))
    return notice


def _whole_case(part: Participation, case: Case, author: str) -> None:
    """One of the two cases, from the acknowledgement to the accepted, published summary."""
    clerk = _person(f"{author}-officer")
    _prepare(part, case, clerk)
    desk = record_day(
        part, case, _person(f"{author}-attendant"), clerk, random.Random(case.code)
    )  # fmt: skip
    hand_out_phones(desk, clerk)
    show_wall(desk, clerk)
    _write(part, clerk, {"visitors": 1, "materials_distributed": 2 if author == "town" else 0})
    submission = summaries.submit(part, by=_person(f"{author}-approver"), on=date(2018, 5, 25))
    _accept_and_publish(submission)


def _prepare(part: Participation, case: Case, by: Actor) -> None:
    campaigns.acknowledge(part, by=by)
    campaigns.save_plan(
        part, local_theme=case.theme, starts_on=case.day, ends_on=None, plan=case.plan,
        next_steps=case.next_steps, by=by,
    )  # fmt: skip
    for position, name, post, duty in case.group:
        campaigns.add_group_member(
            part, position=position, name=name, post=post, duty=duty, by=by
        )  # fmt: skip
    title, held_on, place, decisions = case.meeting
    campaigns.add_meeting(
        part, title=title, held_on=held_on, place=place, decisions=decisions, by=by
    )
    tasks = {task.key: task for task in part.tasks.all()}
    for key, outcome, quantity in case.tasks:
        campaigns.assign_task(tasks[key], owner=by.name, due_on=tasks[key].due_on, by=by)
        campaigns.complete_task(tasks[key], outcome=outcome, quantity=quantity, by=by)
    for key in tasks.keys() - {key for key, _, _ in case.tasks}:
        campaigns.reopen_task(tasks[key], status=Task.Status.NOT_NEEDED, by=by)


def _write(part: Participation, by: Actor, keep: dict[str, int]) -> None:
    """Compose the draft, and round the figures the author chose to round."""
    draft = summaries.compose_draft(part, by=by)
    sections = [dict(section) for section in draft.sections]
    for section in sections:
        for key, digits in keep.items():
            if digits:
                section["body"] = section["body"].replace(f"{{{key}}}", f"{{{key}~{digits}}}")
    summaries.save_draft(
        part, title=draft.title, sections=sections, based_on=draft.number, by=by,
        note="核对并约写数据",
    )  # fmt: skip


def _accept_and_publish(submission: Submission) -> None:
    summaries.accept_submission(submission, by=_person("city-reviewer"))
    publish_summary(
        submission, by=_person("city-reviewer"), confirmed_by=_person("city-approver"),
        keep_doubts=True,
    )  # fmt: skip


def _further(part: Participation, reaches: str, chance: random.Random, number: int) -> None:
    """A further unit, taken as far as its state says, with plausible records."""
    clerk = _staff(part.unit)
    case = _variation(part, chance, number)
    final = {"accepted": "submitted", "returned": "submitted"}.get(reaches, reaches)
    stage = _ORDER.index(final)
    if stage in (1, 2):
        campaigns.acknowledge(part, by=clerk)
    if stage == 2:
        campaigns.save_plan(
            part, local_theme="", starts_on=case.day, ends_on=None, plan=case.plan, by=clerk
        )
    if stage >= 3:
        _prepare(part, case, clerk)
        desk = record_day(part, case, clerk, clerk, chance)
        # Where the summary is still being written, a phone has not sent everything yet.
        hand_out_phones(desk, clerk, waiting=3 if stage < 5 else 0)
    if stage >= 4:
        _write(part, clerk, {"visitors": 1})
    if stage >= 5:
        on = date(2018, 5, 22) + timedelta(days=number)
        _decide(summaries.submit(part, by=clerk, on=on), reaches)


def _decide(submission: Submission, reaches: str) -> None:
    reviewer = _person("city-reviewer")
    if reaches == "accepted":
        _accept_and_publish(submission)
    if reaches == "returned":
        summaries.return_submission(
            submission,
            reasons="成效部分没有写明群众反映的主要问题和解决情况，请补充后重新报送。",
            by=reviewer,
        )


def _variation(part: Participation, chance: random.Random, number: int) -> Case:
    """A case of a further unit: the zone's shape with numbers and places of its own."""
    visits, questions = chance.randint(28, 70), chance.randint(12, 30)
    rated = chance.randint(questions // 2, questions)
    name = part.unit.short_name
    sheet, book = chance.randint(40, 160), chance.randint(20, 80)
    surname = "阮柯邢卓裴宁阎管翟司骆桑廖"[number]
    return replace(
        ZONE,
        code=part.unit.code,
        day=date(2018, 5, 15),
        place=f"{name}办事大厅门前",
        visits=visits,
        tallied=chance.choice((0, 0, 60, 120)),
        questions=questions,
        rated=rated,
        satisfied=rated - chance.choice((0, 0, 1, 2)),
        on_spot=questions - chance.choice((0, 1, 2, 3)),
        materials=(("政务公开宣传单", "leaflet", sheet), ("办事指南", "guide", book)),
        materials_tallied=chance.choice((0, 200, 500)),
        departments=((f"{name}办公室", chance.randint(1, 3), ""),
                     (f"{name}服务窗口", chance.randint(1, 3), "")),
        group=(("head", f"{surname}怀远", "主要负责人", "负总责"),
               ("deputy", f"{surname}清源", "分管负责人", "具体负责")),
        tasks=(
            ("meeting_held", "召开会议部署活动", None),
            ("items_checked", "组织各科室对公开的办事内容和办事程序进行了检查",
             chance.randint(15, 60)),
            ("items_completed", "对不完整的事项作了补充", chance.randint(1, 9)),
            ("board_remade", "更新了政务公开栏", chance.randint(1, 3)),
            ("banners_hung", "在办公楼和主要路口悬挂条幅", chance.randint(1, 6)),
        ),
        plan=f"在{name}办事大厅门前设立咨询台，接待群众，发放宣传资料。",
        next_steps="继续做好政务公开工作，及时更新公开内容，方便群众办事",
    )  # fmt: skip
