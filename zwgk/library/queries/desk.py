"""What an attendant without a network can answer from: public guides and answers."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from zwgk.library.models import Publication
from zwgk.library.queries.kept import kept
from zwgk.library.queries.publications import published
from zwgk.units.models import Unit

MOST = 300  # of each
SHORT = 500  # characters


@dataclass(frozen=True)
class PublicGuide:
    """办事指南 in short."""

    id: uuid.UUID
    title: str
    text: str


@dataclass(frozen=True)
class PublicAnswer:
    """公开答复: a question with its answer."""

    question: str
    answer: str


def at_desk(unit: Unit) -> tuple[list[PublicGuide], list[PublicAnswer]]:
    """The newest guides and answers of a unit and of those above it."""
    return kept(f"desk-{unit.pk}", lambda: _read(unit))


def _read(unit: Unit) -> tuple[list[PublicGuide], list[PublicAnswer]]:
    above: list[int] = [*Unit.objects.get_ancestors(unit).values_list("pk", flat=True), unit.pk]
    fields = ("pk", "title", "paragraphs", "details")

    def rows(kind: str) -> Iterable[tuple[Any, ...]]:
        public = published(kind).filter(unit_id__in=above).values_list(*fields)[:MOST]
        return iter(public)

    guides = [
        PublicGuide(pk, title, _short(_guide(paragraphs, details)))
        for pk, title, paragraphs, details in rows(Publication.Kind.GUIDE)
    ]
    answers = [
        PublicAnswer(details.get("question") or title, _short(_text(paragraphs)))
        for _, title, paragraphs, details in rows(Publication.Kind.ANSWER)
    ]
    return guides, answers


def _guide(paragraphs: list[dict[str, Any]], details: dict[str, Any]) -> str:
    """Where and when to go first, then materials and steps."""
    labels = (
        ("place", "办理地点"), ("hours", "办理时间"), ("phone", "咨询电话"), ("fee", "收费"),
    )  # fmt: skip
    found = [f"{label}：{details[name]}" for name, label in labels if details.get(name)]
    return "\n".join([*found, _text(paragraphs)])


def _text(paragraphs: list[dict[str, Any]]) -> str:
    return "\n".join(str(part["text"]) for part in paragraphs)


def _short(text: str) -> str:
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"
