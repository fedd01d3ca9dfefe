"""What a phone sends and what it is told of each record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

KEPT, KNOWN, REFUSED = "kept", "known", "refused"
INVALID, CONFLICT, OTHER_DESK = "invalid", "conflict", "other_desk"
MOST = 500  # records at once
# What a clock, right or wrong, may say; 1970 is what a phone without a battery begins with.
FIRST_YEAR, LAST_YEAR = 1970, 2100


@dataclass(frozen=True)
class Batch:
    """一次上传: records as they came, not looked at yet, and what the phone says of itself."""

    entries: Sequence[Any]
    sent_at: datetime
    waiting: int = 0
    version: str = ""


@dataclass(frozen=True)
class Result:
    """One record's result; ``code`` and ``message`` only when refused."""

    id: str
    state: str
    code: str = ""
    message: str = ""


@dataclass(frozen=True)
class Receipt:
    """What was done: one result per record in their order; ``clock_offset`` in seconds."""

    results: Sequence[Result]
    clock_offset: int
    server_time: datetime


class Refusal(Exception):
    """Why one record is not taken: ``message`` says what to mend."""

    def __init__(self, message: str, code: str = INVALID) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
