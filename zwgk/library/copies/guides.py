"""The public copy of a guide (办事指南)."""

from django.db import transaction

from zwgk.catalogue import actions as catalogue
from zwgk.catalogue.models import ServiceItem
from zwgk.core.actor import Actor
from zwgk.library.models import Publication
from zwgk.library.publishing import Copy, publish, withdraw


@transaction.atomic
def approve_and_publish(item: ServiceItem, *, by: Actor, seen: int | None = None) -> Publication:
    """Approve an item in review and make it public in one step."""
    catalogue.approve_item(item, by=by, seen=seen)
    return publish(_copy(item), by=by)


@transaction.atomic
def withdraw_guide(item: ServiceItem, *, reason: str, by: Actor) -> None:
    """Withdraw the item and its public copy."""
    catalogue.withdraw_item(item, reason=reason, by=by)
    withdraw(f"item:{item.pk}", reason=reason, by=by)


def _copy(item: ServiceItem) -> Copy:
    texts = (item.who_may_apply, item.content, item.materials, item.steps)
    # The cells of materials and steps, as words to search and show in excerpts.
    cells = [line.replace("｜", "|").split("|") for text in texts for line in text.splitlines()]
    lines = ["，".join(filter(None, map(str.strip, line))) for line in cells]
    return Copy(
        kind=Publication.Kind.GUIDE,
        source=f"item:{item.pk}",
        unit=item.unit,
        title=item.name,
        paragraphs=[{"level": 0, "text": line} for line in lines if line],
        details=_details(item),
    )


def _details(item: ServiceItem) -> dict[str, object]:
    plain = (
        "section", "who_may_apply", "content", "statutory_days", "promised_days", "fee", "basis",
        "place", "hours", "phone", "link", "result", "complaint", "version",
    )  # fmt: skip
    return {
        **{name: getattr(item, name) for name in plain},
        "field": item.get_field_display(),
        "life_event": item.get_life_event_display() if item.life_event else "",
        "materials": [[one.name, one.copies] for one in item.material_list],
        "steps": [[one.name, one.section, one.limit] for one in item.step_list],
    }
