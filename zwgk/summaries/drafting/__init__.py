"""Composing a draft from the records (根据记录撰写), in the order real summaries use.

A sentence is written only if records stand behind it; where nothing is recorded a marked gap says
what is missing. Numbers are never written out: they are references. The same records give the same
text; another unit's read differently.
"""

from collections.abc import Callable

from zwgk.summaries.drafting import day, opening, outcome
from zwgk.summaries.drafting.facts import Facts, gather
from zwgk.summaries.drafting.fitting import Section, fit
from zwgk.summaries.drafting.model import LENGTH_NAMES, Length, Paragraphs, Part, Voice

__all__ = ["LENGTH_NAMES", "Facts", "Length", "Section", "compose", "gather"]

_TITLES = {Length.BRIEF: "简报", Length.SUMMARY: "总结", Length.REPORT: "报告"}
_Writer = Callable[[Facts, Voice], Paragraphs]
_PARTS: tuple[tuple[str, tuple[str, ...], _Writer], ...] = (
    ("basis", ("",), opening.basis),
    (
        "organisation",
        ("加强组织领导，周密安排部署", "组织领导和工作部署", "活动的组织和部署"),
        opening.organisation,
    ),
    (
        "selfcheck",
        ("开展自查，完善公开内容", "公开内容自查情况", "核查和完善公开事项"),
        opening.selfcheck,
    ),
    (
        "carriers",
        ("丰富宣传载体，营造活动氛围", "宣传载体和宣传形式", "宣传发动情况"),
        opening.carriers,
    ),
    (
        "reception",
        ("开展现场接待，解答群众咨询", "现场接待和咨询情况", "现场活动开展情况"),
        day.reception,
    ),
    (
        "questions",
        ("群众关注的问题和办理情况", "群众咨询的主要问题和答复情况", "咨询问题及跟踪办理情况"),
        day.questions,
    ),
    ("results", ("活动取得的成效", "活动成效", "群众评价和活动成效"), outcome.results),
    ("problems", ("存在的问题", "存在的问题和不足"), outcome.problems),
    ("next", ("下一步打算", "下一步工作打算", "今后打算"), outcome.following),
)


def compose(facts: Facts, length: Length = Length.SUMMARY) -> tuple[str, list[Section]]:
    """The title and sections of a draft in a length."""
    p = facts.participation
    voice = Voice(p.unit.code, p.campaign.slug)
    title = f"{p.unit.short_name}关于{p.campaign.year}年{p.campaign.series}活动的{_TITLES[length]}"
    parts = [
        Part(key, voice.pick(f"heading-{key}", *headings), write(facts, voice))
        for key, headings, write in _PARTS
    ]
    if length is Length.REPORT:
        parts.append(Part("overview", "活动数据一览", outcome.overview(facts, voice)))
    return title, fit(title, parts, length, facts.ledger)
