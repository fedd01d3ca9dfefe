"""Reads of the samples that wait for somebody."""

from typing import Any

from django.db.models import QuerySet

from zwgk.core.actor import Actor
from zwgk.library.models import Sample


def to_confirm(actor: Actor) -> QuerySet[Any]:
    """Samples whose masks wait for a second person, the longest waiting first."""
    rows: QuerySet[Any] = Sample.objects.visible_to(actor).filter(state=Sample.State.PROPOSED)
    others = rows.exclude(proposed_by_id=actor.user_id)
    return others.only("title", "proposed_by").order_by("proposed_at", "pk")


def to_mask(actor: Actor) -> QuerySet[Any]:
    """The acting unit's samples that nobody has handed in yet; a repeat is not published."""
    rows: QuerySet[Any] = Sample.objects.editable_by(actor).filter(state=Sample.State.DRAFT)
    return rows.filter(returned_for="").exclude(likeness=Sample.Likeness.EXACT)


def returned(actor: Actor) -> QuerySet[Any]:
    """The acting unit's samples whose masks were returned, the longest waiting first."""
    rows: QuerySet[Any] = Sample.objects.editable_by(actor).filter(state=Sample.State.DRAFT)
    sent_back = rows.exclude(returned_for="")
    return sent_back.only("title", "returned_for").order_by("proposed_at", "pk")
