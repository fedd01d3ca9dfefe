"""What an item needs without anybody asking: too long unpublished, long untouched, blank columns.

The same three conditions find rows in the database and speak in the self-check (自查).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from zwgk.catalogue.columns import MANDATORY, STANDARD
from zwgk.catalogue.gate.findings import Finding, Severity
from zwgk.catalogue.models import ServiceItem, State
from zwgk.catalogue.queries import KEPT_SECONDS, MANY
from zwgk.catalogue.standard import Mode, Within
from zwgk.core.actor import Actor
from zwgk.core.workdays import add_working_days

# 条例第26条: within twenty working days of the day the information was formed or changed.
DISCLOSE_WITHIN = 20
UNTOUCHED = timedelta(days=365)
LATE, STALE, BLANK = "late", "stale", "blank"
LOOKS: Mapping[str, str] = {
    LATE: f"形成满{DISCLOSE_WITHIN}个工作日还没有公开",
    STALE: "一年以上没有更新",
    BLANK: "有栏目没有填写",
}


def formed_too_long_ago(today: date) -> date:
    """The latest day whose twentieth working day is over."""
    day = today
    while add_working_days(day, DISCLOSE_WITHIN)[0] >= today:
        day -= timedelta(days=1)
    return day


def condition(look: str, *, now: datetime) -> Q:
    """What the items have in common that need this look; those taken down need none."""
    if look == LATE:
        # Another law may set another limit (其他); what is given on request has none.
        found = Q(
            formed_on__lte=formed_too_long_ago(timezone.localdate(now)),
            published_at__isnull=True,
            mode=Mode.ACTIVE,
        ) & ~Q(disclose_within=Within.OTHER)
    elif look == STALE:
        found = Q(updated_at__lt=now - UNTOUCHED)
    else:
        found = Q(is_service=True) & _blank(MANDATORY) | Q(is_service=False) & _blank(STANDARD)
    return found & ~Q(state=State.WITHDRAWN)


def _blank(columns: tuple[str, ...]) -> Q:
    found = Q()
    for name in columns:
        kind = ServiceItem._meta.get_field(name).get_internal_type()
        empty: Any = {"JSONField": [], "PositiveSmallIntegerField": None}.get(kind, "")
        found |= Q(**{f"{name}__isnull": True}) if empty is None else Q(**{name: empty})
    return found


def needing(rows: QuerySet[Any], look: str) -> QuerySet[Any]:
    """Those of the items that need this look."""
    return rows.filter(condition(look, now=timezone.now()))


@dataclass(frozen=True)
class Need:
    """需要关注: how many items of the unit need one look."""

    look: str
    name: str
    number: int


def needs(actor: Actor) -> list[Need]:
    """What the acting unit's items need, in one query; a look nothing needs is left out.

    Where a unit has very many items, the numbers may be some minutes old.
    """
    key = f"item-needs-{actor.unit_id}"
    if (kept := cache.get(key)) is not None:
        return list(kept)
    now = timezone.now()
    counts = {look: Count("pk", filter=condition(look, now=now)) for look in LOOKS}
    rows = ServiceItem.objects.editable_by(actor).order_by()
    found = rows.aggregate(items=Count("pk"), **counts)
    told = [Need(look, name, found[look]) for look, name in LOOKS.items() if found[look]]
    if found["items"] > MANY:
        cache.set(key, told, KEPT_SECONDS)
    return told


class AgeRules:
    """The findings of time; made once for many items, because working days are counted."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._formed = formed_too_long_ago(timezone.localdate(now))

    def of(self, item: ServiceItem) -> list[Finding]:
        """What time has to say about an item: the same as ``condition``, in words."""
        if item.state == State.WITHDRAWN:
            return []
        return [*self._late(item), *self._stale(item)]

    def _late(self, item: ServiceItem) -> list[Finding]:
        bound = item.mode == Mode.ACTIVE and item.disclose_within != Within.OTHER
        formed = item.formed_on
        if not bound or formed is None or formed > self._formed or item.published_at is not None:
            return []
        due, _ = add_working_days(formed, DISCLOSE_WITHIN)
        said = (
            f"信息{formed:%Y年%-m月%-d日}形成，最迟应于{due:%Y年%-m月%-d日}公开"
            f"（《政府信息公开条例》第26条，{DISCLOSE_WITHIN}个工作日），现在还没有公开。"
            "请尽快送审公开；法律另有时限的，请修改公开时限。"
        )
        return [Finding(LATE, Severity.ERROR, "formed_on", said)]

    def _stale(self, item: ServiceItem) -> list[Finding]:
        if item.updated_at >= self._now - UNTOUCHED:
            return []
        day = timezone.localdate(item.updated_at)
        said = f"{day:%Y年%-m月%-d日}以后没有更新，已超过一年。请核对内容是否仍然有效。"
        return [Finding(STALE, Severity.ADVICE, "", said)]
