"""What is said twice, and where: figures joined and put in their places in the given text."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from zwgk.text.model import Figure, Figures, Mention, Rejected, Role
from zwgk.text.normal import Normal


def merged(found: Sequence[Figure], sentence_of: Mapping[int, int]) -> list[Figure]:
    """The same kind, value and qualifier said again in another sentence is another mention."""
    kept: list[Figure] = []
    for figure in found:
        at = _said_before(kept, figure, sentence_of)
        if at is None:
            kept.append(figure)
            continue
        first = kept[at]
        role = first.role if first.role is not Role.SINGLE else figure.role
        kept[at] = replace(first, mentions=first.mentions + figure.mentions, role=role)
    return kept


def _said_before(
    kept: Sequence[Figure], figure: Figure, sentence_of: Mapping[int, int]
) -> int | None:
    """Two equal figures in one sentence are two: 设咨询台5个、宣传台5个."""
    for at, other in enumerate(kept):
        elsewhere = sentence_of[other.start] != sentence_of[figure.start]
        if elsewhere and _meaning(other) == _meaning(figure):
            return at
    return None


def _meaning(figure: Figure) -> tuple[object, ...]:
    return figure.kind, figure.value, figure.qualifier, figure.stage


def placed(found: Sequence[Figure], rejected: Sequence[Rejected], normal: Normal) -> Figures:
    """Everything with its spans in the text as it was given."""
    if normal.origins is None:
        return Figures(tuple(found), tuple(rejected))
    return Figures(
        tuple(_figure(figure, normal) for figure in found),
        tuple(_rejected(item, normal) for item in rejected),
    )


def _figure(figure: Figure, normal: Normal) -> Figure:
    mentions = tuple(_mention(normal, m.start, m.end) for m in figure.mentions)
    first = mentions[0]
    return replace(figure, start=first.start, end=first.end, text=first.text, mentions=mentions)


def _rejected(item: Rejected, normal: Normal) -> Rejected:
    place = _mention(normal, item.start, item.end)
    return Rejected(place.text, place.start, place.end, item.reason)


def _mention(normal: Normal, start: int, end: int) -> Mention:
    low, high = normal.span(start, end)
    return Mention(low, high, normal.given[low:high])
