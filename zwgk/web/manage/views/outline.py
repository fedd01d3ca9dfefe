"""提纲参考: how like units build their summaries, beside the own draft."""

from django.http import HttpResponse
from django.shortcuts import render

from zwgk.library.outline import FEWEST, outline
from zwgk.summaries.queries import draft_of
from zwgk.web.manage.views.participation import own_part
from zwgk.web.shared.access import ActorRequest, Audience, access


@access(Audience.UNIT)
def show(request: ActorRequest, pk: int) -> HttpResponse:
    """Parts, figures and ranges of like units; no sentence of theirs."""
    part = own_part(request, pk)
    draft = draft_of(part, request.actor)
    headings = [section["heading"] for section in draft.sections] if draft else []
    context = {
        "part": part,
        "draft": draft,
        "outline": outline(part.unit, headings),
        "fewest": FEWEST,
    }
    return render(request, "manage/report/outline.html", context)
