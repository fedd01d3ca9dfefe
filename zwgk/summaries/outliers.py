"""Figures out of line (数据异常), each with its reason in words; a hint, never a verdict.

A figure is held against what a desk can do in a day, against the unit's other figures, against
units of the same level, and against the unit's own figure in the edition before.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from statistics import median

from zwgk.campaigns.models import Campaign
from zwgk.core.actor import Actor
from zwgk.figures.phrase import percent
from zwgk.kinds import KINDS
from zwgk.summaries.rollup import PART, UNIT, Branch, standing_figures
from zwgk.units.models import Unit

HOURS = 8  # of a desk in a day, where nobody noted more
# What one desk can do in an hour at the utmost: a visitor a minute, ten copies a minute.
MOST = {"visitors": 60, "questions_asked": 60, "materials_distributed": 600}
_COMPARED = (*MOST, "boards", "banners", "meetings", "participants_invited", "staff")
_PART_OF = (
    ("questions_answered", "questions_asked"),
    ("answered_on_spot", "questions_answered"),
    ("followups_answered", "followups"),
    ("online_answered", "online_questions"),
    ("items_completed", "items_checked"),
)
_LIKE = 5  # units of one level make a standard
_TIMES, _LEAST = 5, 30  # so many times as much, and a difference worth a question
_SAME = 4  # figures that repeat the last edition's are no chance
_RATE_POINTS = 30  # a rate so far below the others'
_KINDS = tuple({*_COMPARED, *(key for pair in _PART_OF for key in pair), "desks",
                "answer_rate", "satisfaction_rate"})  # fmt: skip

Figures = Mapping[str, tuple[int, int | None]]


@dataclass(frozen=True)
class Reported:
    """What one standing submission reports: value and base by kind."""

    participation: int
    submission: int
    unit: int
    unit_name: str
    level: str
    days: int
    figures: Figures


@dataclass(frozen=True)
class Outlier:
    """A unit whose figures are out of line, and why."""

    participation: int
    submission: int
    unit_name: str
    reasons: tuple[str, ...]


def outliers(
    campaign: Campaign, actor: Actor, branch: Branch | None = None,
    earlier: Campaign | None = None,
) -> list[Outlier]:  # fmt: skip
    """The units out of line in tree order, in two queries; one without an earlier edition."""
    now = _reported(campaign, actor, branch)
    then = {}
    if earlier is not None:
        then = {one.unit: one.figures for one in _reported(earlier, actor, branch)}
    levels = _usual(now)
    found = []
    for one in now:
        reasons = (
            *_impossible(one), *_unlike(one, levels.get(one.level, {})),
            *_since(one.figures, then.get(one.unit, {})),
        )  # fmt: skip
        if reasons:
            found.append(Outlier(one.participation, one.submission, one.unit_name, reasons))
    return found


def _reported(campaign: Campaign, actor: Actor, branch: Branch | None) -> list[Reported]:
    rows = standing_figures([campaign], actor, branch).filter(kind__in=_KINDS)
    rows = rows.order_by(f"{UNIT}__path").values_list(
        f"{PART}_id", "submission_id", f"{UNIT}__pk", f"{UNIT}__name", f"{UNIT}__level",
        f"{PART}__starts_on", f"{PART}__ends_on", "kind", "value", "out_of",
    )  # fmt: skip
    found: dict[int, Reported] = {}
    figures: dict[int, dict[str, tuple[int, int | None]]] = {}
    for part, submission, unit, name, level, starts, ends, kind, value, out_of in rows:
        if part not in found:
            days = (ends - starts).days + 1 if starts and ends else 1
            own = figures[part] = {}
            found[part] = Reported(part, submission, unit, name, level, max(days, 1), own)
        figures[part][kind] = (value, out_of)
    return list(found.values())


def _usual(reported: Collection[Reported]) -> dict[str, dict[str, tuple[float, int]]]:
    """The median of each kind over the units of a level and how many units report it."""
    values: dict[str, dict[str, list[float]]] = {}
    for one in reported:
        for kind, (value, out_of) in one.figures.items():
            rate = KINDS[kind].is_rate
            if not rate or out_of:
                height = value / out_of if out_of and rate else value
                values.setdefault(one.level, {}).setdefault(kind, []).append(height)
    return {
        level: {kind: (median(found), len(found)) for kind, found in kinds.items()}
        for level, kinds in values.items()
    }


def _impossible(one: Reported) -> Iterator[str]:
    """What cannot be: more than the desks can do, a part larger than its whole."""
    desks = one.figures.get("desks", (0, None))[0]
    for kind, most in MOST.items():
        value = one.figures.get(kind, (0, None))[0]
        hours = desks * one.days * HOURS
        if hours and value > most * hours:
            yield (
                f"{_told(kind, value)}，按{desks}个咨询台、{one.days}天、每天{HOURS}小时折算，"
                f"每台每小时{value // hours}{KINDS[kind].measure}，超过可能的"
                f"{most}{KINDS[kind].measure}"
            )
    for part, whole in _PART_OF:
        if part in one.figures and whole in one.figures:
            few, many = one.figures[part][0], one.figures[whole][0]
            if few > many:
                yield f"{_told(part, few)}，多于{_told(whole, many)}"


def _unlike(one: Reported, usual: Mapping[str, tuple[float, int]]) -> Iterator[str]:
    """Far from the middle of the units of its level."""
    level = Unit.Level(one.level).label
    for kind in KINDS:
        middle, units = usual.get(kind, (0.0, 0))
        compared = kind in _COMPARED or KINDS[kind].is_rate
        if units < _LIKE or not compared or kind not in one.figures:
            continue
        value, out_of = one.figures[kind]
        among = f"{units}个{level}单位"
        if KINDS[kind].is_rate:
            below = 100 * (middle - value / out_of) if out_of else 0
            if below >= _RATE_POINTS:
                yield (
                    f"{KINDS[kind].name}{percent(value, out_of or 0)}，"
                    f"比{among}的中位数{percent(round(middle * 1000), 1000)}低{below:.0f}个百分点"
                )
        elif _far(value, middle):
            yield f"{_told(kind, value)}，{_ratio(value, middle, f'{among}中位数')}"


def _since(now: Figures, then: Figures) -> Iterator[str]:
    """Far from the edition before, or its very numbers again."""
    both = [kind for kind in KINDS if kind in now and kind in then and not KINDS[kind].is_rate]
    same = [kind for kind in both if now[kind] == then[kind] and now[kind][0] > 1]
    if len(same) >= _SAME:
        names = "、".join(KINDS[kind].name for kind in same[:_SAME])
        yield f"{names}等{len(same)}项数据与上届完全相同"
    for kind in both:
        value, last = now[kind][0], then[kind][0]
        if kind in _COMPARED and _far(value, last):
            yield f"{_told(kind, value)}，{_ratio(value, last, '上届')}"


def _far(value: int, usual: float) -> bool:
    least, most = sorted((float(value), usual))
    return most - least >= _LEAST and most >= _TIMES * least


def _ratio(value: int, usual: float, what: str) -> str:
    if not usual:
        return f"{what}为0"
    if value > usual:
        return f"是{what}（{usual:g}）的{value / usual:.3g}倍"
    return f"不超过{what}（{usual:g}）的五分之一"


def _told(kind: str, value: int) -> str:
    return f"{KINDS[kind].name}{value}{KINDS[kind].measure}"
