"""Publications: lists by collection and filter, one of them, what is like it, what it proves."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from zwgk.library import searching
from zwgk.library.models import Collection, Publication
from zwgk.library.queries.kept import kept

SHORT, LONG = 800, 2000  # characters: a page, two to three pages
LENGTHS = {
    "short": ("一页以内", Q(length__lte=SHORT)),
    "middle": ("两到三页", Q(length__gt=SHORT, length__lte=LONG)),
    "long": ("三页以上", Q(length__gt=LONG)),
}
_PLAIN = ("edition", "year", "level", "region", "theme", "field", "event", "section", "letter")
SORTS = {
    "newest": ("最新公开", ("-published_at", "pk")),
    "oldest": ("最早公开", ("published_at", "pk")),
    "longest": ("篇幅最长", ("-length", "pk")),
    "dated": ("成文日期", ("-dated_on", "-published_at", "pk")),
}


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; an empty value narrows nothing, an unknown one finds nothing."""

    edition: int | None = None
    year: int | None = None
    level: str = ""
    region: str = ""
    theme: str = ""
    field: str = ""
    event: str = ""
    unit: str = ""
    section: str = ""
    letter: str = ""
    length: str = ""
    good: bool = False
    sort: str = "newest"

    def condition(self) -> Q:
        """The filters as one condition."""
        chosen = {name: value for name in _PLAIN if (value := getattr(self, name))}
        condition = Q(**chosen)
        if self.unit:
            condition &= Q(unit_name=self.unit)
        if self.length in LENGTHS:
            condition &= LENGTHS[self.length][1]
        if self.good:
            condition &= ~Q(good_practice="")
        return condition


def published(
    kind: str = Publication.Kind.SUMMARY, filters: Filters | None = None, shelf: str = ""
) -> QuerySet[Publication]:
    """What is public of a kind, narrowed and sorted; list pages need no body of it."""
    filters = filters or Filters()
    rows = Publication.objects.filter(withdrawn_at__isnull=True, kind=kind)
    if shelf:
        rows = rows.filter(collection__slug=shelf)
    order = SORTS.get(filters.sort, SORTS["newest"])[1]
    return rows.filter(filters.condition()).defer("paragraphs", "figures").order_by(*order)


def publication(id: uuid.UUID) -> Publication | None:
    """One publication, or None where it is not public (any more)."""
    rows = Publication.objects.filter(withdrawn_at__isnull=True).select_related("collection")
    return rows.filter(pk=id).first()


def collections() -> list[Collection]:
    """The collections that hold something public, each with ``count``."""
    return [row for row in kept("collections", _counted) if row.count]  # type: ignore[attr-defined]


def collection(slug: str) -> Collection | None:
    """One collection with the ``count`` of what is public in it."""
    return next((row for row in kept("collections", _counted) if row.slug == slug), None)


def _counted() -> list[Collection]:
    public = Count("publications", filter=Q(publications__withdrawn_at__isnull=True))
    return list(Collection.objects.annotate(count=public))


def related(row: Publication, number: int = 5) -> list[Publication]:
    """Pieces like this one by content: what the search finds for the words special to it."""
    return some(searching.like(row, number))


def some(keys: Sequence[str]) -> list[Publication]:
    """Publications by their keys, in the order of the keys; what is not public is left out."""
    rows = Publication.objects.filter(pk__in=keys, withdrawn_at__isnull=True)
    found = {str(row.pk): row for row in rows.defer("paragraphs", "figures")}
    return [found[key] for key in keys if key in found]


def neighbours(row: Publication) -> tuple[Publication | None, Publication | None]:
    """The pieces published after and before this one on its shelf, or of its kind."""
    rows = Publication.objects.filter(withdrawn_at__isnull=True, kind=row.kind)
    rows = rows.filter(collection=row.collection_id).exclude(pk=row.pk).only("title")
    at = row.published_at
    later = Q(published_at__gt=at) | Q(published_at=at, pk__lt=row.pk)
    earlier = Q(published_at__lt=at) | Q(published_at=at, pk__gt=row.pk)
    after = rows.filter(published_at__gte=at).filter(later).order_by("published_at", "-pk")
    before = rows.filter(published_at__lte=at).filter(earlier).order_by("-published_at", "pk")
    return after.first(), before.first()


def everything(offset: int, limit: int) -> list[tuple[str, uuid.UUID, datetime]]:
    """Kind, key and last change of what is public, for the map of the site."""
    rows = Publication.objects.filter(withdrawn_at__isnull=True).order_by("kind", "-published_at")
    return list(rows.values_list("kind", "pk", "updated_at")[offset : offset + limit])


def total() -> int:
    """How many publications there are."""
    return Publication.objects.filter(withdrawn_at__isnull=True).count()
