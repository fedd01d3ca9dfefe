"""Who asks: the reader behind a unit's key, or the phone behind its own."""

from dataclasses import dataclass

from django.http import HttpRequest
from ninja.security import HttpBearer

from zwgk.core.actor import Actor
from zwgk.desk import passes
from zwgk.desk.models import Device
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


class DeviceRequest(HttpRequest):
    """A request of a phone that has entered."""

    auth: Device


class DeviceKey(HttpBearer):
    """``Authorization: Bearer …`` with the key a phone got when it entered."""

    def __call__(self, request: HttpRequest) -> Device:
        """The phone; without a key the answer is that of a wrong one."""
        found: Device = super().__call__(request) or self.authenticate(request, "")
        return found

    def authenticate(self, request: HttpRequest, token: str) -> Device:
        """The phone of a key. Raises passes.Refused."""
        try:
            return passes.device_for(token)
        except passes.Refused as refused:
            if refused.code == "key_unknown":
                limits.wrong_device_key(request)
            raise
