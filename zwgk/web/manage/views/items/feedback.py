"""What visitors say of the guides: errors to deal with, and all that was said of one item."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from zwgk.catalogue.models import ServiceItem
from zwgk.core.actor import Permission
from zwgk.enquiries import feedback
from zwgk.enquiries.models import ItemFeedback
from zwgk.web.manage.views.items.page import own
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import verb

PER_PAGE = 30


@access(Audience.SIGNED_IN)
def errors(request: ActorRequest) -> HttpResponse:
    """The unit's error reports that nobody has dealt with."""
    return _list(request, feedback.open_errors(request.actor), None)


@access(Audience.UNIT)
def of_item(request: ActorRequest, pk: int) -> HttpResponse:
    """All that was said of one item."""
    item = own(request, pk)
    return _list(request, feedback.feedback_on(item, request.actor), item)


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def settle(request: ActorRequest, pk: int, number: int) -> HttpResponse:
    """Mark a report as dealt with, and back to the list it stood in."""
    found = get_object_or_404(ItemFeedback, item=own(request, pk), pk=number)
    verb(request, feedback.settle, "已标为处理。", found, by=request.actor)
    if request.POST.get("back") == "all":
        return redirect("manage:items-feedback")
    return redirect("manage:item-feedback", pk=pk)


def _list(request: ActorRequest, rows: QuerySet[Any], item: ServiceItem | None) -> HttpResponse:
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": list(page),
        "item": item,
        "told": feedback.usefulness([item.pk]).get(item.pk) if item else None,
        "can_settle": request.actor.may(Permission.EDIT),
    }
    return render(request, "manage/items/feedback.html", context)
