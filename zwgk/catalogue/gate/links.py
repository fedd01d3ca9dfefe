"""链接: addresses on the own site have to lead somewhere public; nothing is fetched.

What addresses the own site has is known above (``zwgk.web``), which tells this module when it
starts. Until then no link is called dead.
"""

import html
import re
from collections.abc import Callable, Iterator

from zwgk.catalogue.gate.findings import Finding, error
from zwgk.catalogue.gate.written import named
from zwgk.catalogue.models import ServiceItem

_HREF = re.compile(r'href="([^"]*)"')
# Whether an address is on the own site and leads nowhere public.
IsDead = Callable[[str], bool]
_known: list[IsDead] = []


def know_site(is_dead: IsDead) -> None:
    """Learn which addresses of the own site lead nowhere; once, at the start of the process."""
    _known[:] = [is_dead]


def links(item: ServiceItem) -> Iterator[Finding]:
    """Links in the text, of the item and of its steps that lead nowhere on the own site."""
    for column, address in _addresses(item):
        if any(is_dead(address) for is_dead in _known):
            message = f"{named(column)}中的链接 {address} 在本站打不开，请改正或删去。"
            yield error("link-dead", column, message, address[:200])


def _addresses(item: ServiceItem) -> Iterator[tuple[str, str]]:
    for found in _HREF.finditer(item.body):
        yield "body", html.unescape(found[1])
    if item.link:
        yield "link", item.link
    for step in item.step_list:
        if step.link:
            yield "steps", step.link
