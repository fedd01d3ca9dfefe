"""What is counted over everything public is kept until something public changes."""

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache
from django.db.models import Max

from zwgk.library.models import Publication

SECONDS = 600
T = TypeVar("T")


def generation() -> str:
    """When anything public last changed: the stamp of every page and count that is kept."""
    newest = Publication.objects.aggregate(at=Max("updated_at"))["at"]
    return newest.isoformat() if newest else ""


def kept_large(name: str, make: Callable[[], T], many: Callable[[T], bool]) -> T:
    """The same, but what is large and takes long to make may be some minutes old."""
    key, now = f"library-{name}", generation()
    found: tuple[str, T] | None = cache.get(key)
    if found and (found[0] == now or many(found[1])):
        return found[1]
    made = make()
    cache.set(key, (now, made), SECONDS)
    return made


def kept(name: str, make: Callable[[], T]) -> T:
    """What ``make`` gave when it was last asked, unless something has changed since."""
    key = f"library-{name}-{generation()}"
    found: T | None = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, SECONDS)
    return found
