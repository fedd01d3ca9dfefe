"""Public answers (公开答复) and notices (通知公告): their lists and one of each."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from zwgk.library.models import Publication
from zwgk.library.queries import facets, neighbours, publication, published, related, unit_of
from zwgk.web.portal.caching import public_page
from zwgk.web.portal.meta import meta_of
from zwgk.web.portal.paging import Pages, chips, chosen_of, filters_of
from zwgk.web.shared.access import Audience, access


@access(Audience.PUBLIC)
@public_page(300)
def answers(request: HttpRequest) -> HttpResponse:
    """Questions that were answered, and may be read by all."""
    return _listing(request, Publication.Kind.ANSWER, "portal/answers.html")


@access(Audience.PUBLIC)
@public_page(300)
def notices(request: HttpRequest) -> HttpResponse:
    """Notices, the newest first."""
    return _listing(request, Publication.Kind.NOTICE, "portal/notices.html")


@access(Audience.PUBLIC)
@public_page(300)
def answer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One question and its answer."""
    return _show(request, pk, Publication.Kind.ANSWER, "portal/answer.html")


@access(Audience.PUBLIC)
@public_page(300)
def notice(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One notice."""
    return _show(request, pk, Publication.Kind.NOTICE, "portal/notice.html")


def _listing(request: HttpRequest, kind: Publication.Kind, template: str) -> HttpResponse:
    filters = filters_of(request)
    total, found = facets(kind, filters)
    chosen = chosen_of(filters)
    pages = Pages.of(request, total, chosen)
    context = {
        "pages": pages,
        "rows": pages.rows(published(kind, filters)),
        "facets": found,
        "chosen": chosen,
        "chips": chips(chosen),
    }
    return render(request, template, context)


def _show(
    request: HttpRequest, pk: uuid.UUID, kind: Publication.Kind, template: str
) -> HttpResponse:
    row = publication(pk)
    if row is None or row.kind != kind:
        raise Http404
    after, before = neighbours(row)
    context = {
        "row": row,
        "unit": unit_of(row.unit_id),
        "related": related(row),
        "after": after,
        "before": before,
        "meta": meta_of(request, row),
    }
    return render(request, template, context)
