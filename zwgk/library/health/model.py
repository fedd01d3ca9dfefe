"""The words of the site's examination: what is measured, what was found."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from django.utils import timezone

Status = Literal["good", "warn", "bad", "none"]
Severity = Literal["veto", "bad", "warn"]

SHOWN = 40  # findings kept of one indicator; the rest are counted
_RANK: dict[Severity, int] = {"veto": 0, "bad": 1, "warn": 2}


@dataclass(frozen=True)
class Finding:
    """问题: what is wrong. ``link`` says where to mend it; the page makes an address of it.

    It is ``publication:UUID``, ``item:5``, ``path:/summaries/`` or empty.
    """

    message: str
    severity: Severity = "bad"
    link: str = ""


@dataclass(frozen=True)
class Sort:
    """指标: what is measured, against which limit, after which document."""

    key: str
    name: str
    measures: str
    limit: str
    source: str


@dataclass(frozen=True)
class Indicator:
    """指标得分: ``score`` 0–100, or None where there was nothing to measure."""

    key: str
    name: str
    score: int | None
    status: Status
    measured: str
    findings: Sequence[Finding] = ()
    more: int = 0  # findings beyond those shown
    advice: str = ""


@dataclass(frozen=True)
class Check:
    """One examination: when, of which address, and how long it may read texts (None: no bound)."""

    now: datetime
    base: str = ""
    seconds: float | None = None
    _started: float = field(default_factory=time.monotonic)

    @property
    def today(self) -> date:
        """The local day."""
        return timezone.localdate(self.now)

    def time_is_up(self, part: float = 1.0) -> bool:
        """Whether reading has to stop that may take the first ``part`` of the time."""
        return self.seconds is not None and time.monotonic() - self._started > part * self.seconds


Measure = Callable[[Check], Indicator]


def judged(
    sort: Sort,
    score: int | None,
    measured: str,
    findings: Sequence[Finding] = (),
    advice: str = "",
) -> Indicator:
    """An indicator whose status follows from its findings, the gravest of them first."""
    ordered = sorted(findings, key=lambda finding: _RANK[finding.severity])
    grave = ordered[0].severity if ordered else None
    status: Status = "good" if grave is None else "warn" if grave == "warn" else "bad"
    if score is None and not ordered:
        status = "none"
    return Indicator(
        sort.key, sort.name, score, status, measured, tuple(ordered[:SHOWN]),
        max(len(ordered) - SHOWN, 0), advice if ordered else "",
    )  # fmt: skip


def share(good: int, total: int) -> int:
    """How many of 100 are in order, cut: 100 only where all are."""
    return good * 100 // total if total else 100
