"""What is said twice, and where: figures joined and put in their places in the given text."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from zwgk.text.model import Figure, Figures, Mention, Rejected, Role
from zwgk.text.normal import Normal


def merged(found: Sequence[Figure], sentence_of: Mapping[int, int]) -> list[Figure]:
    """The same kind, value and qualifier said again in another sentence is another mention.

    Two equal figures in one sentence are two: 设咨询台5个、宣传台5个.
    """
    kept: list[list[Figure]] = []
    first_of: dict[tuple[object, ...], list[Figure]] = {}
    for figure in found:
        same = first_of.get(_meaning(figure))
        if same and sentence_of[same[0].start] != sentence_of[figure.start]:
            same.append(figure)
        else:
            kept.append([figure])
            first_of.setdefault(_meaning(figure), kept[-1])
    return [_joined(same) for same in kept]


def _joined(same: Sequence[Figure]) -> Figure:
    if len(same) == 1:
        return same[0]
    role = next((f.role for f in same if f.role is not Role.SINGLE), Role.SINGLE)
    return replace(same[0], mentions=tuple(m for f in same for m in f.mentions), role=role)


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
