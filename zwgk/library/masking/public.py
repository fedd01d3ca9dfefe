"""The public version: made of the original and the accepted masks, of nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from zwgk.library.models import MaskProposal, Sample
from zwgk.library.spans import replaced

_NAMELESS = "未注明单位"
Span = tuple[int, int, MaskProposal]


@dataclass(frozen=True)
class PublicVersion:
    """What the public would read of a sample."""

    title: str
    paragraphs: list[dict[str, Any]]
    author_name: str
    theme: str

    @property
    def text(self) -> str:
        """Title and body, a line a paragraph."""
        return "\n".join([self.title, *(str(p["text"]) for p in self.paragraphs)])


def full_text(sample: Sample) -> str:
    """Title, line break, text: what the places of masks and findings count in."""
    return f"{sample.title}\n{sample.text}"


def settled(proposals: Iterable[MaskProposal]) -> list[Span]:
    """The places of the proposals in order, none over another: the longest first."""
    taken: set[int] = set()
    chosen: list[Span] = []
    found = [(start, end, one) for one in proposals for start, end in one.spans]
    for start, end, one in sorted(found, key=lambda s: (s[0] - s[1], s[0], s[2].pk)):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            chosen.append((start, end, one))
    return sorted(chosen, key=lambda s: s[0])


def public_version(sample: Sample) -> PublicVersion:
    """Generate what the public would read now."""
    masks = list(sample.proposals.filter(decision=MaskProposal.Decision.MASK))
    spans = ((start, end, one.mask) for start, end, one in settled(masks))
    title, *lines = replaced(full_text(sample), spans).split("\n")
    return PublicVersion(
        title=title[:150],
        paragraphs=_paragraphs(lines, sample.levels),
        author_name=_masked_words(sample.author_name, masks)[:100] or _NAMELESS,
        theme=_masked_words(sample.theme, masks)[:100],
    )


def _paragraphs(lines: list[str], levels: list[int]) -> list[dict[str, Any]]:
    known = [*levels, *[0] * (len(lines) - len(levels))]
    return [
        {"level": level, "text": line.strip()}
        for level, line in zip(known, lines, strict=False)
        if line.strip()
    ]


def _masked_words(words: str, masks: list[MaskProposal]) -> str:
    """The same masks in words read from the text: the unit's name, the theme."""
    for one in sorted(masks, key=lambda m: -len(m.original)):
        words = words.replace(one.original, one.mask)
    return words
