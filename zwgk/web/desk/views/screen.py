"""The desk's one screen: totals, four ways to record, the latest entries."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from zwgk.core.actor import Permission
from zwgk.desk import actions
from zwgk.desk.models import Desk, Handout
from zwgk.desk.queries import day_totals, recent_entries
from zwgk.desk.stock import line_of
from zwgk.web.desk.forms import FORMS, EntryForm, MaterialForm
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.qr import qr_image

TABS = (("visit", "来访"), ("question", "咨询"), ("handout", "发放"), ("tally", "计数"))
_RECORD: dict[str, Callable[..., Any]] = {
    "visit": actions.record_visit,
    "question": actions.record_question,
    "handout": actions.record_handout,
    "tally": actions.record_tally,
}


@access(Audience.SIGNED_IN, Permission.RECORD)
def home(request: ActorRequest) -> HttpResponse:
    """The acting unit's desks, today's first."""
    today = timezone.localdate()
    rows = Desk.objects.editable_by(request.actor).select_related("participation__campaign")
    desks = sorted(rows.order_by("-opens_at"), key=lambda d: _local_day(d) != today)
    return render(request, "desk/home.html", {"desks": desks, "today": today})


def _local_day(desk: Desk) -> Any:
    return timezone.localtime(desk.opens_at).date()


@access(Audience.UNIT, Permission.RECORD)
@never_cache
def desk(request: ActorRequest, pk: int) -> HttpResponse:
    """The screen of one desk."""
    found = own_desk(request, pk)
    tab = request.GET.get("tab", "visit")
    if tab not in FORMS:
        tab = "visit"
    return screen(request, found, tab)


@access(Audience.UNIT, Permission.RECORD)
@require_POST
def record(request: ActorRequest, pk: int, kind: str) -> HttpResponse:
    """Record an entry; the same form sent twice is one entry."""
    found = own_desk(request, pk)
    if kind not in FORMS:
        raise Http404
    form = FORMS[kind](request.POST, desk=found)
    entry = form.attempt(_RECORD[kind], desk=found, by=request.actor)
    if entry is None:
        form.renew_id()
        return screen(request, found, kind, form)
    if isinstance(entry, Handout) and (over := line_of(entry.material).over):
        name = entry.material.name
        messages.warning(request, f"已登记。《{name}》发放的比收到的多{over}份，请有空时核对。")
    here = reverse("desk:desk", args=[pk])
    return redirect(f"{here}?tab={kind}&just={entry.pk}")


@access(Audience.UNIT, Permission.RECORD)
@require_POST
def material(request: ActorRequest, pk: int) -> HttpResponse:
    """Name a further material without leaving the desk."""
    found = own_desk(request, pk)
    form = MaterialForm(request.POST, prefix="m")
    added = form.attempt(actions.add_material, participation=found.participation, by=request.actor)
    if added is None:
        return screen(request, found, "handout", material_form=form)
    messages.success(request, f"已增加资料《{added.name}》，可以登记发放了。")
    return redirect(f"{reverse('desk:desk', args=[pk])}?tab=handout")


def own_desk(request: ActorRequest, pk: int) -> Desk:
    """A desk of the acting unit, or 404."""
    rows = Desk.objects.editable_by(request.actor).select_related("participation__campaign")
    found: Desk = get_object_or_404(rows, pk=pk)
    return found


def screen(
    request: ActorRequest, found: Desk, tab: str, form: EntryForm | None = None,
    material_form: MaterialForm | None = None,
) -> HttpResponse:  # fmt: skip
    """Render the screen; a form with errors keeps what was typed and its tab open."""
    now = timezone.now()
    entries = recent_entries(found, request.actor)
    just = request.GET.get("just", "")
    app_link = request.build_absolute_uri(reverse("desk:app"))
    context = {
        "desk": found,
        "tabs": TABS,
        "tab": tab,
        "form": form or FORMS[tab](desk=found),
        "material_form": material_form or MaterialForm(prefix="m"),
        "has_materials": found.participation.materials.exists(),
        "totals": day_totals(found, request.actor),
        "entries": entries,
        "just": just,
        "just_entry": next((entry for entry in entries if str(entry.pk) == just), None),
        "app_link": app_link,
        "app_qr": qr_image(app_link),
        "closed": not found.opens_at <= now <= found.closes_at,
    }
    wrong = (form and form.errors) or (material_form and material_form.errors)
    return render(request, "desk/desk.html", context, status=422 if wrong else 200)
