"""The catalogue brought in from a workbook: uploaded, looked at, confirmed, taken back."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from zwgk.catalogue import imports
from zwgk.catalogue.models import CatalogueImport, ImportRow
from zwgk.core.actor import Permission
from zwgk.core.files import read
from zwgk.web.manage.forms.items_import import CatalogueImportForm, sent_file
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import download, posted, verb

PER_PAGE = 30
LATEST = 20
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TONES = {
    "new": "good", "changed": "wait", "wrong": "bad", "left": "wait", "done": "good",
    "failed": "bad", "ready": "wait",
}  # fmt: skip
_KINDS = [(kind.value, str(kind.label)) for kind in ImportRow.Outcome]


@access(Audience.SIGNED_IN, Permission.EDIT)
def new(request: ActorRequest) -> HttpResponse:
    """Upload a workbook; the latest imports."""
    form = CatalogueImportForm(posted(request), request.FILES or None)

    def start(upload: Any, clear_blank: bool) -> CatalogueImport:
        name, data = sent_file(upload)
        return imports.start(data, name=name, clear_blank=clear_blank, by=request.actor)

    if request.method == "POST" and (batch := form.attempt(start)):
        return redirect("manage:items-import", pk=batch.pk)
    latest = imports.imports_of(request.actor)[:LATEST]
    context = {
        "form": form,
        "imports": [(row, _TONES.get(row.state, "plain")) for row in latest],
    }
    status = 422 if form.errors else 200
    return render(request, "manage/items/import_new.html", context, status=status)


def _own(request: ActorRequest, pk: Any) -> CatalogueImport:
    rows = CatalogueImport.objects.editable_by(request.actor).select_related("stored")
    found: CatalogueImport = get_object_or_404(rows, pk=pk)
    return found


@access(Audience.UNIT)
def show(request: ActorRequest, pk: Any) -> HttpResponse:
    """How far an import is; before it is confirmed, what it would do, row by row."""
    batch = _own(request, pk)
    told = imports.progress(batch)
    # What has to be mended comes first, unless something else is asked for.
    first = "wrong" if batch.state == CatalogueImport.State.READY and told.wrong else ""
    kind = request.GET.get("kind", first)
    kind = kind if kind in dict(_KINDS) else ""
    rows = imports.rows_of(batch, kind)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "batch": batch, "progress": told, "page": page, "kind": kind,
        "kinds": [(value, label, getattr(told, value)) for value, label in _KINDS],
        "rows": [(row, _TONES.get(row.row.outcome, "plain")) for row in imports.told(list(page))],
    }  # fmt: skip
    return render(request, "manage/items/import.html", context)


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def step(request: ActorRequest, pk: Any) -> HttpResponse:
    """Go on; the page's script asks again until nothing is left to do."""
    imports.step(_own(request, pk), by=request.actor)
    return redirect("manage:items-import", pk=pk)


@access(Audience.UNIT, Permission.EDIT)
@require_POST
def decide(request: ActorRequest, pk: Any, what: str) -> HttpResponse:
    """Confirm an import, give it up, or take it back."""
    verbs = {
        "confirm": (imports.confirm, "已确认，正在写入。"),
        "drop": (imports.drop, "已放弃这次导入，没有写入任何事项；上传的文件仍然保留。"),
        "undo": (imports.undo, "正在撤销这次导入。"),
    }
    if what not in verbs:
        raise Http404
    act, done = verbs[what]
    verb(request, act, done, _own(request, pk), by=request.actor)
    return redirect("manage:items-import", pk=pk)


@access(Audience.UNIT)
def wrong_rows(request: ActorRequest, pk: Any) -> HttpResponse:
    """The rows with errors as a workbook to be mended and uploaded again."""
    batch = _own(request, pk)
    name = batch.name.rsplit(".", 1)[0]
    data = imports.wrong_rows_workbook(batch)
    return download(data, name=f"{name}（有错误的行）.xlsx", content_type=_XLSX)


@access(Audience.UNIT)
def original(request: ActorRequest, pk: Any) -> HttpResponse:
    """The file as it was uploaded."""
    batch = _own(request, pk)
    return download(read(batch.stored), name=batch.name, content_type="application/octet-stream")
