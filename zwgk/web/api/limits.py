"""How often a program may ask: counted for each minute, for an address or for a key.

What is kept of an address is a hash that is new every day.
"""

import time

from django.core.cache import cache
from django.http import HttpRequest
from ninja.errors import Throttled
from ninja.throttling import BaseThrottle

from zwgk.web.shared.visitor import daily_hash

WINDOW = 60  # seconds
ANONYMOUS = 120
KEY = 600
WRONG_KEYS = 30
# A square full of phones may have one address. Their codes and keys are too long to be guessed.
ENTERING = 240
WRONG_DEVICE_KEYS = 240
DEVICE = 1200


class _EachMinute(BaseThrottle):
    """So many requests a minute of whoever asks."""

    def whose(self, request: HttpRequest) -> str:
        """Whom the request is counted for."""
        raise NotImplementedError

    def most(self) -> int:
        """How many are within the limit."""
        raise NotImplementedError

    def allow_request(self, request: HttpRequest) -> bool:
        """Count the request and tell whether it is within the limit."""
        return counted(self.whose(request)) <= self.most()

    def wait(self) -> float:
        """Seconds until the next minute's count begins."""
        return until_next()


class AddressThrottle(_EachMinute):
    """A limit for each address; nobody signs in for public data."""

    def whose(self, request: HttpRequest) -> str:
        return f"public-{daily_hash(request, 'api address')}"

    def most(self) -> int:
        return ANONYMOUS


class KeyThrottle(_EachMinute):
    """A limit for each key."""

    def whose(self, request: HttpRequest) -> str:
        return f"key-{request.auth.key_id}"  # type: ignore[attr-defined]

    def most(self) -> int:
        return KEY


class EnterThrottle(_EachMinute):
    """A limit for each address on phones that enter."""

    def whose(self, request: HttpRequest) -> str:
        return f"enter-{daily_hash(request, 'api address')}"

    def most(self) -> int:
        return ENTERING


class DeviceThrottle(_EachMinute):
    """A limit for each phone."""

    def whose(self, request: HttpRequest) -> str:
        return f"device-{request.auth.pk}"  # type: ignore[attr-defined]

    def most(self) -> int:
        return DEVICE


def wrong_device_key(request: HttpRequest) -> None:
    """Count a phone's key that is none; raise Throttled when an address tries very many."""
    if counted(f"wrong-device-{daily_hash(request, 'api address')}") > WRONG_DEVICE_KEYS:
        raise Throttled(wait=int(until_next()) + 1)


def wrong_key(request: HttpRequest) -> None:
    """Count a key that is none; raise Throttled when an address tries many."""
    if counted(f"wrong-{daily_hash(request, 'api address')}") > WRONG_KEYS:
        raise Throttled(wait=int(until_next()) + 1)


def counted(what: str) -> int:
    """How often it happened in this minute, this time included."""
    name = f"api-{what}-{int(time.time() // WINDOW)}"
    if cache.add(name, 1, WINDOW):
        return 1
    try:
        return cache.incr(name)
    except ValueError:  # it ended between the two calls
        cache.set(name, 1, WINDOW)
        return 1


def until_next() -> float:
    """Seconds until the next minute's count begins."""
    return WINDOW - time.time() % WINDOW
