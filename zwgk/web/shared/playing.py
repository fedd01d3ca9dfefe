"""What a screen's player is given: the playlist as JSON, with codes as pictures."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from zwgk.carriers.models import Screen
from zwgk.carriers.screens.playlist import Slide, slides_of
from zwgk.carriers.source import Address
from zwgk.catalogue.models import ServiceItem
from zwgk.library.publishing import public_numbers
from zwgk.web.shared.qr import qr_image

FILES = ("desk/screen/player.css", "desk/screen/fit.js", "desk/screen/player.js")
WORKER = "desk/screen/worker.js"


def path_of(name: str) -> Path:
    """Where a static file of the player lies."""
    found = finders.find(name)
    assert isinstance(found, str), f"{name} is missing"
    return Path(found)


@lru_cache(maxsize=1)
def player_version() -> str:
    """A hash of all that makes the player: another one is an update."""
    found = hashlib.sha256()
    for name in (*FILES, WORKER):
        found.update(path_of(name).read_bytes())
    return found.hexdigest()[:12]


def payload(request: HttpRequest, screen: Screen) -> dict[str, Any]:
    """The playlist of a screen as its player reads it; ``now`` sets the player's clock right."""
    slides = slides_of(screen, address=_address(request, screen), home=_home(request))
    return {
        "now": int(timezone.now().timestamp() * 1000),
        "player": player_version(),
        "outside": screen.outside,
        "plan": {
            "from": f"{screen.from_time:%H:%M}",
            "to": f"{screen.to_time:%H:%M}",
            "first": screen.from_date.isoformat() if screen.from_date else "",
            "last": screen.to_date.isoformat() if screen.to_date else "",
            "days": screen.weekdays,
        },
        "slides": [_shown(slide) for slide in slides],
    }


def _shown(slide: Slide) -> dict[str, Any]:
    return {
        "kind": slide.kind,
        "seconds": slide.seconds,
        "title": slide.title,
        "text": slide.text,
        "steps": slide.steps,
        "code": qr_image(slide.url) if slide.url else "",
    }


def _home(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("portal:home"))


def _address(request: HttpRequest, screen: Screen) -> Address:
    """Where the portal shows an item; nowhere for one that is not there."""
    shown = screen.entries.filter(kind="item_code").values_list("item_id", flat=True)
    numbers = public_numbers({f"item:{pk}" for pk in shown})

    def address(item: ServiceItem) -> str:
        number = numbers.get(f"item:{item.pk}")
        path = reverse("portal:guide", args=[number]) if number else ""
        return request.build_absolute_uri(path) if path else ""

    return address
