"""巡检: walks the running site over HTTP and tells dead links and pages that bar people.

It stays on the host it was given, follows no redirect off it, and is bounded in pages, bytes and
time. It knows nothing of Django: what it returns is plain data.
"""

import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPMessage
from typing import IO, Any
from urllib.error import HTTPError
from urllib.parse import quote, urldefrag, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from selectolax.lexbor import LexborHTMLParser

from zwgk.library.health.page import faults

AGENT = "zwgk-site-check"
PAGE_BYTES = 2 * 1024 * 1024
PAUSE = 10.0  # seconds to wait for one answer
SAME_PATH = 4  # addresses of one path that differ only in their query
KEPT = 200  # dead links and faults told one by one
_LINKS = (("a", "href"), ("link", "href"), ("img", "src"), ("script", "src"))


@dataclass(frozen=True)
class Bounds:
    """How far the walk goes."""

    pages: int = 500
    seconds: float = 300.0


@dataclass
class Walk:
    """What a walk found. ``dead`` are (page, link, why); ``faults`` (page, rule, what)."""

    base: str
    reached: bool = False
    pages: int = 0
    addresses: int = 0
    cut: bool = False
    seconds: float = 0.0
    dead: list[tuple[str, str, str]] = field(default_factory=list)
    faults: list[tuple[str, str, str]] = field(default_factory=list)
    faulty_pages: int = 0
    more_dead: int = 0
    more_faults: int = 0


class _StayHere(HTTPRedirectHandler):
    """Follows redirects within the host only."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        if urlsplit(newurl).netloc != urlsplit(req.full_url).netloc:
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def walk(base: str, bounds: Bounds | None = None) -> Walk:
    """Walk the site from ``base``, breadth first."""
    bounds, started = bounds or Bounds(), time.monotonic()
    # The site is our own: no proxy lies between.
    opener = build_opener(ProxyHandler({}), _StayHere())
    found = Walk(base)
    start = urljoin(base, "/")
    waiting, seen, queries = deque([("", start)]), {start}, dict[str, int]()
    while waiting:
        if found.addresses >= bounds.pages or time.monotonic() - started > bounds.seconds:
            found.cut = True
            break
        page, address = waiting.popleft()
        for link in _visit(opener, page, address, found):
            if link not in seen and _wanted(link, start, queries):
                seen.add(link)
                waiting.append((address, link))
    found.seconds = round(time.monotonic() - started, 1)
    return found


def _visit(opener: OpenerDirector, page: str, address: str, found: Walk) -> list[str]:
    """Open one address; its links where it is a page."""
    found.addresses += 1
    why, kind, body = _fetch(opener, address)
    if why:
        _keep(found.dead, (_path(page), _path(address), why), found, "more_dead")
        return []
    found.reached = True
    if kind != "text/html":
        return []
    found.pages += 1
    broken = faults(body)
    found.faulty_pages += bool(broken)
    for rule, what in broken:
        _keep(found.faults, (_path(address), rule, what[:100]), found, "more_faults")
    return list(_links(body, address))


def _fetch(opener: OpenerDirector, address: str) -> tuple[str, str, bytes]:
    """Why it failed (empty: it did not), its type, and its beginning where it is a page."""
    request = Request(address, headers={"User-Agent": AGENT})
    try:
        with opener.open(request, timeout=PAUSE) as response:
            kind = response.headers.get_content_type()
            return "", kind, response.read(PAGE_BYTES) if kind == "text/html" else b""
    except HTTPError as error:
        error.close()
        # A redirect to another host is no dead link; what lies there is not ours to judge.
        return ("" if 300 <= error.code < 400 else f"返回 {error.code}"), "", b""
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        return f"打不开（{type(reason).__name__}）", "", b""


def _keep(kept: list[Any], row: tuple[str, str, str], found: Walk, more: str) -> None:
    if len(kept) < KEPT:
        kept.append(row)
    else:
        setattr(found, more, getattr(found, more) + 1)


def _links(body: bytes, address: str) -> Iterator[str]:
    page = LexborHTMLParser(body)
    for tag, attribute in _LINKS:
        for node in page.css(f"{tag}[{attribute}]"):
            link = (node.attributes.get(attribute) or "").strip()
            try:
                yield _encoded(urldefrag(urljoin(address, link)).url)
            except ValueError:
                continue


def _encoded(address: str) -> str:
    """Chinese in a path or query as a browser sends it."""
    return quote(address, safe="%/:?#[]@!$&'()*+,;=~")


def _wanted(link: str, start: str, queries: dict[str, int]) -> bool:
    """Of this host, and not the same list once more with another filter."""
    here, there = urlsplit(start), urlsplit(link)
    if (there.scheme, there.netloc) != (here.scheme, here.netloc):
        return False
    if there.query:
        queries[there.path] = queries.get(there.path, 0) + 1
        return queries[there.path] <= SAME_PATH
    return True


def _path(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
