"""跟踪办理: the enquiry of a question that was not settled at a desk follows the desk's entry.

Entries arrive in any order, and the one that counts decides (zwgk.desk.keeping): it opens the
enquiry, changes it, or takes it back. Only the contact may come with an older one, because a phone
forgets it as soon as it was acknowledged.
"""

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from zwgk.campaigns.models import Participation
from zwgk.core import audit, secrecy
from zwgk.core.errors import DomainError
from zwgk.core.tokens import normal
from zwgk.core.workdays import add_working_days
from zwgk.enquiries import codes
from zwgk.enquiries.actions import ANSWER_WITHIN, CONTACT, nobody
from zwgk.enquiries.models import Channel, Enquiry, ReplyBy, State
from zwgk.enquiries.states import OPEN

TAKEN_BACK = "登记人已撤销这条咨询。"


@dataclass(frozen=True)
class Wanted:
    """What an entry says of the follow-up it wants; ``version`` is the entry's."""

    desk_question: uuid.UUID
    version: int
    question: str
    department: str
    contact: str
    reply_by: str
    code: str
    consent: bool


def check(wanted: Wanted) -> None:
    """Raise DomainError, in words for the attendant, for what cannot be followed up."""
    if wanted.reply_by not in ReplyBy.values:
        raise DomainError("请选择答复方式。", field="reply_by")
    if wanted.version == 1 and wanted.reply_by == ReplyBy.PHONE and not wanted.contact.strip():
        raise DomainError("选择电话答复的，请留下电话号码。", field="contact")
    digests = codes.candidates(wanted.code)
    if not digests:
        raise DomainError("查询码不完整，请重新登记这条咨询。", field="code")
    others = Enquiry.objects.filter(code_digest__in=digests)
    if others.exclude(desk_question=wanted.desk_question).exists():
        raise DomainError("查询码与另一件咨询重复，请重新登记这条咨询。", field="code")


@transaction.atomic
def follow(wanted: Wanted, participation: Participation, *, recorded_by: str) -> Enquiry:
    """Open the enquiry of the entry that counts, or change it as long as nobody has answered."""
    check(wanted)
    enquiry = _held(wanted.desk_question)
    if enquiry is None:
        return _opened(wanted, participation, recorded_by)
    back = enquiry.state == State.REJECTED and enquiry.note == TAKEN_BACK
    if enquiry.state not in OPEN and not back:
        return enquiry
    if back:
        enquiry.state, enquiry.note = State.ASKED, ""
    enquiry.topic, enquiry.question = _topic(wanted), wanted.question.strip()[:1000]
    enquiry.department = wanted.department.strip()[:60]
    enquiry.reply_by, enquiry.public_consent = wanted.reply_by, wanted.consent
    _with_contact(enquiry, wanted)
    enquiry.save()
    audit.record(nobody(enquiry.unit, recorded_by), "更正跟踪办理", enquiry)
    return enquiry


@transaction.atomic
def remember(wanted: Wanted, participation: Participation, *, recorded_by: str) -> None:
    """Keep the contact of an older entry, for the newer one that counts or for one still to come.

    Where the newer one has taken the follow-up back, it stands taken back.
    """
    check(wanted)
    enquiry = _held(wanted.desk_question)
    if enquiry is None:
        enquiry = _opened(wanted, participation, recorded_by)
        take_back(wanted.desk_question, recorded_by=recorded_by)
    elif enquiry.state in OPEN or enquiry.note == TAKEN_BACK:
        _with_contact(enquiry, wanted)
        enquiry.save(update_fields=["contact_encrypted", "contact_version"])


@transaction.atomic
def take_back(desk_question: uuid.UUID, *, recorded_by: str) -> None:
    """The entry that counts wants no follow-up any more; what is being answered stays."""
    enquiry = _held(desk_question)
    if enquiry is not None and enquiry.state == State.ASKED:
        enquiry.state, enquiry.note = State.REJECTED, TAKEN_BACK
        enquiry.save(update_fields=["state", "note"])
        audit.record(nobody(enquiry.unit, recorded_by), "撤销跟踪办理", enquiry)


def _held(desk_question: uuid.UUID) -> Enquiry | None:
    rows = Enquiry.objects.select_for_update(of=("self",)).select_related("unit")
    found: Enquiry | None = rows.filter(desk_question=desk_question).first()
    return found


def _opened(wanted: Wanted, participation: Participation, recorded_by: str) -> Enquiry:
    due_on, provisional = add_working_days(timezone.localdate(), ANSWER_WITHIN)
    enquiry = Enquiry(
        unit=participation.unit, channel=Channel.DESK, participation=participation,
        desk_question=wanted.desk_question, recorded_by=recorded_by, topic=_topic(wanted),
        question=wanted.question.strip()[:1000], department=wanted.department.strip()[:60],
        reply_by=wanted.reply_by, public_consent=wanted.consent,
        code_digest=codes.stored(normal(wanted.code)), due_on=due_on,
        due_provisional=provisional,
    )  # fmt: skip
    _with_contact(enquiry, wanted)
    enquiry.save(force_insert=True)
    by = nobody(participation.unit, recorded_by)
    audit.record(by, "转跟踪办理", enquiry, department=enquiry.department)
    return enquiry


def _with_contact(enquiry: Enquiry, wanted: Wanted) -> None:
    contact = wanted.contact.strip()
    if contact and wanted.version >= enquiry.contact_version:
        enquiry.contact_encrypted = secrecy.encrypt(contact, purpose=CONTACT)
        enquiry.contact_version = wanted.version


def _topic(wanted: Wanted) -> str:
    return " ".join(wanted.question.split())[:60]
