"""Template tags of all areas: figures as printed, fields with their errors, states."""

from datetime import datetime, timedelta
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

from zwgk.campaigns.models import State
from zwgk.core.actor import Actor, Permission
from zwgk.figures.phrase import printed
from zwgk.kinds import KINDS, SOURCE_NAMES, Qualifier, Source
from zwgk.library.health import may_examine

register = template.Library()

_STATE_TONES = {
    State.NOTIFIED: "wait",
    State.RETURNED: "bad",
    State.SUBMITTED: "good",
    State.ACCEPTED: "good",
}


@register.filter
def figure(row: Any) -> str:
    """A ledger entry, submitted figure or declared figure as printed: 30余人次, 98.5%."""
    kind = row.kind if not isinstance(row.kind, str) else KINDS[row.kind]
    return printed(kind, row.value, row.out_of, Qualifier(row.qualifier))


@register.filter
def base(row: Any) -> str:
    """What a rate rests on: 52人评价，其中51人满意; nothing for a count."""
    kind = row.kind if not isinstance(row.kind, str) else KINDS[row.kind]
    return kind.based_on(row.value, row.out_of or 0) if kind.is_rate else ""


@register.filter
def kind_name(key: str) -> str:
    """The Chinese name of a figure kind."""
    return KINDS[key].name


@register.filter
def source_name(source: str) -> str:
    """The Chinese name of a source: 逐条记录, 现场计数, 单位填报."""
    return SOURCE_NAMES[Source(source)]


@register.filter
def moment(text: str | None) -> datetime | None:
    """A frozen time (ISO 8601) as a time, for the date filter."""
    return datetime.fromisoformat(text) if text else None


@register.filter
def waited(time: timedelta) -> str:
    """How long something took, in the largest unit that says enough: 3天, 5小时, 不到1分钟."""
    minutes = int(time.total_seconds() // 60)
    if minutes < 1:
        return "不到1分钟"
    if minutes < 60:
        return f"{minutes}分钟"
    hours = minutes / 60
    return f"{round(hours)}小时" if hours < 48 else f"{round(hours / 24, 1):g}天"


@register.filter
def tone(state: str) -> str:
    """The colour class of a participation's state."""
    return _STATE_TONES.get(State(state), "plain")


@register.filter
def may(actor: Actor | None, permission: str) -> bool:
    """Whether the actor holds a permission: {% if actor|may:"edit" %}."""
    return bool(actor) and actor is not None and actor.may(Permission(permission))


@register.filter
def keeps_site(actor: Actor | None) -> bool:
    """Whether the actor looks after the site as a whole (网站体检)."""
    return bool(actor) and actor is not None and may_examine(actor)


@register.filter
def widget_with_errors(field: BoundField) -> SafeString:
    """A form field's widget, tied to its help and error texts for screen readers."""
    described = []
    if field.help_text:
        described.append(f"{field.id_for_label}_help")
    if field.errors:
        described.append(f"{field.id_for_label}_error")
    attrs: dict[str, Any] = {}
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if field.errors:
        attrs["aria-invalid"] = "true"
    if field.field.required:
        attrs["aria-required"] = "true"
    return field.as_widget(attrs=attrs)
