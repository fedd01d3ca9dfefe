"""A signed stamp in a public form: when it was opened, and a small sum for people to answer.

It works without JavaScript and without a service elsewhere, and nothing is kept on the server.
"""

import secrets
from dataclasses import dataclass
from time import time

from django.core import signing

TOO_FAST = 2  # seconds in which nobody reads and fills a form
TOO_OLD = 12 * 3600
_SALT = "zwgk.web.intake"
_NUMERALS = "零一二三四五六七八九"


@dataclass(frozen=True)
class Stamp:
    """One opening of a form; ``once`` makes a second click find what the first sent."""

    once: str
    made: float
    first: int
    second: int

    @property
    def signed(self) -> str:
        """For the hidden field."""
        return signing.dumps([self.once, self.made, self.first, self.second], salt=_SALT)

    @property
    def sum_in_words(self) -> str:
        """The sum as a question: 三加五等于几？"""
        return f"{_NUMERALS[self.first]}加{_NUMERALS[self.second]}等于几？"

    @property
    def total(self) -> int:
        """The answer to the sum."""
        return self.first + self.second

    @property
    def too_fast(self) -> bool:
        """Whether the form came back sooner than a person can fill it."""
        return time() - self.made < TOO_FAST


def fresh() -> Stamp:
    """A stamp for a form opened now."""
    first, second = 1 + secrets.randbelow(9), 1 + secrets.randbelow(9)
    return Stamp(secrets.token_urlsafe(12), time(), first, second)


def read(signed: str) -> Stamp | None:
    """The stamp of a form that came back; None when it is missing, altered or too old."""
    try:
        stamp = Stamp(*signing.loads(signed, salt=_SALT))
    except signing.BadSignature:
        return None
    return stamp if time() - stamp.made <= TOO_OLD else None
