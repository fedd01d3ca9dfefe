"""Submitted summaries on their way to the portal: through the same workbench."""

from django.db import transaction

from zwgk.core import audit
from zwgk.core.actor import Actor
from zwgk.core.errors import DomainError
from zwgk.library import publishing
from zwgk.library.copies.summaries import submitted_figures
from zwgk.library.masking.proposing import propose
from zwgk.library.masking.rules import require_masker
from zwgk.library.masking.steps import withdraw
from zwgk.library.models import Sample
from zwgk.summaries.models import Review, Submission
from zwgk.text.similarity import content_hash


@transaction.atomic
def from_submission(submission: Submission, *, by: Actor) -> Sample:
    """The sample of an accepted summary with its proposals; made when first asked for."""
    part = submission.participation
    review = Review.objects.filter(submission=submission).first()
    accepted = review is not None and review.decision == Review.Decision.ACCEPTED
    sample, campaign = _sample(submission), part.campaign
    require_masker(sample, by)
    if not accepted:
        raise DomainError("总结经上级采纳后才能公开。")
    kept, made = Sample.objects.get_or_create(
        submission_id=submission.pk,
        defaults={
            **{name: getattr(sample, name) for name in (
                "unit", "title", "author_name", "text", "levels", "content_hash",
            )},
            "edition": campaign.edition, "year": campaign.year, "theme": part.theme[:100],
            "figures": submitted_figures(submission), "dated_on": submission.submitted_at.date(),
        },
    )  # fmt: skip
    if made:
        audit.record(by, "总结进入总结库", kept, submission=submission.pk)
    if kept.state == Sample.State.DRAFT:
        propose(kept, by=by)
    found: Sample = kept
    return found


def _sample(submission: Submission) -> Sample:
    """The words of a submission as a sample, not saved."""
    unit = submission.participation.unit
    paragraphs = [
        (p["level"], " ".join("".join(text for text, _ in p["runs"]).split()))
        for p in submission.content["paragraphs"]
    ]
    kept = [(level, text) for level, text in paragraphs if text]
    text = "\n".join(text for _, text in kept)
    return Sample(
        unit=unit, submission_id=submission.pk, title=submission.title, author_name=unit.name,
        text=text, levels=[level for level, _ in kept], content_hash=content_hash(text),
    )  # fmt: skip


def withdraw_submission(submission: Submission, *, reason: str, by: Actor) -> None:
    """Take the public copy of a submission down, also one that was made before the workbench."""
    sample = Sample.objects.filter(submission_id=submission.pk).select_related("unit").first()
    if sample is not None:
        withdraw(sample, reason=reason, by=by)
    else:
        publishing.withdraw(f"submission:{submission.pk}", reason=reason, by=by)
