"""Running the examination, keeping its result, reading it again."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from zwgk.core import audit
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import NotAllowed
from zwgk.library.health.indicators import INDICATORS
from zwgk.library.health.model import Check, Finding, Indicator
from zwgk.library.health.walker import Walk
from zwgk.library.models import SiteCheck
from zwgk.units.models import Unit

BY_COMMAND = "命令行"
ON_PAGE = 8.0  # seconds of reading texts behind the button
SHOWN = 12


@dataclass(frozen=True)
class Examination:
    """体检结果: the indicators of one examination and what follows from them."""

    at: datetime
    by: str
    indicators: Sequence[Indicator]

    @property
    def score(self) -> int | None:
        """The mean of what could be measured, cut."""
        scores = [found.score for found in self.indicators if found.score is not None]
        return sum(scores) // len(scores) if scores else None

    @property
    def vetoes(self) -> list[tuple[str, str]]:
        """单项否决: the indicator and what it found."""
        return [
            (indicator.name, finding.message)
            for indicator in self.indicators
            for finding in indicator.findings
            if finding.severity == "veto"
        ]


def may_examine(actor: Actor) -> bool:
    """Whether the site is the actor's to look after: REVIEW in a unit that has none above it."""
    return actor.may(Permission.REVIEW) and len(actor.unit_path) == Unit.steplen


def examine(check: Check) -> list[Indicator]:
    """Measure every indicator."""
    return [measure(check) for _, measure in INDICATORS]


@transaction.atomic
def store(check: Check, *, by: Actor | None) -> SiteCheck:
    """Examine and keep the result. Without an actor it is the operator's command."""
    if by is not None and not may_examine(by):
        raise NotAllowed("网站体检由最上级单位的审核人员办理。")
    found = Examination(check.now, by.name if by else BY_COMMAND, examine(check))
    row = SiteCheck.objects.create(
        kind=SiteCheck.Kind.EXAMINATION, checked_at=check.now, checked_by=found.by,
        base=check.base, score=found.score, vetoes=len(found.vetoes),
        result=[asdict(indicator) for indicator in found.indicators],
    )  # fmt: skip
    if by is not None:
        audit.record(by, "网站体检", row, score=found.score)
    return row


def record_walk(found: Walk) -> SiteCheck:
    """Keep what the operator's walk found."""
    return SiteCheck.objects.create(
        kind=SiteCheck.Kind.WALK, checked_at=timezone.now(), checked_by=BY_COMMAND,
        base=found.base, result=asdict(found),
    )  # fmt: skip


def last() -> Examination | None:
    """The newest examination."""
    row = SiteCheck.objects.filter(kind=SiteCheck.Kind.EXAMINATION).first()
    if row is None:
        return None
    indicators = []
    for kept in row.result:
        findings = [Finding(**finding) for finding in kept["findings"]]
        indicators.append(Indicator(**{**kept, "findings": findings}))
    return Examination(row.checked_at, row.checked_by, indicators)


def history() -> list[SiteCheck]:
    """The last examinations, without their results."""
    rows = SiteCheck.objects.filter(kind=SiteCheck.Kind.EXAMINATION).defer("result")
    return list(rows[:SHOWN])
