"""The whole way of a submission in one call, for the demo and for tests."""

from django.db import transaction

from zwgk.core.actor import Actor
from zwgk.library.masking.deciding import keep_open
from zwgk.library.masking.steps import confirm, submit_masks
from zwgk.library.masking.submissions import from_submission
from zwgk.library.models import Publication
from zwgk.summaries.models import Submission


@transaction.atomic
def publish_summary(
    submission: Submission, *, by: Actor, confirmed_by: Actor, keep_doubts: bool = False
) -> Publication:
    """Masked by one person as the engine proposes, confirmed by another. Raises DomainError.

    Doubts stop it, unless ``keep_doubts`` keeps them all as checked.
    """
    sample = from_submission(submission, by=by)
    if keep_doubts:
        keep_open(sample, reason="经核对不是个人信息", by=by)
    submit_masks(sample, by=by)
    return confirm(sample, by=confirmed_by)
