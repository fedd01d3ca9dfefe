"""While a draft is written: autosave, merging two people's changes, versions, comments."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from zwgk.campaigns.models import Participation
from zwgk.core.actor import Permission
from zwgk.core.errors import DomainError
from zwgk.figures.ledger import Ledger
from zwgk.summaries import actions, drafts
from zwgk.summaries.branch import figures_of
from zwgk.summaries.merging import BOTH, MINE, THEIRS, Merged, Piece, merge
from zwgk.summaries.models import Comment, Revision
from zwgk.summaries.refs import resolved
from zwgk.summaries.versions import amount, lines_changed, lines_of, words_changed
from zwgk.web.manage.views.participation import own_part
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import verb

SHOWN = 50


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def autosave(request: ActorRequest, pk: int) -> HttpResponse:
    """Keep what was typed so far; the editor asks now and then."""
    part = own_part(request, pk)
    try:
        sent = json.loads(request.body)
        kept = drafts.keep_unsaved(
            part, based_on=int(sent["based_on"]), title=str(sent["title"]),
            sections=[dict(one) for one in sent["sections"]], by=request.actor,
        )  # fmt: skip
    except DomainError as error:
        return JsonResponse({"message": error.message}, status=422)
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"message": "没有看懂要保存的内容。"}, status=400)
    return JsonResponse({"saved_at": f"{timezone.localtime(kept.saved_at):%H:%M}"})


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def drop(request: ActorRequest, pk: int) -> HttpResponse:
    """Throw away what was not saved."""
    drafts.drop_unsaved(own_part(request, pk), by=request.actor)
    messages.success(request, "已舍弃未保存的修改。")
    return redirect("manage:summary", pk=pk)


def merged_with(
    part: Participation, title: str, sections: list[dict[str, Any]], based_on: int
) -> Merged | None:
    """What was typed put together with what was saved meanwhile; None if nothing was."""
    latest = actions.latest_number(part)
    rows = Revision.objects.filter(participation=part, number__in=[based_on, latest])
    by_number = {row.number: row for row in rows}
    if based_on == latest or latest not in by_number or based_on not in by_number:
        return None
    base, theirs = by_number[based_on], by_number[latest]
    return merge((base.title, base.sections), (title, sections), (theirs.title, theirs.sections))


def merge_page(
    request: ActorRequest, part: Participation, title: str, sections: list[dict[str, Any]],
    based_on: int, merged: Merged,
) -> HttpResponse:  # fmt: skip
    """Let a person choose where two changed the same."""
    latest = Revision.objects.filter(participation=part).order_by("-number")[0]
    figures = figures_of(part, request.actor)
    context = {
        "part": part,
        "latest": latest,
        "pieces": [
            _side_by_side(number, piece, figures) for number, piece in enumerate(merged.open)
        ],
        "mine": json.dumps({"title": title, "sections": sections, "based_on": based_on}),
        "choices": ((BOTH, "两者都留"), (MINE, "用我的"), (THEIRS, "用对方的")),
        "then": request.POST.get("then", ""),
    }
    return render(request, "manage/report/merge.html", context, status=409)


def _side_by_side(number: int, piece: Piece, figures: Ledger) -> dict[str, Any]:
    """Both texts as they print, and where they differ."""
    theirs = [resolved(text, figures) for text in piece.theirs or ()]
    mine = [resolved(text, figures) for text in piece.mine]
    spans = words_changed("\n".join(theirs), "\n".join(mine))
    return {"number": number, "theirs": theirs, "mine": mine, "spans": spans}


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def merge_drafts(request: ActorRequest, pk: int) -> HttpResponse:
    """Save what was chosen; if somebody saved again meanwhile, ask again."""
    part = own_part(request, pk)
    try:
        mine = json.loads(request.POST.get("mine", ""))
        title, sections = str(mine["title"]), [dict(one) for one in mine["sections"]]
        based_on, seen = int(mine["based_on"]), int(request.POST.get("latest", ""))
    except (ValueError, KeyError, TypeError):
        messages.error(request, "页面内容不完整，没有合并。您的修改仍在自动保存中，请重新打开。")
        return redirect("manage:summary", pk=pk)
    merged = merged_with(part, title, sections, based_on)
    if merged and seen != actions.latest_number(part):
        messages.warning(request, "刚才又有同事保存，请再核对一次。")
        return merge_page(request, part, title, sections, based_on, merged)
    if merged:
        title, sections = merged.settled(_choices(request.POST, len(merged.open)))
    saved = verb(
        request, actions.save_draft, "已合并保存，请通读一遍。", part, title=title,
        sections=sections, based_on=seen, by=request.actor, note="合并两人的修改",
    )  # fmt: skip
    if saved:
        drafts.drop_unsaved(part, by=request.actor)
    return redirect("manage:summary", pk=pk)


def _choices(sent: QueryDict, count: int) -> list[str]:
    asked = [sent.get(f"c-{number}", BOTH) for number in range(count)]
    return [one if one in (MINE, THEIRS, BOTH) else BOTH for one in asked]


@access(Audience.UNIT)
def versions(request: ActorRequest, pk: int) -> HttpResponse:
    """All versions of the draft, and what differs between two of them."""
    part = own_part(request, pk)
    rows = list(Revision.objects.visible_to(request.actor).filter(participation=part)[:SHOWN])
    by_number = {str(row.number): row for row in rows}
    new = by_number.get(request.GET.get("new", ""), rows[0] if rows else None)
    before = rows[rows.index(new) + 1 :][:1] if new else []
    old = by_number.get(request.GET.get("old", ""), before[0] if before else None)
    lines = []
    if old and new:
        figures = figures_of(part, request.actor)
        shown = [
            [resolved(line, figures) for line in lines_of(row.title, row.sections)]
            for row in (old, new)
        ]
        lines = lines_changed(*shown)
    context = {
        "part": part,
        "rows": [(row, _changed(row, rows)) for row in rows],
        "old": old,
        "new": new,
        "lines": lines,
        "amount": amount(lines),
    }
    return render(request, "manage/report/versions.html", context)


def _changed(row: Revision, rows: list[Revision]) -> int:
    """Characters that differ from the version before."""
    at = rows.index(row)
    if at + 1 == len(rows):
        return 0
    old = rows[at + 1]
    return amount(
        lines_changed(lines_of(old.title, old.sections), lines_of(row.title, row.sections))
    )


@access(Audience.UNIT)
@require_POST
def comment(request: ActorRequest, pk: int) -> HttpResponse:
    """Say what should be changed in a passage of the draft."""
    part = own_part(request, pk)
    verb(
        request, drafts.comment, "意见已提出，经办人员会在总结页面看到。", part,
        passage=request.POST.get("passage", "") or request.POST.get("paragraph", ""),
        text=request.POST.get("text", ""), by=request.actor,
    )  # fmt: skip
    return redirect("manage:summary-preview", pk=pk)


@access(Audience.UNIT)
@require_POST
def resolve(request: ActorRequest, pk: int) -> HttpResponse:
    """Mark a comment as dealt with, or put it up again."""
    rows = Comment.objects.editable_by(request.actor).select_related("participation")
    row = get_object_or_404(rows, pk=pk)
    if row.resolved_at:
        verb(request, drafts.reopen, "意见已重新提出。", row, by=request.actor)
    else:
        answer = request.POST.get("answer", "")
        verb(request, drafts.resolve, "已标为处理。", row, by=request.actor, answer=answer)
    back = "manage:summary" if request.POST.get("back") == "edit" else "manage:summary-preview"
    return redirect(back, pk=row.participation_id)
