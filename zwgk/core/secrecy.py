"""Keeping short secrets: encrypted at rest, or stored as a digest that can only be compared.

Keys are derived from SECRET_KEY, one for each purpose, so that what was made for one is worthless
for another. SECRET_KEY_FALLBACKS are read too: a changed key loses nothing.
"""

import base64
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes


class Unreadable(Exception):
    """The text was altered, or made with a key that is not known any more."""


def encrypt(text: str, *, purpose: str) -> str:
    """Encrypt a text for storage."""
    return _fernet(purpose).encrypt(text.encode()).decode("ascii")


def decrypt(token: str, *, purpose: str, max_age: int | None = None) -> str:
    """Read what ``encrypt`` made, not older than ``max_age`` seconds. Raises Unreadable."""
    try:
        return _fernet(purpose).decrypt(token.encode(), ttl=max_age).decode()
    except InvalidToken:
        raise Unreadable from None


def digest(text: str, *, purpose: str) -> str:
    """The keyed digest under which a secret is stored; 64 hexadecimal digits."""
    return digests(text, purpose=purpose)[0]


def digests(text: str, *, purpose: str) -> list[str]:
    """The digests by every known key, to look a stored one up."""
    return [
        hmac.new(_key(secret, f"digest {purpose}"), text.encode(), "sha256").hexdigest()
        for secret in _secrets()
    ]


def _secrets() -> list[bytes]:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [force_bytes(key) for key in keys]


def _fernet(purpose: str) -> MultiFernet:
    keys = (_key(secret, f"encrypt {purpose}") for secret in _secrets())
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])


def _key(secret: bytes, purpose: str) -> bytes:
    derived = HKDF(SHA256(), length=32, salt=None, info=f"zwgk {purpose}".encode())
    return derived.derive(secret)
