"""The unit behind a publication, as the public may know it."""

from dataclasses import dataclass

from zwgk.units.models import Unit


@dataclass(frozen=True)
class PublicUnit:
    """What a citizen needs to reach a unit."""

    code: str
    name: str
    phone: str
    address: str


def unit_of(unit_id: int) -> PublicUnit | None:
    """One unit."""
    unit = Unit.objects.filter(pk=unit_id).first()
    return PublicUnit(unit.code, unit.name, unit.phone, unit.address) if unit else None
