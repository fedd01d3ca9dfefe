"""Figures out of line (数据异常), each with its reason in words; a hint, never a verdict.

A figure is held against what a desk can do in a day, against the unit's other figures, against
units of the same level, and against the unit's own figure in the edition before.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import median

from zwgk.campaigns.models import Campaign
from zwgk.campaigns.states import WITH_SUPERIOR
from zwgk.core.actor import Actor
from zwgk.figures.phrase import percent
from zwgk.kinds import KINDS
from zwgk.summaries.rollup import PART, Branch, participations, standing_figures
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
_BASE = 10  # a rate of fewer says nothing
_RATE_POINTS = 30  # a rate so far below the others'
_KINDS = tuple({*_COMPARED, *(key for pair in _PART_OF for key in pair), "desks",
                "answer_rate", "satisfaction_rate"})  # fmt: skip

Figures = Mapping[str, tuple[int, int | None]]


@dataclass(frozen=True)
class Reported:
    """What one standing submission reports: value and base by kind."""

    submission: int
    unit: int
    figures: Figures


@dataclass(frozen=True)
class Whose:
    """Whose figures they are, and over how many days they were earned."""

    name: str
    level: str
    days: int


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
    """The units out of line in tree order, in three queries; in two without an earlier edition."""
    now, units = _reported(campaign, actor, branch), _units(campaign, actor, branch)
    then = {}
    if earlier is not None:
        before = _reported(earlier, actor, branch)
        then = {one.unit: one.figures for one in before.values()}
    levels = _usual(now, units)
    found = []
    for part, unit in units.items():
        if part not in now:
            continue
        one = now[part]
        reasons = (
            *_impossible(one.figures, unit.days),
            *_unlike(one.figures, unit.level, levels.get(unit.level, {})),
            *_since(one.figures, then.get(one.unit, {})),
        )
        if reasons:
            found.append(Outlier(part, one.submission, unit.name, reasons))
    return found


def _units(campaign: Campaign, actor: Actor, branch: Branch | None) -> dict[int, Whose]:
    """By participation, in tree order."""
    rows = participations(campaign, actor, branch).filter(state__in=WITH_SUPERIOR).values_list(
        "pk", "unit__name", "unit__level", "starts_on", "ends_on"
    )  # fmt: skip
    return {
        pk: Whose(name, level, max((ends - starts).days + 1, 1) if starts and ends else 1)
        for pk, name, level, starts, ends in rows
    }


def _reported(campaign: Campaign, actor: Actor, branch: Branch | None) -> dict[int, Reported]:
    rows = standing_figures([campaign], actor, branch).filter(kind__in=_KINDS).order_by()
    found: dict[int, Reported] = {}
    figures: dict[int, dict[str, tuple[int, int | None]]] = {}
    for part, submission, unit, kind, value, out_of in rows.values_list(
        f"{PART}_id", "submission_id", f"{PART}__unit_id", "kind", "value", "out_of"
    ):
        if part not in found:
            figures[part] = {}
            found[part] = Reported(submission, unit, figures[part])
        figures[part][kind] = (value, out_of)
    return found


def _usual(
    reported: Mapping[int, Reported], units: Mapping[int, Whose]
) -> dict[str, dict[str, tuple[float, int]]]:
    """The median of each kind over the units of a level and how many units report it."""
    values: dict[str, dict[str, list[float]]] = {}
    for part, one in reported.items():
        level = units[part].level if part in units else ""
        for kind, (value, out_of) in one.figures.items():
            rate = KINDS[kind].is_rate
            if not rate or out_of:
                height = value / out_of if out_of and rate else value
                values.setdefault(level, {}).setdefault(kind, []).append(height)
    return {
        level: {kind: (median(found), len(found)) for kind, found in kinds.items()}
        for level, kinds in values.items()
    }


def _impossible(figures: Figures, days: int) -> Iterator[str]:
    """What cannot be: more than the desks can do, a part larger than its whole."""
    desks = figures.get("desks", (0, None))[0]
    for kind, most in MOST.items():
        value = figures.get(kind, (0, None))[0]
        hours = desks * days * HOURS
        if hours and value > most * hours:
            yield (
                f"{_told(kind, value)}，按{desks}个咨询台、{days}天、每天{HOURS}小时折算，"
                f"每台每小时{value // hours}{KINDS[kind].measure}，超过可能的"
                f"{most}{KINDS[kind].measure}"
            )
    for part, whole in _PART_OF:
        if part in figures and whole in figures:
            few, many = figures[part][0], figures[whole][0]
            if few > many:
                yield f"{_told(part, few)}，多于{_told(whole, many)}"


def _unlike(figures: Figures, level: str, usual: Mapping[str, tuple[float, int]]) -> Iterator[str]:
    """Far from the middle of the units of its level."""
    for kind in KINDS:
        middle, units = usual.get(kind, (0.0, 0))
        compared = kind in _COMPARED or KINDS[kind].is_rate
        if units < _LIKE or not compared or kind not in figures:
            continue
        value, out_of = figures[kind]
        among = f"{units}个{Unit.Level(level).label}单位"
        if KINDS[kind].is_rate:
            below = 100 * (middle - value / out_of) if out_of and out_of >= _BASE else 0
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
