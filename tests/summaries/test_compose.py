"""Drafts from records: three lengths, nothing unfounded, nothing personal, no two units alike."""

import io
import re
from dataclasses import replace
from datetime import date, datetime
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from zwgk.campaigns.models import (
    Campaign,
    LeadingGroupMember,
    Meeting,
    Notice,
    Participation,
    Task,
)
from zwgk.desk.models import Desk, Material
from zwgk.figures.ledger import Entry, Evidence
from zwgk.gongwen import to_pdf
from zwgk.kinds import KINDS, Qualifier, Source
from zwgk.summaries.document import build
from zwgk.summaries.drafting import Facts, Length, Section, compose
from zwgk.summaries.drafting.facts import Pending
from zwgk.summaries.drafting.quoting import Asked
from zwgk.summaries.refs import gaps, references, resolved
from zwgk.text.check import check
from zwgk.text.model import Context
from zwgk.text.similarity import compare
from zwgk.units.models import Unit

DAY = date(2026, 5, 15)
THEME = "办好群众身边事"
DEPARTMENTS = ("司法所", "卫生院", "民政办", "土地村建办公室", "便民服务窗口")
ASKED = (
    Asked("怎样申请低保", "到便民服务大厅窗口提出申请", "民政办"),
    Asked("张建国的低保什么时候批下来？", "已经核对，正在公示", "民政办"),
    Asked("异地就医怎么备案", "可在手机上备案，现场帮助办理", "卫生院"),
    Asked("电话13812345678打不通，找谁？", "已经转告经办人员", "司法所"),
    Asked("邻里纠纷可以找谁调解", "由村调解委员会免费调解", "司法所"),
    Asked("宅基地申请要经过哪些程序", "村民申请，公示后由镇政府审核", "土地村建办公室"),
)
OUTCOMES = (
    "组织各科室逐项核对办事内容和办事程序",
    "在主要路口悬挂条幅,宣传活动主题",
    "印制宣传单、办事指南。",
    "在服务大厅滚动播放标语；\n更新公开栏",
    "核对《办事指南》、《服务手册》的内容",
    "联系人王芳,手机13912345678",
    "  ",
)


def _entry(
    key: str, value: int, out_of: int | None = None, parts: dict[str, int] | None = None
) -> Entry:
    rows = tuple(
        Evidence(Source.RECORDS, "row", str(n), count, None, Qualifier.EXACT, "", None, part)
        for n, (part, count) in enumerate((parts or {}).items())
    )
    return Entry(KINDS[key], value, out_of, Qualifier.EXACT, {Source.RECORDS: value}, rows)


def _part(code: str = "town", name: str = "柳河镇") -> Participation:
    city = Unit(name="临川市人民政府办公室", short_name="临川市", code="city")
    unit = Unit(name=f"{name}人民政府", short_name=name, code=code, self_reference="我镇")
    campaign = Campaign(
        slug="day", unit=city, edition=20, year=2026, theme=THEME, starts_on=DAY, ends_on=DAY,
        summary_due_on=DAY,
    )  # fmt: skip
    notice = Notice(
        campaign=campaign, unit=city, doc_number="临政办发〔2026〕5号",
        title="临川市人民政府办公室关于开展2026年政务公开日活动的通知",
    )  # fmt: skip
    return Participation(
        campaign=campaign, unit=unit, notice=notice, starts_on=DAY,
        next_steps="及时更新公开内容，方便群众办事",
    )  # fmt: skip


def _facts(**changes: Any) -> Facts:
    """A unit with something of everything."""
    by_department = {"民政办": 6, "司法所": 4, "卫生院": 2}
    ledger = {
        "visitors": _entry("visitors", 316),
        "questions_asked": _entry("questions_asked", 12, parts=by_department),
        "questions_answered": _entry("questions_answered", 11),
        "answered_on_spot": _entry("answered_on_spot", 10),
        "answer_rate": _entry("answer_rate", 10, 12),
        "satisfaction_rate": _entry("satisfaction_rate", 51, 52),
        "materials_distributed": _entry("materials_distributed", 1836, parts={"办事指南": 36}),
        "desks": _entry("desks", 1),
        "departments": _entry("departments", 3),
        "staff": _entry("staff", 6),
        "items_checked": _entry("items_checked", 61),
        "items_completed": _entry("items_completed", 9),
        "banners": _entry("banners", 6),
        "followups": _entry("followups", 2),
        "followups_answered": _entry("followups_answered", 1),
        "online_questions": _entry("online_questions", 5),
        "online_answered": _entry("online_answered", 4),
    }
    facts = Facts(
        participation=_part(),
        ledger=ledger,
        group=(
            LeadingGroupMember(position="head", name="尹望舒", post="镇长", duty="负总责"),
            LeadingGroupMember(position="deputy", name="童大川", post="副镇长", duty="具体负责"),
            LeadingGroupMember(position="member", name="戚采薇", post="办公室主任", duty=""),
        ),
        meetings=(
            Meeting(title="部署会", held_on=date(2026, 5, 6), decisions="研究确定活动的内容和形式"),
        ),
        tasks={"items_checked": Task(key="items_checked", title="核查", outcome=OUTCOMES[0])},
        own_tasks=(),
        undone=(),
        desks=(Desk(name="咨询台", place="镇政府门前", opens_at=datetime(2026, 5, 15, 8)),),
        departments=("民政办", "司法所", "卫生院"),
        topics={"民政办": "社会救助"},
        materials=(Material(name="办事指南"), Material(name="服务手册")),
        run_out=(),
        asked=ASKED,
        pending=(),
        unsatisfied=False,
        before={},
    )
    return replace(facts, **changes)


def _text(facts: Facts, length: Length = Length.SUMMARY) -> str:
    title, sections = compose(facts, length)
    return "\n".join([title, *(s["body"] for s in sections)])


def _printed(facts: Facts, title: str, sections: list[Section]) -> str:
    document = build(facts.participation, title, sections, facts.ledger, dated=date(2026, 5, 20))
    return "\n".join([title, *(p.text for p in document.paragraphs)])


def _bodies(facts: Facts, length: Length = Length.SUMMARY) -> dict[str, str]:
    return {s["key"]: s["body"] for s in compose(facts, length)[1]}


WORDS = st.sampled_from(OUTCOMES)
MATERIALS = ("办事指南", "服务手册", "宣传单", "明白纸")
NAMES = st.lists(st.sampled_from(DEPARTMENTS), unique=True, max_size=5)


@st.composite
def _records(draw: st.DrawFn) -> Facts:
    """Any mixture of what may be recorded, also much and also nothing, consistent in itself."""
    number = st.integers(1, 5000)
    names = draw(NAMES)
    by_department = {name: draw(st.integers(1, 40)) for name in names}
    asked = sum(by_department.values())
    answered = draw(st.integers(0, asked))
    spot = draw(st.integers(0, answered))
    rated = draw(st.integers(0, 60))
    ledger = {key: _entry(key, draw(number)) for key in draw(st.sets(st.sampled_from([
        "visitors", "suggestions", "applications", "items_checked", "items_completed", "banners",
        "boards", "screens", "participants_invited", "materials_distributed", "meetings",
        "material_kinds",
    ])))}  # fmt: skip
    desks = draw(st.integers(0, 2))
    if desks:
        ledger["desks"] = _entry("desks", desks)
    if names:
        ledger["departments"] = _entry("departments", len(names))
        ledger["staff"] = _entry("staff", len(names) + draw(st.integers(0, 9)))
        ledger["questions_asked"] = _entry("questions_asked", asked, parts=by_department)
        ledger["answer_rate"] = _entry("answer_rate", spot, asked)
    for key, value in (("questions_answered", answered), ("answered_on_spot", spot)):
        if value:
            ledger[key] = _entry(key, value)
    if rated:
        ledger["satisfaction_rate"] = _entry(
            "satisfaction_rate", draw(st.integers(0, rated)), rated
        )
    for every, done in (
        ("followups", "followups_answered"),
        ("online_questions", "online_answered"),
    ):
        if total := draw(st.integers(0, 300)):
            ledger[every] = _entry(every, total)
            if some := draw(st.integers(0, total)):
                ledger[done] = _entry(done, some)
    keys = ("items_checked", "items_completed", "board_remade", "slogans_scheduled",
            "banners_hung", "staff_assigned", "brochure_printed")  # fmt: skip
    meetings = st.builds(
        Meeting, title=st.sampled_from(["部署会", "政务公开日活动专题会议", "镇长办公会议"]),
        held_on=st.dates(date(2026, 4, 21), date(2026, 5, 14)),
        place=st.sampled_from(["", "会议室"]),
        decisions=st.sampled_from(["", "研究确定活动的内容和形式", "明确各科室的分工。" * 30]),
    )  # fmt: skip
    members = st.builds(
        LeadingGroupMember, position=st.sampled_from(["head", "deputy", "member"]),
        name=st.sampled_from(["尹望舒", "童大川"]), post=st.sampled_from(["镇长", "副镇长"]),
        duty=st.sampled_from(["", "负总责", "组织各科室参加现场活动。"]),
    )  # fmt: skip
    pending = st.builds(
        Pending, topic=st.sampled_from(["路灯何时修好", "张建国家的路灯", "农村道路什么时候修"]),
        department=st.sampled_from(["", *DEPARTMENTS]), overdue=st.booleans(),
    )  # fmt: skip
    before = {key: (draw(number), None) for key in draw(st.sets(st.sampled_from(["visitors"])))}
    return _facts(
        participation=_part(draw(st.sampled_from(["a", "b", "c", "d", "e", "f"]))),
        ledger=ledger,
        group=tuple(draw(st.lists(members, max_size=8))),
        meetings=tuple(draw(st.lists(meetings, max_size=3))),
        tasks={k: Task(key=k, title="任务", outcome=draw(WORDS))
               for k in draw(st.sets(st.sampled_from(keys)))},
        own_tasks=tuple(Task(title="进村宣传", outcome=draw(WORDS))
                        for _ in range(draw(st.integers(0, 12)))),
        undone=tuple(draw(st.lists(st.sampled_from(["悬挂宣传条幅", "更新公开栏"]), unique=True))),
        desks=tuple(Desk(name="台", place=f"{where}门前") for where in ["大厅", "集市"][:desks]),
        departments=tuple(names),
        topics={name: "政策咨询" for name in names if draw(st.booleans())},
        materials=tuple(Material(name=name) for name in MATERIALS[: draw(st.integers(0, 4))]),
        run_out=tuple(draw(st.sampled_from([[], ["办事指南"], ["办事指南", "服务手册"]]))),
        asked=tuple(draw(st.lists(st.sampled_from(ASKED)))),
        pending=tuple(draw(st.lists(pending, max_size=5))),
        unsatisfied=draw(st.booleans()),
        before=before,
    )  # fmt: skip


@given(facts=_records(), length=st.sampled_from(Length))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_draft_passes_the_check_and_holds_only_what_it_may(facts: Facts, length: Length) -> None:
    title, sections = compose(facts, length)
    bodies = "\n".join(s["body"] for s in sections)
    text = _printed(facts, title, sections)
    context = Context(
        unit=facts.participation.unit.name, edition=20, year=2026, theme=THEME, days=(DAY,),
        first_years={"政务公开日": 2007},
        records={key: (entry.value, entry.out_of) for key, entry in facts.ledger.items()},
    )  # fmt: skip
    found = [f for f in check(text, context) if f.rule != "placeholder"]
    assert not found, [(f.rule, f.message, text[max(f.start - 30, 0) : f.end]) for f in found]
    assert {r.key for r in references(bodies)} <= facts.ledger.keys()
    assert gaps(resolved(bodies, facts.ledger)) == gaps(bodies)
    plain = re.sub(r"\{[^{}]+\}|\d+年|\d+月\d+日|〔\d+〕\d+号|5·15", "", bodies)
    assert not re.search(r"\d", plain)
    assert "建国" not in text
    assert "1381234" not in text


@given(facts=_records(), length=st.sampled_from([Length.BRIEF, Length.SUMMARY]))
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_a_draft_is_never_longer_than_its_length_allows(facts: Facts, length: Length) -> None:
    title, sections = compose(facts, length)
    document = build(facts.participation, title, sections, facts.ledger, dated=date(2026, 5, 20))
    pages = len(PdfReader(io.BytesIO(to_pdf(document))).pages)
    assert pages <= (1 if length is Length.BRIEF else 3)


@given(facts=_records(), length=st.sampled_from(Length))
@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
def test_the_same_records_give_the_same_text(facts: Facts, length: Length) -> None:
    again = replace(facts, asked=facts.asked[::-1])
    assert compose(facts, length) == compose(again, length)


def test_neighbours_word_the_same_records_differently() -> None:
    sets = [
        set(re.split("[。\\n]", _text(_facts(participation=_part(code))))) for code in "abcdefgh"
    ]
    shares = [len(one & other) / len(one) for one, other in combinations(sets, 2)]
    assert max(shares) < 1
    assert sum(shares) / len(shares) < 0.5


def test_units_with_records_of_their_own_are_not_copies_of_each_other() -> None:
    here = _facts()
    there = _facts(
        participation=_part("other", "石桥乡"),
        departments=("农业站", "建设办"),
        topics={},
        asked=(),
        materials=(Material(name="惠农政策明白纸"),),
        desks=(Desk(name="台", place="集市东口"),),
        tasks={"items_checked": Task(key="items_checked", title="核查", outcome="查对了权力清单")},
        group=(LeadingGroupMember(position="head", name="骆长风", post="乡长", duty="统筹协调"),),
        ledger={key: here.ledger[key] for key in ("visitors", "desks", "satisfaction_rate")},
    )
    ignore = [here.participation.notice.title, THEME]
    assert compare(_text(here), _text(there), ignore=ignore).share < 0.3


def test_a_brief_keeps_what_weighs_most() -> None:
    bodies = _bodies(_facts(), Length.BRIEF)
    assert "{visitors}" in bodies["reception"]
    assert "{satisfaction_rate@基数}" in bodies["results"]
    assert "{questions_asked@民政办}" in bodies["questions"]
    assert all(not s["heading"] for s in compose(_facts(), Length.BRIEF)[1])


def test_topics_are_told_by_department_with_their_counts() -> None:
    said = resolved(_bodies(_facts())["questions"], _facts().ledger)
    assert "社会救助（民政办，6个问题）" in said
    assert said.index("民政办") < said.index("司法所") < said.index("卫生院")


def test_examples_are_masked_and_left_out_where_the_gate_doubts() -> None:
    said = _bodies(_facts(asked=(ASKED[1], ASKED[3])))["questions"]
    assert "张某某的低保什么时候批下来" in said
    assert "138" not in said
    assert "打不通" not in said


def test_what_waits_is_named_and_followed_by_a_step() -> None:
    late = Pending("路灯何时修好", "建设办", overdue=True)
    bodies = _bodies(_facts(pending=(late,)))
    assert "“路灯何时修好”（建设办承办）" in bodies["questions"]
    assert "建设办承办的跟踪事项有的超过了答复期限" in bodies["problems"]
    assert "逐件催办" in bodies["next"]


@pytest.mark.parametrize(
    ("change", "problem", "step"),
    [
        ({"unsatisfied": True}, "评价为不满意", "查明原因"),
        ({"run_out": ("办事指南",)}, "《办事指南》备数不足", "补印《办事指南》"),
        ({"undone": ("悬挂宣传条幅",)}, "“悬挂宣传条幅”任务没有按期完成", "抓紧完成"),
    ],
)
def test_each_problem_has_its_step(change: dict[str, Any], problem: str, step: str) -> None:
    bodies = _bodies(_facts(**change))
    assert problem in bodies["problems"]
    assert step in bodies["next"]
    assert "problems" not in _bodies(_facts())


def test_last_year_is_compared_only_where_both_have_the_number() -> None:
    before = {"visitors": (300, None), "questions_answered": (11, None), "suggestions": (4, None),
              "satisfaction_rate": (52, 52)}  # fmt: skip
    said = _bodies(_facts(before=before))["results"]
    assert "接待群众比上年增加" in said
    assert "解答问题与上年持平" in said
    assert "满意率比上年下降" in said
    assert "意见建议" not in said
    assert "上年" not in _bodies(_facts())["results"]


def test_a_vague_number_is_not_compared() -> None:
    ledger = {"visitors": replace(_entry("visitors", 300), qualifier=Qualifier.MORE_THAN)}
    assert "上年" not in _text(_facts(ledger=ledger, before={"visitors": (200, None)}))


def test_online_questions_stand_apart() -> None:
    said = resolved(_bodies(_facts())["reception"], _facts().ledger)
    assert re.search("线上渠道.*来件共?5件，办结4件，.*现场咨询", said)


def test_a_recorded_number_against_the_records_becomes_a_gap() -> None:
    wrong = Task(key="banners_hung", title="悬挂宣传条幅", outcome="悬挂条幅60条")
    said = _bodies(_facts(tasks={"banners_hung": wrong}))["carriers"]
    assert gaps(said) == ["【待补充：“悬挂宣传条幅”的情况（登记的文字需要核对改写）】"]


def test_without_records_a_draft_asks_for_what_is_missing() -> None:
    empty = _facts(
        ledger={}, group=(), meetings=(), tasks={}, desks=(), departments=(), topics={},
        materials=(), asked=(), participation=_part(),
    )  # fmt: skip
    missing = gaps(_text(empty))
    assert "【待补充：活动领导小组的组成和分工】" in missing
    assert "【待补充：咨询台的设置和接待情况】" in missing
    assert "【待补充：活动的成效】" in missing


def test_a_report_lists_every_figure_with_its_source() -> None:
    facts = _facts()
    said = _bodies(facts, Length.REPORT)["overview"]
    assert {r.key for r in references(said)} == facts.ledger.keys()
    assert said.count("逐条记录") >= len(facts.ledger)
