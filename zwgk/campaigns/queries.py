"""Reads of campaigns that more than one page needs."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from zwgk.campaigns.models import Campaign, Participation, State, Task
from zwgk.core.actor import Actor
from zwgk.units.models import Unit


def own_participations(actor: Actor) -> QuerySet[Any]:
    """The acting unit's own parts, newest campaign first.

    ``open_tasks`` is the number of open tasks, ``reminded_on`` the day of the last reminder.
    """
    own: QuerySet[Any] = Participation.objects.editable_by(actor)
    still_open = Count("tasks", filter=Q(tasks__status=Task.Status.OPEN), distinct=True)
    counted: QuerySet[Any] = own.annotate(open_tasks=still_open, reminded_on=Max("reminders__on"))
    return counted.select_related("campaign", "notice", "unit").order_by(
        "-campaign__starts_on", "pk"
    )


def open_tasks(actor: Actor) -> QuerySet[Any]:
    """The acting unit's open tasks by due date, of the parts it still works on."""
    closed = (State.NOTIFIED, State.SUBMITTED, State.ACCEPTED)
    rows: QuerySet[Any] = Task.objects.editable_by(actor).filter(status=Task.Status.OPEN)
    return (
        rows.exclude(participation__state__in=closed)
        .select_related("participation__campaign")
        .order_by("due_on", "rank")
    )


@dataclass(frozen=True)
class Waiting:
    """A campaign with what its units below still owe."""

    campaign: Campaign
    units: int
    to_review: int
    missing: int
    due_on: date


def waiting_below(actor: Actor) -> list[Waiting]:
    """For each campaign with participants below the acting unit: what waits there; two queries."""
    below = Participation.objects.visible_to(actor).filter(
        unit__path__startswith=actor.unit_path
    ).exclude(unit_id=actor.unit_id)  # fmt: skip
    done = (State.SUBMITTED, State.ACCEPTED)
    counts = below.order_by().values("campaign_id").annotate(
        units=Count("pk"),
        to_review=Count("pk", filter=Q(state=State.SUBMITTED)),
        submitted=Count("pk", filter=Q(state__in=done)),
    )  # fmt: skip
    by_id = {row["campaign_id"]: row for row in counts}
    return [
        Waiting(
            campaign,
            by_id[campaign.pk]["units"],
            by_id[campaign.pk]["to_review"],
            by_id[campaign.pk]["units"] - by_id[campaign.pk]["submitted"],
            campaign.summary_due_on,
        )
        for campaign in Campaign.objects.visible_to(actor).filter(pk__in=by_id)
    ]


def units_below(actor: Actor) -> list[Unit]:
    """The units a notice of the acting unit may go to, in tree order."""
    return list(Unit.objects.visible_to(actor).exclude(pk=actor.unit_id))
