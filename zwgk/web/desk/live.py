"""What keeps the wall alive: numbers computed once for all viewers, and streams that are bounded.

A stream of server-sent events holds a thread of the server for as long as it lasts. So there are a
few at a time in a process, each ends by itself, and everybody else asks every ten seconds.
"""

import hashlib
import json
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any

from django.core.cache import cache
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connections
from django.utils import timezone

from zwgk.campaigns.models import Participation
from zwgk.desk import wall
from zwgk.web.desk.numbers import shown

FRESH_SECONDS = 2
POLL_SECONDS = 10
STREAMS = 2
STREAM_SECONDS = 300
TRY_AGAIN_SECONDS = 60

_computing = Lock()
# Tests put their own in place of these.
pause: Callable[[float], Any] = time.sleep
clock: Callable[[], float] = time.monotonic


def stops() -> bool:
    """Whether the server is to stop; it would wait half a minute for a stream that goes on.

    Gunicorn's handler of SIGTERM belongs to the worker, and that knows; other servers do not wait.
    """
    worker = getattr(signal.getsignal(signal.SIGTERM), "__self__", None)
    return not getattr(worker, "alive", True)


class Over(Exception):
    """The viewer may not look any longer; the message says why."""


@dataclass(frozen=True)
class Snapshot:
    """The numbers at one time; ``etag`` is of the numbers alone, the same in every process."""

    stamp: tuple[Any, ...]
    as_of: datetime
    numbers: dict[str, Any]
    body: str
    etag: str


def snapshot(part: Participation) -> Snapshot:
    """The numbers, at most two seconds old; computed anew only when something came in.

    The time alone changes them too (a desk opens, a phone falls silent): once a minute.
    """
    key = f"wall:{part.pk}"
    with _computing:
        kept: Snapshot | None = cache.get(key)
        if kept and cache.get(f"{key}:fresh"):
            return kept
        now = timezone.now()
        stamp = (now.replace(second=0, microsecond=0), *wall.stamp(part))
        if kept is None or kept.stamp != stamp:
            kept = _compute(part, stamp, now)
            cache.set(key, kept, 600)
        cache.set(f"{key}:fresh", True, FRESH_SECONDS)
        return kept


def _compute(part: Participation, stamp: tuple[Any, ...], now: datetime) -> Snapshot:
    numbers = shown(wall.wall(part, now=now))
    text = json.dumps(numbers, ensure_ascii=False, cls=DjangoJSONEncoder)
    etag = hashlib.sha256(text.encode()).hexdigest()[:32]
    return Snapshot(stamp, now, numbers, text, etag)


class Places:
    """How many streams there may be at once; a place that was never given back expires."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._taken: dict[object, float] = {}
        self._lock = Lock()

    def take(self, seconds: float) -> object | None:
        """A place for so long, or None when all are taken."""
        with self._lock:
            now = clock()
            self._taken = {place: until for place, until in self._taken.items() if until > now}
            if len(self._taken) >= self._size:
                return None
            place = object()
            self._taken[place] = now + seconds
            return place

    def give_back(self, place: object) -> None:
        """Free the place; twice does no harm."""
        with self._lock:
            self._taken.pop(place, None)


places = Places(STREAMS)


class Stream:
    """Server-sent events: the numbers whenever they changed, a sign of life in between.

    The sign of life is how the server notices that a client is gone: writing to it fails, and the
    server closes the stream.
    """

    def __init__(self, read: Callable[[], Snapshot], place: object) -> None:
        self._read = read
        self._place = place
        self._until = clock() + STREAM_SECONDS
        self._sent: str | None = None
        self._ended = False

    def __iter__(self) -> "Stream":
        return self

    def __next__(self) -> bytes:
        """The next event; waits two seconds before all but the first."""
        if self._sent is not None:
            pause(FRESH_SECONDS)
        if self._ended or clock() >= self._until or stops():
            self.close()
            raise StopIteration
        try:
            found = self._read()
        except Over as over:
            self.close()
            return event("over", json.dumps({"message": str(over)}, ensure_ascii=False))
        finally:
            let_go_of_databases()
        if found.etag == self._sent:
            return event("still", "{}")
        self._sent = found.etag
        return event("numbers", found.body, id=found.etag)

    def close(self) -> None:
        """Give the place back; the server calls this however the stream came to its end."""
        self._ended = True
        places.give_back(self._place)


def event(name: str, data: str, *, id: str = "") -> bytes:
    """One event in the wire format; the data are JSON and so of one line."""
    lines = [f"id: {id}"] if id else []
    return "\n".join([*lines, f"event: {name}", f"data: {data}", "", ""]).encode()


def let_go_of_databases() -> None:
    """Hold no connection while waiting for the next look."""
    for connection in connections.all(initialized_only=True):
        # Never so in the server; a test may run within one transaction.
        if not connection.in_atomic_block:
            connection.close()
