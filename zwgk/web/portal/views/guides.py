"""办事指南: the ways in to them, one of them with its samples, and the same as data."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from zwgk.core.files import read
from zwgk.library.models import Publication
from zwgk.library.queries import (
    Filters,
    giving_units,
    guide_facets,
    guide_file,
    occasions,
    publication,
    published,
    related,
    unit_of,
)
from zwgk.web.portal import guides
from zwgk.web.portal.caching import public_page
from zwgk.web.portal.meta import meta_of
from zwgk.web.portal.paging import Pages, address, chips, chosen_of, text_of
from zwgk.web.shared.access import Audience, access
from zwgk.web.shared.pages import download
from zwgk.web.shared.qr import qr_image

KIND = Publication.Kind.GUIDE
WAYS = {
    "event": "按人生、企业事项",
    "field": "按公开领域",
    "unit": "按单位和科室",
    "letter": "按首字母",
}
UNITS = 60  # on a page
_LINKS = ("letter", "section")  # filters offered as links, not in the form


@access(Audience.PUBLIC)
@public_page(300)
def listing(request: HttpRequest) -> HttpResponse:
    """The guides, narrowed; without any choice the ways in to them, one behind each tab."""
    filters = _filters(request)
    chosen = chosen_of(filters)
    total, facets = guide_facets(filters)
    by = text_of(request, "by", 10)
    by = by if by in WAYS else "event"
    context: dict[str, Any] = {
        "total": total,
        "facets": [facet for facet in facets if facet.key not in _LINKS],
        "ways_in": {
            facet.key: [(one, address(chosen, **{facet.key: one.value})) for one in facet.options]
            for facet in facets
        },
        "chosen": chosen,
        "chips": chips(chosen),
        "letter": filters.letter,
        "section": filters.section,
        "by": by,
        "tabs": [] if chosen else WAYS.items(),
    }
    if by == "unit" and not chosen:
        units = giving_units()
        pages = Pages.of(request, len(units), {"by": by}, per_page=UNITS)
        context |= {"units": pages.rows(units), "pages": pages}
    else:
        pages = Pages.of(request, total, chosen or {"by": text_of(request, "by", 10)})
        context |= {"rows": pages.rows(published(KIND, filters)), "pages": pages}
        context["groups"] = _groups() if by == "event" and not chosen else []
    return render(request, "portal/guides.html", context)


def _filters(request: HttpRequest) -> Filters:
    names = ("event", "field", "unit", "region")
    asked: dict[str, Any] = {name: text_of(request, name) for name in names}
    section = text_of(request, "section") if asked["unit"] else ""
    return Filters(**asked, section=section, letter=text_of(request, "letter", 1).upper())


def _groups() -> list[tuple[str, list[Any]]]:
    """The occasions of persons, those of companies, and any other."""
    found = occasions(4)
    other = found.pop() if found and found[-1].name == "其他" else None
    groups = [
        ("个人办事", [one for one in found if not one.of_companies]),
        ("企业办事", [one for one in found if one.of_companies]),
        ("其他事项", [other] if other else []),
    ]
    return [(name, those) for name, those in groups if those]


def _guide(pk: uuid.UUID) -> Publication:
    row = publication(pk)
    if row is None or row.kind != KIND:
        raise Http404
    return row


@access(Audience.PUBLIC)
@public_page(300)
def show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One guide."""
    row = _guide(pk)
    context = {
        "row": row,
        "d": row.details,
        "is_service": row.details.get("is_service", True),
        "link": guides.online(row),
        "phones": guides.phones(str(row.details.get("phone") or "")),
        "materials": guides.materials(row),
        "steps": guides.steps(row),
        "files": guides.other_files(row),
        "item": guides.item_of(row),
        "unit": unit_of(row.unit_id),
        "related": related(row),
        "meta": meta_of(request, row),
        "qr": qr_image(request.build_absolute_uri(request.path)),
    }
    return render(request, "portal/guide.html", context)


@access(Audience.PUBLIC)
@public_page(300)
def data(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One guide as JSON, with the columns of the data dictionary."""
    told = guides.as_data(_guide(pk), request.build_absolute_uri)
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})


@access(Audience.PUBLIC)
def file(request: HttpRequest, pk: uuid.UUID, number: uuid.UUID) -> HttpResponse:
    """A sample of a guide that is public now."""
    kept = guide_file(_guide(pk), number)
    if kept is None:
        raise Http404
    return download(read(kept), name=kept.name, content_type=kept.content_type)
