"""Public pages kept for visitors who are not signed in, until they age or something changes."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, NamedTuple

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from zwgk.library.queries import generation

# What pages are asked by; an address with anything else is nobody's second visit either.
ASKED = frozenset({
    "q", "kind", "order", "page", "sort", "year", "edition", "level", "region", "theme", "length",
    "good", "field", "event", "unit", "section", "letter", "by", "collection",
})  # fmt: skip
LONGEST_QUERY = 200  # characters of a query string; longer ones are nobody's second visit
_CHOICES = ("large-type", "script")
_PERSONAL = (settings.SESSION_COOKIE_NAME, "messages")

View = Callable[..., HttpResponseBase]


class _Kept(NamedTuple):
    content: bytes
    headers: list[tuple[str, str]]
    etag: str
    made: datetime


def public_page(seconds: int) -> Callable[[View], View]:
    """Keep the answers of a view for so long; a browser that has one already is told so (304)."""

    def declare(view: View) -> View:
        @wraps(view)
        def cached(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not _may_be_kept(request):
                return view(request, *args, **kwargs)
            key = _key(request)
            kept: _Kept | None = caches["pages"].get(key)
            if kept is None:
                response = view(request, *args, **kwargs)
                if not isinstance(response, HttpResponse) or response.status_code != 200:
                    return response
                kept = _keep(response)
                caches["pages"].set(key, kept, seconds)
            return _answer(request, kept)

        return cached

    return declare


def made_once(request: HttpRequest, name: str, make: Callable[[], bytes]) -> bytes:
    """A page that is the same whatever was asked, made once a minute for strangers."""
    if any(cookie in request.COOKIES for cookie in _PERSONAL):
        return make()
    choices = [request.COOKIES.get(choice, "")[:8] for choice in _CHOICES]
    key = "-".join(["once", name, *map(_safe, choices)])
    page: bytes | None = caches["pages"].get(key)
    if page is None:
        page = make()
        caches["pages"].set(key, page, 60)
    return page


def _safe(choice: str) -> str:
    return choice if choice.isascii() and choice.isalnum() else ""


def _may_be_kept(request: HttpRequest) -> bool:
    return (
        request.method in ("GET", "HEAD")
        and len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY
        and ASKED.issuperset(request.GET)
        and not any(name in request.COOKIES for name in _PERSONAL)
    )


def _key(request: HttpRequest) -> str:
    choices = [request.COOKIES.get(name, "")[:8] for name in _CHOICES]
    where = request.build_absolute_uri()
    text = "\n".join([where, *choices, generation()])
    return f"page-{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()}"


def _keep(response: HttpResponse) -> _Kept:
    content = response.content
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    return _Kept(content, list(response.items()), etag, timezone.now().replace(microsecond=0))


def _answer(request: HttpRequest, kept: _Kept) -> HttpResponseBase:
    response = HttpResponse(kept.content, headers=dict(kept.headers))
    response["ETag"] = kept.etag
    response["Last-Modified"] = http_date(kept.made.timestamp())
    # Asked again each time: what is taken down is gone at once, from browsers too.
    response["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ("Cookie",))
    modified = int(kept.made.timestamp())
    answer = get_conditional_response(request, kept.etag, modified, response)
    return answer or response
