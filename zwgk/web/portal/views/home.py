"""The home page, the site map, and the choices a visitor makes for all pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from zwgk.library.models import Publication
from zwgk.library.queries import (
    collections,
    current_campaign,
    edition_figures,
    occasions,
    popular_terms,
    public_desks,
    published,
)
from zwgk.web.portal.caching import public_page
from zwgk.web.portal.script import TRADITIONAL
from zwgk.web.portal.views.desks import grouped
from zwgk.web.shared.access import Audience, access

NEWEST = 5
DESKS = 4
FIGURES = 8
YEAR = 365 * 86400


@access(Audience.PUBLIC)
@public_page(60)
def home(request: HttpRequest) -> HttpResponse:
    """Three questions: what is on, how do I get something done, where can I ask."""
    campaign = current_campaign()
    desks = grouped(public_desks(campaign.slug)) if campaign else None
    figures = edition_figures(campaign.slug) if campaign else []
    shelves = collections()
    context = {
        "campaign": campaign,
        "desks": [*desks.today, *desks.coming][:DESKS] if desks else [],
        "past_desks": len(desks.past) if desks else 0,
        "figures": figures[:FIGURES],
        "occasions": occasions(),
        "answers": published(Publication.Kind.ANSWER)[:NEWEST],
        "notices": published(Publication.Kind.NOTICE)[:NEWEST],
        "newest": published()[:NEWEST],
        "shelves": shelves,
        "count": sum(shelf.count for shelf in shelves),  # type: ignore[attr-defined]
        "popular": popular_terms(),
    }
    return render(request, "portal/home.html", context)


@access(Audience.PUBLIC)
@public_page(600)
def sitemap(request: HttpRequest) -> HttpResponse:
    """网站地图."""
    return render(request, "portal/sitemap.html", {"shelves": collections()})


# The two choices below change nothing but a cookie of the visitor's own browser: they need no
# token, so that a page for everybody can hold their buttons.
@access(Audience.PUBLIC)
@csrf_exempt
@require_POST
def large_type(request: HttpRequest) -> HttpResponse:
    """Switch large type (适老模式) on or off."""
    return _switched(request, "large-type", "1")


@access(Audience.PUBLIC)
@csrf_exempt
@require_POST
def script(request: HttpRequest) -> HttpResponse:
    """Switch between simplified and traditional characters."""
    return _switched(request, "script", TRADITIONAL)


def _switched(request: HttpRequest, name: str, value: str) -> HttpResponse:
    back = request.POST.get("back", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = redirect(back)
    if request.COOKIES.get(name) == value:
        response.delete_cookie(name)
    else:
        response.set_cookie(name, value, max_age=YEAR, samesite="Lax", httponly=True)
    return response
