"""Whom a request came from, without keeping it: a hash of the address that is new every day."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from zwgk.core import secrecy

_LOCAL = ("127.0.0.1", "::1", "")


def daily_hash(request: HttpRequest, purpose: str) -> str:
    """Tells the visitors of one day apart; says nothing about the address or the next day."""
    return secrecy.digest(f"{timezone.localdate()} {address(request)}", purpose=purpose)


def address(request: HttpRequest) -> str:
    """The visitor's address; behind our own proxy, what the proxy says last.

    An IPv6 customer has a whole /64: its addresses count as one.
    """
    found: str = request.META.get("REMOTE_ADDR", "")
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if forwarded and (settings.HTTPS or found in _LOCAL):
        found = forwarded.rsplit(",", 1)[-1].strip()
    try:
        parsed = ipaddress.ip_address(found)
    except ValueError:
        return found
    if parsed.version == 6:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
