"""The public copy of an answered enquiry (公开答复): the asker agreed, persons are masked."""

from django.utils import timezone

from zwgk.core.actor import Actor
from zwgk.core.errors import DomainError, NotAllowed
from zwgk.enquiries.models import Enquiry, State
from zwgk.library.copies.persons import doubts_in, without_exposures, without_persons
from zwgk.library.models import Publication
from zwgk.library.publishing import Copy, publish, withdraw


def publish_answer(enquiry: Enquiry, *, by: Actor, checked: bool = False) -> Publication:
    """Publish a question with its answer, by somebody else than who wrote the answer.

    Raises DomainError without answer or consent, and while words that may be names were not
    ``checked`` by the person who publishes.
    """
    if enquiry.state not in (State.ANSWERED, State.CLOSED):
        raise DomainError("答复审核通过后才能公开。")
    if not enquiry.public_consent:
        raise DomainError("提问人没有同意公开，这一问答不能公开。")
    if enquiry.drafted_by_user == by.user_id:
        raise NotAllowed("答复由您拟写，请由其他审核人核对后公开。")
    topic, question, answer = public_words(enquiry)
    if not checked and (doubts := doubts_in([topic, question, answer])):
        raise DomainError(
            f"文中可能还有人名（{'、'.join(doubts)}），请核对公开的文字，确认后勾选“已核对”再公开。"
        )
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


def public_words(enquiry: Enquiry) -> list[str]:
    """Topic, question and answer as the public would read them."""
    asked = [without_exposures(text) for text in (enquiry.topic, enquiry.question)]
    return without_persons([*asked, enquiry.answer])


def withdraw_answer(enquiry: Enquiry, *, reason: str, by: Actor) -> None:
    """Take a public answer down."""
    withdraw(f"enquiry:{enquiry.pk}", reason=reason, by=by)
