"""The live wall (现场大屏): for the screen in the hall by its pass, for the unit by signing in."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import parse_etags
from django.views.decorators.http import require_GET, require_safe

from zwgk.campaigns.models import Participation
from zwgk.desk import passes
from zwgk.desk.models import DeskPass
from zwgk.web.desk import live
from zwgk.web.shared.access import ActorRequest, Audience, access

_STATUS = {"pass_unknown": 404}


@access(Audience.PUBLIC)
@require_safe
def show(request: HttpRequest, token: str) -> HttpResponse:
    """The wall of whoever holds its pass."""
    try:
        part = _of_pass(token)
    except passes.Refused as refused:
        return _no_wall(request, refused)
    return _page(request, part, "desk:wall", token)


@access(Audience.PUBLIC)
@require_safe
def data(request: HttpRequest, token: str) -> HttpResponse:
    """The numbers as JSON."""
    try:
        part = _of_pass(token)
    except passes.Refused as refused:
        return _refusal(refused)
    return _json(request, part)


@access(Audience.PUBLIC)
@require_GET
def events(request: HttpRequest, token: str) -> HttpResponseBase:
    """The numbers as they change; a pass that is revoked ends the stream."""
    try:
        part = _of_pass(token)
    except passes.Refused as refused:
        return _refusal(refused)

    def read() -> live.Snapshot:
        try:
            _of_pass(token)
        except passes.Refused as refused:
            raise live.Over(refused.message) from refused
        return live.snapshot(part)

    return _stream(request, read, reverse("desk:wall-data", args=[token]))


@access(Audience.UNIT)
def show_own(request: ActorRequest, pk: int) -> HttpResponse:
    """The unit's own wall, for its leader's phone."""
    return _page(request, _own(request, pk), "desk:wall-own", pk)


@access(Audience.UNIT)
def data_own(request: ActorRequest, pk: int) -> HttpResponse:
    """The numbers as JSON."""
    return _json(request, _own(request, pk))


@access(Audience.UNIT)
def events_own(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The numbers as they change; who signs out sees them for five minutes at most."""
    part = _own(request, pk)
    if request.method != "GET":
        return HttpResponse(status=405, headers={"Allow": "GET"})
    return _stream(request, lambda: live.snapshot(part), reverse("desk:wall-own-data", args=[pk]))


def _of_pass(token: str) -> Participation:
    found = passes.find(token, DeskPass.Kind.WALL)
    part: Participation = found.participation
    return part


def _own(request: ActorRequest, pk: int) -> Participation:
    rows = Participation.objects.editable_by(request.actor).select_related("campaign", "unit")
    part: Participation = get_object_or_404(rows, pk=pk)
    return part


def _page(request: HttpRequest, part: Participation, name: str, key: Any) -> HttpResponse:
    found = live.snapshot(part)
    context = {
        "part": part,
        "n": found.numbers,
        "as_of": found.as_of,
        "is_own": name == "desk:wall-own",
        "data_url": reverse(f"{name}-data", args=[key]),
        "events_url": reverse(f"{name}-events", args=[key]),
        "poll": live.POLL_SECONDS,
    }
    response = render(request, "desk/wall.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _json(request: HttpRequest, part: Participation) -> HttpResponse:
    found = live.snapshot(part)
    etag = f'"{found.etag}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(found.body, content_type="application/json")
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response


def _stream(
    request: HttpRequest, read: Callable[[], live.Snapshot], data_url: str
) -> HttpResponseBase:
    """A stream for who asks for one (a crawler would only hold a thread), if there is a place."""
    if "text/event-stream" not in request.headers.get("Accept", ""):
        return redirect(data_url)
    place = live.places.take(live.STREAM_SECONDS + 60)
    if place is None:
        wait = {"Retry-After": str(live.TRY_AGAIN_SECONDS)}
        message = "实时连接已满，页面将定时刷新。"
        return JsonResponse({"code": "too_many", "message": message}, status=503, headers=wait)
    response = StreamingHttpResponse(live.Stream(read, place), content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


def _refusal(refused: passes.Refused) -> HttpResponse:
    status = _STATUS.get(refused.code, 403)
    return JsonResponse({"code": refused.code, "message": refused.message}, status=status)


def _no_wall(request: HttpRequest, refused: passes.Refused) -> HttpResponse:
    status = _STATUS.get(refused.code, 403)
    return render(request, "desk/wall_refused.html", {"message": refused.message}, status=status)
