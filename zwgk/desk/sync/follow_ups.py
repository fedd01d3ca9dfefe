"""Handing questions that were not settled at a desk on to the enquiries (跟踪办理)."""

from django.db import transaction

from zwgk.campaigns.models import Participation
from zwgk.core.errors import DomainError
from zwgk.desk.sync.receipt import Refusal
from zwgk.desk.sync.wire import Arrival
from zwgk.enquiries.actions import open_follow_up

TOPIC = 60


def open_for(arrival: Arrival, participation: Participation, recorded_by: str) -> None:
    """Open the enquiry of a question; the same question again opens none. Raises Refusal."""
    wanted = arrival.follow_up
    if wanted is None or arrival.is_void:
        return
    text = arrival.fields["text"]
    try:
        with transaction.atomic():
            open_follow_up(
                desk_question=arrival.root, participation=participation,
                department=wanted.department, topic=text[:TOPIC], question=text,
                contact=wanted.contact, reply_by=wanted.reply_by, code=wanted.code,
                consent=wanted.consent, recorded_by=recorded_by,
            )  # fmt: skip
    except DomainError as error:
        raise Refusal(error.message) from None
