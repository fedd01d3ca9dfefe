"""办事指南: by occasion, field, unit and first letter; one of them; the same as data."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from zwgk.library.models import Publication
from zwgk.library.queries import (
    facets,
    letters,
    occasions,
    publication,
    published,
    related,
    unit_of,
)
from zwgk.web.portal.caching import public_page
from zwgk.web.portal.meta import meta_of
from zwgk.web.portal.paging import Pages, address, chips, chosen_of, filters_of, text_of
from zwgk.web.shared.access import Audience, access

KIND = Publication.Kind.GUIDE


@access(Audience.PUBLIC)
@public_page(300)
def listing(request: HttpRequest) -> HttpResponse:
    """All guides; without any choice, the occasions first."""
    filters = filters_of(request)
    letter = text_of(request, "letter", 1).upper()
    index = letters()
    total, found = facets(KIND, filters)
    rows = published(KIND, filters)
    chosen = chosen_of(filters)
    if letter in index:
        rows, chosen["letter"] = rows.filter(pk__in=index[letter]), letter
        total = rows.count()
    pages = Pages.of(request, total, chosen)
    context = {
        "pages": pages,
        "rows": pages.rows(rows),
        "facets": found,
        "chosen": chosen,
        "chips": chips(chosen),
        "letters": [(name, len(pks)) for name, pks in index.items()],
        "letter": chosen.get("letter", ""),
        "no_letter": address(chosen, letter=""),
        "occasions": [] if chosen else occasions(5),
    }
    return render(request, "portal/guides.html", context)


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
    link = str(row.details.get("link", ""))
    context = {
        "row": row,
        "d": row.details,
        "link": link if link.startswith(("https://", "http://")) else "",
        "unit": unit_of(row.unit_id),
        "related": related(row),
        "meta": meta_of(request, row),
    }
    return render(request, "portal/guide.html", context)


@access(Audience.PUBLIC)
@public_page(300)
def data(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One guide as JSON."""
    row = _guide(pk)
    told: dict[str, Any] = {
        "id": str(row.pk),
        "name": row.title,
        "unit": row.unit_name,
        "updated": timezone.localtime(row.updated_at).isoformat(timespec="seconds"),
        **row.details,
        "materials": [
            {"name": name, "note": note} for name, note in row.details.get("materials", [])
        ],
        "steps": [
            {"name": name, "by": by, "time": time}
            for name, by, time in row.details.get("steps", [])
        ],
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})
