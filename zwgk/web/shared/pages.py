"""What the views of all areas share: verbs on a button, files to download, whole-page forms."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from zwgk.core.errors import DomainError
from zwgk.gongwen import CONTENT_TYPES, Document, MissingFonts
from zwgk.gongwen import render as render_document
from zwgk.web.shared.forms import ZwgkForm


def verb(
    request: HttpRequest, act: Callable[..., Any], done: str, /, *args: Any, **kw: Any
) -> bool:
    """Run an action behind a button and tell what came of it; True when it was done."""
    try:
        act(*args, **kw)
    except DomainError as error:
        messages.error(request, error.message)
        return False
    messages.success(request, done)
    return True


def download(data: bytes, *, name: str, content_type: str) -> HttpResponse:
    """A file to keep, under its Chinese name."""
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, for a form; an empty POST is still a POST and gets its errors."""
    return request.POST if request.method == "POST" else None


def search_word(request: HttpRequest, name: str = "q") -> str:
    """A word searched for; a NUL character, which PostgreSQL refuses, is no part of one."""
    return request.GET.get(name, "").replace("\x00", "").strip()


def form_page(
    request: HttpRequest, form: ZwgkForm, *, title: str, back: str, button: str = "保存",
    lead: str = "", crumb: str = "",
) -> HttpResponse:  # fmt: skip
    """A page that holds one form, with the way back; 422 when something has to be mended."""
    context = {
        "form": form, "title": title, "back": back, "button": button, "lead": lead, "crumb": crumb,
    }  # fmt: skip
    return render(request, "shared/form_page.html", context, status=422 if form.errors else 200)


def form_verb(
    request: HttpRequest, form: ZwgkForm, act: Callable[..., Any], /, *, done: str, title: str,
    back: str, button: str = "保存", lead: str = "", crumb: str = "", **fixed: Any,
) -> HttpResponse:  # fmt: skip
    """A page whose form runs one action: back with a message when done, else the form again."""
    if request.method == "POST" and form.attempt(act, **fixed):
        messages.success(request, done)
        return redirect(back)
    return form_page(request, form, title=title, back=back, button=button, lead=lead, crumb=crumb)


def download_document(
    request: HttpRequest, document: Document, form: str, *, name: str, back: str
) -> HttpResponse:
    """An official document as docx, pdf or txt; without fonts, back with a message."""
    if form not in CONTENT_TYPES:
        raise Http404
    try:
        data = render_document(document, form)
    except MissingFonts as error:
        messages.error(request, str(error))
        return redirect(back)
    return download(data, name=f"{name}.{form}", content_type=CONTENT_TYPES[form])
