"""Reads of items."""

from typing import Any

from django.db.models import Q, QuerySet

from zwgk.catalogue.columns import MANDATORY
from zwgk.catalogue.models import ServiceItem, State
from zwgk.core.actor import Actor


def items_of(actor: Actor, word: str = "", state: str = "") -> QuerySet[Any]:
    """The acting unit's items, last changed first, with a word in the name or section."""
    rows: QuerySet[Any] = ServiceItem.objects.editable_by(actor)
    if word:
        rows = rows.filter(Q(name__icontains=word) | Q(section__icontains=word))
    if state:
        rows = rows.filter(state=state)
    return rows


def to_approve(actor: Actor) -> QuerySet[Any]:
    """The unit's items that somebody else handed in, the longest waiting first."""
    rows: QuerySet[Any] = ServiceItem.objects.editable_by(actor).filter(state=State.REVIEW)
    return rows.exclude(submitted_by_user=actor.user_id).order_by("submitted_at", "pk")


def returned(actor: Actor) -> QuerySet[Any]:
    """The unit's items that the reviewer sent back and nobody has handed in again."""
    rows: QuerySet[Any] = ServiceItem.objects.editable_by(actor).filter(state=State.DRAFT)
    return rows.exclude(returned_for="").order_by("submitted_at", "pk")


def blank_fields(item: ServiceItem) -> list[str]:
    """The names of the columns a guide has to fill and this one leaves empty."""
    names = {field.name: str(field.verbose_name) for field in ServiceItem._meta.fields}
    return [names[name] for name in MANDATORY if getattr(item, name) in (None, "")]
