"""After the day: ratings, the change since last year, what went wrong, what follows."""

from fractions import Fraction

from zwgk.kinds import KINDS, SOURCE_NAMES, Qualifier
from zwgk.summaries.drafting.facts import Facts
from zwgk.summaries.drafting.model import CORE, FULL, USUAL, VITAL, Paragraphs, Said, Voice
from zwgk.summaries.drafting.quoting import clause
from zwgk.summaries.refs import Reference, gap

# What may be told against last year, in the order it is told; rates come by themselves.
_COMPARED = {
    "visitors": "接待群众",
    "questions_answered": "解答问题",
    "materials_distributed": "发放资料",
    "items_checked": "核查事项",
    "suggestions": "意见建议",
    "satisfaction_rate": "满意率",
    "answer_rate": "现场答复率",
}
# Names that do not read as the desks' questions, for kinds that are counted apart from them.
_APART = {
    "followups": "转办件",
    "followups_answered": "转办件办结",
    "online_questions": "线上来件",
    "online_answered": "线上来件办结",
}
_ORDINALS = "一二三四五六七八九"
_NAMED = 3
_SAME = "持平"


def results(f: Facts, v: Voice) -> Paragraphs:
    """成效: the visitors' ratings with their base, and the change since last year."""
    said = []
    if "satisfaction_rate" in f.ledger:
        rate = v.pick("rating", "群众对答复的满意率为", "来访群众评价的满意率为", "群众满意率为")
        text = f"{rate}{{satisfaction_rate}}（{{satisfaction_rate@基数}}）。"
        said.append(Said(text, VITAL))
    said.append(Said(_compared(f, v)))
    if not any(one.text for one in said):
        said.append(Said(gap("活动的成效"), USUAL))
    return [said]


def _compared(f: Facts, v: Voice) -> str:
    groups: dict[str, list[str]] = {}
    for key, name in _COMPARED.items():
        if word := _change(f, key):
            groups.setdefault(word, []).append(name)
    if not groups:
        return ""
    told = "，".join(
        f"{'、'.join(names)}{'与' if word == _SAME else '比'}上年{word}"
        for word, names in groups.items()
    )
    opened = v.pick(
        "compared", "与上年活动的报送数据相比，", "同口径比较，", "对照上年报送的数据，"
    )
    return f"{opened}{told}。"


def _change(f: Facts, key: str) -> str:
    """增加 or 减少 against the figure accepted last year, where both are exact; else empty."""
    entry, before = f.ledger.get(key), f.before.get(key)
    if entry is None or before is None or entry.qualifier is not Qualifier.EXACT:
        return ""
    rate = KINDS[key].is_rate
    if rate and not (entry.out_of and before[1]):
        return ""
    now, then = Fraction(entry.value), Fraction(before[0])
    if rate:
        now, then = Fraction(entry.value, entry.out_of or 1), Fraction(before[0], before[1] or 1)
    more, less = ("提高", "下降") if rate else ("增加", "减少")
    return more if now > then else less if now < then else _SAME


def problems(f: Facts, v: Voice) -> Paragraphs:
    """存在的问题: only what the records show."""
    found = [problem for problem, _ in _problems(f)]
    if not found:
        return []
    opened = v.pick("problems", "从记录看，活动中还存在以下问题：", "对照记录，活动还有不足：")
    return [[Said(f"{opened}{_numbered(found)}。")]]


def _numbered(clauses: list[str]) -> str:
    if len(clauses) == 1:
        return clauses[0]
    return "；".join(f"{_ORDINALS[n]}是{one}" for n, one in enumerate(clauses[:9]))


def _problems(f: Facts) -> list[tuple[str, str]]:
    """Each problem with the step that mends it."""
    found = []
    late = list(dict.fromkeys(one.department for one in f.pending if one.overdue))
    if late:
        who = _listed([name for name in late if name])
        found.append(
            (
                f"{who}承办的跟踪事项有的超过了答复期限" if who else "有的跟踪事项超过了答复期限",
                "对超过期限的跟踪事项逐件催办，办结后告知群众",
            )
        )
    if f.unsatisfied:
        found.append(
            ("有群众对答复的评价为不满意", "核对评价为不满意的答复，查明原因后改进")
        )  # fmt: skip
    if f.run_out:
        names = "".join(f"《{name.strip('《》 ')}》" for name in f.run_out[:_NAMED])
        more = "等资料" if len(f.run_out) > _NAMED else ""
        found.append((f"{names}{more}备数不足，已全部发完", f"补印{names}{more}，放置在办事窗口"))
    if f.undone:
        names = "".join(f"“{title}”" for title in f.undone[:_NAMED])
        more = "等" if len(f.undone) > _NAMED else ""
        found.append((f"{names}{more}任务没有按期完成", f"抓紧完成{names}{more}任务"))
    return found


def _listed(names: list[str]) -> str:
    return "、".join(names[:_NAMED]) + ("等" if len(names) > _NAMED else "")


def following(f: Facts, v: Voice) -> Paragraphs:
    """下一步打算: what the unit wrote, then a step for each open matter."""
    wrote = f.participation.next_steps
    said = []
    if wrote.strip():
        own = clause(wrote, f.ledger)
        said.append(Said(f"{own}。" if own else gap("下一步打算（登记的文字需要核对改写）"), CORE))
    steps = _steps(f)
    if steps:
        opened = v.pick("next", "针对存在的问题，", "同时，", "下一步，")
        said.append(Said(f"{opened}{_numbered(steps)}。", USUAL if said else CORE))
    return [said or [Said(gap("下一步打算"), CORE)]]


def _steps(f: Facts) -> list[str]:
    steps = [step for _, step in _problems(f)]
    waiting = list(dict.fromkeys(p.department for p in f.pending if not p.overdue))
    if waiting:
        who = _listed([name for name in waiting if name]) or "承办部门"
        steps.insert(0, f"督促{who}在期限内办结跟踪事项，并将结果告知群众")
    return steps


def overview(f: Facts, v: Voice) -> Paragraphs:
    """数据一览: every figure of the records with where it comes from, a line each."""
    lines = []
    for key, entry in f.ledger.items():
        sources = "、".join(SOURCE_NAMES[source] for source in entry.shares)
        base = f"，{{{key}@基数}}" if entry.kind.is_rate and entry.value else ""
        lines.append(
            [Said(f"{_APART.get(key, entry.kind.name)}：{{{key}}}{base}（{sources}）。", FULL)]
        )
    return [*lines, *_each_material(f)]


def _each_material(f: Facts) -> Paragraphs:
    entry = f.ledger.get("materials_distributed")
    if entry is None:
        return []
    parts = [Reference("materials_distributed", part=name) for name in entry.parts()
             if "{" not in name and "}" not in name]  # fmt: skip
    listed = "、".join(f"《{part.part.strip('《》 ')}》{part}" for part in parts)
    return [[Said(f"其中逐条登记的资料：{listed}。", FULL)]] if parts else []
