"""The check beside the text: live while it is written, and its certain mends."""

import json
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from zwgk.campaigns.models import Participation
from zwgk.core.actor import Actor, Permission
from zwgk.library.alike import kept_texts
from zwgk.summaries import actions
from zwgk.summaries.branch import figures_of
from zwgk.summaries.checking import Found, Printed, check_draft, remarks_on, word_count
from zwgk.summaries.models import Revision
from zwgk.web.manage.views.participation import own_part
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import verb

_REASON = "why-"
_MOST_SECTIONS = 40
_MOST_CHARACTERS = 60_000


def findings(part: Participation, draft: Revision, actor: Actor) -> list[Found]:
    """What the check says of a saved draft."""
    return check_draft(
        part, draft.title, draft.sections, figures_of(part, actor), by=actor, library=kept_texts
    )


def margin(
    part: Participation, title: str, sections: list[dict[str, str]], actor: Actor
) -> dict[str, Any]:
    """What stands in the editor's margin for a text, saved or not."""
    figures = figures_of(part, actor)
    found = check_draft(part, title, sections, figures, by=actor, library=kept_texts)
    printed = Printed(title, sections, figures)
    return {
        "findings": [one.shown() for one in found],
        "remarks": [one.shown() for one in remarks_on(part, printed, actor)],
        "words": word_count(printed.text),
    }


def reasons_in(request: ActorRequest) -> dict[str, str]:
    """What was written to justify errors, by the key of the finding."""
    return {
        name.removeprefix(_REASON): str(value)
        for name, value in request.POST.items()
        if name.startswith(_REASON)
    }


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def live(request: ActorRequest, pk: int) -> JsonResponse:
    """Check what stands in the editor, without saving it."""
    part = own_part(request, pk)
    try:
        sent = json.loads(request.body)
        title = _text(sent["title"])
        sections = [
            {key: _text(section[key]) for key in ("heading", "body")}
            for section in sent["sections"][:_MOST_SECTIONS]
        ]
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"error": "没有收到完整的正文，请刷新页面后重试。"}, status=400)
    length = len(title) + sum(len(text) for section in sections for text in section.values())
    if length > _MOST_CHARACTERS:
        return JsonResponse({"error": "正文超过6万字，无法核查，请精简。"}, status=413)
    return JsonResponse(margin(part, title, sections, request.actor))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def mend(request: ActorRequest, pk: int) -> HttpResponse:
    """Put a certain mend in its place; the draft before it stays in the history."""
    rows = Revision.objects.editable_by(request.actor).select_related(
        "participation__unit", "participation__campaign", "participation__notice"
    )
    draft = get_object_or_404(rows, pk=pk)
    key = request.POST.get("key", "")
    done = f"已修改；如需撤销，请在“历史稿”中恢复第{draft.number}稿。"
    verb(request, actions.mend_draft, done, draft, key=key, by=request.actor, library=kept_texts)
    return redirect("manage:summary-preview", pk=draft.participation_id)
