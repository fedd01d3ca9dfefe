"""The text of a sample as the workbench shows it: lines of runs, each with its proposal."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zwgk.library.masking.public import full_text, settled
from zwgk.library.models import MaskProposal, Sample

Run = tuple[str, MaskProposal | None]
_FIRST = {MaskProposal.Decision.MASK: 0, MaskProposal.Decision.OPEN: 1}


@dataclass(frozen=True)
class Line:
    """A line of the original with its heading level; the first line is the title."""

    level: int
    runs: Sequence[Run]


def open_doubts(sample: Sample) -> int:
    """How many words still wait for a decision."""
    return int(sample.proposals.filter(decision=MaskProposal.Decision.OPEN).count())


def lines(sample: Sample, proposals: Sequence[MaskProposal]) -> list[Line]:
    """The original, cut at the places of the proposals; where they overlap, masks go first."""
    text = full_text(sample)
    spans = _shown(proposals)
    levels = [0, *sample.levels]
    found, start = [], 0
    for number, line in enumerate(text.split("\n")):
        end = start + len(line)
        level = levels[number] if number < len(levels) else 0
        found.append(Line(level, list(_runs(text, start, end, spans))))
        start = end + 1
    return found


def _shown(proposals: Sequence[MaskProposal]) -> list[tuple[int, int, MaskProposal]]:
    taken: set[int] = set()
    chosen = []
    for rank in (0, 1, 2):
        group = [one for one in proposals if _FIRST.get(one.decision, 2) == rank]  # type: ignore[call-overload]
        for start, end, one in settled(group):
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                chosen.append((start, end, one))
    return sorted(chosen, key=lambda span: span[0])


def _runs(
    text: str, start: int, end: int, spans: Sequence[tuple[int, int, MaskProposal]]
) -> Iterator[Run]:
    at = start
    for first, last, one in spans[bisect_right(spans, start, key=lambda span: span[1]) :]:
        if first >= end:
            break
        first, last = max(first, start), min(last, end)
        if at < first:
            yield text[at:first], None
        yield text[first:last], one
        at = last
    if at < end:
        yield text[at:end], None
