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
    for figure in counted(subject.figures.found):
        if figure.role is Role.PART:
            continue
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


def _true(figure: Figure, value: int, out_of: int | None) -> bool:
    if KINDS[figure.kind].is_rate:
        # Printed rates are cut to one decimal, never rounded up.
        real = 100 * value / out_of if out_of else 0.0
        least = figure.value if figure.qualifier is not Qualifier.LESS_THAN else 0
        return least <= real + 1e-9 and (
            figure.qualifier is Qualifier.MORE_THAN or real - figure.value < 1
        )
    low, high = bounds(figure)
    if figure.qualifier is Qualifier.MORE_THAN:
        return low <= value < high
    return low <= value <= high


def _shown(kind: str, value: int, out_of: int | None) -> str:
    if KINDS[kind].is_rate:
        return f"{value}/{out_of}"
    return f"{value}{KINDS[kind].measure}"


CHECKS = (against_records,)
