"""审核队列: the units of a campaign as their superior works through them.

Where each stands against the deadline, what the check found in what it sent, what is out of line,
what it changed after a return. The number of queries does not depend on the number of units.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from django.utils import timezone

from zwgk.campaigns.models import Campaign, State
from zwgk.campaigns.states import WITH_SUPERIOR
from zwgk.core.actor import Actor
from zwgk.core.workdays import working_days_late
from zwgk.figures.phrase import printed
from zwgk.kinds import KINDS, Qualifier
from zwgk.summaries.models import Justification, Submission, SubmittedFigure
from zwgk.summaries.outliers import outliers
from zwgk.summaries.queries import first_sent, standing
from zwgk.summaries.rollup import Branch, participations
from zwgk.summaries.trend import before

SHOWS = {
    "waiting": "待审",
    "trouble": "待审有问题",
    "clean": "待审无问题",
    "overdue": "逾期未报",
    "unreported": "尚未报送",
    "returned": "退回待重报",
    "accepted": "已采纳",
    "all": "全部",
}
_YEAR = 250  # working days
SORTS = {"time": "报送早的在前", "trouble": "问题多的在前", "unit": "按单位顺序"}


@dataclass(frozen=True)
class Entry:
    """One unit in the queue. ``late`` counts working days after the deadline, sent or not yet."""

    participation: int
    unit_name: str
    state: str
    submission: int | None = None
    submitted_at: datetime | None = None
    number: int = 0
    errors: int = 0
    advice: int = 0
    copied: int = 0
    odd: tuple[str, ...] = ()
    late: int = 0

    @property
    def waits(self) -> bool:
        """Whether the superior has to decide."""
        return self.state == State.SUBMITTED and self.submission is not None

    @property
    def troubles(self) -> int:
        """How much there is to look at."""
        return self.errors + self.copied + len(self.odd)

    @property
    def told(self) -> str:
        """Where the unit stands against the deadline, in words."""
        if self.state == State.ACCEPTED:
            return "已采纳"
        if self.state == State.SUBMITTED:
            return f"已报送，逾期{_days(self.late)}" if self.late else "已报送"
        if self.state == State.RETURNED:
            return "退回待重报"
        if self.late:
            return f"逾期未报，已{_days(self.late)}"
        return "未签收" if self.state == State.NOTIFIED else "进行中"


def _days(late: int) -> str:
    return f"{late}个工作日" if late <= _YEAR else "一年以上"


_SHOWN: Mapping[str, Callable[[Entry], bool]] = {
    "waiting": lambda one: one.waits,
    "trouble": lambda one: one.waits and one.troubles > 0,
    "clean": lambda one: one.waits and not one.troubles,
    "overdue": lambda one: one.state not in WITH_SUPERIOR and one.late > 0,
    "unreported": lambda one: one.state not in WITH_SUPERIOR,
    "returned": lambda one: one.state == State.RETURNED,
    "accepted": lambda one: one.state == State.ACCEPTED,
    "all": lambda one: True,
}


@dataclass(frozen=True)
class Queue:
    """All entries in tree order, and how many each choice shows."""

    entries: Sequence[Entry]
    counts: Mapping[str, int]

    def shown(self, show: str, sort: str) -> list[Entry]:
        """The entries of a choice, in the order asked for."""
        found = [one for one in self.entries if _SHOWN[show](one)]
        if sort == "trouble":
            found.sort(key=lambda one: -one.troubles)
        elif sort == "time":
            found.sort(key=lambda one: (one.submitted_at is None, one.submitted_at))
        return found


def queue(campaign: Campaign, actor: Actor, branch: Branch | None = None) -> Queue:
    """Every unit that takes part below the actor, in seven queries at most."""
    parts = participations(campaign, actor, branch).exclude(unit_id=actor.unit_id)
    sent = _sent(campaign, actor)
    first = first_sent(campaign, actor)
    odd = {
        one.participation: one.reasons
        for one in outliers(campaign, actor, branch, before(campaign, actor))
    }
    today, due = timezone.localdate(), campaign.summary_due_on
    entries = []
    for pk, name, state in parts.values_list("pk", "unit__short_name", "state"):
        held = sent.get(pk, {})
        came = first.get(pk)
        at = timezone.localtime(came).date() if came else today
        entries.append(
            Entry(pk, name, state, odd=odd.get(pk, ()), late=working_days_late(due, at), **held)
        )
    counts = {show: sum(map(holds, entries)) for show, holds in _SHOWN.items()}
    return Queue(entries, counts)


def _sent(campaign: Campaign, actor: Actor) -> dict[int, dict[str, Any]]:
    """By participation, what stands and what the check had said of it."""
    rows = Submission.objects.visible_to(actor).filter(standing(), participation__campaign=campaign)
    found = {}
    for pk, part, at, number, findings in rows.order_by().values_list(
        "pk", "participation_id", "submitted_at", "number", "findings"
    ):
        errors = sum(1 for one in findings if one["blocks"])
        copied = sum(1 for one in findings if one.get("taken") and not one["taken"]["own"])
        found[part] = {
            "submission": pk, "submitted_at": at, "number": number, "errors": errors,
            "copied": copied, "advice": len(findings) - errors,
        }  # fmt: skip
    return found


@dataclass(frozen=True)
class Detail:
    """What the reviewer reads of one submission without opening it."""

    characters: int
    on_behalf: str
    errors: Sequence[tuple[str, str]] = field(default=())
    copied: Sequence[str] = field(default=())
    changed: Sequence[str] = field(default=())


def details(submissions: Sequence[int], actor: Actor) -> dict[int, Detail]:
    """The details of a page of submissions, in four queries at most."""
    rows = list(Submission.objects.visible_to(actor).filter(pk__in=submissions))
    reasons: dict[tuple[int, str], str] = {
        (row.submission_id, row.key): row.reason
        for row in Justification.objects.visible_to(actor).filter(submission__in=submissions)
    }
    changes = _changes([row for row in rows if row.number > 1], actor)
    return {
        row.pk: Detail(
            characters=sum(len(text) for text in row.paragraphs),
            on_behalf=row.on_behalf_by,
            errors=[
                (one["message"], reasons.get((row.pk, one["key"]), ""))
                for one in row.findings
                if one["blocks"]
            ],
            copied=[
                f"与{one['taken']['unit']}《{one['taken']['title']}》雷同"
                for one in row.findings
                if one.get("taken") and not one["taken"]["own"]
            ],
            changed=changes.get(row.pk, ()),
        )
        for row in rows
    }


def _changes(again: Sequence[Submission], actor: Actor) -> dict[int, list[str]]:
    """What each submission says otherwise than the one before it."""
    parts = {row.participation_id for row in again}
    if not parts:
        return {}
    earlier = Submission.objects.visible_to(actor).filter(participation__in=parts)
    by_number = {(row.participation_id, row.number): row for row in earlier}
    pairs = {row.pk: by_number.get((row.participation_id, row.number - 1)) for row in again}
    wanted = [row.pk for row in (*again, *filter(None, pairs.values()))]
    figures: dict[int, dict[str, str]] = {}
    rows = SubmittedFigure.objects.visible_to(actor).filter(submission__in=wanted)
    for pk, key, value, out_of, qualifier in rows.values_list(
        "submission_id", "kind", "value", "out_of", "qualifier"
    ):
        if key in KINDS:
            text = printed(KINDS[key], value, out_of, Qualifier(qualifier))
            figures.setdefault(pk, {})[key] = text
    return {
        row.pk: _difference(row, old, figures)
        for row in again
        if (old := pairs[row.pk]) is not None
    }


def _difference(
    row: Submission, old: Submission, figures: Mapping[int, Mapping[str, str]]
) -> list[str]:
    now, then = figures.get(row.pk, {}), figures.get(old.pk, {})
    told = [
        f"{kind.name}：{then.get(key, '无')} → {now.get(key, '无')}"
        for key, kind in KINDS.items()
        if now.get(key) != then.get(key)
    ]
    same = SequenceMatcher(
        None, old.paragraphs, row.paragraphs, autojunk=False
    ).get_matching_blocks()
    changed = len(row.paragraphs) - sum(block.size for block in same)
    if changed:
        told.append(f"正文改动{changed}段")
    return told or ["与上次报送的内容相同"]
