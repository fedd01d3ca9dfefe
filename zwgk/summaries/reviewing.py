"""Reviewing many summaries: accept at once, take an acceptance back, hold up as an example."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from zwgk.campaigns.actions import move
from zwgk.campaigns.models import State
from zwgk.core import audit
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import DomainError, NotAllowed
from zwgk.core.rules import require
from zwgk.summaries.actions import accept_submission
from zwgk.summaries.models import Praise, Review, Submission

# How long an acceptance can be taken back: a slip is seen at once, or it is a decision.
REVOCABLE = timedelta(minutes=10)


@dataclass(frozen=True)
class Outcome:
    """What came of a bulk acceptance: the submissions accepted, and whose were not, and why."""

    accepted: tuple[int, ...]
    refused: tuple[tuple[str, str], ...]


def accept_many(submissions: Collection[int], *, by: Actor) -> Outcome:
    """Accept several submissions, each for itself: one that cannot be hinders no other.

    Needs REVIEW in a superior unit.
    """
    require(by, Permission.REVIEW)
    rows = Submission.objects.visible_to(by).filter(pk__in=list(submissions))
    accepted, refused = [], []
    for submission in rows.select_related("participation__unit").order_by("pk"):
        try:
            accept_submission(submission, by=by)
        except DomainError as error:
            refused.append((submission.participation.unit.short_name, error.message))
        else:
            accepted.append(submission.pk)
    return Outcome(tuple(accepted), tuple(refused))


def revocable(review: Review) -> bool:
    """Whether an acceptance is fresh enough to be taken back."""
    fresh = timezone.now() - review.decided_at <= REVOCABLE
    return review.decision == Review.Decision.ACCEPTED and fresh


@transaction.atomic
def revoke_acceptance(submission: Submission, *, by: Actor) -> None:
    """撤销采纳: the submission waits for review again. Needs REVIEW in a superior unit."""
    require(by, Permission.REVIEW)
    unit = submission.participation.unit
    if not by.is_above(unit.pk, unit.path):
        raise NotAllowed("只有上级单位可以撤销采纳。")
    review = Review.objects.select_for_update().filter(submission=submission).first()
    if review is None or review.decision != Review.Decision.ACCEPTED:
        raise DomainError("这份总结没有采纳，不需要撤销。")
    if not revocable(review):
        raise DomainError("采纳已超过10分钟，不能撤销；确需修改的，请由下级单位另行报告。")
    move(submission.participation, State.SUBMITTED, by=by, note="撤销采纳")
    review.delete()
    audit.record(by, "撤销采纳", submission)


@transaction.atomic
def praise(submission: Submission, *, why: str, by: Actor, passage: str = "") -> Praise:
    """Hold a passage, or the whole, up as an example. Needs REVIEW in a superior unit."""
    require(by, Permission.REVIEW)
    unit = submission.participation.unit
    if not by.is_above(unit.pk, unit.path):
        raise NotAllowed("只能把下级单位的做法列入表扬名单。")
    passage = passage.strip()
    if passage and not any(passage in text for text in submission.paragraphs):
        raise DomainError("所选的做法不在这份总结中，请重新选取同一段内的文字。", field="passage")
    if len(passage) > 500:
        raise DomainError("做法原文不超过500字，请只选最要紧的几句。", field="passage")
    if not why.strip():
        raise DomainError("请写明好在哪里，便于通报。", field="why")
    found, new = Praise.objects.get_or_create(
        submission=submission, unit_id=by.unit_id, passage=passage,
        defaults={"why": why.strip(), "marked_by": by.name},
    )  # fmt: skip
    if not new:
        raise DomainError("这一做法已经在表扬名单中。", field="passage")
    audit.record(by, "列入表扬名单", submission, why.strip())
    return found


@transaction.atomic
def unpraise(mark: Praise, *, by: Actor) -> None:
    """Take an example off the list again. Needs REVIEW in the unit that marked it."""
    require(by, Permission.REVIEW)
    if mark.unit_id != by.unit_id:
        raise NotAllowed("只能由标记的单位移出表扬名单。")
    audit.record(by, "移出表扬名单", mark.submission, mark.why)
    mark.delete()
