"""The stock of printed matter (资料库存): what came, what was handed out where, what is left.

Reality wins: more handed out than there was is told and never refused.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from zwgk.campaigns.models import Participation
from zwgk.core import audit
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import DomainError
from zwgk.core.rules import require, require_own_unit
from zwgk.desk.models import Handout, Material


@dataclass
class StockLine:
    """A material and how many of it went where; ``desks`` are (name, copies) that gave any out."""

    material: Material
    handed_out: int = 0
    desks: list[tuple[str, int]] = field(default_factory=list)

    @property
    def there_were(self) -> int | None:
        """How many there were to hand out: received, or else printed; None if nobody said."""
        material = self.material
        return material.printed if material.received is None else material.received

    @property
    def should_be_left(self) -> int | None:
        """What the records leave; below zero where more was handed out than there was."""
        return None if self.there_were is None else self.there_were - self.handed_out

    @property
    def over(self) -> int:
        """How many more were handed out than there were."""
        return max(0, -(self.should_be_left or 0))

    @property
    def difference(self) -> int | None:
        """Counted less what should be left: below zero, some are missing from the records."""
        if self.should_be_left is None or self.material.left_over is None:
            return None
        return int(self.material.left_over) - self.should_be_left


def stock_of(part: Participation) -> list[StockLine]:
    """Every material of a participation with its desks, the busiest first; two queries."""
    return _lines(Material.objects.filter(participation=part))


def line_of(material: Material) -> StockLine:
    """One material's line."""
    return _lines([material])[0]


def _lines(materials: Iterable[Material]) -> list[StockLine]:
    lines = {material.pk: StockLine(material) for material in materials}
    given = Handout.objects.counted().filter(material__in=list(lines)).order_by()
    rows = given.values_list("material_id", "desk__name").annotate(copies=Sum("copies"))
    for material, desk, copies in rows:
        lines[material].handed_out += copies
        lines[material].desks.append((desk, copies))
    for line in lines.values():
        line.desks.sort(key=lambda one: -one[1])
    return list(lines.values())


@transaction.atomic
def note_stock(
    material: Material, *, by: Actor, printed: int | None = None, cost: Decimal | None = None,
    received: int | None = None, left_over: int | None = None,
) -> None:  # fmt: skip
    """Note what was printed, paid, received and counted at the end. Needs EDIT."""
    require(by, Permission.EDIT)
    require_own_unit(by, material.participation.unit_id)
    if printed is not None and received is not None and received > printed:
        raise DomainError("收到的份数多于印制份数，请核对。", field="received")
    material.printed, material.cost, material.received = printed, cost, received
    if left_over != material.left_over:
        counted = left_over is not None
        material.left_over = left_over
        material.left_by, material.left_at = (by.name, timezone.now()) if counted else ("", None)
    material.save()
    audit.record(by, "登记资料库存", material)
