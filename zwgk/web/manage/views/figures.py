"""The ledger of a participation, the records behind each figure, declarations."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zwgk.campaigns.models import Participation
from zwgk.core.actor import Actor, Permission
from zwgk.desk import office
from zwgk.figures import actions
from zwgk.figures.ledger import Evidence
from zwgk.figures.models import Figure
from zwgk.figures.queries import ledger_for
from zwgk.kinds import KINDS
from zwgk.web.manage.forms.report import DeclareForm
from zwgk.web.manage.views.participation import own_part
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import form_verb, posted, verb

_OWN_PAGES = {
    "screen": "manage:screen", "enquiry": "manage:enquiry",
    "checkeditem": "manage:selfcheck-item",
}  # fmt: skip
_ENTRIES = ("visit", "question", "handout", "tally")


@access(Audience.UNIT)
def figures(request: ActorRequest, pk: int) -> HttpResponse:
    """Every kind: the value with its sources, or that nothing is recorded."""
    part = own_part(request, pk)
    ledger = ledger_for(part, request.actor)
    declared = {
        f.kind: f for f in Figure.objects.editable_by(request.actor).filter(participation=part)
    }
    context = {
        "part": part,
        "entries": list(ledger.values()),
        "empty": [kind for key, kind in KINDS.items() if key not in ledger],
        "declared": declared.values(),
        "overruled": [f.kind for f in declared.values() if not ledger[f.kind].declared_only],
    }
    return render(request, "manage/report/figures.html", context)


@access(Audience.UNIT)
def records(request: ActorRequest, pk: int, kind: str) -> HttpResponse:
    """The records behind one figure, each with the place where it can be corrected."""
    part = own_part(request, pk)
    if kind not in KINDS:
        raise Http404
    entry = ledger_for(part, request.actor).get(kind)
    rows = _rows(part, request.actor, entry.evidence) if entry else []
    context = {
        "part": part,
        "kind": KINDS[kind],
        "entry": entry,
        "rows": rows,
        "odd": Counter(row["mark"] for row in rows if row["mark"]).items(),
    }
    return render(request, "manage/report/records.html", context)


def _rows(part: Participation, actor: Actor, evidence: Sequence[Evidence]) -> list[dict[str, Any]]:
    """Each record with where it can be corrected, how it arrived and the photo it names."""
    kinds = {row.record_type for row in evidence}
    marks = office.odd_marks(part, actor, kinds)
    photos = office.photos_of(part, actor) if "tally" in kinds else {}
    rated = office.desks_rated(part, actor) if "rating" in kinds else {}
    return [
        {
            "record": row,
            "place": (
                reverse("manage:ratings", args=[rated[row.record_id]])
                if row.record_type == "rating"
                else _place(part, row)
            ),
            "mark": marks.get((row.record_type, row.record_id), ""),
            "names_photo": row.record_type == "tally" and row.record_id in photos,
            "photo": photos.get(row.record_id) if row.record_type == "tally" else None,
        }
        for row in evidence
    ]


def _place(part: Participation, row: Evidence) -> str:
    if row.record_type in _ENTRIES:
        return reverse("desk:entry", args=[row.record_type, row.record_id])
    pages = {
        "task": "manage:tasks", "meeting": "manage:participation", "figure": "manage:figures",
    }  # fmt: skip
    if row.record_type in _OWN_PAGES:
        return reverse(_OWN_PAGES[row.record_type], args=[row.record_id])
    return reverse(pages.get(row.record_type, "manage:desks"), args=[part.pk])


@access(Audience.UNIT, Permission.EDIT)
def declare(request: ActorRequest, pk: int) -> HttpResponse:
    """State a figure with its basis, where there are no records."""
    part = own_part(request, pk)
    form = DeclareForm(posted(request), initial={"kind": request.GET.get("kind", "")})
    return form_verb(
        request, form, actions.declare, participation=part, by=request.actor,
        done="已填报。汇总时会标明为“单位填报”。", title="填报数据",
        back=reverse("manage:figures", args=[pk]), crumb="数据台账",
        lead="填报只用于没有任何登记的指标；已有逐条记录或现场计数的，以登记为准。",
    )  # fmt: skip


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def retract(request: ActorRequest, pk: int) -> HttpResponse:
    """Take a declared figure back."""
    figure = get_object_or_404(Figure.objects.editable_by(request.actor), pk=pk)
    part = figure.participation_id
    done = f"已撤回填报：{KINDS[figure.kind].name}。"
    verb(request, actions.retract, done, figure, by=request.actor)
    return redirect("manage:figures", pk=part)
