"""What programs read: feeds, the map of the site, and what robots may visit."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from zwgk.library.models import Publication
from zwgk.library.queries import collections, everything, published, total
from zwgk.web.portal.caching import public_page
from zwgk.web.shared.access import Audience, access

KINDS = {
    "summaries": Publication.Kind.SUMMARY,
    "guides": Publication.Kind.GUIDE,
    "answers": Publication.Kind.ANSWER,
    "notices": Publication.Kind.NOTICE,
}
NEWEST = 30
PART = 5_000  # addresses in one map
_PAGES = (
    "home", "desks", "guides", "answers", "notices", "library", "figures", "dictionary", "verify",
)  # fmt: skip


class KindFeed(Feed):  # type: ignore[type-arg]
    """The newest publications of a kind."""

    feed_type = Atom1Feed

    def __init__(self, name: str) -> None:
        self.name, self.kind = name, KINDS[name]

    def title(self) -> str:
        """What readers show above the entries."""
        return f"{settings.PORTAL['name']}：{self.kind.label}"

    def link(self) -> str:
        """The page the feed is of."""
        return reverse(f"portal:{'library' if self.name == 'summaries' else self.name}")

    def feed_url(self) -> str:
        """The feed's own address."""
        return reverse("portal:feed", args=[self.name])

    def author_name(self) -> str:
        """Who publishes it."""
        return settings.PORTAL["host_unit"]

    def items(self) -> QuerySet[Publication]:
        """The newest."""
        return published(self.kind)[:NEWEST]

    def item_title(self, item: Any) -> str:
        """Its title."""
        return str(item.title)

    def item_description(self, item: Publication) -> str:
        """Its beginning."""
        return str(item.excerpt)

    def item_link(self, item: Publication) -> str:
        """Its page."""
        return reverse(f"portal:{item.kind}", args=[item.pk])

    def item_author_name(self, item: Publication) -> str:
        """Its unit."""
        return str(item.unit_name)

    def item_pubdate(self, item: Publication) -> datetime:
        """When it was published."""
        return item.published_at

    def item_updateddate(self, item: Publication) -> datetime:
        """When it was last changed."""
        return item.updated_at


@access(Audience.PUBLIC)
@public_page(600)
def feed(request: HttpRequest, kind: str) -> HttpResponse:
    """An Atom feed of one kind."""
    if kind not in KINDS:
        raise Http404
    return KindFeed(kind)(request)


@access(Audience.PUBLIC)
@public_page(3600)
def sitemap(request: HttpRequest) -> HttpResponse:
    """The map of the site, or of its maps when there are many pages."""
    number = -(-total() // PART)
    if number <= 1:
        return _part(request, 1)
    root = request.build_absolute_uri("/")[:-1]
    parts = [root + reverse("portal:sitemap-part", args=[n + 1]) for n in range(number)]
    return _xml(request, "portal/sitemaps_xml.html", {"parts": parts})


@access(Audience.PUBLIC)
@public_page(3600)
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """One of the maps."""
    if not 1 <= number <= max(1, -(-total() // PART)):
        raise Http404
    return _part(request, number)


def _part(request: HttpRequest, number: int) -> HttpResponse:
    root = request.build_absolute_uri("/")[:-1]
    pages: list[tuple[str, datetime | None]] = []
    if number == 1:
        pages = [(root + reverse(f"portal:{name}"), None) for name in _PAGES]
        pages += [(root + reverse("portal:collection", args=[c.slug]), None) for c in collections()]
    for kind, pk, updated in everything((number - 1) * PART, PART):
        pages.append((root + reverse(f"portal:{kind}", args=[pk]), updated))
    return _xml(request, "portal/sitemap_xml.html", {"pages": pages})


def _xml(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, context, content_type="application/xml; charset=utf-8")


@access(Audience.PUBLIC)
@public_page(3600)
def robots(request: HttpRequest) -> HttpResponse:
    """Public pages are open to robots, working areas and endless searches are not."""
    closed = ("manage", "desk", "account", "support", "search", "ask")
    lines = ["User-agent: *", *(f"Disallow: /{area}/" for area in closed)]
    lines += [f"Sitemap: {request.build_absolute_uri(reverse('portal:sitemap-xml'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
