"""The summary: compose, edit with live figures, preview, download, submit."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from zwgk.campaigns.actions import may_write
from zwgk.campaigns.models import Participation
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import DomainError
from zwgk.figures.ledger import Entry, Ledger
from zwgk.gongwen import Document, missing_faces
from zwgk.kinds import KINDS, SOURCE_NAMES
from zwgk.library.alike import kept_texts
from zwgk.summaries import actions
from zwgk.summaries.annexes import document_of
from zwgk.summaries.branch import figures_of
from zwgk.summaries.checking import Printed, remarks_on, returned_for, word_count
from zwgk.summaries.checking.remarks import NUMBER
from zwgk.summaries.drafting import LENGTH_NAMES, Length
from zwgk.summaries.drafts import drop_unsaved, unsaved_of
from zwgk.summaries.models import Comment, Revision
from zwgk.summaries.queries import draft_of, standing_submission
from zwgk.summaries.refs import choices, gaps, print_reference, references
from zwgk.web.manage.forms.report import SectionFormSet, SummaryForm
from zwgk.web.manage.marked import Mark, marked
from zwgk.web.manage.views.checks import findings, margin, reasons_in
from zwgk.web.manage.views.drafts import merge_page, merged_with
from zwgk.web.manage.views.participation import own_part
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import download_document, posted, verb


@access(Audience.UNIT)
def edit(request: ActorRequest, pk: int) -> HttpResponse:
    """The editor; without a draft, the page that offers to write one from the records."""
    part = own_part(request, pk)
    draft = draft_of(part, request.actor)
    if draft is None or not may_write(part):
        context = {
            "part": part,
            "draft": draft,
            "writable": may_write(part),
            "submission": standing_submission(part, request.actor),
            "lengths": LENGTH_NAMES.items(),
            "usual": Length.SUMMARY,
        }
        return render(request, "manage/report/summary_start.html", context)
    if not request.actor.may(Permission.EDIT):
        if request.method == "POST":
            messages.error(request, "您的岗位不能修改总结，请由经办或审核人员修改。")
        return redirect("manage:summary-preview", pk=pk)
    form = SummaryForm(posted(request), initial={"title": draft.title, "based_on": draft.number})
    sections = SectionFormSet(posted(request), prefix="s", initial=draft.sections)
    if request.method == "POST":
        saved = _save(request, part, form, sections)
        if saved is not None:
            return saved
    elif request.GET.get("restore"):
        form, sections = _restored(request, part, draft, form, sections)
    return _editor(request, part, draft, form, sections)


def _restored(
    request: ActorRequest, part: Participation, draft: Revision, form: SummaryForm, sections: Any
) -> tuple[SummaryForm, Any]:
    """The forms with what was kept unsaved, if anything was."""
    kept = unsaved_of(part, draft, request.actor)
    if kept is None:
        return form, sections
    initial = {"title": kept.content["title"], "based_on": kept.based_on}
    return SummaryForm(initial=initial), SectionFormSet(
        prefix="s", initial=kept.content["sections"]
    )


def _save(
    request: ActorRequest, part: Participation, form: SummaryForm, sections: Any
) -> HttpResponse | None:
    """Save what was typed, put together with what a colleague saved meanwhile.

    None when something has to be mended.
    """
    if not (form.is_valid() and sections.is_valid()):
        return None
    title, based_on = form.cleaned_data["title"], form.cleaned_data["based_on"]
    typed = [dict(section) for section in sections.cleaned_data]
    merged = merged_with(part, title, typed, based_on)
    if merged is not None and merged.open:
        return merge_page(request, part, title, typed, based_on, merged)
    note = "编辑保存"
    if merged is not None:
        title, typed = merged.settled()
        based_on, note = actions.latest_number(part), "自动合并同事的修改"
    try:
        revision = actions.save_draft(
            part, title=title, sections=typed, based_on=based_on, by=request.actor, note=note
        )
    except DomainError as error:
        form.add_domain_error(error)
        return None
    drop_unsaved(part, by=request.actor)
    if merged is not None:
        messages.success(
            request, f"您编辑期间有同事保存过，两人的修改没有冲突，已合并为第{revision.number}稿。"
        )
    elif revision.number == based_on + 1:
        messages.success(request, f"已保存（第{revision.number}稿）。")
    else:
        messages.warning(
            request,
            "您编辑期间有其他同事保存过草稿。您的内容已保存为最新一稿，"
            "同事的版本在“历史稿”中，请对照合并。",
        )
    to_submit = request.POST.get("then") == "submit"
    return redirect("manage:summary-submit" if to_submit else "manage:summary", pk=part.pk)


def _editor(
    request: ActorRequest, part: Participation, draft: Revision, form: SummaryForm, sections: Any
) -> HttpResponse:
    figures = figures_of(part, request.actor)
    bodies = [section["body"] for section in draft.sections]
    context = {
        "part": part,
        "draft": draft,
        "form": form,
        "sections": sections,
        "palette": [_palette(entry) for entry in figures.values()],
        "chips": _chips(part, figures, bodies),
        "kind_names": {key: kind.name for key, kind in KINDS.items()},
        "gaps": [gap for body in bodies for gap in gaps(body)],
        "margin": margin(part, draft.title, draft.sections, request.actor),
        "returned": returned_for(part, request.actor),
        "unsaved": unsaved_of(part, draft, request.actor),
        "comments": _comments(part, draft, request.actor),
        "revisions": Revision.objects.visible_to(request.actor).filter(participation=part)[:20],
    }
    status = 422 if form.errors or sections.total_error_count() else 200
    return render(request, "manage/report/summary.html", context, status=status)


def _palette(entry: Entry) -> dict[str, Any]:
    return {"entry": entry, "source": source_text(entry), "choices": choices(entry)}


def _chips(
    part: Participation, figures: Ledger, bodies: Sequence[str]
) -> dict[str, dict[str, str]]:
    """What the editor needs to show each possible reference: its print, source and records."""
    offered = {(c.token, c.printed): e for e in figures.values() for c in choices(e)}
    # What the draft quotes may be more than is offered for insertion.
    for reference in [r for body in bodies for r in references(body) if r.entry in figures]:
        shown = print_reference(reference, figures)
        offered.setdefault((str(reference), shown), figures[reference.entry])
    return {
        token: {
            "text": shown,
            "title": f"{entry.kind.name}：{source_text(entry)}",
            "url": reverse("manage:figure-records", args=[part.pk, entry.kind.key]),
        }
        for (token, shown), entry in offered.items()
    }


def source_text(entry: Entry) -> str:
    """Where a figure comes from, in a line: 逐条记录36、现场计数280，共5条记录."""
    parts = [f"{SOURCE_NAMES[source]}{share}" for source, share in entry.shares.items()]
    return f"{'、'.join(parts)}，共{len(entry.evidence)}条记录"


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def compose(request: ActorRequest, pk: int) -> HttpResponse:
    """Write a draft from the records; an earlier one stays in the history."""
    part = own_part(request, pk)
    done = "已根据登记的记录生成草稿，请核对并补充。"
    asked = request.POST.get("length", "")
    length = Length(asked) if asked in LENGTH_NAMES else Length.SUMMARY
    verb(
        request,
        actions.compose_draft,
        done,
        part,
        by=request.actor,
        length=length,
        below="below" in request.POST,
    )
    return redirect("manage:summary", pk=pk)


@access(Audience.UNIT)
def preview(request: ActorRequest, pk: int) -> HttpResponse:
    """The draft as it will be printed."""
    part, draft = _with_draft(request, pk)
    found = findings(part, draft, request.actor)
    figures = figures_of(part, request.actor)
    printed = Printed(draft.title, draft.sections, figures)
    document = _document(part, draft, request.actor)
    marks = [Mark(f.paragraph, f.passage, "bad" if f.blocks else "look") for f in found]
    comments = _comments(part, draft, request.actor)
    marks += [
        Mark(number, one["row"].passage, "said")
        for one in comments
        for number, text in enumerate(p.text for p in document.paragraphs)
        if one["row"].passage in text and not one["row"].resolved_at
    ]
    context = {
        "part": part,
        "draft": draft,
        "document": document,
        "paragraphs": marked(document, marks),
        "findings": found,
        "remarks": remarks_on(part, printed, request.actor),
        "words": word_count(printed.text),
        "comments": comments,
        "texts": [p.text for p in document.paragraphs],
        "mendable": may_write(part) and request.actor.may(Permission.EDIT),
    }
    return render(request, "manage/report/preview.html", context)


@access(Audience.UNIT)
def download(request: ActorRequest, pk: int, form: str) -> HttpResponse:
    """The draft as Word, PDF or plain text."""
    part, draft = _with_draft(request, pk)
    back = reverse("manage:summary-preview", args=[pk])
    document = _document(part, draft, request.actor)
    return download_document(request, document, form, name=draft.title, back=back)


@access(Audience.UNIT)
def submit(request: ActorRequest, pk: int) -> HttpResponse:
    """Check what will be frozen, then submit."""
    part, draft = _with_draft(request, pk)
    if request.method == "POST" and request.actor.may(Permission.SUBMIT):
        try:
            submission = actions.submit(
                part, by=request.actor, reasons=reasons_in(request), library=kept_texts
            )
        except DomainError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, "总结已报送上级，正文和数据已固定保存。")
            return redirect("manage:submission", pk=submission.pk)
    figures = figures_of(part, request.actor)
    bodies = "\n".join(section["body"] for section in draft.sections)
    quoted = {reference.key for reference in references(bodies) if not reference.of_below}
    found, reasons = findings(part, draft, request.actor), reasons_in(request)
    context = {
        "part": part,
        "draft": draft,
        "writable": may_write(part),
        "quoted": [entry for key, entry in figures.items() if key in quoted],
        "others": [entry for key, entry in figures.items() if key not in quoted],
        "unfounded": sorted(quoted - set(figures)),
        "gaps": gaps(bodies),
        "errors": [
            {"finding": one, "reason": reasons.get(one.key, "")}
            for one in found
            if one.blocks and one.justifiable
        ],
        "advice": [one for one in found if not one.blocks],
        "longest_reason": actions.LONGEST_REASON,
        "missing_faces": missing_faces(),
    }
    return render(request, "manage/report/submit.html", context)


@access(Audience.UNIT)
def revision(request: ActorRequest, pk: int) -> HttpResponse:
    """An earlier draft, as it reads with today's figures."""
    rows = Revision.objects.visible_to(request.actor).select_related("participation__unit")
    old = get_object_or_404(rows, pk=pk)
    part = own_part(request, old.participation_id)
    context = {
        "part": part,
        "draft": old,
        "document": _document(part, old, request.actor),
        "old": True,
    }
    return render(request, "manage/report/preview.html", context)


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def restore(request: ActorRequest, pk: int) -> HttpResponse:
    """Make an earlier draft the current one."""
    old = get_object_or_404(Revision.objects.editable_by(request.actor), pk=pk)
    done = f"已恢复第{old.number}稿。"
    verb(request, actions.restore_revision, done, old, by=request.actor)
    return redirect("manage:summary", pk=old.participation_id)


def _comments(part: Participation, draft: Revision, by: Actor) -> list[dict[str, Any]]:
    """What colleagues said, the open ones first, each with whether its passage still stands."""
    printed = Printed(draft.title, draft.sections, figures_of(part, by)).text
    rows = Comment.objects.visible_to(by).filter(participation=part)
    told = [{"row": row, "stands": NUMBER.sub("", row.passage) in printed} for row in rows]
    return sorted(told, key=lambda one: one["row"].resolved_at is not None)


def _with_draft(request: ActorRequest, pk: int) -> tuple[Participation, Revision]:
    part = own_part(request, pk)
    draft = draft_of(part, request.actor)
    if draft is None:
        raise Http404
    return part, draft


def _document(part: Participation, draft: Revision, by: Actor) -> Document:
    sections: Sequence[Mapping[str, str]] = draft.sections
    return document_of(
        part, draft.title, sections, figures_of(part, by), dated=timezone.localdate()
    )
