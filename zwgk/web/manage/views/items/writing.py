"""Items listed, written, corrected; their files."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zwgk.catalogue import actions
from zwgk.catalogue.attention import LOOKS, needing, needs
from zwgk.catalogue.columns import COLUMNS, Columns
from zwgk.catalogue.fields import Field
from zwgk.catalogue.models import ItemFile, ServiceItem, State
from zwgk.catalogue.queries import blank_fields, items_of, stage_times
from zwgk.catalogue.richtext import clean
from zwgk.catalogue.sheets import catalogue_workbook, template_workbook
from zwgk.core.actor import Permission
from zwgk.core.files import read
from zwgk.enquiries.feedback import open_errors, usefulness
from zwgk.web.manage.forms.items import CorrectionForm, ItemFileForm, ItemForm
from zwgk.web.manage.views.items.page import TONES, item_page, own, own_items
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import download, form_page, posted, search_word, verb

PER_PAGE = 30
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_IN_REVIEW = ("review", "正在审核（各环节）")


@access(Audience.SIGNED_IN)
def listing(request: ActorRequest) -> HttpResponse:
    """The unit's items, by state, field and word."""
    states = [_IN_REVIEW, *State.choices]
    word, state = search_word(request), request.GET.get("state", "")
    state = state if state in dict(states) else ""
    field = request.GET.get("field", "")
    field = field if field in Field.values else ""
    rows = items_of(request.actor, word, state, field)
    look = request.GET.get("look", "")
    if look in LOOKS:
        rows = needing(rows, look)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    said = usefulness([item.pk for item in page])
    context = {
        "page": page,
        "rows": [
            (item, TONES.get(item.state, "plain"), blank_fields(item), said.get(item.pk))
            for item in page
        ],
        "errors": open_errors(request.actor).count(),
        "word": word,
        "state": state,
        "states": states,
        "field": field,
        "fields": Field.choices,
        "needs": needs(request.actor),
        "look": look if look in LOOKS else "",
        "times": stage_times(request.actor),
        "may_review": request.actor.may(Permission.REVIEW),
        "may_manage": request.actor.may(Permission.MANAGE),
    }
    return render(request, "manage/items/list.html", context)


@access(Audience.SIGNED_IN, Permission.EDIT)
def new(request: ActorRequest) -> HttpResponse:
    """Begin an item."""
    form = ItemForm(posted(request))
    if request.method == "POST":
        item = form.attempt(
            lambda why, **written: actions.create_item(
                Columns(**written), by=request.actor, why=why
            )
        )
        if item is not None:
            _saved(request, form, "事项已保存为草稿。")
            return redirect("manage:item", pk=item.pk)
    return _form_page(request, form, None)


@access(Audience.UNIT)
def show(request: ActorRequest, pk: int) -> HttpResponse:
    """An item with what is missing and what can be done with it."""
    return item_page(request, own(request, pk))


@access(Audience.UNIT, Permission.EDIT)
def edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Change an item."""
    item = own(request, pk)
    form = ItemForm(posted(request), initial={name: getattr(item, name) for name in COLUMNS})
    if request.method == "POST":
        version = version_of(request, "based_on") or 0
        if form.attempt(
            lambda why, **written: actions.save_item(
                item, Columns(**written), based_on=version, by=request.actor, why=why
            )
        ):
            _saved(request, form, "修改已保存。")
            return redirect("manage:item", pk=pk)
    return _form_page(request, form, item)


@access(Audience.UNIT, Permission.EDIT)
def correct(request: ActorRequest, pk: int) -> HttpResponse:
    """Say what was wrong in what is public, then mend it."""
    item, form = own(request, pk), CorrectionForm(posted(request))
    if request.method == "POST" and form.attempt(
        actions.add_correction, item=item, by=request.actor
    ):
        messages.success(request, "更正说明已保存，请修改有误的内容后提交审核。")
        return redirect("manage:item-edit", pk=pk)
    return form_page(
        request, form, title="更正公开内容", back=item_url(pk), crumb=item.name,
        button="保存并修改",
        lead="门户在审核通过前仍显示原来的内容；通过后显示修改后的内容和更正说明。",
    )  # fmt: skip


@access(Audience.UNIT, Permission.EDIT)
def file_add(request: ActorRequest, pk: int) -> HttpResponse:
    """Keep a sample or another file."""
    item = own(request, pk)
    form = ItemFileForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data.pop("file")
        if form.attempt_again(
            actions.add_file, item=item, data=sent.read(), file_name=sent.name, by=request.actor
        ):
            messages.success(request, "附件已保存。")
            return redirect("manage:item", pk=pk)
    return form_page(request, form, title="上传附件", back=item_url(pk), crumb=item.name)


@access(Audience.UNIT)
def file_get(request: ActorRequest, pk: int, number: int) -> HttpResponse:
    """A file as it was uploaded."""
    kept = get_object_or_404(ItemFile, item=own(request, pk), pk=number)
    return download(read(kept.file), name=kept.file.name, content_type=kept.file.content_type)


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def file_remove(request: ActorRequest, pk: int, number: int) -> HttpResponse:
    """Take a file off the item."""
    kept = get_object_or_404(ItemFile, item=own(request, pk), pk=number)
    verb(request, actions.remove_file, "附件已删除。", kept, by=request.actor)
    return redirect("manage:item", pk=pk)


def version_of(request: ActorRequest, name: str) -> int | None:
    """A version number that a page sent back."""
    sent = request.POST.get(name, "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else None


def item_url(pk: int) -> str:
    """Where an item is."""
    return reverse("manage:item", args=[pk])


def _saved(request: ActorRequest, form: ItemForm, done: str) -> None:
    """Tell that it is kept, and what of the text was not."""
    messages.success(request, done)
    if removed := clean(form.cleaned_data["body"]).removed:
        messages.warning(request, f"详细说明中的以下内容不能公开，已去掉：{'、'.join(removed)}。")


def _form_page(request: ActorRequest, form: ItemForm, item: ServiceItem | None) -> HttpResponse:
    remarks = item.remarks.filter(settled_at__isnull=True) if item else ()
    context = {"form": form, "item": item, "remarks": remarks}
    status = 422 if form.errors else 200
    return render(request, "manage/items/form.html", context, status=status)


@access(Audience.SIGNED_IN)
def export(request: ActorRequest) -> HttpResponse:
    """The unit's catalogue as .xlsx."""
    rows = own_items(request).order_by("field", "topic", "name")
    data = catalogue_workbook(rows.iterator(chunk_size=500))
    return download(data, name=f"{request.actor.unit_name}公开事项目录.xlsx", content_type=_XLSX)


@access(Audience.SIGNED_IN)
def template(request: ActorRequest) -> HttpResponse:
    """The empty table of the standard columns."""
    return download(template_workbook(), name="公开事项目录模板.xlsx", content_type=_XLSX)
