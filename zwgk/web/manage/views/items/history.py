"""The versions of an item: what changed, and an earlier one restored."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from zwgk.catalogue import actions
from zwgk.catalogue.differences import differences
from zwgk.catalogue.models import ItemRevision
from zwgk.core.actor import Permission
from zwgk.core.errors import DomainError
from zwgk.web.manage.views.items.page import history_context, own
from zwgk.web.manage.views.items.writing import version_of
from zwgk.web.shared.access import ActorRequest, Audience, access


@access(Audience.UNIT)
def history(request: ActorRequest, pk: int) -> HttpResponse:
    """Every version, every step, and the time each review took."""
    item = own(request, pk)
    return render(request, "manage/items/history.html", history_context(request, item))


@access(Audience.UNIT)
def compare(request: ActorRequest, pk: int) -> HttpResponse:
    """Two versions side by side, by column; the last two unless others are asked for."""
    item = own(request, pk)
    after = _asked(request, "to", item.version)
    before = _asked(request, "from", after - 1)
    found = {row.number: row for row in item.revisions.filter(number__in=[before, after])}
    if after not in found or before not in found:
        if item.version == 1 and not request.GET:
            messages.info(request, "这个事项只有一个版本，还没有可以比较的内容。")
            return redirect("manage:item-history", pk=pk)
        raise Http404
    context = {
        "item": item,
        "before": found[before],
        "after": found[after],
        "rows": list(differences(found[before].columns, found[after].columns)),
        "numbers": list(item.revisions.values_list("number", flat=True)),
        "can_restore": request.actor.may(Permission.EDIT) and not item.in_review,
    }
    return render(request, "manage/items/compare.html", context)


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def restore(request: ActorRequest, pk: int, number: int) -> HttpResponse:
    """Write an earlier version anew."""
    item = own(request, pk)
    revision = get_object_or_404(ItemRevision, item=item, number=number)
    based_on = version_of(request, "based_on") or 0
    try:
        actions.restore_revision(revision, based_on=based_on, by=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("manage:item-history", pk=pk)
    messages.success(request, f"已恢复第 {number} 版的内容，保存为新版本。")
    return redirect("manage:item", pk=pk)


def _asked(request: ActorRequest, name: str, default: int) -> int:
    sent = request.GET.get(name, "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else default
