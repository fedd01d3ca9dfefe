"""事项反馈: what visitors say of a guide. Nobody is asked who they are, and no address is kept."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from zwgk.catalogue.models import ItemRevision, ServiceItem
from zwgk.core import audit
from zwgk.core.actor import Actor, Permission
from zwgk.core.errors import DomainError
from zwgk.core.rules import require, require_own_unit
from zwgk.enquiries.models import ItemFeedback
from zwgk.text.privacy import blocking

WORDS = 200
Verdict = ItemFeedback.Verdict
_ONCE = re.compile(r"[\w-]{8,30}", re.ASCII)


@dataclass(frozen=True)
class PublicItem:
    """What the page that asks for feedback may know: the item as it is public."""

    pk: int
    name: str
    unit_name: str
    version: int


@dataclass(frozen=True)
class Usefulness:
    """有用率: how many of those who answered found a guide useful; never without its base."""

    useful: int
    answered: int
    open_errors: int


def public_item(number: int) -> PublicItem | None:
    """A public item by its number; its name is that of the public version, not of a draft."""
    item: ServiceItem | None = (
        ServiceItem.objects.filter(pk=number, published_version__isnull=False)
        .select_related("unit")
        .first()
    )
    if item is None or item.published_version is None:
        return None
    shown = ItemRevision.objects.filter(item=item, number=item.published_version).first()
    name = shown.columns.name if shown else item.name
    return PublicItem(item.pk, name, item.unit.name, item.published_version)


def give(item: PublicItem, *, verdict: str, words: str = "", once: str) -> None:
    """Keep what a visitor says; ``once`` is of one opening of the form, the first sending stays.

    Raises DomainError for no choice, an error that is not described, too many words, or words
    with somebody's number in them.
    """
    if verdict not in Verdict.values:
        raise DomainError("请选择一项。", field="verdict")
    text = " ".join(words.replace("\x00", "").split())
    if len(text) > WORDS:
        raise DomainError(f"最多 {WORDS} 个字，现在有 {len(text)} 个。", field="words")
    if verdict == Verdict.ERROR and not text:
        raise DomainError("请写明哪里有错误，如：电话打不通。", field="words")
    if blocking(text):
        message = "这里写有身份证号、手机号或银行卡号。为保护个人信息，请删去后再提交。"
        raise DomainError(message, field="words")
    if not _ONCE.fullmatch(once):
        raise DomainError("页面已经过期，请重新打开。")
    ItemFeedback.objects.get_or_create(
        once=once,
        defaults={
            "item_id": item.pk, "version": item.version, "verdict": verdict, "words": text,
        },
    )  # fmt: skip


@transaction.atomic
def settle(feedback: ItemFeedback, *, by: Actor) -> None:
    """Mark a report as dealt with (已处理). Needs EDIT in the item's unit; who and when stay."""
    require(by, Permission.EDIT)
    require_own_unit(by, feedback.item.unit_id)
    # Of two people the first stands.
    waiting = ItemFeedback.objects.filter(pk=feedback.pk, settled_at=None)
    if not waiting.update(settled_at=timezone.now(), settled_by=by.name):
        raise DomainError("这条反馈已经处理过。")
    audit.record(by, "处理事项反馈", feedback.item, feedback.words)


def feedback_on(item: ServiceItem, actor: Actor) -> QuerySet[Any]:
    """What was said of an item of the acting unit: errors to deal with first, then the newest."""
    rows: QuerySet[Any] = ItemFeedback.objects.editable_by(actor).filter(item=item)
    waiting = Q(verdict=Verdict.ERROR, settled_at=None)
    ranked: QuerySet[Any] = rows.annotate(waiting=waiting)
    return ranked.order_by("-waiting", "-given_at", "-pk")


def open_errors(actor: Actor) -> QuerySet[Any]:
    """The acting unit's error reports that nobody has dealt with, the oldest first."""
    rows: QuerySet[Any] = ItemFeedback.objects.editable_by(actor)
    waiting: QuerySet[Any] = rows.filter(verdict=Verdict.ERROR, settled_at=None)
    return waiting.select_related("item").order_by("given_at", "pk")


def usefulness(items: Sequence[int]) -> dict[int, Usefulness]:
    """The answers to each item's question, in one query; an item without any is left out."""
    rows = ItemFeedback.objects.filter(item__in=items).values("item").order_by("item")
    counted = rows.annotate(
        useful=Count("pk", filter=Q(verdict=Verdict.USEFUL)),
        answered=Count("pk", filter=Q(verdict__in=[Verdict.USEFUL, Verdict.USELESS])),
        errors=Count("pk", filter=Q(verdict=Verdict.ERROR, settled_at=None)),
    )
    return {
        row["item"]: Usefulness(row["useful"], row["answered"], row["errors"]) for row in counted
    }
