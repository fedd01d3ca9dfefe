"""Reads of desk entries."""

from collections.abc import Mapping
from itertools import chain
from types import MappingProxyType

from zwgk.core.actor import Actor
from zwgk.desk.models import Desk, DeskEntry, Handout, Question, Tally, Visit

ENTRY_MODELS: Mapping[str, type[DeskEntry]] = MappingProxyType(
    {"visit": Visit, "question": Question, "handout": Handout, "tally": Tally}
)


def recent_entries(desk: Desk, actor: Actor, *, limit: int = 30) -> list[DeskEntry]:
    """The latest current entries of a desk, deleted ones included, newest first."""
    per_model = (
        model.objects.visible_to(actor).filter(desk=desk, is_current=True)[:limit]
        for model in ENTRY_MODELS.values()
    )
    newest = sorted(chain.from_iterable(per_model), key=lambda e: e.recorded_at, reverse=True)
    return newest[:limit]


def history(entry: DeskEntry, actor: Actor) -> list[DeskEntry]:
    """Every version of an entry, oldest first."""
    rows = type(entry).objects.visible_to(actor).filter(root=entry.root)
    return list(rows.order_by("version", "recorded_at", "pk"))
