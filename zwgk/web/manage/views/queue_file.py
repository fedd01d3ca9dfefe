"""Bringing in the file of a phone that could not send."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from zwgk.core.actor import Actor, Permission
from zwgk.desk import sync
from zwgk.desk.models import Desk
from zwgk.desk.queries import ENTRY_MODELS
from zwgk.desk.sync import Receipt
from zwgk.web.manage.forms.passes import QueueFileForm
from zwgk.web.manage.views.desks import own_desk
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import posted

SHOWN = 500
_STATES = {"kept": ("已导入", "good"), "known": ("以前已收到", "plain")}
_REFUSED = ("没有导入", "bad")


@dataclass(frozen=True)
class Line:
    """What came of one record of the file; ``what`` and ``at`` are as the phone wrote them."""

    what: str
    at: datetime | None
    state: str
    tone: str
    message: str


@access(Audience.UNIT, Permission.EDIT)
def bring_in(request: ActorRequest, pk: int) -> HttpResponse:
    """Upload the file; what came of each of its records."""
    desk = own_desk(request, pk)
    form = QueueFileForm(posted(request), request.FILES or None)
    lines: list[Line] = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data["file"].read()
        receipt = form.attempt_again(_take, desk=desk, data=data, by=request.actor)
        if receipt is not None:
            lines = _lines(data, receipt)
            _tell(request, lines)
    context = {
        "desk": desk, "form": form, "number": len(lines),
        # What was not taken has to be seen to.
        "lines": sorted(lines, key=lambda line: line.tone != _REFUSED[1])[:SHOWN],
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "manage/passes/import.html", context, status=status)


def _take(desk: Desk, *, file: object, data: bytes, by: Actor) -> Receipt:
    return sync.import_file(desk, data, by=by)


def _lines(data: bytes, receipt: Receipt) -> list[Line]:
    """The results beside what the file says of each record; both are in one order."""
    lines = []
    for entry, result in zip(json.loads(data)["entries"], receipt.results, strict=True):
        state, tone = _STATES.get(result.state, _REFUSED)
        lines.append(Line(_what(entry), _when(entry), state, tone, result.message))
    return lines


def _what(entry: dict[str, Any]) -> str:
    model = ENTRY_MODELS.get(str(entry.get("kind")))
    return str(model.label) if model else "无法识别的记录"


def _when(entry: dict[str, Any]) -> datetime | None:
    try:
        return timezone.localtime(datetime.fromisoformat(str(entry.get("recorded_at"))))
    except (ValueError, OverflowError):
        return None


def _tell(request: ActorRequest, lines: list[Line]) -> None:
    number = {tone: sum(line.tone == tone for line in lines) for tone in ("good", "plain", "bad")}
    text = f"新导入 {number['good']} 条，以前已收到 {number['plain']} 条（没有重复计入）"
    if number["bad"]:
        messages.warning(request, f"{text}，没有导入 {number['bad']} 条，原因见下表。")
    else:
        messages.success(request, f"{text}。")
