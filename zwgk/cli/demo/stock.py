"""What became of the town's printed matter: one is counted, of one more is recorded than came."""

from decimal import Decimal

from zwgk.core.actor import Actor
from zwgk.desk.models import Material
from zwgk.desk.stock import line_of, note_stock

# Received beyond what was handed out, counted at the end, cost.
COUNTED = ((80, 79, "160.00"), (-6, 0, "450.00"))


def count_stock(clerk: Actor) -> None:
    """Note what was received, paid and left through the same action people use."""
    materials = Material.objects.filter(participation__unit_id=clerk.unit_id).order_by("pk")
    for material, (beyond, left, cost) in zip(materials, COUNTED, strict=False):
        came = line_of(material).handed_out + beyond
        note_stock(material, received=came, left_over=left, cost=Decimal(cost), by=clerk)
