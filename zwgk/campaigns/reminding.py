"""催办: asking units for what is not there yet."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from zwgk.campaigns.models import Campaign, Participation, Reminder
from zwgk.campaigns.states import WITH_SUPERIOR
from zwgk.core import audit
from zwgk.core.actor import Actor, Permission
from zwgk.core.rules import require


@dataclass(frozen=True)
class Reminded:
    """Names of the units that were reminded, had been today, or have reported meanwhile."""

    sent: tuple[str, ...]
    already: tuple[str, ...]
    reported: tuple[str, ...]


@transaction.atomic
def remind(campaign: Campaign, parts: Collection[int], *, on: date, by: Actor) -> Reminded:
    """Ask the units of some participations for their summaries, each once a day. Needs REVIEW.

    Participations that are not below the acting unit are left out.
    """
    require(by, Permission.REVIEW)
    rows = Participation.objects.visible_to(by).filter(campaign=campaign, pk__in=list(parts))
    rows = rows.exclude(unit_id=by.unit_id).select_related("unit").order_by("unit__path")
    told = {"sent": [], "already": [], "reported": []}  # type: dict[str, list[str]]
    for part in rows:
        if part.state in WITH_SUPERIOR:
            told["reported"].append(part.unit.short_name)
            continue
        reminder, new = Reminder.objects.get_or_create(
            participation=part, on=on, defaults={"by": by.name, "unit_name": by.unit_name}
        )
        told["sent" if new else "already"].append(part.unit.short_name)
        if new:
            audit.record(by, "催办总结", reminder)
    return Reminded(*(tuple(names) for names in told.values()))
