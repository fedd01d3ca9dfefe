"""The player of a screen (电子屏): full screen by a secret link, with or without a network."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from zwgk.carriers.screens import playing
from zwgk.carriers.screens.setting_up import Refused, find
from zwgk.web.shared.access import Audience, access
from zwgk.web.shared.playing import FILES, WORKER, path_of, payload, player_version

# A day's minutes and some; a player that has more sends them one batch after the other.
MOST_MINUTES = 1500
_STATUS = {"link_unknown": 404}


@access(Audience.PUBLIC)
@require_safe
@cache_control(no_cache=True)
def show(request: HttpRequest, token: str) -> HttpResponse:
    """The page that plays."""
    try:
        screen = find(token)
    except Refused as refused:
        response = render(
            request, "desk/player_refused.html", {"message": refused.message},
            status=_STATUS.get(refused.code, 403),
        )  # fmt: skip
        response["X-Screen-Refused"] = "1"
        return response
    context = {"screen": screen, "token": token, "version": player_version()}
    return render(request, "desk/player.html", context)


@access(Audience.PUBLIC)
@require_safe
def data(request: HttpRequest, token: str) -> HttpResponse:
    """What to play and when."""
    try:
        response = JsonResponse(payload(request, find(token)))
    except Refused as refused:
        response = _refusal(refused)
    response["Cache-Control"] = "no-store"
    return response


@access(Audience.PUBLIC)
@csrf_exempt
@require_POST
def beat(request: HttpRequest, token: str) -> HttpResponse:
    """The player is there, and played so many seconds of these minutes: {"played": [[time, s]]}.

    Time is in seconds since 1970. The same minute twice counts once.
    """
    try:
        played = list(_minutes(request.body))
    except (ValueError, TypeError, KeyError, OverflowError, OSError, RecursionError):
        return JsonResponse({"code": "malformed", "message": "播放记录的格式不对。"}, status=422)
    try:
        kept = playing.report(find(token), played)
    except Refused as refused:
        return _refusal(refused)
    return JsonResponse({"kept": kept})


@access(Audience.PUBLIC)
@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker of all screens; it shows nothing of any."""
    head = {"VERSION": player_version(), "FILES": [static(name) for name in FILES]}
    lines = [f"const {name} = {json.dumps(value)};\n" for name, value in head.items()]
    text = "".join(lines) + path_of(WORKER).read_text(encoding="utf-8")
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


def _minutes(body: bytes) -> Iterator[tuple[datetime, int]]:
    rows = json.loads(body)["played"]
    if not isinstance(rows, list) or len(rows) > MOST_MINUTES:
        raise ValueError
    for moment, seconds in rows:
        if type(moment) is not int or type(seconds) is not int:
            raise TypeError
        yield datetime.fromtimestamp(moment, UTC), seconds


def _refusal(refused: Refused) -> JsonResponse:
    status = _STATUS.get(refused.code, 403)
    return JsonResponse({"code": refused.code, "message": refused.message}, status=status)
