"""What is done to enquiries day by day: the overdue go before the leading group, contacts go."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from zwgk.core import audit
from zwgk.core.actor import Actor
from zwgk.enquiries.models import Enquiry, State
from zwgk.enquiries.states import ANSWERED, OPEN
from zwgk.units.models import Unit

KEPT_AFTER_ANSWER = timedelta(days=30)  # an unclosed enquiry's contact


@transaction.atomic
def escalate(today: date, *, unit_id: int | None = None) -> int:
    """Bring what is overdue before the leading group (提请领导小组督办), once; how many."""
    rows = Enquiry.objects.filter(state__in=OPEN, due_on__lt=today, escalated_at__isnull=True)
    if unit_id is not None:
        rows = rows.filter(unit_id=unit_id)
    return _each(rows, "提请领导小组督办", escalated_at=timezone.now())


@transaction.atomic
def purge_contacts(now: datetime) -> int:
    """Erase the contacts of what was answered, or taken back, a month ago; how many."""
    over = now - KEPT_AFTER_ANSWER
    rows = Enquiry.objects.filter(
        Q(state__in=ANSWERED, answered_at__lt=over) | Q(state=State.REJECTED, asked_at__lt=over)
    )
    return _each(rows.exclude(contact_encrypted=""), "到期删除联系方式", contact_encrypted="")


def _each(rows: Any, verb: str, **change: Any) -> int:
    """Change rows that nobody else is changing, each with its audit event."""
    held = list(rows.select_for_update(of=("self",)).select_related("unit"))
    for row in held:
        audit.record(_system(row.unit), verb, row)
    Enquiry.objects.filter(pk__in=[row.pk for row in held]).update(**change)
    return len(held)


def _system(unit: Unit) -> Actor:
    return Actor(
        user_id=0, name="系统", unit_id=unit.pk, unit_path=unit.path, unit_name=unit.name,
        permissions=frozenset(),
    )  # fmt: skip
