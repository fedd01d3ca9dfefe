"""One entry: correct it, take it back, bring it back, with its whole history."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zwgk.core.actor import Permission
from zwgk.desk import actions, content, office
from zwgk.desk.models import DeskEntry, Tally
from zwgk.desk.queries import ENTRY_MODELS, history
from zwgk.web.desk.forms import FORMS
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.pages import posted, verb


def _entry(request: ActorRequest, kind: str, pk: Any) -> DeskEntry:
    if kind not in ENTRY_MODELS:
        raise Http404
    rows = ENTRY_MODELS[kind].objects.editable_by(request.actor)
    entry: DeskEntry = get_object_or_404(rows.select_related("desk__participation"), pk=pk)
    return entry


def _current(entry: DeskEntry) -> DeskEntry:
    current: DeskEntry = type(entry).objects.get(root=entry.root, is_current=True)
    return current


def _desk_page(entry: DeskEntry, kind: str) -> str:
    return f"{reverse('desk:desk', args=[entry.desk_id])}?tab={kind}"


@access(Audience.UNIT, Permission.RECORD)
def show(request: ActorRequest, kind: str, pk: Any) -> HttpResponse:
    """Correct the entry as it stands now; an older version leads to the current one."""
    entry = _entry(request, kind, pk)
    current = _current(entry)
    stale = current.pk != entry.pk
    if stale and request.method != "POST":
        messages.warning(request, "这条记录已被更正过，下面是最新内容。")
        return redirect("desk:entry", kind=kind, pk=current.pk)
    entry = current
    own = {name: getattr(entry, name) for name in content.own_fields(type(entry))}
    form = FORMS[kind](posted(request), desk=entry.desk, initial=own)
    del form.fields["recorded_at"]
    if stale:
        form.add_error(None, "您填写期间，这条记录已被他人更正（见下方历史）。核对后再保存即可。")
        form.renew_id()
    elif request.method == "POST":
        reason = request.POST.get("reason", "").replace("\x00", "")[:100]
        if form.attempt(actions.correct_entry, entry=entry, by=request.actor, reason=reason):
            messages.success(request, "已更正，原记录保留在历史中。")
            return redirect(_desk_page(entry, kind))
    context = {
        "entry": entry, "kind": kind, "form": form, "back": _desk_page(entry, kind),
        "history": history(entry, request.actor),
        "photo": _photo(request, entry),
    }  # fmt: skip
    return render(request, "desk/entry.html", context, status=422 if form.errors else 200)


def _photo(request: ActorRequest, entry: DeskEntry) -> Any:
    if not isinstance(entry, Tally) or entry.photo is None:
        return None
    return office.photo_of(entry, request.actor)


@access(Audience.UNIT, Permission.RECORD)
@require_POST
def undo(request: ActorRequest, kind: str, pk: Any) -> HttpResponse:
    """Take an entry back."""
    entry = _current(_entry(request, kind, pk))
    if entry.is_void:
        messages.info(request, "这条记录已经撤销。")
    else:
        done = f"已撤销：{entry.label} {entry}。如是误操作，可点“恢复”。"
        verb(request, actions.undo_entry, done, entry, by=request.actor)
    return redirect(_desk_page(entry, kind))


@access(Audience.UNIT, Permission.RECORD)
@require_POST
def restore(request: ActorRequest, kind: str, pk: Any) -> HttpResponse:
    """Bring a deleted entry back."""
    entry = _current(_entry(request, kind, pk))
    if not entry.is_void:
        messages.info(request, "这条记录没有被撤销。")
    else:
        done = f"已恢复：{entry.label} {entry}。"
        verb(request, actions.restore_entry, done, entry, by=request.actor)
    return redirect(_desk_page(entry, kind))
