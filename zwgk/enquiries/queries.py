"""Reads of enquiries: for the unit that answers, and for who asked."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from zwgk.core import secrecy
from zwgk.core.actor import Actor, Permission
from zwgk.enquiries import codes
from zwgk.enquiries.actions import CONTACT
from zwgk.enquiries.models import Enquiry, ReplyBy, State
from zwgk.enquiries.states import ANSWERED, OPEN
from zwgk.units.models import Unit
from zwgk.units.roles import ROLE_PERMISSIONS

# How the state reads to the asker, who knows nothing of drafts.
_IN_WORDS = {
    State.ASKED: "已收到，正在办理",
    State.DRAFTED: "已收到，正在办理",
    State.ANSWERED: "已答复",
    State.CLOSED: "已答复并办结",
    State.REJECTED: "未受理",
}


@dataclass(frozen=True)
class PublicState:
    """What the holder of a query code may read."""

    unit_name: str
    channel: str
    department: str
    reply_by: str
    topic: str
    question: str
    state: str
    asked_at: datetime
    due_on: date
    due_provisional: bool
    waiting: bool
    answer: str
    answered_at: datetime | None
    reason: str


LATE = "late"  # the open ones that are overdue, where a state is asked for


def enquiries_of(
    actor: Actor, state: str = "", word: str = "", channel: str = "", department: str = ""
) -> QuerySet[Any]:
    """The acting unit's enquiries: the open ones first by due day, then the newest."""
    rows: QuerySet[Any] = Enquiry.objects.editable_by(actor)
    if state == LATE:
        rows, state = overdue(actor, timezone.localdate()), ""
    wanted = {"state": state, "channel": channel, "department": department}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    if word:
        rows = rows.filter(Q(topic__icontains=word) | Q(question__icontains=word))
    is_open = Case(When(state__in=OPEN, then=0), default=1, output_field=IntegerField())
    due = Case(When(state__in=OPEN, then="due_on"), default=Value(None))
    ranked: QuerySet[Any] = rows.annotate(rank=is_open, due=due)
    return ranked.order_by("rank", "due", "-asked_at", "-pk")


def overdue(actor: Actor, today: date) -> QuerySet[Any]:
    """The acting unit's enquiries that should have been answered before ``today``."""
    rows: QuerySet[Any] = Enquiry.objects.editable_by(actor)
    return rows.filter(state__in=OPEN, due_on__lt=today).order_by("due_on", "pk")


def to_answer(actor: Actor) -> QuerySet[Any]:
    """The acting unit's enquiries that nobody has answered yet, by due day."""
    rows: QuerySet[Any] = Enquiry.objects.editable_by(actor)
    return rows.filter(state=State.ASKED).order_by("due_on", "pk")


def to_tell(actor: Actor) -> QuerySet[Any]:
    """Answers of the unit that the asker wants to be told of and has not been, longest first."""
    rows: QuerySet[Any] = Enquiry.objects.editable_by(actor)
    waiting = rows.filter(state=State.ANSWERED, told_at=None).exclude(reply_by=ReplyBy.CODE)
    return waiting.order_by("answered_at", "pk")


def to_approve(actor: Actor) -> QuerySet[Any]:
    """Answers of the unit that somebody else wrote and this person may approve, by due day."""
    rows: QuerySet[Any] = Enquiry.objects.editable_by(actor).filter(state=State.DRAFTED)
    return rows.exclude(drafted_by_user=actor.user_id).order_by("due_on", "pk")


def contact_for(enquiry: Enquiry, actor: Actor) -> str:
    """The asker's contact, for those who handle it: EDIT in the unit asked; else empty."""
    handles = enquiry.unit_id == actor.unit_id and actor.may(Permission.EDIT)
    if not handles or not enquiry.contact_encrypted:
        return ""
    try:
        return secrecy.decrypt(enquiry.contact_encrypted, purpose=CONTACT)
    except secrecy.Unreadable:
        return "（平台密钥已更换，无法显示，请联系平台管理员）"


def look_up(typed: str) -> PublicState | None:
    """The enquiry of a query code, as its asker may see it."""
    rows: QuerySet[Any] = Enquiry.objects.filter(code_digest__in=codes.candidates(typed))
    enquiry = rows.select_related("unit").first()
    if enquiry is None:
        return None
    answered = enquiry.state in ANSWERED
    return PublicState(
        unit_name=enquiry.unit.name, channel=enquiry.get_channel_display(),
        department=enquiry.department, reply_by=enquiry.get_reply_by_display(),
        topic=enquiry.topic, question=enquiry.question,
        state=_IN_WORDS[enquiry.state], asked_at=enquiry.asked_at,
        due_on=enquiry.due_on, due_provisional=enquiry.due_provisional,
        waiting=enquiry.state in OPEN,
        answer=enquiry.answer if answered else "", answered_at=enquiry.answered_at,
        reason=enquiry.note if enquiry.state == State.REJECTED else "",
    )  # fmt: skip


def receiving_units() -> list[Unit]:
    """The units that can be asked, in tree order: those where somebody may write the answer."""
    roles = [role for role, granted in ROLE_PERMISSIONS.items() if Permission.EDIT in granted]
    rows = Unit.objects.filter(memberships__role__in=roles, memberships__user__is_active=True)
    return list(rows.distinct())


def departments_of(actor: Actor) -> list[str]:
    """The sections that answer enquiries of the acting unit."""
    rows = Enquiry.objects.editable_by(actor).exclude(department="")
    return list(rows.order_by("department").values_list("department", flat=True).distinct())


def escalated(actor: Actor) -> QuerySet[Any]:
    """What of the acting unit is before the leading group, the oldest first."""
    rows: QuerySet[Any] = Enquiry.objects.editable_by(actor)
    return rows.filter(state__in=OPEN, escalated_at__isnull=False).order_by("due_on", "pk")
