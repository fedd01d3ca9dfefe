"""The library's own pages: samples, batches, bringing files in."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from zwgk.core.actor import Permission
from zwgk.core.errors import DomainError
from zwgk.library import imports
from zwgk.library.models import ImportBatch, ImportFile, Sample
from zwgk.web.manage.forms.library import ImportForm, read_files
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import search_word

PER_PAGE = 30
TONES = {"proposed": "wait", "published": "good", "withdrawn": "bad"}
_LIKENESS = [("own", "原件"), ("repeat", "重复或近似"), ("cut", "不完整")]
_FILE_TONES = {"read": "good", "failed": "bad", "repeated": "wait"}


@access(Audience.SIGNED_IN)
def home(request: ActorRequest) -> HttpResponse:
    """Samples by word, state and likeness; the latest batches."""
    word, state = search_word(request), request.GET.get("state", "")
    likeness = request.GET.get("likeness", "")
    state = state if state in Sample.State.values else ""
    likeness = likeness if likeness in dict(_LIKENESS) else ""
    rows = imports.samples_of(request.actor, word=word, state=state, likeness=likeness)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(row, TONES.get(row.state, "plain")) for row in page],
        "batches": imports.batches_of(request.actor)[:8],
        "word": word, "state": state, "likeness": likeness,
        "states": Sample.State.choices, "likenesses": _LIKENESS,
    }  # fmt: skip
    return render(request, "manage/library/home.html", context)


@access(Audience.SIGNED_IN, Permission.EDIT)
def bring_in(request: ActorRequest) -> HttpResponse:
    """Upload files; the batch's page then works through them."""
    if request.method != "POST":
        return render(request, "manage/library/import.html", {"form": ImportForm()})
    form = ImportForm(request.POST, request.FILES)

    def start(uploads: list[Any], **written: Any) -> ImportBatch:
        return imports.start(read_files(uploads), by=request.actor, **written)

    batch = form.attempt(start)
    if batch is not None:
        messages.success(request, "文件已收到，正在逐个处理。")
        return redirect("manage:library-batch", pk=batch.pk)
    return render(request, "manage/library/import.html", {"form": form}, status=422)


def _batch(request: ActorRequest, pk: Any) -> ImportBatch:
    rows = ImportBatch.objects.visible_to(request.actor).select_related("collection")
    found: ImportBatch = get_object_or_404(rows, pk=pk)
    return found


@access(Audience.UNIT)
def batch(request: ActorRequest, pk: Any) -> HttpResponse:
    """A batch: how far it is, and what came of each file."""
    found = _batch(request, pk)
    state = request.GET.get("state", "")
    files = imports.files_of(found)
    if state in ImportFile.State.values:
        files = files.filter(state=state)
    page = Paginator(files, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "batch": found,
        "progress": imports.progress(found),
        "page": page,
        "files": [(row, _FILE_TONES.get(row.state, "plain")) for row in page],
        "state": state,
        "states": ImportFile.State.choices,
    }
    return render(request, "manage/library/batch.html", context)


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def step(request: ActorRequest, pk: Any) -> HttpResponse:
    """Work through some more files; the page's script asks again until nothing waits."""
    found = _batch(request, pk)
    try:
        imports.step(found, by=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
    return redirect("manage:library-batch", pk=pk)
