"""The only doors to tenant data: ``visible_to`` and ``editable_by``.

A unit sees and changes its own rows. A superior sees, of its subtree, what the model shares upward
(``superiors_see``), and changes nothing there.
"""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from zwgk.core.actor import Actor


class ScopedQuerySet(models.QuerySet[Any]):
    """Rows that belong to a unit, reached from the row by ``unit_lookup``."""

    unit_lookup: ClassVar[str] = "unit"
    superiors_see: ClassVar[Q | None] = None

    def visible_to(self, actor: Actor) -> Self:
        """Rows the actor may read."""
        own = Q(**{f"{self.unit_lookup}_id": actor.unit_id})
        if self.superiors_see is None:
            return self.filter(own)
        below = Q(**{f"{self.unit_lookup}__path__startswith": actor.unit_path})
        if not self.superiors_see:
            return self.filter(below)  # its own rows are among them
        return self.filter(own | (below & self.superiors_see))

    def editable_by(self, actor: Actor) -> Self:
        """Rows of the acting unit itself; whether the verb is permitted is for ``rules``."""
        return self.filter(**{f"{self.unit_lookup}_id": actor.unit_id})


def scoped(unit_lookup: str, superiors_see: Q | None = None) -> type[ScopedQuerySet]:
    """A queryset class for a model whose unit is found by ``unit_lookup``."""
    return type(
        "ScopedQuerySet",
        (ScopedQuerySet,),
        {"unit_lookup": unit_lookup, "superiors_see": superiors_see},
    )
