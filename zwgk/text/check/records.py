"""Figures against the unit's records (登记记录), where those are known."""

from zwgk.kinds import KINDS, Qualifier
from zwgk.text.check.numbers import bounds
from zwgk.text.check.rules import Findings, Subject, finding
from zwgk.text.figures.totals import counted
from zwgk.text.model import Figure, Role


def against_records(subject: Subject) -> Findings:
    """A stated total must hold the recorded value: 300余 is true of 300 to 399."""
    context = subject.context
    if context is None or not context.records:
        return
    for figure in _summed(counted(subject.figures.found)):
        recorded = context.records.get(figure.kind)
        name = KINDS[figure.kind].name
        if recorded is None:
            yield finding(
                "figure-untraced", figure.start, figure.end,
                f"{name}“{figure.text}”没有登记记录。", "请补充记录，或说明来源。",
            )  # fmt: skip
        elif not _true(figure, *recorded):
            yield finding(
                "figure-records", figure.start, figure.end,
                f"{name}登记的是{_shown(figure.kind, *recorded)}，文中是“{figure.text}”。",
                "请按登记记录改正，或更正记录。",
            )  # fmt: skip


def _summed(found: list[Figure]) -> list[Figure]:
    """One figure a kind to compare: the total, else the largest statement.

    Parts without a total, or beside a single statement, prove nothing of the whole.
    """
    kinds: dict[str, list[Figure]] = {}
    for figure in found:
        kinds.setdefault(figure.kind, []).append(figure)
    chosen = []
    for own in kinds.values():
        parts = [f for f in own if f.role is Role.PART]
        whole = [f for f in own if f.role is not Role.PART]
        best = max(whole or parts, key=lambda f: f.value * f.times)
        if not parts or best.role is Role.TOTAL or (not whole and len(parts) == 1):
            chosen.append(best)
    return chosen


def _true(figure: Figure, value: int, out_of: int | None) -> bool:
    if KINDS[figure.kind].is_rate:
        return _true_rate(figure, 100 * value / out_of if out_of else 0.0)
    low, high = (bound * figure.times for bound in bounds(figure))
    if figure.qualifier is Qualifier.MORE_THAN:
        return low <= value < high
    return low <= value <= high


def _true_rate(figure: Figure, real: float) -> bool:
    """Rounded or cut at the last place written; 全部 and 100 % only where it is all of them."""
    if figure.qualifier is Qualifier.LESS_THAN:
        return real <= figure.value
    if figure.value >= 100 or figure.qualifier is Qualifier.MORE_THAN:
        return real >= figure.value - 1e-9
    give = 2.0 if figure.qualifier is Qualifier.ABOUT else 0.5
    place = 1.0 if figure.value == int(figure.value) else 0.1
    return -give * place - 1e-9 <= real - figure.value < max(give, 1.0) * place


def _shown(kind: str, value: int, out_of: int | None) -> str:
    if KINDS[kind].is_rate:
        return f"{value}/{out_of}"
    return f"{value}{KINDS[kind].measure}"


CHECKS = (against_records,)
