"""What the office sees of its desks: passes, phones, what arrived oddly, photos of tallies."""

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from itertools import chain
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, QuerySet, Sum
from django.utils import timezone

from zwgk.campaigns.models import Participation, State
from zwgk.core.actor import Actor
from zwgk.desk.models import (
    Desk,
    DeskEntry,
    DeskPass,
    Device,
    Handout,
    Rating,
    Tally,
    TallyPhoto,
)
from zwgk.desk.queries import ENTRY_MODELS

# What is still to be brought in concerns nobody once the summary has gone out.
_UNDER_WAY = (State.PLANNED, State.UNDER_WAY, State.SUMMARISED, State.RETURNED)
SOON = timedelta(days=14)


def passes_of(participation: Participation, actor: Actor) -> list[DeskPass]:
    """The passes of a participation, desks and walls alike, newest first."""
    rows = DeskPass.objects.visible_to(actor).filter(participation=participation)
    rows = rows.select_related("desk", "participation").annotate(phones=Count("devices"))
    return list(rows.order_by("-made_at", "-pk"))


def valid_passes(actor: Actor, *, at: datetime) -> QuerySet[Any]:
    """Passes for recording that can still be used at a time or later."""
    rows = DeskPass.objects.visible_to(actor).filter(
        kind=DeskPass.Kind.RECORD, revoked_at__isnull=True, valid_until__gt=at
    )
    found: QuerySet[Any] = rows.order_by()
    return found


def desks_without_pass(participation: Participation, actor: Actor) -> list[Desk]:
    """The desks that have no pass with which a phone could record from now on."""
    rows = Desk.objects.visible_to(actor).filter(participation=participation)
    return list(_without_pass(rows, actor, timezone.now()))


def _without_pass(desks: QuerySet[Any], actor: Actor, now: datetime) -> QuerySet[Any]:
    usable = valid_passes(actor, at=now).filter(desk=OuterRef("pk"))
    return desks.filter(~Exists(usable))


def parts_without_passes(actor: Actor) -> QuerySet[Any]:
    """Participations with desks opening soon that no phone could enter: number and first time.

    Rows of ``participation_id``, ``desks``, ``first``.
    """
    now = timezone.now()
    soon = Desk.objects.visible_to(actor).filter(
        closes_at__gt=now, opens_at__lt=now + SOON, participation__state__in=_UNDER_WAY
    )
    parts = _without_pass(soon, actor, now).order_by().values("participation_id")
    rows: QuerySet[Any] = parts.annotate(desks=Count("pk"), first=Min("opens_at"))
    return rows.order_by("first")


def parts_with_waiting_phones(actor: Actor) -> QuerySet[Any]:
    """Participations whose phones still hold records: number of phones and of records.

    Rows of ``participation_id``, ``phones``, ``records``. A phone that was cut off is given up.
    """
    rows = Device.objects.visible_to(actor).filter(
        waiting__gt=0, cut_at__isnull=True, desk_pass__participation__state__in=_UNDER_WAY,
        desk_pass__valid_from__lte=timezone.now(),
    )  # fmt: skip
    parts = rows.order_by().values("desk_pass__participation_id")
    found: QuerySet[Any] = parts.annotate(phones=Count("pk"), records=Sum("waiting"))
    return found.order_by("desk_pass__participation_id")


def devices_of(participation: Participation, actor: Actor) -> list[Device]:
    """The phones that entered: those with something waiting first, then by desk and name."""
    rows = Device.objects.visible_to(actor).filter(desk_pass__participation=participation)
    return list(
        rows.select_related("desk_pass__desk").order_by(
            "-waiting", "desk_pass__desk__opens_at", "desk_pass__desk_id", "attendant", "pk"
        )
    )


def entries_of(device: Device, actor: Actor, *, limit: int) -> tuple[list[DeskEntry], int]:
    """The latest rows a phone made, corrected ones too, newest first; and how many there are."""
    found: list[list[DeskEntry]] = []
    number = 0
    for model in ENTRY_MODELS.values():
        rows = model.objects.visible_to(actor).filter(device=device)
        number += rows.count()
        found.append(list(_with_material(rows)[:limit]))
    newest = sorted(chain.from_iterable(found), key=lambda e: (e.recorded_at, e.pk), reverse=True)
    return newest[:limit], number


def odd_entries(desk: Desk, actor: Actor, *, limit: int) -> list[DeskEntry]:
    """The current entries of a desk that came late or from a file, newest first."""
    found = (
        _with_material(_odd(model, actor).filter(desk=desk, is_current=True))[:limit]
        for model in ENTRY_MODELS.values()
    )
    entries: Iterable[DeskEntry] = chain.from_iterable(found)
    return sorted(entries, key=lambda e: (e.recorded_at, e.pk), reverse=True)[:limit]


def odd_numbers(participation: Participation, actor: Actor) -> dict[int, Counter[str]]:
    """By desk, how many of the entries that count came late and how many from a file."""
    found: dict[int, Counter[str]] = {}
    for model in ENTRY_MODELS.values():
        rows = _odd(model, actor).counted().filter(desk__participation=participation).order_by()
        for desk, mark, number in rows.values_list("desk_id", "mark").annotate(n=Count("pk")):
            found.setdefault(desk, Counter())[mark] += number
    return found


def odd_marks(
    participation: Participation, actor: Actor, kinds: Iterable[str]
) -> dict[tuple[str, str], str]:
    """How entries arrived, by (kind of entry, id), for those that did not come as usual."""
    marks: dict[tuple[str, str], str] = {}
    for kind in sorted(set(kinds) & ENTRY_MODELS.keys()):
        rows = _odd(ENTRY_MODELS[kind], actor).filter(
            desk__participation=participation, is_current=True
        )
        for pk, mark in rows.order_by().values_list("pk", "mark"):
            marks[kind, str(pk)] = str(DeskEntry.Mark(mark).label)
    return marks


def photo_of(tally: Tally, actor: Actor) -> TallyPhoto | None:
    """The photo a tally names, once it has arrived."""
    photos = TallyPhoto.objects.visible_to(actor).filter(pk=tally.photo, desk=tally.desk_id)
    found: TallyPhoto | None = photos.first()
    return found


def photos_of(participation: Participation, actor: Actor) -> dict[str, uuid.UUID | None]:
    """By the id of each tally that names a photo: the photo, or None while it has not arrived."""
    tallies = Tally.objects.visible_to(actor).filter(
        desk__participation=participation, photo__isnull=False
    )
    named: Mapping[str, uuid.UUID] = {
        str(pk): photo for pk, photo in tallies.order_by().values_list("pk", "photo")
    }
    photos = TallyPhoto.objects.visible_to(actor).filter(desk__participation=participation)
    here = set(photos.order_by().values_list("pk", flat=True)) if named else set()
    return {pk: photo if photo in here else None for pk, photo in named.items()}


def desks_rated(participation: Participation, actor: Actor) -> dict[str, int]:
    """By the id of each visitor's rating: the desk."""
    rows = Rating.objects.visible_to(actor).filter(desk__participation=participation)
    return {str(pk): desk for pk, desk in rows.order_by().values_list("pk", "desk")}


def _odd(model: type[DeskEntry], actor: Actor) -> Any:
    return model.objects.visible_to(actor).exclude(mark=DeskEntry.Mark.NONE)


def _with_material(rows: Any) -> Any:
    return rows.select_related("material") if rows.model is Handout else rows
