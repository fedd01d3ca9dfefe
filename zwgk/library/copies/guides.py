"""The public copy of a guide (办事指南)."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from zwgk.catalogue import actions as catalogue
from zwgk.catalogue import queries
from zwgk.catalogue.gate import obstacles
from zwgk.catalogue.models import ServiceItem, State
from zwgk.catalogue.richtext import plain
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import DomainError
from zwgk.library.models import Publication
from zwgk.library.publishing import Copy, publish, withdraw


@transaction.atomic
def approve_and_publish(
    item: ServiceItem, *, by: Actor, seen: int | None = None, publish_at: datetime | None = None,
    note: str = "", confirmed: Collection[str] = (),
) -> Publication | None:  # fmt: skip
    """Approve the stage an item is at; after the last one make it public in the same step."""
    state = catalogue.approve_item(
        item, by=by, seen=seen, publish_at=publish_at, note=note, confirmed=confirmed
    )
    return publish(_copy(item), by=by) if state == State.PUBLISHED else None


def approve_all(items: Iterable[ServiceItem], *, by: Actor) -> tuple[int, list[str]]:
    """Approve each item in which nothing is found; how many, and why others were not."""
    done, refused = 0, []
    for item in items:
        found = obstacles(item, today=timezone.localdate())
        try:
            if found:
                raise DomainError(f"{''.join(found[:3])}请打开逐项核对。")
            approve_and_publish(item, by=by, seen=item.version)
            done += 1
        except DomainError as error:
            refused.append(f"“{item.name}”没有通过：{error.message}")
    return done, refused


@transaction.atomic
def withdraw_guide(item: ServiceItem, *, reason: str, by: Actor) -> None:
    """Withdraw the item and its public copy."""
    catalogue.withdraw_item(item, reason=reason, by=by)
    withdraw(f"item:{item.pk}", reason=reason, by=by)


def publish_due(now: datetime) -> tuple[int, list[str]]:
    """Publish the approved items whose time has come (``zwgk upkeep``).

    Each is published in the name of who gave the last approval. One that is refused stays where
    it is, and is named, so that the others go out.
    """
    done, refused = 0, []
    for item in queries.due(now):
        try:
            done += _publish_due(item, now)
        except DomainError as error:
            refused.append(f"{item.unit}“{item.name}”没有公开：{error.message}")
    return done, refused


@transaction.atomic
def _publish_due(item: ServiceItem, now: datetime) -> bool:
    unit = item.unit
    by = Actor(
        item.approved_by_user or 0, item.approved_by, unit.pk, unit.path, unit.name,
        frozenset({Permission.REVIEW, Permission.ISSUE}),
    )  # fmt: skip
    if not catalogue.release_item(item, now=now, by=by):
        return False
    publish(_copy(item), by=by)
    return True


def _copy(item: ServiceItem) -> Copy:
    texts = (item.who_may_apply, item.content, plain(item.body), _cells(item.materials),
             _cells(item.steps, parts=3))  # fmt: skip
    lines = [line.strip() for text in texts for line in text.splitlines()]
    return Copy(
        kind=Publication.Kind.GUIDE,
        source=f"item:{item.pk}",
        unit=item.unit,
        title=item.name,
        paragraphs=[{"level": 0, "text": line} for line in lines if line],
        details=_details(item),
    )


def _cells(text: str, parts: int = 2) -> str:
    """The cells of lines, as words to search and show in excerpts; no addresses or file names."""
    rows = [line.replace("｜", "|").split("|")[:parts] for line in text.splitlines()]
    return "\n".join("，".join(filter(None, map(str.strip, row))) for row in rows)


def _details(item: ServiceItem) -> dict[str, object]:
    plain_columns = (
        "topic", "is_service", "section", "who_may_apply", "content", "body", "statutory_days",
        "promised_days", "fee", "fee_basis", "basis", "place", "hours", "phone", "link", "result",
        "complaint", "version",
    )  # fmt: skip
    return {
        **{name: getattr(item, name) for name in plain_columns},
        "field": item.get_field_display(),
        "life_event": item.get_life_event_display() if item.life_event else "",
        "materials": [[one.name, one.copies] for one in item.material_list],
        "steps": [[one.name, one.section, one.limit] for one in item.step_list],
        # The same with what came later, named: a list of cells could not grow.
        "papers": [
            {"name": one.name, "copies": one.copies, "originals": one.originals,
             "duplicates": one.duplicates, "sample": one.sample}
            for one in item.material_list
        ],
        "flow": [
            {"name": one.name, "section": one.section, "limit": one.limit, "link": one.link}
            for one in item.step_list
        ],
        "files": [
            {"id": str(one.file_id), "name": one.name, "file": one.file.name,
             "size": one.file.size}
            for one in item.files.select_related("file")
        ],
        "disclose_within": item.within_words,
        "formed_on": item.formed_on.isoformat() if item.formed_on else "",
        "channels": item.channel_words,
        "audience": item.audience_words,
        "mode": item.get_mode_display(),
        "levels": item.level_words,
        "corrections": [
            {"on": timezone.localdate(one.published_at).isoformat(), "note": one.note}
            for one in item.corrections.filter(published_at__isnull=False)
        ],
    }  # fmt: skip
