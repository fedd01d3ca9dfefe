"""The page of one item, which several verbs show again when something is wrong."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from zwgk.catalogue.gate import Finding, check_item
from zwgk.catalogue.models import ServiceItem, State
from zwgk.catalogue.queries import stage_times
from zwgk.catalogue.rules import NEEDS, stages_set, why_not
from zwgk.catalogue.states import stages_of
from zwgk.core.actor import Permission
from zwgk.enquiries.feedback import usefulness
from zwgk.library.publishing import public_copy
from zwgk.web.manage.forms.items import ApproveForm, ReasonForm, RemarkForm, ReturnForm
from zwgk.web.shared.access import ActorRequest

TONES = {
    State.FIRST: "wait", State.SECOND: "wait", State.FINAL: "wait", State.SCHEDULED: "wait",
    State.PUBLISHED: "good", State.WITHDRAWN: "bad",
}  # fmt: skip


def own_items(request: ActorRequest) -> QuerySet[Any]:
    """The items the person may work on."""
    rows: QuerySet[Any] = ServiceItem.objects.editable_by(request.actor)
    return rows.select_related("unit")


def own(request: ActorRequest, pk: int) -> ServiceItem:
    """One of them, or 404."""
    item: ServiceItem = get_object_or_404(own_items(request), pk=pk)
    return item


def withdraw_form(data: Any = None) -> ReasonForm:
    """Why an item is taken down."""
    hint = "记入操作记录，不对外公开。"
    return ReasonForm(data, label="撤下原因", hint=hint, auto_id="withdraw_%s")


def return_form(item: ServiceItem, data: Any = None) -> ReturnForm:
    """Where an item goes back to, and why."""
    return ReturnForm(data, state=item.state, auto_id="return_%s")


def approve_form(item: ServiceItem, data: Any = None) -> ApproveForm:
    """The opinion; for the last review the advice to confirm, and when the item becomes public."""
    final = item.state == State.FINAL
    advice = [one for one in findings_of(item) if not one.is_error] if final else []
    return ApproveForm(data, final=final, advice=advice, auto_id="approve_%s")


def findings_of(item: ServiceItem) -> list[Finding]:
    """What the check finds in an item today."""
    return check_item(item, today=timezone.localdate())


def item_page(request: ActorRequest, item: ServiceItem, **wrong: Any) -> HttpResponse:
    """An item with what is wrong and what can be done with it; ``wrong`` holds failed forms."""
    found = findings_of(item)
    context = {
        "item": item,
        "tone": TONES.get(State(item.state), "plain"),
        "errors": [(one, _mended_at(one)) for one in found if one.is_error],
        "advice": [(one, _mended_at(one)) for one in found if not one.is_error],
        "publication": public_copy(f"item:{item.pk}"),
        "remarks": list(item.remarks.all()),
        "corrections": list(item.corrections.all()),
        "files": list(item.files.select_related("file")),
        "path": _path(item),
        "said": usefulness([item.pk]).get(item.pk),
        **_rights(request, item),
        "return_form": return_form(item),
        "approve_form": approve_form(item),
        "remark_form": RemarkForm(auto_id="remark_%s"),
        "withdraw_form": withdraw_form(),
        **wrong,
    }
    return render(request, "manage/items/item.html", context, status=422 if wrong else 200)


def _mended_at(one: Finding) -> str:
    """The field of the edit page a finding is about; empty for a file or the whole item."""
    # A list of ticks has no field of its own: the first tick stands for it.
    first = "_0" if one.column in ("channels", "levels") else ""
    return f"id_{one.column}{first}" if one.column else ""


def _rights(request: ActorRequest, item: ServiceItem) -> dict[str, Any]:
    by = request.actor
    may_edit, may_review = by.may(Permission.EDIT), by.may(Permission.REVIEW)
    refused = why_not(item, by) if item.in_review else ""
    at_stage = item.in_review and by.may(NEEDS[State(item.state)])
    return {
        "can_edit": may_edit and not item.in_review,
        "can_submit": may_edit and item.state == State.DRAFT,
        "can_correct": may_edit and item.published_at is not None and not item.in_review,
        "can_return": at_stage,
        "can_remark": may_review and item.in_review,
        "can_approve": at_stage and not refused,
        "refused": refused,
        "can_withdraw": may_review and item.published_at is not None,
    }


def _path(item: ServiceItem) -> list[tuple[str, str]]:
    """The reviews of the unit with whether each is done, under way, or to come."""
    stages = stages_of(stages_set(item.unit_id))
    if item.state not in stages:
        return [(str(stage.label)[1:], "") for stage in stages]
    here = stages.index(State(item.state))
    names = [str(stage.label)[1:] for stage in stages]
    return [
        (name, "已通过" if number < here else "办理中" if number == here else "未到")
        for number, name in enumerate(names)
    ]


def history_context(request: ActorRequest, item: ServiceItem) -> dict[str, Any]:
    """The versions, the steps, and how long each review took."""
    return {
        "item": item,
        "revisions": list(item.revisions.defer("kept")),
        "moves": list(item.moves.all()),
        "confirmations": list(item.confirmations.all()),
        "times": stage_times(request.actor, item),
        "can_restore": request.actor.may(Permission.EDIT) and not item.in_review,
    }
