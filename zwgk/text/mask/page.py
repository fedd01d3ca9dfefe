"""A text made ready for reading: normal form, words, and what is masked already."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from zwgk.text.mask.script import TO_SIMPLIFIED
from zwgk.text.mask.tagger import Tagger, Word
from zwgk.text.mask.vocabulary import either, lists
from zwgk.text.mask.words import COMPOUND, KIN, SURNAMES, TITLES
from zwgk.text.model import Entity
from zwgk.text.normal import Normal, normalise

# Chinese characters, by which runs of text are told from marks and figures.
HAN = re.compile("[㐀-鿿]+")
LEVELS = lists("place_words.txt")["levels"]
_INSERT = re.compile(
    r"[（(][a-züɡ]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ][a-zāáǎàēéěèīíǐìōóǒòūúǔùɡ]{0,5}[）)]"
)
_SOME = either([*COMPOUND, *SURNAMES])
_CALLED = either([*TITLES, *KIN])
_LEVEL = either(LEVELS)
# Every mask this package writes, and the masks found in texts that people masked by hand.
FROZEN = re.compile(
    rf"(?:{_SOME})?某+[甲乙丙丁]?(?:\d+(?!\d*xx))?(?:{_CALLED})?"
    r"|(?:X+[-@. ])*X+X(?:发〔20xx〕|路)XX号|[12]\dxx年?|二〇xx年"
    rf"|([A-Z])\1\d*(?:{_LEVEL})"
    r"|X{2,}(?:[-@. ]X{2,})*"
    rf"|(?<![A-Za-z])[XxⅩ×*○]{{1,6}}\d*(?![A-Za-z])(?:{_LEVEL})?"
)


@dataclass(frozen=True, slots=True)
class Found:
    """Something to mask, by its place in the page's text.

    ``key`` says which entity it is; ``shape`` what the mask keeps (镇 of a town, 主任 of 于主任).
    The higher ``rank`` wins where two overlap.
    """

    start: int
    end: int
    kind: Entity
    key: str
    shape: str
    rank: int


@dataclass(slots=True)
class Page:
    """The text in normal form with its words; positions count its characters."""

    text: str
    normal: Normal
    words: list[Word]
    frozen: bytearray
    starts: dict[int, Word] = field(default_factory=dict)
    ends: dict[int, Word] = field(default_factory=dict)

    def free(self, start: int, end: int) -> bool:
        """Whether nothing of the span is a mask."""
        return start < end and not any(self.frozen[start:end])

    def covering(self, position: int) -> Word | None:
        """The word that holds this character."""
        at = bisect_left(self.words, position + 1, key=lambda word: word.start) - 1
        return self.words[at] if at >= 0 and self.words[at].end > position else None

    def inside(self, start: int, end: int) -> list[Word]:
        """The words that touch the span."""
        first = bisect_left(self.words, start + 1, key=lambda word: word.end)
        last = bisect_left(self.words, end, key=lambda word: word.start)
        return self.words[first:last]

    def splits(self, start: int, end: int) -> bool:
        """Whether no known word crosses either end of the span."""
        if not self.words:
            return True
        first, last = self.covering(start), self.covering(end - 1)
        return (first is None or first.start >= start) and (last is None or last.end <= end)


def _without_pinyin(normal: Normal) -> Normal:
    """政务(wù)公开 read as 政务公开: collection sites insert readings against copying."""
    cuts = [match.span() for match in _INSERT.finditer(normal.text)]
    if not cuts:
        return normal
    kept = [
        at
        for left, right in zip(
            [0, *(e for _, e in cuts)], [*(s for s, _ in cuts), len(normal.text)], strict=True
        )
        for at in range(left, right)
    ]
    origins = tuple(normal.span(at, at + 1)[0] for at in kept)
    return Normal("".join(normal.text[at] for at in kept), normal.given, origins)


def read(text: str, tagger: Tagger) -> Page:
    """The page of a text."""
    normal = normalise(text)
    simple = normal.text.translate(TO_SIMPLIFIED)
    if simple != normal.text:
        origins = normal.origins or tuple(range(len(normal.text)))
        normal = Normal(simple, text, origins)
    normal = _without_pinyin(normal)
    frozen = bytearray(len(normal.text))
    for match in FROZEN.finditer(normal.text):
        frozen[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    words = list(tagger.words(normal.text)) if normal.text else []
    page = Page(normal.text, normal, words, frozen)
    page.starts = {word.start: word for word in words}
    page.ends = {word.end: word for word in words}
    return page
