"""Reads of desk entries."""

from collections.abc import Mapping
from itertools import chain
from types import MappingProxyType
from typing import Any

from django.db.models import QuerySet, Sum

from zwgk.core.actor import Actor
from zwgk.desk.models import Desk, DeskEntry, Handout, Question, Tally, Visit

ENTRY_MODELS: Mapping[str, type[DeskEntry]] = MappingProxyType(
    {"visit": Visit, "question": Question, "handout": Handout, "tally": Tally}
)


def recent_entries(desk: Desk, actor: Actor, *, limit: int = 30) -> list[DeskEntry]:
    """The latest current entries of a desk, deleted ones included, newest first."""
    others = (
        model.objects.visible_to(actor).filter(desk=desk, is_current=True)[:limit]
        for model in (Visit, Question, Tally)
    )
    handed_out = Handout.objects.visible_to(actor).filter(desk=desk, is_current=True)
    per_model = (
        *others,
        handed_out.select_related("material")[:limit],
    )
    newest = sorted(chain.from_iterable(per_model), key=lambda e: e.recorded_at, reverse=True)
    return newest[:limit]


def day_totals(desk: Desk, actor: Actor) -> dict[str, int]:
    """What the desk has counted so far: visitors, questions, copies handed out."""

    def counted(model: type[DeskEntry]) -> QuerySet[Any]:
        rows: QuerySet[Any] = model.objects.visible_to(actor).counted().filter(desk=desk)
        return rows

    tallied = dict(counted(Tally).order_by().values_list("kind").annotate(total=Sum("value")))
    visitors = counted(Visit).aggregate(total=Sum("people"))["total"] or 0
    copies = counted(Handout).aggregate(total=Sum("copies"))["total"] or 0
    return {
        "visitors": visitors + tallied.get("visitors", 0),
        "questions": counted(Question).count() + tallied.get("questions_asked", 0),
        "copies": copies + tallied.get("materials_distributed", 0),
    }


def history(entry: DeskEntry, actor: Actor) -> list[DeskEntry]:
    """Every version of an entry, oldest first."""
    rows = type(entry).objects.visible_to(actor).filter(root=entry.root)
    return list(rows.order_by("version", "recorded_at", "pk"))
