"""Published summaries: the list and one of them."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from zwgk.library.queries import excerpt, publication, published, published_years
from zwgk.web.shared.access import Audience, access
from zwgk.web.shared.pages import search_word

PER_PAGE = 20


@access(Audience.PUBLIC)
def listing(request: HttpRequest) -> HttpResponse:
    """All published summaries, by year and unit."""
    year, word = request.GET.get("year", ""), search_word(request)
    rows = published(int(year) if year.isdecimal() and len(year) == 4 else None, word)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(row, excerpt(row)) for row in page],
        "years": published_years(),
        "year": year,
        "word": word,
    }
    return render(request, "portal/summaries.html", context)


@access(Audience.PUBLIC)
def show(request: HttpRequest, pk: Any) -> HttpResponse:
    """One published summary."""
    found = publication(pk)
    if found is None:
        raise Http404
    return render(request, "portal/summary.html", {"publication": found})
