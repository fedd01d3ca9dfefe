"""Items handed in, remarked on, approved alone or together, returned, taken down."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from zwgk.catalogue import actions
from zwgk.catalogue.gate import obstacles
from zwgk.catalogue.models import ItemRemark
from zwgk.catalogue.queries import stage_times, to_approve
from zwgk.catalogue.rules import stages_set
from zwgk.core.actor import Permission
from zwgk.library.copies import guides
from zwgk.web.manage.forms.items import RemarkForm, StagesForm
from zwgk.web.manage.views.items.page import (
    approve_form,
    item_page,
    own,
    return_form,
    withdraw_form,
)
from zwgk.web.manage.views.items.writing import version_of
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import form_page, posted, verb

AT_ONCE = 50


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def submit(request: ActorRequest, pk: int) -> HttpResponse:
    """Hand an item to the reviewer."""
    item = own(request, pk)
    verb(request, actions.submit_item, "已提交，等待初审。", item, by=request.actor)
    return redirect("manage:item", pk=pk)


@access(Audience.UNIT, Permission.REVIEW)
@require_POST
def approve(request: ActorRequest, pk: int) -> HttpResponse:
    """Approve an item; after the last review it goes on the portal, both or neither."""
    item = own(request, pk)
    form = approve_form(item, request.POST)
    seen = version_of(request, "seen")
    if form.attempt(guides.approve_and_publish, item=item, by=request.actor, seen=seen):
        messages.success(request, "审核通过。")
        messages.info(request, _next(item.get_state_display(), item.published_version))
        return redirect("manage:item", pk=pk)
    return item_page(request, own(request, pk), approve_form=form)


def _next(state: str, published: int | None) -> str:
    if state == "已公开":
        return "已在门户公开。"
    old = "，门户仍显示原来的内容" if published else ""
    return f"事项现在是“{state}”{old}。"


@access(Audience.SIGNED_IN, Permission.REVIEW)
def queue(request: ActorRequest) -> HttpResponse:
    """What waits for this person; those in which nothing is found can be approved together."""
    today = timezone.localdate()
    rows = to_approve(request.actor).select_related("unit")
    rows = rows.prefetch_related("files__file", "corrections", "remarks")
    if request.method == "POST":
        _approve_chosen(request, rows)
        return redirect("manage:item-queue")
    waiting = [(item, obstacles(item, today=today)) for item in rows[:AT_ONCE]]
    context = {"rows": waiting, "total": rows.count(), "times": stage_times(request.actor)}
    return render(request, "manage/items/queue.html", context)


def _approve_chosen(request: ActorRequest, rows: QuerySet[Any]) -> None:
    sent = request.POST.getlist("item")
    chosen = [number for number in sent if number.isdecimal() and len(number) < 10][:AT_ONCE]
    items = list(rows.filter(pk__in=chosen))
    fresh = [item for item in items if version_of(request, f"seen-{item.pk}") == item.version]
    done, refused = guides.approve_all(fresh, by=request.actor)
    for item in items:
        if item not in fresh:
            refused.append(f"“{item.name}”在您打开页面之后又修改过，请重新核对。")
    if done:
        messages.success(request, f"{done} 项审核通过。")
    for text in refused:
        messages.error(request, text)
    if not items:
        messages.error(request, "请先勾选事项；已被别人办理的不再列出。")


@access(Audience.UNIT, Permission.REVIEW)
@require_POST
def send_back(request: ActorRequest, pk: int) -> HttpResponse:
    """Return an item to its author or to an earlier review."""
    item = own(request, pk)
    form = return_form(item, request.POST)
    if form.attempt(actions.send_back, item=item, by=request.actor):
        messages.success(request, "已退回，办理人会看到退回意见。")
        return redirect("manage:item", pk=pk)
    return item_page(request, item, return_form=form)


@access(Audience.UNIT, Permission.REVIEW)
@require_POST
def remark(request: ActorRequest, pk: int) -> HttpResponse:
    """Remark on a column."""
    item, form = own(request, pk), RemarkForm(request.POST, auto_id="remark_%s")
    if form.attempt(actions.add_remark, item=item, by=request.actor):
        messages.success(request, "批注已保存。")
        return redirect("manage:item", pk=pk)
    return item_page(request, item, remark_form=form)


@access(Audience.UNIT)
@require_POST
def settle(request: ActorRequest, pk: int, number: int) -> HttpResponse:
    """Mark a remark as dealt with."""
    found = get_object_or_404(ItemRemark, item=own(request, pk), pk=number)
    verb(request, actions.settle_remark, "批注已标为处理。", found, by=request.actor)
    return redirect("manage:item", pk=pk)


@access(Audience.UNIT, Permission.REVIEW)
@require_POST
def withdraw(request: ActorRequest, pk: int) -> HttpResponse:
    """Take an item and its public copy down."""
    item, form = own(request, pk), withdraw_form(request.POST)
    if form.attempt(guides.withdraw_guide, item=item, by=request.actor):
        messages.success(request, "已从门户撤下。")
        return redirect("manage:item", pk=pk)
    return item_page(request, item, withdraw_form=form)


@access(Audience.SIGNED_IN, Permission.MANAGE)
def stages(request: ActorRequest) -> HttpResponse:
    """Set how many reviews the unit's items pass."""
    form = StagesForm(posted(request), initial={"stages": stages_set(request.actor.unit_id)})
    back = reverse("manage:items")
    if request.method == "POST" and form.attempt(
        lambda stages: actions.set_stages(stages, by=request.actor)
    ):
        messages.success(request, "审核级数已保存，正在审核的事项按新的级数继续。")
        return redirect(back)
    return form_page(
        request, form, title="审核设置", back=back, crumb="办事指南",
        lead="各级审核由不同的人办理，填写人不审核。人员不足三级审核的单位可以设为两级。",
    )  # fmt: skip
