"""Handing questions that were not settled at a desk on to the enquiries (跟踪办理)."""

from collections.abc import Sequence

from zwgk.campaigns.models import Participation
from zwgk.core.errors import DomainError
from zwgk.desk.models import DeskEntry, Question
from zwgk.desk.sync.receipt import Refusal
from zwgk.desk.sync.wire import Arrival
from zwgk.enquiries import follow_ups
from zwgk.enquiries.follow_ups import Wanted
from zwgk.enquiries.models import Enquiry

Pair = tuple[Arrival, DeskEntry]


def judge(arrival: Arrival) -> None:
    """Raise Refusal for a follow-up that cannot be."""
    wanted = _wanted(arrival)
    if wanted is None:
        return
    try:
        follow_ups.check(wanted)
    except DomainError as error:
        raise Refusal(error.message) from None


def settle(pairs: Sequence[Pair], participation: Participation) -> None:
    """Let the enquiries follow the new rows, now that it is known which of them count."""
    asked = [(arrival, row) for arrival, row in pairs if isinstance(row, Question)]
    later = {arrival.root for arrival, _ in asked if arrival.version > 1}
    known = Enquiry.objects.filter(desk_question__in=later).values_list("desk_question", flat=True)
    followed = set(known) if later else set()
    for arrival, row in asked:
        if not row.is_current:
            continue
        if wanted := _wanted(arrival):
            follow_ups.follow(wanted, participation, recorded_by=row.recorded_by)
        elif arrival.root in followed:
            follow_ups.take_back(arrival.root, recorded_by=row.recorded_by)
    for arrival, row in asked:
        wanted = _wanted(arrival)
        if wanted is not None and not row.is_current:
            follow_ups.remember(wanted, participation, recorded_by=row.recorded_by)


def _wanted(arrival: Arrival) -> Wanted | None:
    given = arrival.follow_up
    if given is None or arrival.is_void:
        return None
    return Wanted(
        desk_question=arrival.root, version=arrival.version, question=arrival.fields["text"],
        department=given.department, contact=given.contact, reply_by=given.reply_by,
        code=given.code, consent=given.consent,
    )  # fmt: skip
