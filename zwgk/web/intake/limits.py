"""How often one address may do something: counted in the cache under a hash salted by the day.

The address itself is written nowhere, and the hash of one day says nothing about the next.
"""

from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest

from zwgk.web.shared.visitor import daily_hash


@dataclass(frozen=True)
class Limit:
    """A count per address that begins anew after some time."""

    name: str
    seconds: int = 3600

    def count(self, request: HttpRequest) -> int:
        """How often it was done already."""
        done: int = cache.get(self._key(request), 0)
        return done

    def add(self, request: HttpRequest) -> None:
        """Done once more."""
        key = self._key(request)
        if not cache.add(key, 1, self.seconds):
            try:
                cache.incr(key)
            except ValueError:  # it expired between the two calls
                cache.set(key, 1, self.seconds)

    def _key(self, request: HttpRequest) -> str:
        return f"intake-{self.name}-{daily_hash(request, 'intake address')}"
