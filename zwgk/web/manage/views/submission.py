"""A submitted summary: frozen text, figures, files, review, publication."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from zwgk.core import files
from zwgk.core.actor import Permission
from zwgk.core.errors import DomainError
from zwgk.gongwen import Document, MissingFonts
from zwgk.kinds import KINDS
from zwgk.library import masking
from zwgk.library.publishing import public_copy
from zwgk.summaries import actions
from zwgk.summaries.document import from_json
from zwgk.summaries.models import (
    Justification,
    Praise,
    Remark,
    Review,
    Submission,
    SubmittedFigure,
)
from zwgk.summaries.queries import differences
from zwgk.summaries.reviewing import revocable
from zwgk.web.manage.forms.library import WhyForm
from zwgk.web.manage.forms.report import PraiseForm, RemarkFormSet, ReturnForm
from zwgk.web.manage.marked import Mark, marked
from zwgk.web.manage.views.queue import opened
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import download, verb


def _visible(request: ActorRequest, pk: int) -> Submission:
    rows = Submission.objects.visible_to(request.actor).select_related(
        "participation__unit", "participation__campaign", "docx", "pdf", "uploaded"
    )
    submission: Submission = get_object_or_404(rows, pk=pk)
    return submission


@access(Audience.SUBTREE)
def show(request: ActorRequest, pk: int) -> HttpResponse:
    """The summary as submitted, with what can be done with it."""
    return _page(request, _visible(request, pk), ReturnForm())


def _withdraw_form(data: QueryDict | None = None) -> WhyForm:
    return WhyForm(data, label="撤下原因", auto_id="withdraw_%s")


def _page(
    request: ActorRequest, submission: Submission, form: ReturnForm,
    withdraw_form: WhyForm | None = None, remark_forms: Any = None,
) -> HttpResponse:  # fmt: skip
    own = submission.participation.unit_id == request.actor.unit_id
    review = Review.objects.filter(submission=submission).first()
    open_ = review is None and submission.withdrawn_at is None
    rows = SubmittedFigure.objects.visible_to(request.actor).filter(submission=submission)
    by_kind = {row.kind: row for row in rows.defer("evidence")}
    publication = public_copy(f"submission:{submission.pk}")
    document = from_json(submission.content)
    remarks = Remark.objects.visible_to(request.actor).filter(review=review) if review else []
    context = {
        "submission": submission,
        "part": submission.participation,
        "document": document,
        "paragraphs": marked(document, _marks(submission, remarks)),
        "findings": _with_reasons(submission, request),
        "remarks": remarks,
        "remark_forms": remark_forms or _remark_forms(document),
        "figures": [by_kind[key] for key in KINDS if key in by_kind],
        "review": review,
        "own": own,
        "changes": differences(submission, request.actor) if own else [],
        "can_withdraw": own and open_ and request.actor.may(Permission.SUBMIT),
        "can_review": not own and open_ and request.actor.may(Permission.REVIEW),
        "can_revoke": not own
        and review is not None
        and revocable(review)
        and request.actor.may(Permission.REVIEW),
        "queue": {}
        if own or not request.actor.may(Permission.REVIEW)
        else opened(request, submission),
        "praises": Praise.objects.visible_to(request.actor)
        .filter(submission=submission)
        .select_related("unit"),
        "praise_form": PraiseForm(auto_id="praise_%s"),
        "accepted": review is not None and review.decision == Review.Decision.ACCEPTED,
        "publication": publication,
        "form": form,
        "withdraw_form": withdraw_form or _withdraw_form(),
    }
    status = 422 if form.is_bound or withdraw_form else 200
    return render(request, "manage/report/submission.html", context, status=status)


def _marks(submission: Submission, remarks: Iterable[Remark]) -> list[Mark]:
    """What is marked in the text: the superior's own words first, then what the check found."""
    said = [Mark(remark.paragraph, remark.passage, "said") for remark in remarks]
    return said + [
        Mark(f["paragraph"], f["passage"], "bad" if f["blocks"] else "look")
        for f in submission.findings
    ]


def _with_reasons(submission: Submission, request: ActorRequest) -> dict[str, list[dict[str, Any]]]:
    """The findings that were frozen: errors with why they were let stand, and advice."""
    rows = Justification.objects.visible_to(request.actor).filter(submission=submission)
    reasons = {row.key: row for row in rows}
    found = [finding | {"why": reasons.get(finding["key"])} for finding in submission.findings]
    return {
        "errors": [one for one in found if one["blocks"]],
        "advice": [one for one in found if not one["blocks"]],
    }


def _remark_forms(document: Document, data: QueryDict | None = None) -> Any:
    texts = ["".join(run.text for run in p.runs) for p in document.paragraphs]
    choices = [(n, f"第{n + 1}段 {text[:16]}") for n, text in enumerate(texts)]
    return RemarkFormSet(data, prefix="r", form_kwargs={"paragraphs": choices})


@access(Audience.SUBTREE)
def stored(request: ActorRequest, pk: int, form: str) -> HttpResponse:
    """The files exactly as they were frozen. A PDF that could not be made then is made once."""
    submission = _visible(request, pk)
    kinds = {"docx": submission.docx, "pdf": submission.pdf, "original": submission.uploaded}
    if form not in kinds or (form == "original" and submission.uploaded is None):
        raise Http404
    kept = kinds[form]
    if kept is None:
        try:
            kept = actions.keep_pdf(submission, by=request.actor)
        except MissingFonts as error:
            messages.error(request, str(error))
            return redirect("manage:submission", pk=pk)
    response = download(files.read(kept), name=kept.name, content_type=kept.content_type)
    response["ETag"] = f'"{kept.sha256}"'
    return response


@access(Audience.SUBTREE)
def figure(request: ActorRequest, pk: int, kind: str) -> HttpResponse:
    """One submitted figure with the records that stood behind it."""
    submission = _visible(request, pk)
    rows = SubmittedFigure.objects.visible_to(request.actor)
    row = rows.filter(submission=submission, kind=kind).first()
    sums = submission.content.get("below", [])
    below = next((one for one in sums if one["kind"] == kind), None)
    if kind not in KINDS or (row is None and below is None):
        raise Http404
    own = submission.participation.unit_id == request.actor.unit_id
    context = {
        "submission": submission, "row": row, "kind": KINDS[kind], "below": below, "own": own,
    }  # fmt: skip
    return render(request, "manage/report/submitted_figure.html", context)


@access(Audience.SUBTREE, Permission.SUBMIT)
@require_POST
def withdraw(request: ActorRequest, pk: int) -> HttpResponse:
    """Take one's own submission back."""
    submission = _visible(request, pk)
    done = "已撤回，可以继续修改后重新报送。"
    if verb(request, actions.withdraw, done, submission, by=request.actor):
        return redirect("manage:summary", pk=submission.participation_id)
    return redirect("manage:submission", pk=pk)


@access(Audience.SUBTREE, Permission.REVIEW)
@require_POST
def accept(request: ActorRequest, pk: int) -> HttpResponse:
    """Accept a subordinate's summary."""
    submission = _visible(request, pk)
    name = submission.participation.unit.short_name
    done = f"已采纳{name}的总结，10分钟内可以撤销。"
    after = opened(request, submission).get("next")
    if verb(request, actions.accept_submission, done, submission, by=request.actor):
        return redirect("manage:submission", pk=after or pk)
    return redirect("manage:submission", pk=pk)


@access(Audience.SUBTREE, Permission.REVIEW)
@require_POST
def send_back(request: ActorRequest, pk: int) -> HttpResponse:
    """Return a subordinate's summary with reasons."""
    submission = _visible(request, pk)
    form = ReturnForm(request.POST)
    forms = _remark_forms(from_json(submission.content), request.POST)
    remarks = [
        (row.get("paragraph") or 0, row.get("passage", ""), row.get("text", ""))
        for row in (forms.cleaned_data if forms.is_valid() else ())
    ]
    ready = set(request.POST.getlist("ready"))
    remarks += [
        (finding["paragraph"], finding["passage"], finding["message"])
        for finding in submission.findings
        if finding["key"] in ready and finding["paragraph"] >= 0
    ]
    if forms.is_valid() and form.attempt(
        actions.return_submission, submission=submission, by=request.actor, remarks=remarks
    ):
        messages.success(request, "已退回，下级单位会在工作台看到退回意见。")
        return redirect("manage:submission", pk=pk)
    return _page(request, submission, form, remark_forms=forms)


@access(Audience.SUBTREE, Permission.REVIEW)
@require_POST
def publish(request: ActorRequest, pk: int) -> HttpResponse:
    """Open the workbench of an accepted summary: masked by one person, published by another."""
    submission = _visible(request, pk)
    try:
        sample = masking.from_submission(submission, by=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("manage:submission", pk=pk)
    return redirect("manage:sample", pk=sample.pk)


@access(Audience.SUBTREE, Permission.REVIEW)
@require_POST
def unpublish(request: ActorRequest, pk: int) -> HttpResponse:
    """Take the public copy down."""
    submission, form = _visible(request, pk), _withdraw_form(request.POST)
    if form.attempt(masking.withdraw_submission, submission=submission, by=request.actor):
        messages.success(request, "已从公开门户撤下。")
    elif refused := form.non_field_errors():
        messages.error(request, " ".join(map(str, refused)))
    else:
        return _page(request, submission, ReturnForm(), form)
    return redirect("manage:submission", pk=pk)
