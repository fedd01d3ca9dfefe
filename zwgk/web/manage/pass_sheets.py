"""A pass as the office sees it: whether it still lets in, and what its printed sheet says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from zwgk.campaigns.models import Participation
from zwgk.core.errors import DomainError
from zwgk.desk import passes
from zwgk.desk.models import Desk, DeskPass
from zwgk.web.shared.qr import qr_image

# A campaign shown again after its days (a rehearsal, the demo) still gets passes that let in.
_REHEARSAL = timedelta(hours=12)
_GROUP = 4


@dataclass(frozen=True)
class PassRow:
    """One line in a list of passes.

    ``usable``: it lets in, now or later. ``lets_in``: what it let in may still send.
    """

    of: DeskPass
    state: str
    tone: str
    usable: bool
    lets_in: bool


@dataclass(frozen=True)
class Sheet:
    """One printed page; without a ``link`` the token can no longer be read.

    ``code`` is the token in groups, to be typed by hand at ``enter_at``.
    """

    of: DeskPass
    link: str = ""
    image: str = ""
    code: tuple[str, ...] = ()
    enter_at: str = ""


def pass_rows(found: Iterable[DeskPass]) -> list[PassRow]:
    """Passes with what they are worth now."""
    now = timezone.now()
    return [PassRow(one, *_state(one, now)) for one in found]


def _state(one: DeskPass, now: datetime) -> tuple[str, str, bool, bool]:
    if one.revoked_at is not None:
        return "已作废", "bad", False, False
    if one.valid_until <= now:
        late = one.kind == DeskPass.Kind.RECORD and now < one.valid_until + passes.GRACE
        return ("已到期，仍可补传" if late else "已到期"), "plain", False, late
    begun = one.valid_from <= now
    return ("有效", "good", True, True) if begun else ("未到时间", "wait", True, True)


def usual_hours(of: Desk | Participation) -> dict[str, datetime]:
    """The hours a new pass gets unless others are written; from now on when those are over."""
    now = timezone.now().replace(second=0, microsecond=0)
    if isinstance(of, Desk):
        first, last = passes.usual_hours(of.participation, of)
    else:
        first, last = passes.usual_hours(of, None)
    if last <= now:
        first, last = now, now + _REHEARSAL
    return {"valid_from": first, "valid_until": last}


def sheet_of(one: DeskPass, request: HttpRequest) -> Sheet:
    """The page for a pass, under the address at which the site is seen by who prints it."""
    try:
        token = passes.token_of(one)
    except DomainError:
        return Sheet(one)
    link = request.build_absolute_uri(_path(one.kind, token))
    code = tuple(token[at : at + _GROUP] for at in range(0, len(token), _GROUP))
    return Sheet(one, link, qr_image(link), code, link.partition("#")[0])


def _path(kind: str, token: str) -> str:
    """Where a pass leads; behind the # of the phones' page, so that no log sees the token."""
    if kind == DeskPass.Kind.RECORD:
        return f"{reverse('desk:app')}#{token}"
    return reverse(
        "intake:rate-kiosk" if kind == DeskPass.Kind.KIOSK else "desk:wall", args=[token]
    )
