"""Passes of the desks and the wall: issue, print, revoke."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from zwgk.campaigns.models import Participation
from zwgk.core.actor import Permission
from zwgk.core.errors import DomainError
from zwgk.desk import office, passes
from zwgk.desk.models import Desk, DeskPass
from zwgk.web.manage.forms.passes import PassForm, RecordPassForm
from zwgk.web.manage.pass_sheets import pass_rows, sheet_of, usual_hours
from zwgk.web.manage.views.desks import own_desk
from zwgk.web.manage.views.participation import own_part
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import form_verb, posted, verb
from zwgk.web.shared.qr import address_warning

_TITLES = {"record": "制发登记码", "kiosk": "制发评价平板码"}
_LEADS = {
    "record": "咨询员用手机扫码即可登记，不需要账号，只能登记这一个咨询台。",
    "kiosk": "平板电脑扫码后停在评价页面，群众点一下就能评价，不能登记，也看不到记录。"
    "咨询台结束一天后不再接受评价；改期的，请先变更咨询台的时间。",
}


@access(Audience.UNIT)
@never_cache
def overview(request: ActorRequest, pk: int) -> HttpResponse:
    """All desks of a participation with their passes, and those of the wall."""
    part = own_part(request, pk)
    rows = pass_rows(office.passes_of(part, request.actor))
    desks = list(part.desks.all())
    days = sorted({timezone.localtime(desk.opens_at).date() for desk in desks})
    context = {
        "part": part,
        "desks": [(desk, [row for row in rows if row.of.desk_id == desk.pk]) for desk in desks],
        "walls": [row for row in rows if row.of.kind == DeskPass.Kind.WALL],
        "missing": office.desks_without_pass(part, request.actor),
        "days": days,
        "today": timezone.localdate(),
        "warning": address_warning(request),
    }
    return render(request, "manage/passes/overview.html", context)


@access(Audience.UNIT)
@never_cache
def of_desk(request: ActorRequest, pk: int) -> HttpResponse:
    """One desk: its passes, its phones, what arrived oddly."""
    desk = own_desk(request, pk)
    part, actor = desk.participation, request.actor
    rows = pass_rows(office.passes_of(part, actor))
    phones = [d for d in office.devices_of(part, actor) if d.desk_pass.desk_id == desk.pk]
    context = {
        "desk": desk,
        "part": part,
        "passes": [row for row in rows if row.of.desk_id == desk.pk],
        "phones": len(phones),
        "waiting": sum(phone.waiting for phone in phones if phone.cut_at is None),
        "odd": office.odd_numbers(part, actor).get(desk.pk),
        "odd_entries": office.odd_entries(desk, actor, limit=50),
        "warning": address_warning(request),
    }
    return render(request, "manage/passes/desk.html", context)


@access(Audience.UNIT, Permission.EDIT)
def issue(request: ActorRequest, pk: int, kind: str) -> HttpResponse:
    """Issue a pass of a desk, for recording or for a tablet."""
    desk = own_desk(request, pk)
    if kind not in _TITLES:
        raise Http404
    form = RecordPassForm if kind == DeskPass.Kind.RECORD else PassForm
    return form_verb(
        request, form(posted(request), initial=usual_hours(desk)), passes.issue,
        participation=desk.participation, desk=desk, kind=kind, by=request.actor,
        done="已制发，请打印后交给咨询台。", title=f"{desk.name}：{_TITLES[kind]}",
        lead=_LEADS[kind], button="制发", back=_desk_page(desk.pk), crumb="登记码",
    )  # fmt: skip


@access(Audience.UNIT, Permission.EDIT)
def issue_wall(request: ActorRequest, pk: int) -> HttpResponse:
    """Issue a pass of the wall."""
    part = own_part(request, pk)
    return form_verb(
        request, PassForm(posted(request), initial=usual_hours(part)), passes.issue,
        participation=part, kind=DeskPass.Kind.WALL, by=request.actor,
        done="已制发，在大屏的电脑上打开网址即可。", title="制发大屏码", button="制发",
        lead="打开后显示各咨询台的人数、咨询和评价，不显示姓名，也不能登记。",
        back=reverse("manage:passes", args=[pk]), crumb="登记码",
    )  # fmt: skip


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def issue_missing(request: ActorRequest, pk: int) -> HttpResponse:
    """Issue a pass, with the usual hours, for every desk that has none."""
    part = own_part(request, pk)
    missing = office.desks_without_pass(part, request.actor)
    try:
        for desk in missing:
            hours = usual_hours(desk)
            passes.issue(
                part, kind=DeskPass.Kind.RECORD, desk=desk, by=request.actor, **hours
            )  # fmt: skip
    except DomainError as error:
        messages.error(request, error.message)
    else:
        done = f"已为 {len(missing)} 个咨询台制发登记码。" if missing else "各咨询台都有登记码。"
        messages.success(request, done)
    return redirect("manage:passes", pk=pk)


@access(Audience.UNIT, Permission.RECORD)
@never_cache
def sheet(request: ActorRequest, pk: int) -> HttpResponse:
    """One pass on a sheet of paper."""
    found = _own(request, pk)
    back = (
        _desk_page(found.desk_id)
        if found.desk_id
        else reverse("manage:passes", args=[found.participation_id])
    )
    return _print(request, found.participation, [found], back)


@access(Audience.UNIT, Permission.RECORD)
@never_cache
def sheets(request: ActorRequest, pk: int) -> HttpResponse:
    """The newest usable pass of each desk that opens on a day, each on a sheet of its own."""
    part = own_part(request, pk)
    day = _asked_day(request)
    chosen: dict[int, DeskPass] = {}
    for row in pass_rows(office.passes_of(part, request.actor)):
        desk = row.of.desk
        records = row.of.kind == DeskPass.Kind.RECORD
        if desk is not None and records and row.usable and _is_on(desk, day):
            chosen.setdefault(desk.pk, row.of)
    found = [chosen[desk.pk] for desk in part.desks.all() if desk.pk in chosen]
    return _print(request, part, found, reverse("manage:passes", args=[pk]))


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def revoke(request: ActorRequest, pk: int) -> HttpResponse:
    """Revoke a pass at once; the phones that entered with it are out."""
    found = _own(request, pk)
    done = "已作废，用它进入的手机不能再登记。需要继续登记的，请重新制发。"
    verb(request, passes.revoke, done, found, by=request.actor)
    if found.desk_id:
        return redirect(_desk_page(found.desk_id))
    return redirect("manage:passes", pk=found.participation_id)


def _print(
    request: ActorRequest, part: Participation, found: list[DeskPass], back: str
) -> HttpResponse:
    context: dict[str, Any] = {
        "part": part,
        "sheets": [sheet_of(one, request) for one in found],
        "warning": address_warning(request),
        "back": back,
    }
    return render(request, "manage/passes/print.html", context)


def _own(request: ActorRequest, pk: int) -> DeskPass:
    rows = DeskPass.objects.editable_by(request.actor)
    found: DeskPass = get_object_or_404(
        rows.select_related("desk", "participation__campaign", "participation__unit"), pk=pk
    )
    return found


def _desk_page(pk: int) -> str:
    return reverse("manage:desk-passes", args=[pk])


def _asked_day(request: ActorRequest) -> date | None:
    try:
        return parse_date(request.GET.get("day", ""))
    except ValueError:
        return None


def _is_on(desk: Desk, day: date | None) -> bool:
    return day is None or timezone.localtime(desk.opens_at).date() == day
