"""The one door to what is public: publish a copy, withdraw it; the search index follows."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from zwgk.core import audit
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import DomainError, NotAllowed
from zwgk.core.rules import require
from zwgk.library import searching
from zwgk.library.letters import letter_of
from zwgk.library.models import Collection, Publication
from zwgk.text.privacy import blocking
from zwgk.units.models import Unit

EXCERPT = 220
# No feed or document can hold these, and marks of direction turn the words around them over.
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_TURN = 0x7A77676B  # any number of our own
_ZONES = ("开发区", "高新区", "新区", "管理区", "园区")


@dataclass(frozen=True)
class Copy:
    """What is to be public: generated and already masked; ``source`` names what it came from.

    ``level`` and ``region`` are the unit's own unless given: a foreign text has its author's.
    """

    kind: Publication.Kind
    source: str
    unit: Unit
    title: str
    paragraphs: Sequence[dict[str, Any]]
    unit_name: str = ""
    level: str | None = None
    region: str | None = None
    collection: Collection | None = None
    campaign_slug: str = ""
    edition: int | None = None
    year: int | None = None
    theme: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    figures: Sequence[dict[str, Any]] = ()
    incomplete: bool = False
    dated_on: date | None = None


@transaction.atomic
def publish(copy: Copy, *, by: Actor) -> Publication:
    """Make or renew the public copy of a source. Needs REVIEW in the unit or above it.

    Raises DomainError when ID, mobile or bank card numbers stand in it.
    """
    require_publisher(copy.unit, by)
    _in_turn()
    copy = replace(
        copy, title=_fit(copy.title), unit_name=_fit(copy.unit_name), theme=_fit(copy.theme),
        paragraphs=_fit(list(copy.paragraphs)), details=_fit(copy.details),
    )  # fmt: skip
    text = "\n".join(str(paragraph["text"]) for paragraph in copy.paragraphs)
    found = blocking("\n".join([copy.title, text, *_strings(copy.details)]))
    if found:
        raise DomainError(f"正文含有个人号码（{'、'.join(found)}），请修改后再公开。")
    publication, _ = Publication.objects.update_or_create(
        source=copy.source, defaults=_fields(copy, text), create_defaults=_new(copy, text)
    )
    searching.publication_changed(publication)
    audit.record(by, f"公开{publication.get_kind_display()}", publication, source=copy.source)
    return publication


def _new(copy: Copy, text: str) -> dict[str, Any]:
    return {**_fields(copy, text), "published_at": timezone.now()}


def _fields(copy: Copy, text: str) -> dict[str, Any]:
    unit = copy.unit
    return {
        "kind": copy.kind, "unit_id": unit.pk, "unit_name": copy.unit_name or unit.name,
        "level": unit.level if copy.level is None else copy.level,
        "region": region_of(unit) if copy.region is None else copy.region,
        "collection": copy.collection,
        "campaign_slug": copy.campaign_slug, "edition": copy.edition, "year": copy.year,
        "theme": copy.theme, "title": copy.title, "paragraphs": list(copy.paragraphs),
        "details": copy.details, "figures": list(copy.figures), "length": len(text),
        "excerpt": excerpt(copy.paragraphs), "incomplete": copy.incomplete,
        "dated_on": copy.dated_on, "withdrawn_at": None, **_ways_in(copy),
    }  # fmt: skip


def _ways_in(copy: Copy) -> dict[str, str]:
    """What a guide is looked up by."""
    if copy.kind != Publication.Kind.GUIDE:
        return {}
    found = {"field": "field", "event": "life_event", "section": "section"}
    ways = {name: str(copy.details.get(column) or "") for name, column in found.items()}
    return {**ways, "letter": letter_of(copy.title)}


def _fit(value: Any) -> Any:
    """A value with every text inside it free of what cannot be published."""
    if isinstance(value, str):
        return _UNFIT.sub("", value)
    if isinstance(value, dict):
        return {key: _fit(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_fit(inner) for inner in value]
    return value


def _strings(value: Any) -> list[str]:
    """Every text inside nested details."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for inner in value.values() for text in _strings(inner)]
    if isinstance(value, list | tuple):
        return [text for inner in value for text in _strings(inner)]
    return []


def public_numbers(sources: Iterable[str]) -> dict[str, UUID]:
    """The number under which each source stands on the portal; those that do not are left out."""
    found = Publication.objects.filter(source__in=list(sources), withdrawn_at__isnull=True)
    return dict(found.values_list("source", "pk"))


def public_copy(source: str) -> Publication | None:
    """What is public now of a source."""
    return Publication.objects.filter(source=source, withdrawn_at__isnull=True).first()


@transaction.atomic
def withdraw(source: str, *, reason: str, by: Actor) -> None:
    """Take a public copy down. Needs REVIEW in the unit or above it, and a reason."""
    _in_turn()
    publication = public_copy(source)
    if publication is None:
        raise DomainError("这一内容没有公开，不需要撤下。")
    require_publisher(Unit.objects.get(pk=publication.unit_id), by)
    if not reason.strip():
        raise DomainError("请填写撤下的理由。", field="reason")
    publication.withdrawn_at = timezone.now()
    publication.save(update_fields=["withdrawn_at", "updated_at"])
    searching.publication_changed(publication)
    audit.record(by, "撤下公开件", publication, reason)


@transaction.atomic
def recommend(publication: Publication, *, reason: str, by: Actor) -> None:
    """Mark a published summary as good practice (经验推荐), or unmark it with an empty reason."""
    require_publisher(Unit.objects.get(pk=publication.unit_id), by)
    _in_turn()
    # Held and read anew: what was taken down in the meantime stays out of the index.
    held = Publication.objects.select_for_update().filter(pk=publication.pk)
    found = held.filter(withdrawn_at__isnull=True).first()
    if found is None:
        raise DomainError("这一内容已经撤下，不能推荐。")
    publication = found
    publication.good_practice = reason.strip()[:200]
    publication.save(update_fields=["good_practice", "updated_at"])
    searching.publication_changed(publication)
    audit.record(by, "推荐经验" if reason.strip() else "取消推荐", publication, reason)


def _in_turn() -> None:
    """One change of what is public after another: a later stamp is never committed earlier.

    Kept pages are told by the newest stamp; out of turn, one that is taken down would stay.
    SQLite's writers take turns anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_TURN])


def require_publisher(unit: Unit, by: Actor) -> None:
    """Raise NotAllowed unless the actor reviews for the unit or for one above it."""
    require(by, Permission.REVIEW)
    if not unit.path.startswith(by.unit_path):
        raise NotAllowed("只能公开本单位及下级单位的内容。")


def region_of(unit: Unit) -> str:
    """地区类型 of a unit, by its name and level."""
    return region_named(unit.name, unit.level)


def region_named(name: str, level: str) -> str:
    """地区类型 of a name and level."""
    region = Publication.Region
    if any(word in name for word in _ZONES):
        return region.ZONE
    if "街道" in name:
        return region.STREET
    by_level = {"province": region.PROVINCE, "city": region.CITY, "county": region.COUNTY,
                "town": region.TOWN, "department": region.DEPARTMENT}  # fmt: skip
    return by_level.get(level, region.OTHER)


def excerpt(paragraphs: Sequence[dict[str, Any]], length: int = EXCERPT) -> str:
    """The beginning of a text without its headings, cut at the end of a sentence."""
    text = "".join(str(p["text"]) for p in paragraphs if not p["level"])
    if len(text) <= length:
        return text
    end = text.rfind("。", 0, length) + 1
    return text[:end] if end else text[: length - 2] + "……"
