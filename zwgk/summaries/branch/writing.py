"""The sentences of a superior's draft, each with submissions behind it."""

from collections.abc import Sequence

from zwgk.kinds import KINDS
from zwgk.summaries.branch.facts import BranchFacts
from zwgk.summaries.drafting.fitting import Section, fit
from zwgk.summaries.drafting.model import (
    CORE,
    FULL,
    VITAL,
    Length,
    Paragraphs,
    Part,
    Said,
    Voice,
)
from zwgk.summaries.refs import BASE, BELOW, Reference, gap

_TITLES = {Length.BRIEF: "简报", Length.SUMMARY: "总结", Length.REPORT: "报告"}
_LISTED = 8
_LEADING = 3
_COMPARED = ("visitors", "questions_answered", "materials_distributed", "suggestions")
_ORGANISED = ("desks", "departments", "staff", "meetings")
_SHOWN = ("materials_distributed", "boards", "banners", "screens")
_CHECKED = ("items_checked", "items_completed")
_ASKED = ("questions_asked", "questions_answered", "suggestions", "applications")
_VERBS = {
    "desks": "设立咨询台", "departments": "参与部门", "staff": "参加接待的工作人员",
    "meetings": "召开会议", "materials_distributed": "发放宣传资料", "boards": "展出公开板",
    "banners": "悬挂条幅", "screens": "使用电子屏", "items_checked": "核查公开事项",
    "items_completed": "补充完善", "questions_asked": "受理咨询", "questions_answered": "解答问题",
    "suggestions": "收集意见建议", "applications": "受理政府信息公开申请",
}  # fmt: skip


def compose_branch(
    facts: BranchFacts, length: Length = Length.SUMMARY
) -> tuple[str, list[Section]]:
    """The title and sections of a superior's draft in a length."""
    unit, campaign = facts.unit, facts.campaign
    voice = Voice(unit.code, campaign.slug)
    title = f"{unit.short_name}关于{campaign.year}年{campaign.series}活动的{_TITLES[length]}"
    parts = [
        Part("basis", "", [[Said(_opening(facts, voice), 0)]]),
        Part("organisation", "组织开展情况", _organisation(facts, voice)),
        Part("reception", "现场接待和咨询情况", _reception(facts, voice)),
        Part("questions", "群众关注的问题", _questions(facts, voice)),
        Part("results", "群众评价和与上届比较", _results(facts, voice)),
        Part("practice", "好的做法", _practice(facts)),
        Part("problems", "存在的问题", _problems(facts)),
        Part("next", "下一步打算", _following(facts)),
    ]
    if length is Length.REPORT:
        parts.append(Part("overview", "所属单位数据一览", _overview(facts)))
        parts.append(Part("own", "本级活动数据", _own(facts)))
    return title, fit(title, parts, length, facts.ledger)


def _opening(f: BranchFacts, v: Voice) -> str:
    theme = f"围绕“{f.campaign.theme}”主题，" if f.campaign.theme else ""
    began = v.pick("opened", "部署开展", "统一组织开展", "安排开展")
    told = (
        f"参加活动的{f.units}家所属单位均已报送总结。"
        if f.units and f.units == f.submitted
        else f"参加活动的所属单位共{f.units}家，其中{f.submitted}家已报送总结。"
    )
    return (
        f"{theme}{f.unit.self_reference}{began}了{f.campaign.year}年{f.campaign.series}活动。"
        f"{told}以下数据为已报送单位的合计。"
    )


def _practice(f: BranchFacts) -> Paragraphs:
    """What stands on the list of examples; nothing is praised that nobody chose."""
    if not f.praised:
        return [[Said(gap("所属单位值得推广的做法"))]]
    told = "；".join(f"{unit}{why.rstrip('。')}" for unit, why in f.praised[:_LISTED])
    return [[Said(f"{told}。", CORE)]]


def _told(f: BranchFacts, keys: Sequence[str]) -> str:
    known = [key for key in keys if key in f.below]
    return "、".join(f"{_VERBS[key]}{_sum(key)}" for key in known)


def _sum(key: str) -> str:
    return str(Reference(key, part=BELOW))


def _organisation(f: BranchFacts, v: Voice) -> Paragraphs:
    said = []
    if told := _told(f, _ORGANISED):
        begun = v.pick("organised", "各单位共", "所属单位合计", "各地各部门共")
        said.append(Said(f"{begun}{told}。", CORE))
    if told := _told(f, _SHOWN):
        said.append(Said(f"{v.pick('shown', '活动中', '宣传方面，')}{told}。"))
    if told := _told(f, _CHECKED):
        said.append(Said(f"活动前{told}。"))
    return [said or [Said(gap("所属单位组织活动的情况"))]]


def _reception(f: BranchFacts, v: Voice) -> Paragraphs:
    said = []
    if "visitors" in f.below:
        opened = v.pick("received", "共接待群众", "现场接待群众", "合计接待来访群众")
        said.append(Said(f"{opened}{_sum('visitors')}。", VITAL))
    if told := _told(f, _ASKED):
        said.append(Said(f"{told}。", CORE))
    if "answer_rate" in f.below:
        base = Reference("answer_rate", part=f"{BELOW}{BASE}")
        said.append(Said(f"现场答复率为{_sum('answer_rate')}（{base}）。"))
    if len(f.districts) > 1:
        names = "、".join(f.districts[:_LEADING])
        said.append(Said(f"按接待人次从多到少，居前的依次为{names}。"))
    return [said or [Said(gap("所属单位现场接待的情况"))]]


def _questions(f: BranchFacts, v: Voice) -> Paragraphs:
    if not f.topics:
        return [[Said(gap("群众咨询较多的问题"))]]
    asked = v.pick("asked", "群众咨询较多的问题有", "咨询较为集中的是", "群众关注较多的有")
    return [[Said(f"{asked}：{'、'.join(f.topics[:5])}。", CORE)]]


def _results(f: BranchFacts, v: Voice) -> Paragraphs:
    said = []
    if "satisfaction_rate" in f.below:
        base = Reference("satisfaction_rate", part=f"{BELOW}{BASE}")
        said.append(Said(f"群众满意率为{_sum('satisfaction_rate')}（{base}）。", VITAL))
    groups: dict[str, list[str]] = {}
    for key in _COMPARED:
        if key in f.below and key in f.then:
            now, then = f.below[key].value, f.then[key].value
            word = "比上届增加" if now > then else "比上届减少" if now < then else "与上届持平"
            groups.setdefault(word, []).append(KINDS[key].name)
    if groups:
        told = "，".join(f"{'、'.join(names)}{word}" for word, names in groups.items())
        opened = v.pick("compared", "与上届报送的数据相比，", "对照上届报送的数据，")
        said.append(Said(f"{opened}{told}。"))
    return [said] if said else []


def _problems(f: BranchFacts) -> Paragraphs:
    said = []
    if f.missing:
        said.append(Said(f"{_some(f.missing)}尚未报送总结。", CORE))
    if f.late:
        said.append(Said(f"{_some(f.late)}报送迟于规定时间。"))
    if f.returned:
        said.append(Said(f"{_some(f.returned)}的总结因内容需要修改被退回。"))
    if _open_followups(f):
        told = f"跟踪办理{_sum('followups')}，{_answered(f)}"
        said.append(Said(f"咨询台没有当场答复的问题中，{told}。", CORE))
    return [said or [Said(gap("活动中存在的问题"))]]


def _following(f: BranchFacts) -> Paragraphs:
    said = []
    if _open_followups(f):
        said.append(Said("督促有关单位逐件办理尚未答复的跟踪办理件，并答复群众。", CORE))
    if f.missing:
        said.append(Said(f"督促{_some(f.missing)}报送总结。", CORE))
    if f.topics:
        said.append(Said(f"对照群众咨询较多的{'、'.join(f.topics[:3])}，核查有关公开事项。"))
    return [said or [Said(gap("下一步打算"))]]


def _open_followups(f: BranchFacts) -> bool:
    begun, done = f.below.get("followups"), f.below.get("followups_answered")
    return begun is not None and begun.value > (done.value if done else 0)


def _answered(f: BranchFacts) -> str:
    if "followups_answered" not in f.below:
        return "都在办理中"
    return f"已答复{_sum('followups_answered')}，其余仍在办理"


def _overview(f: BranchFacts) -> Paragraphs:
    lines = [f"{KINDS[key].name}：{_sum(key)}" for key in KINDS if key in f.below]
    return [[Said(f"{line}。", FULL)] for line in lines]


def _own(f: BranchFacts) -> Paragraphs:
    """The own desks apart: they are no part of the sum above."""
    lines = [f"{KINDS[key].name}：{Reference(key)}" for key in f.ledger]
    return [[Said(f"{line}（不含所属单位）。", FULL)] for line in lines]


def _some(names: Sequence[str]) -> str:
    told = "、".join(names[:_LISTED])
    return f"{told}等{len(names)}家单位" if len(names) > _LISTED else told
