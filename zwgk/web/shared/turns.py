"""Costly requests take turns: a crowd of them leaves threads and time for the other pages."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

from django.conf import settings


class Busy(Exception):
    """So many are waiting already that one more should come again later."""


class Turns:
    """One at a time on this machine, and so many of this process waiting for their turn at most.

    More at once in a process would be no faster, as Python computes one thing at a time; and one
    in every process would leave no core to the other pages.
    """

    def __init__(self, name: str, waiting: int) -> None:
        self._name = name
        self._room = BoundedSemaphore(waiting + 1)
        self._turn = Lock()

    @contextmanager
    def take(self) -> Iterator[None]:
        """Wait for the turn and have it; raises Busy at once when there is no room to wait."""
        if not self._room.acquire(blocking=False):
            raise Busy
        try:
            # The file's lock goes with the process, however that ends.
            with self._turn, (settings.DATA_DIR / f"{self._name}.turn").open("w") as shared:
                fcntl.flock(shared, fcntl.LOCK_EX)
                yield
        finally:
            self._room.release()


# Of the threads of a process (zwgk.cli.service.THREADS) more than half are left to other pages.
SEARCHES = Turns("search", waiting=6)
