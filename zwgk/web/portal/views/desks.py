"""咨询台: where and when people are received."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from zwgk.library.queries import (
    PublicDesk,
    campaign_of,
    current_campaign,
    public_campaigns,
    public_desks,
)
from zwgk.web.portal.caching import public_page
from zwgk.web.portal.calendar import calendar_of
from zwgk.web.portal.paging import text_of
from zwgk.web.shared.access import Audience, access
from zwgk.web.shared.pages import download


@dataclass
class Desks:
    """Desks by when one can go there."""

    today: list[PublicDesk] = field(default_factory=list)
    coming: list[PublicDesk] = field(default_factory=list)
    past: list[PublicDesk] = field(default_factory=list)


def grouped(desks: Iterable[PublicDesk]) -> Desks:
    """Today's desks that are not over yet, later ones, and those that are over."""
    found, today = Desks(), timezone.localdate()
    for desk in desks:
        if desk.over:
            found.past.append(desk)
        elif timezone.localdate(desk.opens_at) <= today:
            found.today.append(desk)
        else:
            found.coming.append(desk)
    return found


@access(Audience.PUBLIC)
@public_page(60)
def listing(request: HttpRequest) -> HttpResponse:
    """The desks of the latest campaign, or of one of the earlier ones."""
    slug = text_of(request, "campaign", 40)
    campaign = campaign_of(slug) if slug else current_campaign()
    if slug and campaign is None:
        raise Http404
    desks = grouped(public_desks(campaign.slug)) if campaign else Desks()
    context = {
        "campaign": campaign,
        "desks": desks,
        "any": bool(desks.today or desks.coming or desks.past),
        "campaigns": public_campaigns(),
    }
    return render(request, "portal/desks.html", context)


@access(Audience.PUBLIC)
@public_page(600)
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The hours of a campaign's desks for one's own calendar."""
    campaign = campaign_of(slug)
    if campaign is None:
        raise Http404
    host = request.get_host().partition(":")[0]
    text = calendar_of(campaign, public_desks(slug), host)
    name = f"{campaign.year}年政务公开日咨询台.ics"
    return download(text.encode(), name=name, content_type="text/calendar; charset=utf-8")
