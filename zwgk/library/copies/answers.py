"""The public copy of an answered enquiry (公开答复): the asker agreed, persons are masked."""

from django.utils import timezone

from zwgk.core.actor import Actor
from zwgk.core.errors import DomainError
from zwgk.enquiries.models import Enquiry, State
from zwgk.library.copies.persons import without_persons
from zwgk.library.models import Publication
from zwgk.library.publishing import Copy, publish, withdraw


def publish_answer(enquiry: Enquiry, *, by: Actor) -> Publication:
    """Publish a question with its answer. Raises DomainError without answer or consent."""
    if enquiry.state not in (State.ANSWERED, State.CLOSED):
        raise DomainError("答复审核通过后才能公开。")
    if not enquiry.public_consent:
        raise DomainError("提问人没有同意公开，这一问答不能公开。")
    topic, question, answer = without_persons([enquiry.topic, enquiry.question, enquiry.answer])
    answered = enquiry.answered_at
    copy = Copy(
        kind=Publication.Kind.ANSWER,
        source=f"enquiry:{enquiry.pk}",
        unit=enquiry.unit,
        title=topic,
        paragraphs=[{"level": 0, "text": line.strip()}
                    for line in answer.splitlines() if line.strip()],
        details={"question": question},
        dated_on=timezone.localdate(answered) if answered else None,
    )  # fmt: skip
    return publish(copy, by=by)


def withdraw_answer(enquiry: Enquiry, *, reason: str, by: Actor) -> None:
    """Take a public answer down."""
    withdraw(f"enquiry:{enquiry.pk}", reason=reason, by=by)
