"""Who asks: the reader behind a unit's key."""

from dataclasses import dataclass

from django.http import HttpRequest
from ninja.security import HttpBearer

from zwgk.core.actor import Actor
from zwgk.units.actions import note_api_key_use
from zwgk.units.models import ApiKey
from zwgk.units.queries import api_key_for, reader_with
from zwgk.web.api import limits

LONGEST = 100  # characters of a key that are read


@dataclass(frozen=True)
class Reader:
    """A key with the actor it stands for."""

    key: ApiKey
    actor: Actor

    @property
    def key_id(self) -> int:
        """Which key, for counting."""
        return int(self.key.pk)


class KeyRequest(HttpRequest):
    """A request with a valid key."""

    auth: Reader


class UnitKey(HttpBearer):
    """``Authorization: Bearer zwgk_…``."""

    def authenticate(self, request: HttpRequest, token: str) -> Reader | None:
        """The reader of a valid key; None for any other."""
        key = api_key_for(token) if token.startswith("zwgk_") and len(token) <= LONGEST else None
        if key is None:
            limits.wrong_key(request)
            return None
        note_api_key_use(key)
        return Reader(key, reader_with(key))
