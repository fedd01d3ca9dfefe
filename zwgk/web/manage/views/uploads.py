"""Summaries written elsewhere: upload, look at text and figures side by side, confirm."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zwgk.campaigns.models import Participation
from zwgk.core import files
from zwgk.core.actor import Permission
from zwgk.core.errors import DomainError
from zwgk.kinds import KINDS
from zwgk.library.alike import kept_texts
from zwgk.summaries.actions import LONGEST_REASON
from zwgk.summaries.models import Upload
from zwgk.summaries.uploads import actions, queries
from zwgk.web.manage.beside import passages
from zwgk.web.manage.forms.library import read_files
from zwgk.web.manage.forms.uploads import BatchForm, ConfirmForm, FigureFormSet, UploadForm
from zwgk.web.manage.views.checks import reasons_in
from zwgk.web.manage.views.participation import own_part
from zwgk.web.manage.views.rollup import campaign_of
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import download, posted, verb


@access(Audience.UNIT, Permission.EDIT)
def own(request: ActorRequest, pk: int) -> HttpResponse:
    """上传已写好的总结: the unit's own."""
    part = own_part(request, pk)
    form = UploadForm(posted(request), request.FILES or None)

    def receive(uploads: list[Any]) -> list[Upload]:
        return actions.receive(
            part.campaign, read_files(uploads), by=request.actor, participation=part
        )

    if request.method == "POST" and (received := form.attempt(receive)):
        return redirect("manage:upload", pk=received[0].pk)
    context = {
        "part": part, "form": form, "waiting": queries.pending_of(part, request.actor),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "manage/uploads/own.html", context, status=status)


@access(Audience.SUPERIOR, Permission.EDIT)
def batch(request: ActorRequest, slug: str) -> HttpResponse:
    """代为报送: files of subordinates, and what came of each."""
    campaign = campaign_of(request, slug)
    if not queries.subordinates(campaign, request.actor).exists():
        raise Http404
    form = BatchForm(posted(request), request.FILES or None)

    def receive(uploads: list[Any], why: str) -> list[Upload]:
        return actions.receive(campaign, read_files(uploads), by=request.actor, why=why)

    if request.method == "POST" and (received := form.attempt(receive)):
        bad = sum(1 for one in received if one.problem)
        told = f"已收到{len(received)}个文件，请逐份核对。"
        if bad:
            messages.warning(request, f"{told}其中{bad}个不能读取，原因见列表。")
        else:
            messages.success(request, told)
        return redirect("manage:uploads", slug=slug)
    rows = queries.uploads_of(campaign, request.actor)
    context = {
        "campaign": campaign, "form": form,
        "open": rows.filter(state=Upload.State.PENDING),
        "done": rows.exclude(state=Upload.State.PENDING)[:200],
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "manage/uploads/batch.html", context, status=status)


def _held(request: ActorRequest, pk: int) -> Upload:
    rows = Upload.objects.visible_to(request.actor).select_related(
        "campaign", "participation__unit", "participation__campaign", "participation__notice",
        "file", "submission",
    )  # fmt: skip
    upload: Upload = get_object_or_404(rows, pk=pk)
    return upload


def _back(upload: Upload) -> str:
    if upload.is_own:
        return reverse("manage:upload-own", args=[upload.participation_id])
    return reverse("manage:uploads", args=[upload.campaign.slug])


@access(Audience.UNIT, Permission.EDIT)
def show(request: ActorRequest, pk: int) -> HttpResponse:
    """The text beside its figures; what a person mended is saved, and sent up when confirmed."""
    upload = _held(request, pk)
    pending = upload.state == Upload.State.PENDING
    if not pending or upload.problem:
        context = {"upload": upload, "back": _back(upload), "pending": pending}
        return render(request, "manage/uploads/closed.html", context)
    form, rows = _forms(request, upload)
    if request.method == "POST" and _saved(request, upload, form, rows):
        if request.POST.get("then") != "confirm":
            messages.success(request, "已保存，可以以后再来核对。")
            return redirect("manage:upload", pk=pk)
        if (sent := _confirmed(request, upload)) is not None:
            return redirect(sent)
        upload = _held(request, pk)
        form, rows = _forms(request, upload, fresh=True)
        return _page(request, upload, form, rows, status=422)
    return _page(request, upload, form, rows, status=422 if request.method == "POST" else 200)


def _forms(request: ActorRequest, upload: Upload, *, fresh: bool = False) -> tuple[Any, Any]:
    data = None if fresh else posted(request)
    parts = None if upload.is_own else queries.subordinates(upload.campaign, request.actor)
    initial = {
        "title": upload.title, "dated": upload.dated, "participation": upload.participation_id,
        "why": upload.why, "based_on": upload.version,
    }  # fmt: skip
    known = [
        {"place": place, **{key: row[key] for key in ("kind", "value", "out_of", "qualifier")},
         "keep": row["keep"]}
        for place, row in enumerate(upload.figures)
    ]  # fmt: skip
    form = ConfirmForm(data, parts=parts, initial=initial)
    return form, FigureFormSet(data, prefix="f", initial=known)


def _saved(request: ActorRequest, upload: Upload, form: Any, rows: Any) -> bool:
    if not (form.is_valid() and rows.is_valid()):
        return False
    figures = []
    for row in rows.cleaned_data:
        place = row.get("place")
        if place is not None and place < len(upload.figures):
            figures.append({**upload.figures[place], **_given(row)})
        elif row.get("kind"):
            figures.append({**_given(row), "quote": row["quote"]})
    part: Participation | None = form.cleaned_data.get("participation")
    try:
        saved = actions.save(
            upload, figures=figures, by=request.actor, participation=part,
            **{k: v for k, v in form.cleaned_data.items() if k != "participation"},
        )  # fmt: skip
    except DomainError as error:
        form.add_domain_error(error)
        return False
    upload.version = saved.version
    return True


def _given(row: dict[str, Any]) -> dict[str, Any]:
    kept = {key: row.get(key) for key in ("value", "out_of", "keep")}
    return {**kept, "kind": row["kind"], "qualifier": row.get("qualifier") or "exact"}


def _confirmed(request: ActorRequest, upload: Upload) -> str | None:
    """Where to go when it went up; None with a message when something has to be mended."""
    if not request.POST.get("checked"):
        messages.error(request, "请逐项核对后勾选“我已逐项核对”，再报送。")
        return None
    try:
        submission = actions.confirm(
            upload, based_on=upload.version, by=request.actor, reasons=reasons_in(request),
            library=kept_texts,
        )  # fmt: skip
    except DomainError as error:
        messages.error(request, error.message)
        return None
    messages.success(request, "已报送，原件、正文和核对过的数据已固定保存。")
    if upload.participation and upload.participation.unit_id == request.actor.unit_id:
        return reverse("manage:submission", args=[submission.pk])
    return _back(upload)


def _page(
    request: ActorRequest, upload: Upload, form: Any, rows: Any, *, status: int
) -> HttpResponse:
    found = queries.doubts(upload, by=request.actor, library=kept_texts)
    beside = passages(upload.text, upload.figures)
    known, reasons = list(rows), reasons_in(request)
    figures = [
        {"form": row, "kind": KINDS[figure["kind"]], "figure": figure, "mark": mark}
        for row, figure, mark in zip(known, upload.figures, beside.first, strict=False)
    ]
    context = {
        "upload": upload, "form": form, "rows": rows, "figures": figures,
        "added": known[len(figures) :], "lines": beside.lines, "back": _back(upload),
        "errors": [
            {"finding": one, "reason": reasons.get(one.key, "")} for one in found if one.blocks
        ],
        "advice": [one for one in found if not one.blocks],
        "warnings": queries.warnings(upload), "missing": queries.missing(upload.figures),
        "longest_reason": LONGEST_REASON,
    }  # fmt: skip
    return render(request, "manage/uploads/show.html", context, status=status)


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def drop(request: ActorRequest, pk: int) -> HttpResponse:
    """Set an upload aside; its file stays kept."""
    upload = _held(request, pk)
    verb(request, actions.drop, "已作废，原件仍然保存。", upload, by=request.actor)
    return redirect(_back(upload))


@access(Audience.UNIT, Permission.EDIT)
def stored(request: ActorRequest, pk: int) -> HttpResponse:
    """The file exactly as it was uploaded."""
    kept = _held(request, pk).file
    if kept is None:
        raise Http404
    return download(files.read(kept), name=kept.name, content_type="application/octet-stream")
