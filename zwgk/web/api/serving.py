"""How an operation is served: methods, who may, caching with weak ETags, other sites' pages."""

import hashlib
from collections.abc import Callable, Collection
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

from zwgk.desk.photos import MOST_BYTES
from zwgk.web.api.problems import problem
from zwgk.web.shared.access import AccessRule, Audience

METHODS = "GET, HEAD, OPTIONS"
FRESH = 60  # seconds an answer may be kept without asking again

View = Callable[..., HttpResponse]


def served(view: View, audience: Audience, methods: Collection[str] = ("GET",)) -> View:
    """The view with its declared audience and everything all operations share."""
    public = audience is Audience.PUBLIC
    reads = "GET" in methods

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if reads:
            tagged = audience is not Audience.API_KEY
            response = _read(view, request, public, tagged, *args, **kwargs)
        else:
            response = _written(view, request, methods, *args, **kwargs)
        if public:
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Expose-Headers"] = "ETag, Retry-After"
        else:
            response["Cache-Control"] = "private, no-store"
            patch_vary_headers(response, ["Authorization"])
        return response

    answer.access_rule = AccessRule(audience, None)  # type: ignore[attr-defined]
    answer.csrf_exempt = True  # type: ignore[attr-defined]
    return answer


def _written(
    view: View, request: HttpRequest, methods: Collection[str], *args: Any, **kwargs: Any
) -> HttpResponse:
    """An operation of the desk's sync that writes; nothing else here does."""
    allowed = ", ".join([*methods, "OPTIONS"])
    if request.method == "OPTIONS":
        response = HttpResponse(status=HTTPStatus.NO_CONTENT)
    elif request.method in methods:
        return _within_size(view, request, *args, **kwargs)
    else:
        told = f"这个接口请改用 {'、'.join(methods)} 方法。"
        response = problem(HTTPStatus.METHOD_NOT_ALLOWED, detail=told)
    response["Allow"] = allowed
    return response


def _within_size(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """A photo may be larger than a batch; anything larger is not read at all."""
    most = MOST_BYTES if request.method == "PUT" else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    try:
        size = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return problem(HTTPStatus.BAD_REQUEST)
    if size > most:
        return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return view(request, *args, **kwargs)


def _read(
    view: View, request: HttpRequest, public: bool, tagged: bool, *args: Any, **kwargs: Any
) -> HttpResponse:
    if request.method == "OPTIONS":
        return _options(public)
    if request.method not in ("GET", "HEAD"):
        refused = problem(HTTPStatus.METHOD_NOT_ALLOWED)
        refused["Allow"] = METHODS
        return refused
    # The operations know GET alone; the server sends no body to a HEAD.
    asked, request.method = request.method, "GET"
    try:
        response = view(request, *args, **kwargs)
        return _cached(request, response) if tagged else response
    finally:
        request.method = asked


def _cached(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.status_code != HTTPStatus.OK:
        return response
    # A hash of what is said is always right; a stamp of the tables would forget one some day.
    etag = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={FRESH}"
    return get_conditional_response(request, etag=etag, response=response) or response


def _options(public: bool) -> HttpResponse:
    response = HttpResponse(status=HTTPStatus.NO_CONTENT)
    response["Allow"] = METHODS
    if public:
        response["Access-Control-Allow-Methods"] = METHODS
        response["Access-Control-Allow-Headers"] = "If-None-Match"
        response["Access-Control-Max-Age"] = "86400"
    return response
