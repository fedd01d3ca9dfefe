"""Every view declares who may open it; a test walks the URL map and fails on one that does not.

The declaration also does the work: it sends strangers to the login page and refuses people without
the permission. Objects are still fetched through ``visible_to`` / ``editable_by``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from zwgk.core.actor import Actor, Permission


class Audience(StrEnum):
    """Who may open a page about a given unit's things."""

    PUBLIC = "public"  # anybody
    SIGNED_IN = "signed_in"  # anybody with an account; shows only what is their own
    UNIT = "unit"  # the unit itself; 404 for superiors, siblings, strangers
    SUBTREE = "subtree"  # the unit and its superiors; 404 for others
    PARTICIPANTS = "participants"  # all units of the campaign, above and beside; 404 for strangers
    SUPERIOR = "superior"  # superiors only; 404 for the unit itself
    TOP = "top"  # units that have none above them, about the site as a whole; 404 for others
    API_KEY = "api_key"  # programs with a unit's key (zwgk.web.api); 401 for everybody else
    DEVICE = "device"  # phones at a desk, with the key of their pass; 401 for everybody else


@dataclass(frozen=True)
class AccessRule:
    """What a view declared."""

    audience: Audience
    permission: Permission | None


class ActorRequest(HttpRequest):
    """A request of a signed-in person who acts for a unit."""

    actor: Actor


View = Callable[..., HttpResponseBase]


def access(audience: Audience, permission: Permission | None = None) -> Callable[[View], View]:
    """Declare a view's audience, and the permission its verb needs."""

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if audience is Audience.PUBLIC:
                return view(request, *args, **kwargs)
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            # The lazy actor is falsy when the person belongs to no unit.
            if not request.actor:
                return render(request, "shared/no_unit.html", status=403)
            if permission is not None and not request.actor.may(permission):
                return render(request, "shared/not_allowed.html", status=403)
            return view(request, *args, **kwargs)

        guarded.access_rule = AccessRule(audience, permission)  # type: ignore[attr-defined]
        return guarded

    return declare
