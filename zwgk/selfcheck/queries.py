"""Reads of self-checks: how far they are, what is open, by whom it is mended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from zwgk.campaigns.models import Participation
from zwgk.catalogue.gate import Severity
from zwgk.core.actor import Actor
from zwgk.selfcheck.models import CheckedItem, CheckFinding, SelfCheck

# The kinds, and the checklist's tasks of the same names, that a self-check counts.
COUNTED_ONE_BY_ONE = ("items_checked", "items_completed")
LATE = "late"  # the open ones whose day has passed, where a state is asked for
_OPEN = Q(state=CheckFinding.State.OPEN)


def check_of(participation: Participation, actor: Actor) -> SelfCheck | None:
    """The participation's self-check, which only the unit itself reads."""
    rows = SelfCheck.objects.editable_by(actor).filter(participation=participation)
    found: SelfCheck | None = rows.select_related("participation__unit", "report", "sheet").first()
    return found


@dataclass(frozen=True)
class Tally:
    """整改进度: how many findings of one sort there are, and what became of them."""

    name: str
    found: int
    open: int
    mended: int
    justified: int
    late: int

    @property
    def settled(self) -> int:
        """How many are mended or justified."""
        return self.mended + self.justified


def _counts(today: date, at: str = "") -> dict[str, Count]:
    """What a tally counts of the findings reached by ``at``."""

    def of(**which: Any) -> Count:
        return Count(
            f"{at}pk" if at else "pk", filter=Q(**{f"{at}{k}": v for k, v in which.items()})
        )

    states = {state.value: of(state=state) for state in CheckFinding.State}
    late = of(state=CheckFinding.State.OPEN, due_on__lt=today)
    return {"found": Count(f"{at}pk"), "late": late, **states}


def by_severity(check: SelfCheck) -> tuple[Tally, Tally]:
    """Errors and advice, each with what became of them; one query."""
    counts = _counts(timezone.localdate())
    rows = CheckFinding.objects.filter(line__check_of=check).order_by()
    found = {row.pop("severity"): row for row in rows.values("severity").annotate(**counts)}
    none = dict.fromkeys(counts, 0)
    errors, advice = (
        Tally(name=name, **found.get(key, none))
        for key, name in ((Severity.ERROR, "错误"), (Severity.ADVICE, "提示"))
    )
    return errors, advice


def by_responsible(check: SelfCheck) -> list[Tally]:
    """What each section or person has to mend, the most open first; one query."""
    rows = CheckFinding.objects.filter(line__check_of=check).order_by()
    found = rows.values(name=F("responsible")).annotate(**_counts(timezone.localdate()))
    return [Tally(**row) for row in found.order_by("-open", "-found", "responsible")]


@dataclass(frozen=True)
class Filter:
    """What findings are asked for; empty asks for all."""

    state: str = ""
    severity: str = ""
    responsible: str | None = None
    word: str = ""


def findings_of(check: SelfCheck, wanted: Filter = Filter()) -> QuerySet[Any]:
    """The findings of a self-check, item by item, errors first."""
    rows: QuerySet[Any] = CheckFinding.objects.filter(line__check_of=check)
    if wanted.state == LATE:
        rows = rows.filter(_OPEN, due_on__lt=timezone.localdate())
    elif wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.severity:
        rows = rows.filter(severity=wanted.severity)
    if wanted.responsible is not None:
        rows = rows.filter(responsible=wanted.responsible)
    if wanted.word:
        rows = rows.filter(Q(line__name__icontains=wanted.word) | Q(message__icontains=wanted.word))
    return rows.select_related("line").order_by(*CheckFinding._meta.ordering or ())


def completed(lines: QuerySet[Any]) -> QuerySet[Any]:
    """The checked items in which a finding was mended by a later version of the item."""
    mended = CheckFinding.objects.filter(
        line=OuterRef("pk"), state=CheckFinding.State.MENDED, settled_version__gt=F("version")
    )
    return lines.filter(Exists(mended))


def checked_one_by_one(participation_ids: Iterable[int]) -> QuerySet[Any]:
    """Participations whose items were checked one by one: no tally counts beside them."""
    rows: QuerySet[Any] = CheckedItem.objects.filter(check_of__participation__in=participation_ids)
    return rows.values("check_of__participation")


def figures_of(check: SelfCheck | None) -> Mapping[str, int]:
    """The two figures of the checklist that a self-check counts, by their kind."""
    if check is None or not (checked := check.lines.count()):
        return {}
    return {"items_checked": checked, "items_completed": completed(check.lines.all()).count()}


def to_do(actor: Actor) -> QuerySet[Any]:
    """The acting unit's last self-check if it waits for somebody, with what is open; one query.

    ``waiting`` findings are open, ``late`` of them past their day; ``first`` is the earliest day.
    What an earlier campaign's self-check left open, the last one found again.
    """
    today = timezone.localdate()
    later = SelfCheck.objects.filter(
        participation__unit=OuterRef("participation__unit"), begun_at__gt=OuterRef("begun_at")
    )
    still = Q(lines__findings__state=CheckFinding.State.OPEN)
    rows: QuerySet[Any] = SelfCheck.objects.editable_by(actor).annotate(
        waiting=Count("lines__findings", filter=still),
        late=Count("lines__findings", filter=still & Q(lines__findings__due_on__lt=today)),
        first=Min("lines__findings__due_on", filter=still),
    )
    return rows.filter(~Exists(later), Q(waiting__gt=0) | Q(cursor__isnull=False))
