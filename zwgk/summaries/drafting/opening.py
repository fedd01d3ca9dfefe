"""Before the day: what it rested on, how it was organised, what was checked, how it was shown."""

import re
from collections.abc import Iterable
from datetime import date

from zwgk.campaigns.models import LeadingGroupMember, Meeting, Notice, Task
from zwgk.summaries.drafting.facts import Facts
from zwgk.summaries.drafting.model import CORE, FULL, USUAL, Paragraphs, Said, Voice
from zwgk.summaries.drafting.quoting import clause
from zwgk.summaries.refs import gap
from zwgk.text.numerals import to_chinese

_SHOWN = ("slogans_scheduled", "process_board", "banners_hung", "brochure_printed")
_SERIES = re.compile(r"[“”\"]|5\s*[·.•．]\s*15")
_POSITIONS = LeadingGroupMember.Position


def day_text(day: date, *, year: bool = True) -> str:
    """2026年5月15日, or without its year."""
    return f"{day.year}年{day.month}月{day.day}日" if year else f"{day.month}月{day.day}日"


def series_name(f: Facts) -> str:
    """政务公开日: the name of the day without its date."""
    series = str(f.participation.campaign.series)
    return _SERIES.sub("", series).strip() or series


def recorded(f: Facts, text: str, what: str) -> str:
    """A recorded clause as a sentence; where it may not stand as it is, the gap that says so."""
    if not text.strip():
        return ""
    said = clause(text, f.ledger)
    return f"{said}。" if said else gap(f"{what}（登记的文字需要核对改写）")


def basis(f: Facts, v: Voice) -> Paragraphs:
    """依据和主题."""
    p, me = f.participation, f.participation.unit.self_reference
    number, name = to_chinese(p.campaign.edition), series_name(f)
    cited, when, first = _cited(p.notice), _when(f), day_text(p.campaign.starts_on)
    said = v.pick(
        "basis",
        f"{first}是第{number}个{name}。按照{cited}要求，{me}以“{p.theme}”为主题，"
        f"于{when}组织开展了{name}活动。",
        f"根据{cited}部署，{me}于{when}开展第{number}个{name}活动，活动主题为“{p.theme}”。",
        f"为落实{cited}要求，{when}，{me}以“{p.theme}”为主题，开展了第{number}个{name}活动。",
        f"{when}，{me}按照{cited}的安排，以“{p.theme}”为主题开展第{number}个{name}活动。",
    )
    close = v.pick(
        "basis-close", "现将有关情况总结如下。", "现将活动情况总结如下。", "有关情况总结如下。"
    )
    return [[Said(said, 0), Said(close, USUAL)]]


def _when(f: Facts) -> str:
    p = f.participation
    if p.starts_on is None:
        return gap("活动开展的日期")
    if p.ends_on and p.ends_on != p.starts_on:
        return f"{day_text(p.starts_on)}至{day_text(p.ends_on, year=False)}"
    return day_text(p.starts_on)


def _cited(notice: Notice) -> str:
    number = f"（{notice.doc_number}）" if notice.doc_number else ""
    return f"《{notice.title}》{number}"


def organisation(f: Facts, v: Voice) -> Paragraphs:
    """组织部署: meetings and what they decided, the leading group, who was assigned."""
    first: list[Said] = [
        Said(_meeting(f, v, meeting, n), CORE if n == 0 else USUAL)
        for n, meeting in enumerate(f.meetings)
    ]
    if not first:
        held = recorded(f, _outcome(f, "meeting_held"), "会议部署的内容")
        first.append(Said(held or gap("召开会议部署活动的时间和内容"), CORE))
    group = _group(f, v) or [
        Said(recorded(f, _outcome(f, "group_formed"), "活动领导小组") or _NO_GROUP, CORE)
    ]
    staff = recorded(f, _outcome(f, "staff_assigned"), "参加活动的人员")
    return [first + group + ([Said(staff)] if staff else [])]


_NO_GROUP = gap("活动领导小组的组成和分工")


def _outcome(f: Facts, key: str) -> str:
    task: Task | None = f.tasks.get(key)
    return str(task.outcome) if task else ""


def _meeting(f: Facts, v: Voice, meeting: Meeting, number: int) -> str:
    title = clause(meeting.title, f.ledger) or gap("会议名称（登记的文字需要核对改写）")
    decided = recorded(f, meeting.decisions, "会议议定的事项").rstrip("。")
    day = day_text(meeting.held_on, year=False)
    place = f"在{meeting.place.strip()}" if meeting.place.strip() else ""
    before = "活动前，" if meeting.held_on < _first_day(f) else ""
    # With the day behind the meeting nobody takes it for the day of the activity.
    held = v.pick(
        f"meeting-{number}",
        f"{title}于{day}召开",
        f"{before}{title}于{day}{place}召开",
        f"{before}{title}于{day}召开",
    )
    return f"{held}，{decided}。" if decided else f"{held}。"


def _first_day(f: Facts) -> date:
    p = f.participation
    first: date = p.starts_on or p.campaign.starts_on
    return first


def _group(f: Facts, v: Voice) -> list[Said]:
    if not f.group:
        return []
    leaders = [m for m in f.group if m.position != _POSITIONS.MEMBER]
    others = [m for m in f.group if m.position == _POSITIONS.MEMBER]
    name = series_name(f)
    opened = v.pick(
        "group",
        f"成立{name}活动领导小组，由",
        f"成立活动领导小组统筹{name}活动，",
        "活动由领导小组负责，",
    )
    said = [Said(f"{opened}{_members(f, leaders or others)}。", CORE)]
    if leaders and others:
        said.append(Said(f"{v.pick('members', '领导小组中，', '其中，')}{_members(f, others)}。"))
    return said


def _members(f: Facts, members: Iterable[LeadingGroupMember]) -> str:
    clauses = []
    for member in members:
        duty = clause(member.duty, f.ledger) if member.duty.strip() else ""
        role = f"{member.post}{member.name}任{member.get_position_display()}"
        clauses.append(f"{role}，{duty}" if duty else role)
    return "；".join(clauses)


def selfcheck(f: Facts, v: Voice) -> Paragraphs:
    """自查: what was checked, what it found and what was mended."""
    said = [
        Said(recorded(f, _outcome(f, key), what))
        for key, what in (("items_checked", "核查情况"), ("items_completed", "补充完善情况"))
        if _outcome(f, key).strip()
    ]
    if "items_checked" in f.ledger:
        completed = v.pick("completed", "，补充完善", "，其中补充完善", "，对照检查后补充完善")
        more = f"{completed}{{items_completed}}" if "items_completed" in f.ledger else ""
        verb = v.pick("checked", "共核查公开事项", "核查的公开事项共", "活动前共核查公开事项")
        said.append(Said(f"{verb}{{items_checked}}{more}。", CORE))
    if not said:
        said.append(Said(gap("办事内容和办事程序的核查情况"), USUAL))
    if board := recorded(f, _outcome(f, "board_remade"), "公开板的更新情况"):
        said.append(Said(board))
    return [said]


def carriers(f: Facts, v: Voice) -> Paragraphs:
    """宣传载体: what was printed and where it was shown."""
    tasks = [(key, f.tasks[key]) for key in _SHOWN if key in f.tasks and f.tasks[key].outcome]
    if v.pick("carriers-order", "", "reversed"):
        tasks.reverse()
    said = [Said(recorded(f, task.outcome, f"“{task.title}”的情况")) for _, task in tasks]
    verbs = {
        "screens": v.pick("screens", "使用电子显示屏", "启用电子屏"),
        "boards": v.pick("boards", "制作宣传板", "设置宣传板"),
        "banners": "悬挂条幅",
    }
    counted = [f"{verb}{{{key}}}" for key, verb in verbs.items() if key in f.ledger]
    if counted:
        opened = v.pick("carriers", "活动期间共", "为宣传活动，共", "宣传载体方面，共")
        said.append(Said(f"{opened}{'、'.join(counted)}。", CORE))
    if not said:
        said.append(Said(gap("电子屏、宣传板、条幅、宣传册等宣传载体的情况"), USUAL))
    if f.materials and len(f.materials) > 1:
        listed = titles(f, 6)
        shown = v.pick("materials", "备有", "现场备有", "提供给群众的资料有")
        said.append(Said(f"{shown}{listed}。", FULL))
    own = [Said(recorded(f, task.outcome, f"“{task.title}”的情况")) for task in f.own_tasks]
    return [said, own]


def titles(f: Facts, most: int) -> str:
    """《A》《B》等: titles side by side take no 、 between them (GB/T 15834-2011, 4.5.3.5)."""
    names = [material.name.strip("《》 ") for material in f.materials]
    return "".join(f"《{name}》" for name in names[:most]) + ("等" if len(names) > most else "")
