"""mask(text): finds, settles overlaps, masks every occurrence, and looks again until it is still.

Looking again at the masked text is what makes the result idempotent: it ends only when its own
output gives nothing new to mask.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from zwgk.text.mask.divisions import divisions
from zwgk.text.mask.doubts import doubts
from zwgk.text.mask.gazetteer import Gazetteer, gazetteer, level_of
from zwgk.text.mask.naming import Masks, masks_in
from zwgk.text.mask.numbers import numbers
from zwgk.text.mask.organisations import organisations
from zwgk.text.mask.page import Found, Page, read
from zwgk.text.mask.persons import persons
from zwgk.text.mask.places import suffix_places, tagged_places
from zwgk.text.mask.short_places import short_places
from zwgk.text.mask.tagger import Tagger, default_tagger
from zwgk.text.model import Entity, Masked, Replacement, Unsure

# The rank from which a find is what the caller told or what was masked elsewhere in the text.
_TOLD = 80


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the caller knows: whom and what to mask, and what to leave."""

    persons: frozenset[str]
    places: frozenset[str]
    keep: frozenset[str]


@dataclass(slots=True)
class _Draft:
    """The given text with the replacements decided so far, and their entities by original."""

    text: str
    done: list[Replacement] = field(default_factory=list)
    known: dict[str, Found] = field(default_factory=dict)

    def output(self) -> tuple[str, list[int]]:
        """The masked text and for each of its characters its place in the text, -1 in a mask."""
        parts: list[str] = []
        origins: list[int] = []
        at = 0
        for made in sorted(self.done, key=lambda r: r.start):
            parts += [self.text[at : made.start], made.mask]
            origins += [*range(at, made.start), *([-1] * len(made.mask))]
            at = made.end
        parts.append(self.text[at:])
        origins += range(at, len(self.text))
        return "".join(parts), origins


def mask(
    text: str,
    *,
    roster: Iterable[str] = (),
    places: Iterable[str] = (),
    keep: Iterable[str] = (),
    add: Iterable[str] = (),
    strict: bool = False,
    tagger: Tagger | None = None,
) -> Masked:
    """脱敏: persons, places, organisations, years, contacts and document numbers replaced.

    ``roster`` and ``places`` are names known beforehand, ``add`` further words to mask, ``keep``
    words to leave as they are. ``strict`` lists in ``unsure`` what else may be a name.
    """
    reader = tagger if tagger is not None else default_tagger()
    wanted = _Wanted(_clean((*roster, *add)), _clean(places), _clean(keep))
    draft, masks = _Draft(text), Masks(masks_in(text))
    while True:
        output, origins = draft.output()
        page = read(output, reader)
        fresh = list(_decide(page, draft, wanted))
        if not _apply(draft, page, fresh, origins, masks) and not _close(draft, origins, output):
            break
    unsure = _back(doubts(page), origins, text) if strict else ()
    return Masked(output, tuple(sorted(draft.done, key=lambda r: r.start)), unsure)


def _clean(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name.strip() for name in names if len(name.strip()) >= 2)


def _back(unsure: Iterable[Unsure], origins: list[int], text: str) -> tuple[Unsure, ...]:
    """The doubts by their places in the text given in."""
    moved = []
    for doubt in unsure:
        start, end = origins[doubt.start], origins[doubt.end - 1] + 1
        if 0 <= start < end and text[start:end] == doubt.text:
            moved.append(replace(doubt, start=start, end=end))
    return tuple(moved)


def _decide(page: Page, draft: _Draft, wanted: _Wanted) -> Iterator[Found]:
    """What to mask of this page: the best of overlapping finds, then all their repetitions."""
    names = gazetteer()
    finds = [*_told(page, wanted), *_known(page, draft), *_layers(page, names)]
    settled = _settle(page, finds, wanted)
    repeated = list(_repeat(page, settled, names))
    yield from _settle(page, [*settled, *repeated], wanted)


def _layers(page: Page, names: Gazetteer) -> Iterator[Found]:
    yield from numbers(page)
    yield from divisions(page, names)
    yield from short_places(page, names)
    yield from suffix_places(page, names)
    yield from tagged_places(page, names)
    yield from organisations(page)
    yield from persons(page)


def _told(page: Page, wanted: _Wanted) -> Iterator[Found]:
    for name in wanted.persons:
        yield from _everywhere(page, name, Entity.PERSON, name, "", 90)
    for name in wanted.places:
        level = level_of(name) or (name[-1] if name[-1] in "村镇乡县区市" else "地")
        yield from _everywhere(page, name, Entity.PLACE, name, level, 89)


def _known(page: Page, draft: _Draft) -> Iterator[Found]:
    """Originals of an earlier look that still stand somewhere."""
    for original, found in draft.known.items():
        yield from _everywhere(page, original, found.kind, found.key, found.shape, _TOLD)


def _everywhere(
    page: Page, name: str, kind: Entity, key: str, shape: str, rank: int
) -> Iterator[Found]:
    at = page.text.find(name)
    while at >= 0:
        yield Found(at, at + len(name), kind, key, shape, rank)
        at = page.text.find(name, at + 1)


def _settle(page: Page, finds: Iterable[Found], wanted: _Wanted) -> list[Found]:
    """No two overlap: the higher rank, then the longer, then the earlier one stays."""
    taken = bytearray(len(page.text))
    chosen: list[Found] = []
    for found in sorted(finds, key=lambda f: (-f.rank, f.start - f.end, f.start)):
        # A mask made by hand may touch a name that was told (X区明): the name goes all the same.
        free = found.rank >= _TOLD or page.free(found.start, found.end)
        if not free or any(taken[found.start : found.end]):
            continue
        if page.text[found.start : found.end] in wanted.keep or _kept(page, found, wanted):
            continue
        taken[found.start : found.end] = b"\1" * (found.end - found.start)
        chosen.append(found)
    return sorted(chosen, key=lambda f: f.start)


def _kept(page: Page, found: Found, wanted: _Wanted) -> bool:
    for name in wanted.keep:
        at = page.text.find(name, max(0, found.start - len(name)), found.end + len(name))
        if at >= 0 and at <= found.start and found.end <= at + len(name):
            return True
    return False


def _repeat(page: Page, settled: list[Found], names: Gazetteer) -> Iterator[Found]:
    """A name found once is masked wherever it stands, also in its short form."""
    seen: set[str] = set()
    for found in settled:
        name = page.text[found.start : found.end]
        if name in seen:
            continue
        seen.add(name)
        rank = found.rank - 1
        if found.kind is Entity.PERSON:
            # A full name wins over anything; 小李 is no part of 小李屯.
            rank = 33 if found.shape else 47
        yield from _everywhere(page, name, found.kind, found.key, found.shape, rank)
        if found.kind is Entity.PLACE:
            yield from _short_forms(page, found, name, names)
        elif found.kind is Entity.PERSON and not found.shape and len(name) == 3:
            given = name[1:]
            for match in re.finditer(rf"(?<![㐀-鿿]){given}(?=同志|先生|女士|老师)", page.text):
                yield Found(match.start(), match.end(), found.kind, found.key, "", 20)


def _short_forms(page: Page, found: Found, name: str, names: Gazetteer) -> Iterator[Found]:
    """石柱沟 after 石柱沟镇: only names of three characters or more are safe to look for."""
    stem = name[: -len(found.shape)] if found.shape and name.endswith(found.shape) else ""
    if len(stem) >= 3 and names.get(stem) is None and found.shape in {"镇", "乡", "街道", "村"}:
        for hit in _everywhere(page, stem, found.kind, found.key, found.shape, 18):
            if page.splits(hit.start, hit.end):
                yield hit


def _apply(draft: _Draft, page: Page, fresh: list[Found], origins: list[int], masks: Masks) -> bool:
    """Add the fresh finds to the draft; False when there was none."""
    added = False
    for found in fresh:
        left, right = page.normal.span(found.start, found.end)
        covered = origins[left:right]
        if not covered or -1 in covered or covered[-1] - covered[0] != right - left - 1:
            continue
        start, end = covered[0], covered[-1] + 1
        original = draft.text[start:end]
        mask_ = masks.of(found)
        if mask_ == original:
            continue
        draft.done.append(Replacement(original, mask_, found.kind, start, end))
        draft.known.setdefault(original, found)
        added = True
    return added


def _close(draft: _Draft, origins: list[int], output: str) -> bool:
    """Where an original stands again across the edge of a mask, the mask grows over it."""
    for made in list(draft.done):
        at = output.find(made.original)
        if at < 0:
            continue
        whole = range(at, at + len(made.original))
        inside = [origins[i] for i in whole if origins[i] >= 0]
        touched = _touched(draft, output, whole)
        start = min([*inside, *(r.start for r in touched)])
        end = max([*(i + 1 for i in inside), *(r.end for r in touched)])
        draft.done = [r for r in draft.done if r.end <= start or r.start >= end]
        draft.done.append(Replacement(draft.text[start:end], "某某", made.kind, start, end))
        return True
    return False


def _touched(draft: _Draft, output: str, whole: range) -> list[Replacement]:
    touched, shift = [], 0
    for made in sorted(draft.done, key=lambda r: r.start):
        start = made.start + shift
        end = start + len(made.mask)
        if start < whole.stop and end > whole.start:
            touched.append(made)
        shift += len(made.mask) - (made.end - made.start)
    return touched
