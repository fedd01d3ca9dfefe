"""Reads of summaries: the draft, the standing submission, what changed since."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Min, OuterRef, Q

from zwgk.campaigns.models import Campaign, Participation
from zwgk.campaigns.states import WITH_SUPERIOR
from zwgk.core.actor import Actor
from zwgk.figures.ledger import ledger
from zwgk.figures.phrase import printed
from zwgk.kinds import KINDS, FigureKind, Qualifier
from zwgk.summaries.models import Review, Revision, Submission, SubmittedFigure


def standing(submission: str = "") -> Q:
    """Submissions that are neither withdrawn nor returned: their figures are the ones that roll up.

    A participation has at most one. ``submission`` is how the submission is reached from the row,
    with its underscores (``submission__``).
    """
    returned = Review.objects.filter(
        submission=OuterRef(f"{submission}pk"), decision=Review.Decision.RETURNED
    )
    stands = {
        f"{submission}participation__state__in": WITH_SUPERIOR,
        f"{submission}withdrawn_at__isnull": True,
    }
    return Q(**stands) & ~Q(Exists(returned))


def draft_of(participation: Participation, actor: Actor) -> Revision | None:
    """The current draft; only the unit itself sees it."""
    drafts = Revision.objects.visible_to(actor).filter(participation=participation)
    newest: Revision | None = drafts.order_by("-number").first()
    return newest


def standing_submission(participation: Participation, actor: Actor) -> Submission | None:
    """The submission that stands with the superior, if any."""
    rows = Submission.objects.visible_to(actor).filter(standing(), participation=participation)
    found: Submission | None = rows.select_related("docx", "pdf").first()
    return found


def first_sent(campaign: Campaign, actor: Actor) -> dict[int, datetime]:
    """When each unit submitted for the first time: that is what the deadline asks of it."""
    rows = Submission.objects.visible_to(actor).filter(participation__campaign=campaign)
    told = rows.order_by().values_list("participation_id").annotate(first=Min("submitted_at"))
    return dict(told)


@dataclass(frozen=True)
class Change:
    """A figure whose records now give another value than was submitted."""

    kind: FigureKind
    submitted: str
    now: str


def differences(submission: Submission, actor: Actor) -> list[Change]:
    """What later changes of records would alter; empty for superiors, who see no live records."""
    participation = submission.participation
    # An uploaded summary rests on no records.
    if participation.unit_id != actor.unit_id or submission.uploaded_id is not None:
        return []
    figures = SubmittedFigure.objects.visible_to(actor).filter(submission=submission)
    then = {
        f.kind: _in_full(KINDS[f.kind], f.value, f.out_of, Qualifier(f.qualifier))
        for f in figures.defer("evidence")
    }
    now = {
        key: _in_full(entry.kind, entry.value, entry.out_of, entry.qualifier)
        for key, entry in ledger(participation.pk).items()
    }
    return [
        Change(kind, then.get(key, "无"), now.get(key, "无"))
        for key, kind in KINDS.items()
        if then.get(key) != now.get(key)
    ]


def _in_full(kind: FigureKind, value: int, out_of: int | None, qualifier: Qualifier) -> str:
    """A figure with what a rate rests on, so that 42 of 42 and 43 of 43 are told apart."""
    text = printed(kind, value, out_of, qualifier)
    return f"{text}（{value}／{out_of}）" if kind.is_rate else text
