"""What a screen plays: verbs on its playlist, and the slides that come of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from zwgk.carriers.checked import cleaned
from zwgk.carriers.models import Screen, ScreenEntry, Slogan
from zwgk.carriers.press import missing_glyphs
from zwgk.carriers.queries import public_columns
from zwgk.carriers.screens.setting_up import begin
from zwgk.carriers.source import Address
from zwgk.catalogue.columns import Columns, steps_of
from zwgk.catalogue.models import ServiceItem
from zwgk.core import audit
from zwgk.core.actor import Actor
from zwgk.core.errors import Conflict, DomainError

MOST_ENTRIES = 60
_Kind = ScreenEntry.Kind


@dataclass(frozen=True)
class Slide:
    """One thing on a screen: words, or the steps of a procedure, or a code with where it leads.

    ``steps`` are (name, note) each; ``url`` is empty where there is no code to scan.
    """

    kind: str
    seconds: int
    title: str = ""
    text: str = ""
    steps: tuple[tuple[str, str], ...] = ()
    url: str = ""


@transaction.atomic
def add_entry(
    screen: Screen, *, kind: str, by: Actor, slogan: Slogan | None = None,
    item: ServiceItem | None = None, seconds: int = 10,
) -> ScreenEntry:  # fmt: skip
    """Put something at the end of the playlist. Needs EDIT. Only of the unit's own."""
    begin(screen, by)
    if kind == _Kind.SLOGAN and (slogan is None or slogan.unit_id != screen.unit_id):
        raise DomainError("请选择本单位的一条标语。", field="what")
    wants_item = kind in (_Kind.FLOW, _Kind.ITEM_CODE)
    if wants_item and (item is None or item.unit_id != screen.unit_id or item.published_at is None):
        raise DomainError("请选择本单位一个已公开的事项。", field="what")
    if kind == _Kind.FLOW and item is not None and not _steps(public_columns([item]).get(item.pk)):
        raise DomainError("这个事项没有填写办理步骤，不能播放流程。", field="what")
    if kind == _Kind.THEME and screen.participation_id is None:
        raise DomainError("播放活动主题，要先给电子屏选定活动。", field="what")
    count = screen.entries.count()
    if count >= MOST_ENTRIES:
        raise DomainError(f"一块屏最多排{MOST_ENTRIES}条，请先移除一些。")
    entry = ScreenEntry(
        screen=screen, position=count, kind=kind, seconds=seconds,
        slogan=slogan if kind == _Kind.SLOGAN else None, item=item if wants_item else None,
    )  # fmt: skip
    cleaned(entry)
    entry.save()
    _numbered(list(screen.entries.all()))
    audit.record(by, "排入播放条目", screen, note=str(entry))
    return entry


@transaction.atomic
def arrange(screen: Screen, *, order: Sequence[int], seconds: Mapping[int, int], by: Actor) -> None:
    """Put the entries into that order and let each stay so long. Needs EDIT.

    Raises Conflict when somebody put in or took out an entry meanwhile.
    """
    begin(screen, by)
    entries = {entry.pk: entry for entry in screen.entries.all()}
    if sorted(order) != sorted(entries):
        raise Conflict("播放单刚刚被别人改过，请核对下面的内容后再调整。")
    for entry in entries.values():
        entry.seconds = seconds.get(entry.pk, entry.seconds)
        cleaned(entry)
    _numbered([entries[pk] for pk in order])
    audit.record(by, "调整播放单", screen)


@transaction.atomic
def take_out(entry: ScreenEntry, *, by: Actor) -> None:
    """Take an entry off the playlist. Needs EDIT."""
    screen = entry.screen
    begin(screen, by)
    audit.record(by, "移除播放条目", screen, note=str(entry))
    entry.delete()
    _numbered(list(screen.entries.all()))


def _numbered(entries: list[ScreenEntry]) -> None:
    for position, entry in enumerate(entries):
        entry.position = position
    ScreenEntry.objects.bulk_update(entries, ["position", "seconds"])


def entries_of(screen: Screen) -> list[ScreenEntry]:
    """The playlist in order, with what it needs to be shown."""
    rows = screen.entries.select_related("slogan", "item__unit", "screen__participation__campaign")
    return list(rows)


def slides_of(screen: Screen, *, address: Address, home: str) -> list[Slide]:
    """What is played now: approved slogans, items that are public, nothing else."""
    playing = [entry for entry in entries_of(screen) if not entry.holds]
    items = {entry.item_id: entry.item for entry in playing if entry.item is not None}
    columns = public_columns(items.values())
    slides = (_slide(entry, columns.get(entry.item_id or 0), address, home) for entry in playing)
    return [slide for slide in slides if slide is not None]


def unprintable(screen: Screen) -> list[str]:
    """Characters of what is played for which no face at hand has a glyph."""
    slides = slides_of(screen, address=lambda item: "-", home="-")
    return missing_glyphs("".join(words(slide) for slide in slides))


def words(slide: Slide) -> str:
    """Everything that is read on a slide."""
    return slide.title + slide.text + "".join(name + note for name, note in slide.steps)


def _slide(
    entry: ScreenEntry, columns: Columns | None, address: Address, home: str
) -> Slide | None:
    kind, seconds = entry.kind, entry.seconds
    if entry.slogan is not None:
        return Slide(kind, seconds, text=entry.slogan.text)
    if kind == _Kind.THEME:
        part = entry.screen.participation
        return Slide(kind, seconds, title=str(part.campaign), text=part.theme) if part else None
    if kind == _Kind.PORTAL_CODE:
        return Slide(kind, seconds, title="扫码看办事指南", text=entry.screen.unit.name, url=home)
    if entry.item is None or columns is None:
        return None
    if kind == _Kind.FLOW:
        steps = _steps(columns)
        return Slide(kind, seconds, title=columns.name, steps=steps) if steps else None
    url = address(entry.item)
    return Slide(kind, seconds, title="扫码看怎么办", text=columns.name, url=url) if url else None


def _steps(columns: Columns | None) -> tuple[tuple[str, str], ...]:
    if columns is None:
        return ()
    return tuple(
        (step.name, " · ".join(filter(None, (step.section, step.limit))))
        for step in steps_of(columns.steps)
    )
