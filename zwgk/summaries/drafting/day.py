"""The day: who was received where, what people asked about, what is still being answered."""

from zwgk.summaries.drafting.facts import Facts, Pending
from zwgk.summaries.drafting.model import FULL, USUAL, VITAL, Paragraphs, Said, Voice
from zwgk.summaries.drafting.opening import titles
from zwgk.summaries.drafting.quoting import Asked, examples, topic
from zwgk.summaries.refs import Reference, gap

_TOPICS, _EXAMPLES, _NAMED = 4, 3, 3


def reception(f: Facts, v: Voice) -> Paragraphs:
    """现场接待: places, departments and what was counted there."""
    if not f.desks:
        own = _joint(f) or gap("咨询台的设置和接待情况")
        return [[Said(own, VITAL)], [Said(_online(f, v))]]
    places = "、".join(dict.fromkeys(desk.place for desk in f.desks))
    opened = v.pick(
        "desks",
        f"在{places}设立咨询台{{desks}}",
        f"活动当天，在{places}设置咨询台{{desks}}",
        f"现场咨询设在{places}，共设咨询台{{desks}}",
    )
    said = [Said(f"{opened}{_departments(f, v)}。", VITAL), Said(_received(f, v), VITAL)]
    return [said, [Said(_joint(f)), Said(_online(f, v))]]


def _joint(f: Facts) -> str:
    """Desks held with others; their figures are the owners'."""
    if not f.joint:
        return ""
    told = "、".join(dict.fromkeys(f"{owner}在{place}设立的联合咨询台" for owner, place in f.joint))
    return f"另派人员参加{told}，有关数据由主办单位统计。"


def _departments(f: Facts, v: Voice) -> str:
    if not f.departments:
        return ""
    listed = "、".join(f.departments[:6]) + ("等" if len(f.departments) > 6 else "")
    return v.pick(
        "departments",
        f"，组织{listed}共{{departments}}部门、工作人员{{staff}}参加",
        f"，{listed}共{{departments}}部门派出工作人员{{staff}}接待群众",
        f"，由{listed}共{{departments}}部门的工作人员{{staff}}负责接待",
    )


def _received(f: Facts, v: Voice) -> str:
    verbs = {
        "visitors": v.pick("visitors", "接待来访群众", "接待群众", "接待前来咨询的群众"),
        "questions_answered": v.pick("answered", "解答咨询问题", "解答群众咨询", "答复咨询问题"),
        "suggestions": "收集意见建议",
        "applications": "受理政府信息公开申请",
        "participants_invited": "邀请代表",
    }
    parts = [f"{verb}{{{key}}}" for key, verb in verbs.items() if key in f.ledger]
    if "visitors" not in f.ledger:
        parts.insert(0, gap("接待群众的人次"))
    if "materials_distributed" in f.ledger:
        verb = v.pick("handed", "发放", "向群众发放")
        listed = f"{titles(f, 3)}" if f.materials else ""
        tail = "" if listed.endswith("等") or not listed else "等"
        parts.append(f"{verb}{listed}{tail}宣传资料{{materials_distributed}}")
    return f"{v.pick('received', '活动期间，共', '活动中共', '活动期间')}{'，'.join(parts)}。"


def _online(f: Facts, v: Voice) -> str:
    if "online_questions" not in f.ledger:
        return ""
    done = "，办结{online_answered}" if "online_answered" in f.ledger else ""
    # 留言 and 咨询 would be read as questions asked at the desks.
    asked = v.pick("online", "线上渠道另收到来件", "群众通过线上渠道提出的来件共")
    apart = v.pick("apart", "与现场咨询分别统计", "单独统计，不计入现场咨询")
    return f"{asked}{{online_questions}}{done}，{apart}。"


def questions(f: Facts, v: Voice) -> Paragraphs:
    """群众关注的问题: topics by department with counts, real examples, what is followed up."""
    return [
        [Said(_topics(f, v, _TOPICS), VITAL), *_examples(f, v)],
        [Said(_on_spot(f, v)), Said(_followed_up(f, v)), Said(_waiting(f, v))],
        [Said(_each_department(f), FULL)],
    ]


def departments_asked(f: Facts) -> list[str]:
    """The departments by how many questions they were asked."""
    entry = f.ledger.get("questions_asked")
    parts = entry.parts() if entry is not None else {}
    return [name for name in parts if "{" not in name and "}" not in name and "@" not in name]


def _topics(f: Facts, v: Voice, most: int) -> str:
    names = departments_asked(f)[:most]
    if not names:
        return ""
    listed = "、".join(_topic(f, name) for name in names)
    return v.pick(
        "topics",
        f"受理咨询{{questions_asked}}，按承办部门统计，群众问得较多的依次是{listed}。",
        f"从受理的咨询{{questions_asked}}看，群众关注较多的依次是{listed}。",
        f"共受理咨询{{questions_asked}}，按承办部门归类，较为集中的依次是{listed}。",
        f"现场受理咨询{{questions_asked}}，主要涉及{listed}。",
    )


def _topic(f: Facts, name: str) -> str:
    count = Reference("questions_asked", part=name)
    what = topic(f.topics[name]) if name in f.topics else ""
    # 问题 says what was counted: a count after 服务窗口 alone would be read as one of desks.
    return f"{what}（{name}，{count}问题）" if what else f"{name}承办的事项（{count}问题）"


def _each_department(f: Facts) -> str:
    names = departments_asked(f)[_TOPICS:]
    listed = "、".join(f"{name}（{Reference('questions_asked', part=name)}问题）" for name in names)
    return f"其余的问题分别由{listed}承办。" if names else ""


def _examples(f: Facts, v: Voice) -> list[Said]:
    shown = examples(f.asked, departments_asked(f), _EXAMPLES)
    return [
        Said(_example(one, v, number), USUAL if number < 2 else FULL)
        for number, one in enumerate(shown)
    ]


def _example(one: Asked, v: Voice, number: int) -> str:
    opened = v.pick("example", "例如，", "比如，", "") if number == 0 else ""
    who = v.pick(f"asker-{number}", "有群众询问", "有群众问", "有来访群众询问")
    by = one.department or "工作人员"
    replied = v.pick(f"reply-{number}", "答复", "的答复是", "当时的答复是")
    return f"{opened}{who}“{one.text}”，{by}{replied}“{one.answer}”。"


def _on_spot(f: Facts, v: Voice) -> str:
    if "answered_on_spot" not in f.ledger or "answer_rate" not in f.ledger:
        return ""
    rate = v.pick("on-spot", "咨询问题的现场答复率为", "群众咨询的现场答复率为", "现场答复率为")
    return f"{rate}{{answer_rate}}（{{answer_rate@基数}}）。"


def _followed_up(f: Facts, v: Voice) -> str:
    if "followups" not in f.ledger:
        return ""
    done = "，办结{followups_answered}" if "followups_answered" in f.ledger else ""
    opened = v.pick(
        "followups",
        "需核实后回复的，转有关部门跟踪办理，共转出",
        "不能当场说清的，转有关部门跟踪办理，共转出",
        "跟踪办理事项共",
    )
    return f"{opened}{{followups}}{done}。"


def _waiting(f: Facts, v: Voice) -> str:
    """The open follow-ups by name, as far as the gate lets them be named."""
    named = [(one, topic(one.topic)) for one in f.pending[:12]]
    listed = [_pending(one, what) for one, what in named if what][:_NAMED]
    if not listed:
        return ""
    opened = v.pick("waiting", "正在办理的有", "尚在办理的是", "仍在跟踪办理的有")
    # Quotes side by side take no 、 between them (GB/T 15834-2011, 4.5.3.5).
    told = "、".join(listed).replace("”、“", "”“")
    return f"{opened}{told}{'等问题' if len(f.pending) > len(listed) else ''}。"


def _pending(one: Pending, what: str) -> str:
    return f"“{what}”（{one.department}承办）" if one.department else f"“{what}”"
