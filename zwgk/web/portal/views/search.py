"""Searching everything public, and suggestions while typing."""

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from zwgk.library import searching
from zwgk.library.models import Publication
from zwgk.library.queries import (
    LABELS,
    Facet,
    Option,
    collections,
    name_of,
    popular_terms,
    some,
)
from zwgk.library.terms import record_term
from zwgk.search.model import COUNTED, QUERY_LENGTH, Query, Results
from zwgk.web.portal.caching import made_once, public_page
from zwgk.web.portal.paging import PER_PAGE, Chip, Pages, address, number_of, text_of
from zwgk.web.shared import turns
from zwgk.web.shared.access import Audience, access
from zwgk.web.shared.visitor import daily_hash

KINDS = dict(Publication.Kind.choices)
FACETS = ("year", "edition", "level", "region", "theme", "collection")
SUGGESTED = 8
_SHOWN = 12  # values of a facet
_FEW = 5  # results that need no narrowing


@access(Audience.PUBLIC)
@public_page(60)
def search(request: HttpRequest) -> HttpResponse:
    """What was found, with what was asked for marked."""
    asked = _asked(request)
    if not asked["q"]:
        return render(request, "portal/search.html", _context(request, asked))
    try:
        with turns.SEARCHES.take():
            context = _context(request, asked) | _found(request, asked)
            return render(request, "portal/search.html", context)
    except turns.Busy:
        return _busy(request)


def _context(request: HttpRequest, asked: dict[str, str]) -> dict[str, Any]:
    return {
        "word": asked["q"],
        "kind": asked["kind"],
        "order": asked["order"] or "relevance",
        "cut": len(request.GET.get("q", "")) > QUERY_LENGTH,
        "popular": SimpleLazyObject(popular_terms),  # shown beside no results
    }


def _busy(request: HttpRequest) -> HttpResponse:
    """Come again in a moment; made once for all, so that a crowd costs next to nothing."""
    page = made_once(
        request, "busy", lambda: render(request, "portal/search.html", {"busy": True}).content
    )
    return HttpResponse(page, status=503, headers={"Retry-After": "3"})


def _asked(request: HttpRequest) -> dict[str, str]:
    kind, order = request.GET.get("kind", ""), request.GET.get("order", "")
    year, edition = number_of(request, "year"), number_of(request, "edition", 3)
    return {
        "q": text_of(request, "q", QUERY_LENGTH),
        "kind": kind if kind in KINDS else "",
        "order": order if order == "newest" else "",
        **{name: text_of(request, name) for name in ("level", "region", "theme", "collection")},
        "year": str(year or ""),
        "edition": str(edition or ""),
    }


def _found(request: HttpRequest, asked: dict[str, str]) -> dict[str, Any]:
    pages = Pages.of(request, COUNTED, asked, most=COUNTED // PER_PAGE)
    facets = {name: asked[name] for name in FACETS if asked[name]}
    query = Query(
        asked["q"],
        kinds=(asked["kind"],) if asked["kind"] else (),
        facets=facets,
        order="newest" if asked["order"] else "relevance",
        offset=pages.offset,
        limit=PER_PAGE,
    )
    results = searching.search(query)
    every = (
        searching.search(Query(asked["q"], facets=facets, limit=1)) if asked["kind"] else results
    )
    if results.total and not results.corrected and pages.number == 1 and not facets:
        _count(request, asked["q"])
    rows = {str(row.pk): row for row in some([hit.key for hit in results.hits])}
    return {
        "results": results,
        "hits": [(hit, rows[hit.key]) for hit in results.hits if hit.key in rows],
        "pages": Pages.of(request, results.total, asked, most=COUNTED // PER_PAGE),
        "tabs": _tabs(every, asked),
        "facets": _facets(results, asked),
        "chips": [
            Chip(_name(name, value), address(asked, **{name: ""})) for name, value in facets.items()
        ],
        "hidden": {name: asked[name] for name in ("kind", *FACETS) if asked[name]},
        "by_relevance": address(asked, order=""),
        "by_day": address(asked, order="newest"),
        "corrected": address({"q": results.corrected}) if results.corrected else "",
    }


def _count(request: HttpRequest, term: str) -> None:
    """Count a term once a day for one visitor, whom the count does not know."""
    whom = daily_hash(request, f"search term {term}")
    if cache.add(f"searched-{whom}", True, 86_400):
        record_term(term)


def _tabs(every: Results, asked: dict[str, str]) -> list[tuple[str, int, bool, str]]:
    """Name, count, whether it is open, and address of all results and of each kind's."""
    counts = every.facets.get("kind", {})
    tabs = [("全部", every.total, not asked["kind"], address(asked, kind=""))]
    for kind, name in KINDS.items():
        if kind in counts or kind == asked["kind"]:
            there = address(asked, kind=kind)
            tabs.append((str(name), counts.get(kind, 0), kind == asked["kind"], there))
    return tabs


def _facets(results: Results, asked: dict[str, str]) -> list[tuple[Facet, list[str]]]:
    """Values to narrow by, each with its address; one that is chosen is a chip already."""
    found: list[tuple[Facet, list[str]]] = []
    for name in FACETS if results.total > _FEW else ():
        counts = {} if asked[name] else results.facets.get(name, {})
        options = [Option(value, _name(name, value), n) for value, n in counts.items() if value]
        if len(options) > 1:
            label = LABELS.get(name, "栏目")
            links = [address(asked, **{name: option.value}) for option in options[:_SHOWN]]
            found.append((Facet(name, label, tuple(options[:_SHOWN])), links))
    return found


def _name(name: str, value: str) -> str:
    if name != "collection":
        return name_of(name, value)
    return next((str(row.name) for row in collections() if row.slug == value), value)


@access(Audience.PUBLIC)
@public_page(300)
def suggest(request: HttpRequest) -> HttpResponse:
    """Titles for what was typed so far, as JSON."""
    word = text_of(request, "q", 40)
    return JsonResponse({"titles": searching.suggest(word, SUGGESTED) if word else []})
