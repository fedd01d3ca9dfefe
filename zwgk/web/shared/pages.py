"""What the views of all areas share: verbs on a button, files to download, whole-page forms."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.http import content_disposition_header

from zwgk.core.errors import DomainError
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


def form_page(
    request: HttpRequest, form: ZwgkForm, *, title: str, back: str, button: str = "保存",
    lead: str = "", crumb: str = "",
) -> HttpResponse:  # fmt: skip
    """A page that holds one form, with the way back; 422 when something has to be mended."""
    context = {
        "form": form, "title": title, "back": back, "button": button, "lead": lead, "crumb": crumb,
    }  # fmt: skip
    return render(request, "shared/form_page.html", context, status=422 if form.errors else 200)
