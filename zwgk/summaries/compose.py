"""Composing a draft from the records, in the order real summaries use.

A sentence is written only if records stand behind it; where nothing is recorded a marked gap says
what is missing. Numbers are never written out: they are references.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from zwgk.campaigns.models import LeadingGroupMember, Meeting, Notice, Participation, Task
from zwgk.desk.models import Desk, Material
from zwgk.figures.ledger import Entry
from zwgk.summaries.refs import gap
from zwgk.text.numerals import to_chinese

Section = dict[str, str]


@dataclass(frozen=True)
class Facts:
    """Everything recorded that a draft may speak of."""

    participation: Participation
    ledger: Mapping[str, Entry]
    group: tuple[LeadingGroupMember, ...]
    meetings: tuple[Meeting, ...]
    tasks: Mapping[str, Task]
    desks: tuple[Desk, ...]
    materials: tuple[Material, ...]
    departments: tuple[str, ...]


def gather(participation: Participation, ledger: Mapping[str, Entry]) -> Facts:
    """Read what is recorded for a participation."""
    desks = tuple(participation.desks.prefetch_related("departments"))
    names = dict.fromkeys(d.name for desk in desks for d in desk.departments.all())
    return Facts(
        participation=participation,
        ledger=ledger,
        group=tuple(participation.leading_group.all()),
        meetings=tuple(participation.meetings.all()),
        tasks={task.key: task for task in participation.tasks.filter(status=Task.Status.DONE)},
        desks=desks,
        materials=tuple(participation.materials.all()),
        departments=tuple(names),
    )


def compose(facts: Facts) -> tuple[str, list[Section]]:
    """The title and sections of a draft."""
    p = facts.participation
    title = f"{p.unit.short_name}关于{p.campaign.year}年{p.campaign.series}活动的总结"
    writers: tuple[tuple[str, str, Callable[[Facts], str]], ...] = (
        ("basis", "", _basis),
        ("organisation", "加强组织领导，周密安排部署", _organisation),
        ("selfcheck", "认真开展自查，完善公开内容", _selfcheck),
        ("carriers", "丰富宣传载体，营造浓厚氛围", _carriers),
        ("reception", "开展现场接待，耐心解答咨询", _reception),
        ("results", "活动取得的成效", _results),
        ("next", "下一步打算", _next),
    )
    return title, [
        {"key": key, "heading": heading, "body": write(facts)} for key, heading, write in writers
    ]


def _day(day: date, *, year: bool = True) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if year else f"{day.month}月{day.day}日"


def _cited(notice: Notice) -> str:
    number = f"（{notice.doc_number}）" if notice.doc_number else ""
    return f"《{notice.title}》{number}"


def _sentence(text: str) -> str:
    return text.strip().rstrip("。；;，,") + "。"


def _basis(f: Facts) -> str:
    p, campaign = f.participation, f.participation.campaign
    ordinal = f"{_day(campaign.starts_on)}是第{to_chinese(campaign.edition)}个政务公开日。"
    basis = f"按照{_cited(p.notice)}要求，"
    if p.starts_on is None:
        when = gap("活动开展的日期")
    elif p.ends_on and p.ends_on != p.starts_on:
        when = f"{_day(p.starts_on)}至{_day(p.ends_on, year=False)}"
    else:
        when = _day(p.starts_on)
    me = p.unit.self_reference
    return (
        f"{ordinal}{basis}{me}以“{p.theme}”为主题，结合工作实际，"
        f"于{when}组织开展了政务公开日活动。现将有关情况总结如下。"
    )


def _organisation(f: Facts) -> str:
    said = []
    for meeting in f.meetings:
        decided = f"，{meeting.decisions.strip().rstrip('。')}" if meeting.decisions.strip() else ""
        said.append(f"{_day(meeting.held_on, year=False)}召开{meeting.title}{decided}。")
    if not f.meetings:
        said.append(gap("召开会议部署活动的时间和内容"))
    said.append(_group(f.group) or gap("活动领导小组的组成和分工"))
    if task := f.tasks.get("staff_assigned"):
        said.append(_sentence(task.outcome))
    return "".join(said)


def _group(group: tuple[LeadingGroupMember, ...]) -> str:
    if not group:
        return ""
    clauses = []
    for member in group:
        duty = f"，{member.duty.strip().rstrip('。')}" if member.duty.strip() else ""
        clauses.append(f"{member.post}{member.name}任{member.get_position_display()}{duty}")
    return f"成立政务公开日活动领导小组，由{'；'.join(clauses)}。"


def _selfcheck(f: Facts) -> str:
    done = [f.tasks[key] for key in ("items_checked", "items_completed") if key in f.tasks]
    said = [_sentence(task.outcome) for task in done]
    if not done:
        said.append(gap("办事内容和办事程序的核查情况"))
    if "items_checked" in f.ledger:
        completed = "，补充完善{items_completed}" if "items_completed" in f.ledger else ""
        said.append(f"共核查公开事项{{items_checked}}{completed}。")
    if task := f.tasks.get("board_remade"):
        said.append(_sentence(task.outcome))
    return "".join(said)


def _carriers(f: Facts) -> str:
    said = [
        _sentence(f.tasks[key].outcome)
        for key in ("slogans_scheduled", "process_board", "banners_hung", "brochure_printed")
        if key in f.tasks
    ]
    if not said:
        said.append(gap("电子屏、宣传板、条幅、宣传册等宣传载体的情况"))
    names = {"screens": "使用电子显示屏", "boards": "制作宣传板", "banners": "悬挂条幅"}
    counted = [f"{verb}{{{key}}}" for key, verb in names.items() if key in f.ledger]
    if counted:
        said.append(f"活动期间共{'、'.join(counted)}。")
    return "".join(said)


def _reception(f: Facts) -> str:
    if not f.desks:
        return gap("咨询台的设置和接待情况")
    places = "、".join(dict.fromkeys(desk.place for desk in f.desks))
    said = [f"在{places}设立咨询台{{desks}}"]
    if f.departments:
        listed = "、".join(f.departments[:6]) + ("等" if len(f.departments) > 6 else "")
        said.append(f"，组织{listed}共{{departments}}部门、工作人员{{staff}}参加")
    said.append("。" + _received(f))
    return "".join(said)


def _received(f: Facts) -> str:
    parts = []
    for key, verb in (
        ("visitors", "接待来访群众"),
        ("questions_answered", "解答咨询问题"),
        ("suggestions", "收集意见建议"),
        ("applications", "受理政府信息公开申请"),
    ):
        if key in f.ledger:
            parts.append(f"{verb}{{{key}}}")
    if "visitors" not in f.ledger:
        parts.insert(0, gap("接待群众的人次"))
    if "materials_distributed" in f.ledger:
        # Titles side by side take no 、 between them (GB/T 15834-2011, 4.5.3.5).
        listed = "".join(f"《{material.name}》" for material in f.materials[:3])
        parts.append(f"发放{listed}等宣传资料{{materials_distributed}}")
    return f"活动期间，共{'，'.join(parts)}。"


def _results(f: Facts) -> str:
    said = []
    if "satisfaction_rate" in f.ledger:
        said.append("群众对答复的满意率为{satisfaction_rate}。")
    if "answer_rate" in f.ledger:
        said.append("咨询问题的现场答复率为{answer_rate}。")
    return "".join(said) or gap("活动的成效")


def _next(f: Facts) -> str:
    steps = f.participation.next_steps.strip()
    return _sentence(steps) if steps else gap("下一步打算")
