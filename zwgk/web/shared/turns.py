"""Costly requests take turns: a crowd of them leaves threads and time for the other pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock


class Busy(Exception):
    """So many are waiting already that one more should come again later."""


class Turns:
    """One at a time in this process, and so many waiting for their turn at most.

    More at once would be no faster, as Python computes one thing at a time, and each page beside
    them would have to share with them all.
    """

    def __init__(self, waiting: int) -> None:
        self._room = BoundedSemaphore(waiting + 1)
        self._turn = Lock()

    @contextmanager
    def take(self) -> Iterator[None]:
        """Wait for the turn and have it; raises Busy at once when there is no room to wait."""
        if not self._room.acquire(blocking=False):
            raise Busy
        try:
            with self._turn:
                yield
        finally:
            self._room.release()


# Of the threads of a process (zwgk.cli.service.THREADS) more than half are left to other pages.
SEARCHES = Turns(waiting=6)
