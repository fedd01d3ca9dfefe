"""Questions asked online or followed up from a desk: answered, reviewed, told, closed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from zwgk.core.actor import Permission
from zwgk.enquiries import actions
from zwgk.enquiries.models import Channel, Enquiry, ReplyBy, State
from zwgk.enquiries.queries import LATE, contact_for, departments_of, enquiries_of, overdue
from zwgk.enquiries.states import ANSWERED, MOVES, OPEN
from zwgk.enquiries.upkeep import escalate
from zwgk.library.copies import answers
from zwgk.library.publishing import public_copy
from zwgk.web.manage.forms.enquiries import AnswerForm, AssignForm, TellForm
from zwgk.web.manage.forms.items import ReasonForm
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.forms import ZwgkForm
from zwgk.web.shared.pages import search_word, verb
from zwgk.web.shared.tables import csv_file

PER_PAGE = 30
_TONES = {
    State.ASKED: "wait", State.DRAFTED: "wait", State.ANSWERED: "good", State.CLOSED: "good",
}  # fmt: skip


@access(Audience.SIGNED_IN)
def listing(request: ActorRequest) -> HttpResponse:
    """The unit's enquiries: the open ones first, by due day."""
    today = timezone.localdate()
    escalate(today, unit_id=request.actor.unit_id)
    asked = _asked(request)
    rows = enquiries_of(request.actor, **asked)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(row, _TONES.get(row.state, "bad"), _late(row)) for row in page],
        "late": overdue(request.actor, today).count(),
        "asked": asked,
        "filters": urlencode({_PARAMETERS[name]: value for name, value in asked.items() if value}),
        "states": [*State.choices, (LATE, "超过期限")],
        "channels": Channel.choices,
        "departments": departments_of(request.actor),
    }
    return render(request, "manage/enquiries/list.html", context)


@access(Audience.SIGNED_IN)
def export(request: ActorRequest) -> HttpResponse:
    """The enquiries that were asked for as a table, without anybody's contact."""
    rows = ({name: read(row) for name, read in _COLUMNS.items()}
            for row in enquiries_of(request.actor, **_asked(request)))  # fmt: skip
    return csv_file("咨询办理情况.csv", list(_COLUMNS), rows)


_PARAMETERS = {"word": "q", "state": "state", "channel": "channel", "department": "department"}


def _asked(request: ActorRequest) -> dict[str, str]:
    state, channel = request.GET.get("state", ""), request.GET.get("channel", "")
    return {
        "word": search_word(request), "department": search_word(request, "department"),
        "state": state if state in (*State.values, LATE) else "",
        "channel": channel if channel in Channel.values else "",
    }  # fmt: skip


def _day(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""


_COLUMNS: dict[str, Callable[[Enquiry], str]] = {
    "渠道": lambda row: row.get_channel_display(),
    "主题": lambda row: str(row.topic),
    "问题": lambda row: str(row.question),
    "承办部门": lambda row: str(row.department),
    "状态": lambda row: row.get_state_display(),
    "提出时间": lambda row: _day(row.asked_at),
    "答复期限": lambda row: row.due_on.isoformat() + ("（暂定）" if row.due_provisional else ""),
    "答复": lambda row: str(row.answer) if row.state in ANSWERED else "",
    "答复时间": lambda row: _day(row.answered_at),
    "答复方式": lambda row: row.get_reply_by_display(),
    "告知情况": lambda row: str(row.told_note),
    "提请督办时间": lambda row: _day(row.escalated_at),
}


@access(Audience.UNIT)
def show(request: ActorRequest, pk: int) -> HttpResponse:
    """A question with its answer and what can be done with it."""
    return _page(request, _own(request, pk))


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def answer(request: ActorRequest, pk: int) -> HttpResponse:
    """Write the answer, for the reviewer; or keep what is written so far."""
    form = AnswerForm(request.POST)
    if "keep" in request.POST:
        return _form_verb(request, pk, "answer_form", form, actions.keep_draft, "草稿已保存。")
    return _form_verb(request, pk, "answer_form", form, actions.draft_answer, "答复已提交审核。")


@access(Audience.UNIT, Permission.REVIEW)
@require_POST
def send_back(request: ActorRequest, pk: int) -> HttpResponse:
    """Return a drafted answer."""
    form, done = _return_form(request.POST), "已退回，经办人会看到退回意见。"
    return _form_verb(request, pk, "return_form", form, actions.send_back, done)


@access(Audience.UNIT, Permission.REVIEW)
@require_POST
def approve(request: ActorRequest, pk: int) -> HttpResponse:
    """Approve an answer."""
    done, seen = "审核通过，提问人凭查询码可以查看答复。", request.POST.get("seen", "")
    return _verb(request, pk, actions.approve_answer, done, seen=seen)


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def assign(request: ActorRequest, pk: int) -> HttpResponse:
    """Name the section that answers."""
    form = AssignForm(request.POST, auto_id="assign_%s")
    return _form_verb(request, pk, "assign_form", form, actions.assign, "承办部门已更新。")


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def tell(request: ActorRequest, pk: int) -> HttpResponse:
    """Note how the asker was told."""
    form = TellForm(request.POST, auto_id="tell_%s")
    return _form_verb(request, pk, "tell_form", form, actions.tell, "告知情况已登记，可以办结了。")


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def close(request: ActorRequest, pk: int) -> HttpResponse:
    """Close an answered enquiry; the contact is erased."""
    return _verb(request, pk, actions.close, "已办结，联系方式已删除。")


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def spam(request: ActorRequest, pk: int) -> HttpResponse:
    """Refuse what is no question."""
    form = _spam_form(request.POST)
    return _form_verb(request, pk, "spam_form", form, actions.mark_spam, "已标记为不予受理。")


@access(Audience.UNIT, Permission.REVIEW)
@require_POST
def reopen(request: ActorRequest, pk: int) -> HttpResponse:
    """Take an enquiry up again."""
    return _verb(request, pk, actions.reopen, "已重新转为待答复。")


@access(Audience.UNIT, Permission.REVIEW)
@require_POST
def publish(request: ActorRequest, pk: int) -> HttpResponse:
    """Put the masked question and answer on the portal."""
    enquiry, checked = _own(request, pk), bool(request.POST.get("checked"))
    done = "已在门户公开。姓名和联系方式已隐去，请打开核对。"
    verb(request, answers.publish_answer, done, enquiry, by=request.actor, checked=checked)
    return redirect("manage:enquiry", pk=pk)


@access(Audience.UNIT, Permission.REVIEW)
@require_POST
def unpublish(request: ActorRequest, pk: int) -> HttpResponse:
    """Take the public copy down."""
    form = _unpublish_form(request.POST)
    return _form_verb(
        request, pk, "unpublish_form", form, answers.withdraw_answer, "已从门户撤下。"
    )


def _own(request: ActorRequest, pk: int) -> Enquiry:
    rows = Enquiry.objects.editable_by(request.actor).select_related("unit")
    enquiry: Enquiry = get_object_or_404(rows, pk=pk)
    return enquiry


def _verb(
    request: ActorRequest, pk: int, act: Callable[..., object], done: str, **seen: str
) -> HttpResponse:
    verb(request, act, done, _own(request, pk), by=request.actor, **seen)
    return redirect("manage:enquiry", pk=pk)


def _form_verb(
    request: ActorRequest, pk: int, key: str, form: ZwgkForm, act: Callable[..., object], done: str
) -> HttpResponse:
    """A verb behind a form of the page: done, or the page again with what has to be mended."""
    enquiry = _own(request, pk)
    if form.attempt(act, enquiry=enquiry, by=request.actor):
        messages.success(request, done)
        return redirect("manage:enquiry", pk=pk)
    again: dict[str, Any] = {key: form}
    return _page(request, enquiry, **again)


def _late(enquiry: Enquiry) -> bool:
    return enquiry.state in OPEN and enquiry.due_on < timezone.localdate()


def _return_form(data: QueryDict | None = None) -> ReasonForm:
    hint = "写明需要修改的具体内容，经办人能直接看到。"
    return ReasonForm(data, label="退回意见", hint=hint, auto_id="return_%s")


def _spam_form(data: QueryDict | None = None) -> ReasonForm:
    hint = "提问人能看到，如：内容为广告，不属于咨询。"
    return ReasonForm(data, label="不予受理的原因", hint=hint, auto_id="spam_%s")


def _unpublish_form(data: QueryDict | None = None) -> ReasonForm:
    hint = "记入操作记录，不对外公开。"
    return ReasonForm(data, label="撤下原因", hint=hint, auto_id="unpublish_%s")


def _page(
    request: ActorRequest, enquiry: Enquiry, *, answer_form: AnswerForm | None = None,
    return_form: ReasonForm | None = None, spam_form: ReasonForm | None = None,
    unpublish_form: ReasonForm | None = None, assign_form: AssignForm | None = None,
    tell_form: TellForm | None = None,
) -> HttpResponse:  # fmt: skip
    forms = (answer_form, return_form, spam_form, unpublish_form, assign_form, tell_form)
    wrong = any(form is not None for form in forms)
    moves, actor = MOVES[enquiry.state], request.actor
    may_edit, may_review = actor.may(Permission.EDIT), actor.may(Permission.REVIEW)
    public = public_copy(f"enquiry:{enquiry.pk}")
    drafted, answered = enquiry.state == State.DRAFTED, enquiry.state in ANSWERED
    own_draft = enquiry.drafted_by_user == actor.user_id
    can_publish = may_review and answered and enquiry.public_consent
    context = {
        "enquiry": enquiry,
        "tone": _TONES.get(State(enquiry.state), "bad"),
        "late": _late(enquiry),
        "contact": contact_for(enquiry, actor),
        "may_edit": may_edit,
        "can_answer": may_edit and State.DRAFTED in moves,
        "can_review": may_review and drafted,
        "seen": str(enquiry.drafted_at),
        "own_draft": own_draft,
        "can_tell": may_edit
        and enquiry.state == State.ANSWERED
        and enquiry.reply_by != ReplyBy.CODE,
        "can_close": may_edit and State.CLOSED in moves,
        "can_refuse": may_edit and State.REJECTED in moves,
        "can_reopen": may_review and State.ASKED in moves and not drafted,
        "can_publish": can_publish,
        # Made by the text engine, which is not for every view of the page.
        "preview": answers.public_words(enquiry) if can_publish and not own_draft else [],
        "public": public,
        "can_unpublish": may_review and public is not None,
        "answer_form": answer_form or AnswerForm(initial={"answer": enquiry.answer}),
        "return_form": return_form or _return_form(),
        "spam_form": spam_form or _spam_form(),
        "tell_form": tell_form or TellForm(auto_id="tell_%s"),
        "assign_form": assign_form
        or AssignForm(initial={"department": enquiry.department}, auto_id="assign_%s"),
        "unpublish_form": unpublish_form or _unpublish_form(),
    }
    return render(request, "manage/enquiries/enquiry.html", context, status=422 if wrong else 200)
