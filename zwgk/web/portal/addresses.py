"""Which addresses on this site lead to something public."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from zwgk.library.queries import publication

_PUBLIC = frozenset({"portal", "intake"})
# Further forms of a publication; the page itself is named as its kind.
_FORMS = frozenset({"guide-data", "download"})
_STATIC = re.compile(r"/(?:static|robots\.txt|favicon)")


def is_dead(address: str) -> bool:
    """Whether an address is on this site and leads to no public page; nothing is fetched."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return True
    if host and not _is_ours(host):
        return False
    if not host and not parts.path.startswith("/"):
        # An anchor of the same page, or an address relative to a page nobody knows.
        return bool(parts.path)
    return not _leads_somewhere(parts.path or "/")


def _is_ours(host: str) -> bool:
    names = [name.strip("[]") for name in settings.ALLOWED_HOSTS if name != "*"]
    return any(
        host == name or (name.startswith(".") and f".{host}".endswith(name)) for name in names
    )


def _leads_somewhere(path: str) -> bool:
    if _STATIC.match(path):
        return True
    try:
        found = resolve(path if path.endswith("/") or "." in path else f"{path}/")
    except Resolver404:
        return False
    if found.app_name not in _PUBLIC:
        return False
    pk = found.kwargs.get("pk")
    if pk is None or found.app_name != "portal":
        return True
    row = publication(pk)
    return row is not None and found.url_name in {row.kind, *_FORMS}
