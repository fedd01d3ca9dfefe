"""数据公开: the figures of each edition, their comparison, and the same as open data."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from zwgk.library.queries import (
    EditionFigure,
    PublicCampaign,
    campaign_of,
    compared_editions,
    edition_figures,
    figure_rows,
    public_campaigns,
)
from zwgk.web.portal import opendata
from zwgk.web.portal.caching import public_page
from zwgk.web.shared.access import Audience, access
from zwgk.web.shared.tables import csv_file

EDITIONS = 6  # beside one another in the comparison
SHARES = 200  # units listed below a figure
_PRETTY = {"ensure_ascii": False, "indent": 1}


def _campaign(slug: str) -> PublicCampaign:
    campaign = campaign_of(slug)
    if campaign is None:
        raise Http404
    return campaign


def _percent(height: float, highest: float) -> str:
    """The length of a bar, of 100; what is there at all stays visible."""
    if not highest or not height:
        return "0"
    return f"{max(1, 100 * height / highest):.1f}"


@access(Audience.PUBLIC)
@public_page(300)
def editions(request: HttpRequest) -> HttpResponse:
    """The editions that have figures, beside one another."""
    campaigns = public_campaigns()
    found = compared_editions([campaign.slug for campaign in campaigns[:EDITIONS]])
    told = [campaign for campaign in campaigns if found.get(campaign.slug)]
    by_kind: dict[str, dict[str, EditionFigure]] = {}
    for campaign in told:
        for figure in found[campaign.slug]:
            by_kind.setdefault(figure.kind, {})[campaign.slug] = figure
    rows = []
    for kind in (kind["key"] for kind in opendata.dictionary() if kind["key"] in by_kind):
        figures = [by_kind[kind].get(campaign.slug) for campaign in told]
        highest = max(figure.height for figure in figures if figure)
        cells = [(f, _percent(f.height, highest) if f else "0") for f in figures]
        rows.append((next(f for f in figures if f), [*zip(told, cells, strict=True)]))
    context = {"campaigns": campaigns, "told": told, "rows": rows}
    return render(request, "portal/figures.html", context)


@access(Audience.PUBLIC)
@public_page(300)
def edition(request: HttpRequest, slug: str) -> HttpResponse:
    """The figures of one edition, each with the share of every unit."""
    campaign = _campaign(slug)
    figures: list[tuple[EditionFigure, Any, int]] = []
    for figure in edition_figures(slug):
        highest = max((share.height for share in figure.shares), default=0)
        bars = [
            (share, _percent(share.height, 1 if figure.out_of else highest))
            for share in figure.shares[:SHARES]
        ]
        figures.append((figure, bars, len(figure.shares) - len(bars)))
    units = max((figure.units for figure, _, _ in figures), default=0)
    context = {"campaign": campaign, "figures": figures, "units": units}
    return render(request, "portal/edition.html", context)


@access(Audience.PUBLIC)
@public_page(300)
def data(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The figures of an edition by unit, as CSV or JSON."""
    campaign = _campaign(slug)
    rows = opendata.rows_of(figure_rows(slug))
    if form == "csv":
        name = f"{campaign.year}年政务公开日数据.csv"
        return csv_file(name, [*opendata.COLUMNS], rows)
    if form != "json":
        raise Http404
    told = {
        "campaign": {"slug": slug, "name": campaign.name, "edition": campaign.edition,
                     "year": campaign.year, "theme": campaign.theme,
                     "organiser": campaign.organiser},
        "totals": [
            {"kind": f.kind, "name": f.name, "measure": f.measure, "value": f.value,
             "out_of": f.out_of, "text": f.text, "units": f.units}
            for f in edition_figures(slug)
        ],
        "figures": rows,
    }  # fmt: skip
    return JsonResponse(told, json_dumps_params=_PRETTY)


@access(Audience.PUBLIC)
@public_page(3600)
def dictionary(request: HttpRequest) -> HttpResponse:
    """数据字典."""
    context = {
        "kinds": opendata.dictionary(),
        "columns": opendata.COLUMNS.items(),
        "guide_columns": opendata.GUIDE_COLUMNS.items(),
        "qualifiers": opendata.qualifiers().items(),
    }
    return render(request, "portal/dictionary.html", context)


@access(Audience.PUBLIC)
@public_page(3600)
def dictionary_data(request: HttpRequest, form: str) -> HttpResponse:
    """The data dictionary as CSV or JSON."""
    kinds = opendata.dictionary()
    if form == "csv":
        return csv_file("数据字典.csv", opendata.KIND_COLUMNS, kinds)
    if form != "json":
        raise Http404
    told = {
        "kinds": kinds, "columns": opendata.COLUMNS, "qualifiers": opendata.qualifiers(),
        "guide_columns": opendata.GUIDE_COLUMNS,
    }  # fmt: skip
    return JsonResponse(told, json_dumps_params=_PRETTY)
