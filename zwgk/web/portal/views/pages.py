"""The home page, the site map, and large type."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from zwgk.library.queries import current_campaign, edition_figures, public_desks, published
from zwgk.web.shared.access import Audience, access

NEWEST = 6


@access(Audience.PUBLIC)
def home(request: HttpRequest) -> HttpResponse:
    """Three questions: what is on, where can I ask, what came of it."""
    campaign = current_campaign()
    context = {
        "campaign": campaign,
        "desks": public_desks(campaign.slug) if campaign else [],
        "figures": edition_figures(campaign.slug) if campaign else [],
        "newest": published()[:NEWEST],
        "count": published().count(),
    }
    return render(request, "portal/home.html", context)


@access(Audience.PUBLIC)
def sitemap(request: HttpRequest) -> HttpResponse:
    """网站地图."""
    return render(request, "portal/sitemap.html")


@access(Audience.PUBLIC)
@require_POST
def large_type(request: HttpRequest) -> HttpResponse:
    """Switch large type (适老模式) on or off, remembered in a cookie."""
    back = request.POST.get("back", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = redirect(back)
    if request.COOKIES.get("large-type") == "1":
        response.delete_cookie("large-type")
    else:
        response.set_cookie("large-type", "1", max_age=365 * 86400, samesite="Lax", httponly=True)
    return response
