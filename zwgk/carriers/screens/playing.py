"""What players report: that they are there, and how many seconds of which minutes they played."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from zwgk.carriers.models import PlayedMinute, Screen
from zwgk.core.actor import Actor

SILENT = timedelta(minutes=10)
# A player holds what it could not send for so long; older reports are not believed.
KEPT = timedelta(days=60)
# A clock may go wrong by so much before a report from the future is refused.
_AHEAD = timedelta(minutes=2)
_HOUR = 3600


@dataclass(frozen=True)
class Alive:
    """A screen with how long it played, and whether it ought to be heard of and is not."""

    screen: Screen
    seconds: int
    silent: bool

    @property
    def hours(self) -> str:
        """How long it played, in hours with a tenth, never rounded up."""
        return f"{self.seconds * 10 // _HOUR / 10:g}"


@transaction.atomic
def report(screen: Screen, played: Iterable[tuple[datetime, int]]) -> int:
    """Note that a player is there and what it played; how many minutes were new.

    A minute counts once however often it is reported; one in the future, or before the screen was
    noted here, is left out. No actor: whoever holds the link is the screen.
    """
    now = timezone.now()
    first = max(now - KEPT, screen.made_at - timedelta(minutes=1))
    rows = [
        PlayedMinute(screen=screen, minute=minute, seconds=min(seconds, 60))
        for moment, seconds in played
        for minute in [moment.replace(second=0, microsecond=0)]
        if seconds > 0 and first <= minute <= now + _AHEAD
    ]
    before = screen.played.count()
    PlayedMinute.objects.bulk_create(rows, ignore_conflicts=True)
    Screen.objects.filter(pk=screen.pk).update(seen_at=now)
    return screen.played.count() - before


def screens_alive(actor: Actor) -> list[Alive]:
    """The acting unit's screens; two queries however many there are."""
    rows = Screen.objects.editable_by(actor).select_related("participation__campaign", "unit")
    now = timezone.now()
    return [
        Alive(screen, screen.total or 0, _silent(screen, now))
        for screen in rows.annotate(total=Sum("played__seconds"))
    ]


def _silent(screen: Screen, now: datetime) -> bool:
    """It ought to play since ten minutes at least, and nothing was heard for ten minutes."""
    if screen.revoked_at is not None or not (
        screen.plays_at(now) and screen.plays_at(now - SILENT)
    ):
        return False
    return screen.seen_at is None or now - screen.seen_at > SILENT
