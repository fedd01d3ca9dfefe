"""Verbs on enquiries: ask, answer, review, tell, close."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from zwgk.campaigns.models import Participation
from zwgk.core import audit, secrecy
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import Conflict, DomainError, NotAllowed
from zwgk.core.rules import require, require_own_unit
from zwgk.core.workdays import add_working_days
from zwgk.enquiries import codes
from zwgk.enquiries.models import Enquiry, ReplyBy, State
from zwgk.enquiries.states import MOVES
from zwgk.text.privacy import blocking
from zwgk.units.models import Unit

ANSWER_WITHIN = 5  # working days
AROUND = timedelta(days=7)  # before and after its days a campaign still counts what is asked online
CONTACT = "enquiry contact"  # what the contact's key is derived for


@transaction.atomic
def ask(
    *, unit: Unit, topic: str, question: str, contact: str = "", consent: bool = False,
    once: str = "",
) -> tuple[Enquiry, str]:  # fmt: skip
    """Ask a unit, as a citizen without an account; gives the enquiry and its query code.

    The same question of the same form (``once``) is kept once and gets the same code. Numbers of
    persons are refused in the question: many people read it.
    """
    topic, question, contact = topic.strip(), question.strip(), contact.strip()
    for field, text, most in (("topic", topic, 60), ("question", question, 1000)):
        if not text:
            raise DomainError("请填写此项。", field=field)
        if len(text) > most:
            raise DomainError(f"最多 {most} 个字，现在有 {len(text)} 个。", field=field)
        if blocking(text):
            message = "这里写有身份证号、手机号或银行卡号。为保护个人信息，请删去；"
            raise DomainError(message + "希望回电的，请填在“联系方式”中。", field=field)
    code = codes.new_code("\n".join([once, unit.code, topic, question]) if once else "")
    due_on, provisional = add_working_days(timezone.localdate(), ANSWER_WITHIN)
    enquiry, added = Enquiry.objects.get_or_create(
        code_digest=codes.stored(code),
        defaults={
            "unit": unit, "topic": topic, "question": question, "public_consent": consent,
            "contact_encrypted": secrecy.encrypt(contact, purpose=CONTACT) if contact else "",
            "due_on": due_on, "due_provisional": provisional,
            "participation": _part_of(unit, timezone.localdate()),
        },
    )  # fmt: skip
    if added:
        audit.record(nobody(unit, "公众"), "线上提问", enquiry)
    return enquiry, codes.grouped(code)


def _part_of(unit: Unit, day: date) -> Participation | None:
    """The unit's part in the campaign of these days."""
    found: Participation | None = (
        Participation.objects.filter(
            unit=unit, campaign__starts_on__lte=day + AROUND, campaign__ends_on__gte=day - AROUND
        )
        .order_by("-campaign__starts_on")
        .first()
    )
    return found


@transaction.atomic
def assign(enquiry: Enquiry, *, department: str, by: Actor) -> None:
    """Name the section that answers. Needs EDIT."""
    _begin(enquiry, by, Permission.EDIT)
    enquiry.department = department.strip()[:60]
    enquiry.save(update_fields=["department"])
    audit.record(by, "指定承办部门", enquiry, enquiry.department)


@transaction.atomic
def keep_draft(enquiry: Enquiry, *, answer: str, by: Actor) -> None:
    """Keep an answer that is not finished, for those who write it alone. Needs EDIT."""
    _begin(enquiry, by, Permission.EDIT)
    if enquiry.state != State.ASKED:
        raise DomainError("答复已提交审核，请直接修改后再提交。")
    enquiry.answer = answer.strip()
    enquiry.save(update_fields=["answer"])
    audit.record(by, "保存答复草稿", enquiry)


@transaction.atomic
def draft_answer(enquiry: Enquiry, *, answer: str, by: Actor) -> None:
    """Write the answer and hand it to a reviewer; again until it is approved. Needs EDIT."""
    _begin(enquiry, by, Permission.EDIT)
    if not answer.strip():
        raise DomainError("请填写答复。", field="answer")
    _move(enquiry, State.DRAFTED)
    enquiry.answer, enquiry.note = answer.strip(), ""
    enquiry.drafted_at, enquiry.drafted_by = timezone.now(), by.name
    enquiry.drafted_by_user = by.user_id
    enquiry.save()
    audit.record(by, "拟写咨询答复", enquiry)


@transaction.atomic
def send_back(enquiry: Enquiry, *, reason: str, by: Actor) -> None:
    """Return a drafted answer to who wrote it. Needs REVIEW."""
    _begin(enquiry, by, Permission.REVIEW)
    if enquiry.state != State.DRAFTED:
        raise DomainError("没有待审核的答复，请刷新页面后再试。")
    _move(enquiry, State.ASKED)
    enquiry.note = _reason(reason)
    enquiry.save()
    audit.record(by, "退回咨询答复", enquiry, enquiry.note)


@transaction.atomic
def approve_answer(enquiry: Enquiry, *, by: Actor, seen: str = "") -> None:
    """Approve an answer: the asker can read it. Needs REVIEW, by another than who wrote it.

    ``seen`` is the ``drafted_at`` of the page that was read: an answer written anew since then has
    to be read first.
    """
    _begin(enquiry, by, Permission.REVIEW)
    _move(enquiry, State.ANSWERED)
    if seen and seen != str(enquiry.drafted_at):
        raise Conflict("答复在您打开页面之后又修改过，请核对现在的答复后再通过。")
    if enquiry.drafted_by_user == by.user_id:
        raise NotAllowed("不能审核自己拟写的答复，请由其他审核人办理。")
    enquiry.answered_at, enquiry.answered_by = timezone.now(), by.name
    enquiry.save()
    audit.record(by, "审核通过咨询答复", enquiry)


@transaction.atomic
def tell(enquiry: Enquiry, *, note: str, by: Actor) -> None:
    """Note that the asker was told the answer in the way they chose, and how. Needs EDIT."""
    _begin(enquiry, by, Permission.EDIT)
    if enquiry.state != State.ANSWERED:
        raise DomainError("答复审核通过后才能告知群众。")
    if not note.strip():
        raise DomainError("请写明告知的情况，如“5月20日上午电话告知，本人表示清楚”。", field="note")
    if blocking(note):
        raise DomainError("请不要在告知情况中写电话号码等个人信息。", field="note")
    enquiry.told_at, enquiry.told_by = timezone.now(), by.name
    enquiry.told_note = note.strip()[:200]
    enquiry.save(update_fields=["told_at", "told_by", "told_note"])
    audit.record(by, "告知答复", enquiry, enquiry.told_note)


@transaction.atomic
def close(enquiry: Enquiry, *, by: Actor) -> None:
    """Close an answered enquiry and erase the asker's contact. Needs EDIT.

    Who chose to be told by telephone or in person has to have been told.
    """
    _begin(enquiry, by, Permission.EDIT)
    _move(enquiry, State.CLOSED)
    if enquiry.reply_by != ReplyBy.CODE and enquiry.told_at is None:
        way = enquiry.get_reply_by_display()
        raise DomainError(f"群众要求{way}，请告知后登记告知情况，再办结。")
    enquiry.contact_encrypted = ""
    enquiry.save()
    audit.record(by, "办结咨询", enquiry)


@transaction.atomic
def mark_spam(enquiry: Enquiry, *, reason: str, by: Actor) -> None:
    """Refuse what is no question; the asker reads the reason. Needs EDIT."""
    _begin(enquiry, by, Permission.EDIT)
    _move(enquiry, State.REJECTED)
    enquiry.note, enquiry.contact_encrypted = _reason(reason), ""
    enquiry.save()
    audit.record(by, "不予受理咨询", enquiry, enquiry.note)


@transaction.atomic
def reopen(enquiry: Enquiry, *, by: Actor) -> None:
    """Take up again what was answered, closed or refused; the due day stays. Needs REVIEW."""
    _begin(enquiry, by, Permission.REVIEW)
    if enquiry.state == State.DRAFTED:
        raise DomainError("答复正在审核；需要修改的，请退回。")
    _move(enquiry, State.ASKED)
    enquiry.answered_at, enquiry.answered_by, enquiry.note = None, "", ""
    enquiry.told_at, enquiry.told_by, enquiry.told_note = None, "", ""
    enquiry.save()
    audit.record(by, "重新办理咨询", enquiry)


def nobody(unit: Unit, name: str) -> Actor:
    """Who has no account: the public, an attendant, the system; may do nothing else."""
    return Actor(
        user_id=0, name=name, unit_id=unit.pk, unit_path=unit.path, unit_name=unit.name,
        permissions=frozenset(),
    )  # fmt: skip


def _begin(enquiry: Enquiry, by: Actor, permission: Permission) -> None:
    """Check the rule, then hold the row: of two clicks the second finds what the first did."""
    require(by, permission)
    require_own_unit(by, enquiry.unit_id)
    enquiry.refresh_from_db(from_queryset=Enquiry.objects.select_for_update(of=("self",)))


def _move(enquiry: Enquiry, to: State) -> None:
    if to not in MOVES[enquiry.state]:
        now = enquiry.get_state_display()
        raise DomainError(f"当前状态为“{now}”，不能转为“{to.label}”，请刷新页面后再试。")
    enquiry.state = to


def _reason(reason: str) -> str:
    if not reason.strip():
        raise DomainError("请写明原因。", field="reason")
    return reason.strip()
