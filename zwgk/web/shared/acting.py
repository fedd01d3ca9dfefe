"""The acting unit on every request: whom the signed-in person acts for."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from zwgk.core.actor import Actor
from zwgk.units.models import User
from zwgk.units.queries import active_unit, actor_for, units_of


def _actor(request: HttpRequest) -> Actor | None:
    user = request.user
    if not isinstance(user, User):
        return None
    unit = active_unit(user)
    return actor_for(user, unit) if unit else None


class ActingUnitMiddleware:
    """Puts ``request.actor`` (an Actor, or None) on the request, read when first needed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach the lazy actor and go on."""
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def site(request: HttpRequest) -> dict[str, Any]:
    """Template context: the site's own facts, and whether large type is on."""
    return {"site": settings.PORTAL, "large_type": request.COOKIES.get("large-type") == "1"}


def acting_unit(request: HttpRequest) -> dict[str, Any]:
    """Template context: the actor, what the actor may do, and the units to switch between."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {"actor": None}
    return {
        "actor": getattr(request, "actor", None),
        "own_units": SimpleLazyObject(lambda: units_of(user)),
    }
