"""Disclosed items: written, reviewed, published, taken down."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from zwgk.catalogue import actions
from zwgk.catalogue.columns import Columns
from zwgk.catalogue.models import ServiceItem, State
from zwgk.catalogue.queries import blank_fields, items_of
from zwgk.core.actor import Permission
from zwgk.library.copies import guides
from zwgk.library.publishing import public_copy
from zwgk.web.manage.forms.items import ItemForm, ReasonForm
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import posted, search_word, verb

PER_PAGE = 30
_TONES = {State.REVIEW: "wait", State.PUBLISHED: "good", State.WITHDRAWN: "bad"}


@access(Audience.SIGNED_IN)
def listing(request: ActorRequest) -> HttpResponse:
    """The unit's items, by state and word."""
    word, state = search_word(request), request.GET.get("state", "")
    state = state if state in State.values else ""
    page = Paginator(items_of(request.actor, word, state), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "rows": [(item, _TONES.get(item.state, "plain"), blank_fields(item)) for item in page],
        "word": word,
        "state": state,
        "states": State.choices,
    }
    return render(request, "manage/items/list.html", context)


@access(Audience.SIGNED_IN, Permission.EDIT)
def new(request: ActorRequest) -> HttpResponse:
    """Begin an item."""
    form = ItemForm(posted(request))
    if request.method == "POST":
        item = form.attempt(
            lambda **written: actions.create_item(Columns(**written), by=request.actor)
        )
        if item is not None:
            messages.success(request, "事项已保存为草稿。")
            return redirect("manage:item", pk=item.pk)
    return _form_page(request, form, None)


@access(Audience.UNIT)
def show(request: ActorRequest, pk: int) -> HttpResponse:
    """An item with what is missing and what can be done with it."""
    return _page(request, _own(request, pk))


@access(Audience.UNIT, Permission.EDIT)
def edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Change an item."""
    item = _own(request, pk)
    written = {name: getattr(item, name) for name in Columns.__dataclass_fields__}
    form = ItemForm(posted(request), initial=written)
    if request.method == "POST":
        sent = request.POST.get("based_on", "")
        version = int(sent) if sent.isdecimal() else 0
        if form.attempt(
            lambda **written: actions.save_item(
                item, Columns(**written), based_on=version, by=request.actor
            )
        ):
            messages.success(request, "修改已保存。")
            return redirect("manage:item", pk=pk)
    return _form_page(request, form, item)


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def submit(request: ActorRequest, pk: int) -> HttpResponse:
    """Hand an item to the reviewer."""
    item = _own(request, pk)
    verb(request, actions.submit_item, "已提交，等待审核。", item, by=request.actor)
    return redirect("manage:item", pk=pk)


@access(Audience.UNIT, Permission.REVIEW)
@require_POST
def approve(request: ActorRequest, pk: int) -> HttpResponse:
    """Approve an item and put it on the portal, both or neither."""
    item = _own(request, pk)
    done = "审核通过，已在门户公开。"
    seen = request.POST.get("seen", "")
    version = int(seen) if seen.isdecimal() and len(seen) < 10 else None
    verb(request, guides.approve_and_publish, done, item, by=request.actor, seen=version)
    return redirect("manage:item", pk=pk)


@access(Audience.UNIT, Permission.REVIEW)
@require_POST
def send_back(request: ActorRequest, pk: int) -> HttpResponse:
    """Return an item to its author."""
    item, form = _own(request, pk), _return_form(request.POST)
    if form.attempt(actions.send_back, item=item, by=request.actor):
        messages.success(request, "已退回，经办人会看到退回意见。")
        return redirect("manage:item", pk=pk)
    return _page(request, item, return_form=form)


@access(Audience.UNIT, Permission.REVIEW)
@require_POST
def withdraw(request: ActorRequest, pk: int) -> HttpResponse:
    """Take an item and its public copy down."""
    item, form = _own(request, pk), _withdraw_form(request.POST)
    if form.attempt(guides.withdraw_guide, item=item, by=request.actor):
        messages.success(request, "已从门户撤下。")
        return redirect("manage:item", pk=pk)
    return _page(request, item, withdraw_form=form)


def _own(request: ActorRequest, pk: int) -> ServiceItem:
    rows = ServiceItem.objects.editable_by(request.actor).select_related("unit")
    item: ServiceItem = get_object_or_404(rows, pk=pk)
    return item


def _return_form(data: QueryDict | None = None) -> ReasonForm:
    hint = "写明需要修改的具体内容，经办人能直接看到。"
    return ReasonForm(data, label="退回意见", hint=hint, auto_id="return_%s")


def _withdraw_form(data: QueryDict | None = None) -> ReasonForm:
    hint = "记入操作记录，不对外公开。"
    return ReasonForm(data, label="撤下原因", hint=hint, auto_id="withdraw_%s")


def _page(
    request: ActorRequest, item: ServiceItem, *, return_form: ReasonForm | None = None,
    withdraw_form: ReasonForm | None = None,
) -> HttpResponse:  # fmt: skip
    wrong = return_form or withdraw_form
    may_review = request.actor.may(Permission.REVIEW)
    in_review = item.state == State.REVIEW
    context = {
        "item": item,
        "tone": _TONES.get(State(item.state), "plain"),
        "missing": blank_fields(item),
        "publication": public_copy(f"item:{item.pk}"),
        "can_edit": request.actor.may(Permission.EDIT) and not in_review,
        "can_submit": request.actor.may(Permission.EDIT) and item.state == State.DRAFT,
        "can_return": may_review and in_review,
        "can_approve": may_review
        and request.actor.user_id not in (item.submitted_by_user, item.edited_by_user),
        "can_withdraw": may_review and item.published_at is not None,
        "return_form": return_form or _return_form(),
        "withdraw_form": withdraw_form or _withdraw_form(),
    }
    return render(request, "manage/items/item.html", context, status=422 if wrong else 200)


def _form_page(request: ActorRequest, form: ItemForm, item: ServiceItem | None) -> HttpResponse:
    context = {"form": form, "item": item}
    status = 422 if form.errors else 200
    return render(request, "manage/items/form.html", context, status=status)
