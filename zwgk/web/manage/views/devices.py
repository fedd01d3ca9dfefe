"""The phones that entered with a pass: what they hold, cutting one off; photos they sent."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from zwgk.core import files
from zwgk.core.actor import Permission
from zwgk.desk import office, passes
from zwgk.desk.models import Device, TallyPhoto
from zwgk.web.manage.views.participation import own_part
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import verb

RECORDS_SHOWN = 200
# What a clock may be off without anybody being told; the sync puts right what is more.
_CLOCK_OFF = 120


@access(Audience.UNIT)
@never_cache
def devices(request: ActorRequest, pk: int) -> HttpResponse:
    """The phones of a participation, those with something still to send first."""
    part = own_part(request, pk)
    rows = [(phone, clock(phone)) for phone in office.devices_of(part, request.actor)]
    holding = [phone for phone, _ in rows if phone.waiting and phone.cut_at is None]
    context = {
        "part": part,
        "rows": rows,
        "holding": len(holding),
        "waiting": sum(phone.waiting for phone in holding),
    }
    return render(request, "manage/passes/devices.html", context)


@access(Audience.UNIT)
@never_cache
def device(request: ActorRequest, pk: Any) -> HttpResponse:
    """One phone and the records made by it."""
    phone = _own(request, pk)
    entries, number = office.entries_of(phone, request.actor, limit=RECORDS_SHOWN)
    context = {
        "phone": phone,
        "part": phone.desk_pass.participation,
        "clock": clock(phone),
        "entries": entries,
        "number": number,
    }
    return render(request, "manage/passes/device.html", context)


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def cut(request: ActorRequest, pk: Any) -> HttpResponse:
    """Cut a lost phone off."""
    phone = _own(request, pk)
    done = f"已停用{phone.attendant}的手机，它不能再登记和上传。找到后可以恢复使用。"
    verb(request, passes.cut_off, done, phone, by=request.actor)
    return redirect("manage:device", pk=pk)


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def readmit(request: ActorRequest, pk: Any) -> HttpResponse:
    """Let a phone that was found again in."""
    phone = _own(request, pk)
    done = f"已恢复{phone.attendant}的手机，可以继续登记和上传。"
    verb(request, passes.readmit, done, phone, by=request.actor)
    return redirect("manage:device", pk=pk)


@access(Audience.UNIT)
def photo(request: ActorRequest, pk: Any) -> HttpResponse:
    """The photo of a paper tally, shown in the page."""
    rows = TallyPhoto.objects.visible_to(request.actor).select_related("file")
    kept = get_object_or_404(rows, pk=pk).file
    # What was stored is known to be a picture; anything else is never shown as a page.
    shown = kept.content_type if kept.content_type in ("image/jpeg", "image/png") else ""
    response = HttpResponse(files.read(kept), content_type=shown or "application/octet-stream")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    return response


def clock(phone: Device) -> str:
    """How far a phone's clock is off, in words; empty when it is right."""
    seconds = abs(phone.clock_offset)
    if seconds <= _CLOCK_OFF:
        return ""
    minutes, hours, days = seconds // 60 % 60, seconds // 3600 % 24, seconds // 86_400
    parts = [
        f"{number} {word}"
        for number, word in ((days, "天"), (hours, "小时"), (minutes, "分钟"))
        if number
    ]
    return f"{'慢' if phone.clock_offset > 0 else '快'} {' '.join(parts[:2])}"


def _own(request: ActorRequest, pk: Any) -> Device:
    rows = Device.objects.editable_by(request.actor).select_related(
        "desk_pass__desk", "desk_pass__participation__campaign", "desk_pass__participation__unit"
    )
    found: Device = get_object_or_404(rows, pk=pk)
    return found
