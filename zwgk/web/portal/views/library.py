"""总结库: the collections, one of them, one summary, and official documents to keep."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from zwgk.gongwen import Document, Kind, Paragraph
from zwgk.library.issued import note_issued
from zwgk.library.models import Publication
from zwgk.library.queries import SORTS, facets, neighbours, publication, published, related
from zwgk.library.queries import collection as collection_of
from zwgk.library.queries import collections as all_collections
from zwgk.web.portal.caching import public_page
from zwgk.web.portal.meta import meta_of
from zwgk.web.portal.paging import Pages, chips, chosen_of, filters_of
from zwgk.web.shared.access import Audience, access
from zwgk.web.shared.pages import download_document

_KINDS = {Publication.Kind.SUMMARY: Kind.SUMMARY, Publication.Kind.NOTICE: Kind.NOTICE}
FIRST_SHELF = "summaries"


@access(Audience.PUBLIC)
@public_page(300)
def collections(request: HttpRequest) -> HttpResponse:
    """The collections with their true counts."""
    context = {"shelves": all_collections(), "newest": published()[:5]}
    return render(request, "portal/library.html", context)


@access(Audience.PUBLIC)
@public_page(300)
def collection(request: HttpRequest, slug: str) -> HttpResponse:
    """The pieces of a collection, narrowed and sorted."""
    shelf = collection_of(slug)
    if shelf is None:
        raise Http404
    filters = filters_of(request)
    total, found = facets(Publication.Kind.SUMMARY, filters, slug)
    chosen = chosen_of(filters)
    pages = Pages.of(request, total, chosen)
    context = {
        "shelf": shelf,
        "pages": pages,
        "rows": pages.rows(published(Publication.Kind.SUMMARY, filters, slug)),
        "facets": found,
        "chosen": chosen,
        "chips": chips(chosen),
        "sort": filters.sort,
        "sorts": [(key, name) for key, (name, _) in SORTS.items()],
    }
    return render(request, "portal/collection.html", context)


@access(Audience.PUBLIC)
def summaries(request: HttpRequest) -> HttpResponse:
    """The old address of the list of summaries."""
    if collection_of(FIRST_SHELF) is None:
        return redirect("portal:library")
    return redirect("portal:collection", slug=FIRST_SHELF)


@access(Audience.PUBLIC)
@public_page(300)
def show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One summary."""
    row = publication(pk)
    if row is None or row.kind != Publication.Kind.SUMMARY:
        raise Http404
    after, before = neighbours(row)
    context = {
        "row": row,
        "related": related(row),
        "after": after,
        "before": before,
        "meta": meta_of(request, row),
    }
    return render(request, "portal/summary.html", context)


@access(Audience.PUBLIC)
@public_page(3600)
def download(request: HttpRequest, pk: uuid.UUID, form: str) -> HttpResponse:
    """A summary or notice as an official document, made from the public copy."""
    row = publication(pk)
    if row is None or row.kind not in _KINDS:
        raise Http404
    document = Document(
        kind=_KINDS[Publication.Kind(row.kind)],
        title=row.title,
        blocks=tuple(Paragraph.of(str(p["text"]), int(p["level"])) for p in row.paragraphs),
        issuer=row.unit_name,
        issued_on=row.dated_on,
        doc_number=str(row.details.get("doc_number", "")),
    )
    back = reverse(f"portal:{row.kind}", args=[row.pk])
    response = download_document(request, document, form, name=row.title, back=back)
    if response.status_code == 200:
        note_issued(row, response.content)
    return response
