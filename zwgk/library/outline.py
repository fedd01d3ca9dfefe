"""提纲参考: how like units build their summaries — names of parts, counts, ranges.

It never shows a sentence of theirs: a heading is told by the neutral name of its part
(``data/outline.toml``), and one that fits none is only counted.
"""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from rapidfuzz import fuzz

from zwgk.figures.phrase import percent
from zwgk.kinds import KINDS
from zwgk.library.models import Publication
from zwgk.library.publishing import region_of
from zwgk.units.models import Unit

FEWEST, ENOUGH, MOST = 3, 5, 300  # units: to show anything; not to look wider; to read
NEAR = 75  # of 100: how much of a word a heading must hold
AHEAD = 30  # percentage points by which recommended pieces differ
OWN_WORDS = "其他（各单位自拟）"
_NUMBER = re.compile(
    r"^\s*(?:第[一二三四五六七八九十]+部分|[（(]?(?:[一二三四五六七八九十百]+|\d{1,2})[)）]?)"
    r"\s*[、.．,，:：\s]*"
)
# A masked name may stand for several units.
_MASKED = re.compile(r"[XYZ×＊*]{2}|某|[A-Z]{2}[镇乡县市区街]")
_MARKS = re.compile(r"[\s，,、。；;：:“”‘’—\-·]+")


@dataclass(frozen=True)
class Section:
    """部分: how many units have it, where it usually stands (1 is the first), how long it is."""

    name: str
    units: int
    share: int
    place: int
    length: int
    good_only: bool
    mine: bool


@dataclass(frozen=True)
class Reported:
    """A kind of figure: how many units report it and between which values; never whose."""

    name: str
    units: int
    share: int
    low: str
    middle: str
    high: str


@dataclass(frozen=True)
class Extra:
    """What recommended pieces have more often than the others."""

    name: str
    good: int
    good_total: int
    others: int
    others_total: int


@dataclass(frozen=True)
class Outline:
    """提纲参考: ``basis`` says which units were compared; empty without enough of them."""

    basis: str
    units: int
    length: int = 0
    sections: Sequence[Section] = ()
    figures: Sequence[Reported] = ()
    extras: Sequence[Extra] = ()
    pieces: Sequence[tuple[UUID, str, str]] = ()

    @property
    def enough(self) -> bool:
        """Whether there are enough like units to say anything."""
        return self.units >= FEWEST


@dataclass(frozen=True)
class _Piece:
    """A public summary as this module needs it: its parts with their lengths, its figures."""

    row: Publication
    parts: Mapping[str, int]
    figures: Mapping[str, Mapping[str, Any]]


def outline(unit: Unit, headings: Iterable[str] = ()) -> Outline:
    """How units like this one build their summaries; ``headings`` are those of its own draft."""
    basis, rows = _like(unit)
    if len(rows) < FEWEST:
        return Outline(basis, len(rows))
    pieces = [_piece(row) for row in rows]
    mine = {part_of(heading) for heading in headings if heading.strip()}
    extras = _extras(pieces)
    return Outline(
        basis, len(pieces), int(median(row.length for row in rows)),
        _sections(pieces, mine, {extra.name for extra in extras}), _reported(pieces), extras,
        [(row.pk, row.title, row.unit_name) for row in rows[:20]],
    )  # fmt: skip


@lru_cache(maxsize=4096)
def part_of(heading: str) -> str:
    """The neutral name of the part that a heading opens."""
    words = _MARKS.sub("", _NUMBER.sub("", heading))
    best, name = 0.0, OWN_WORDS
    for part, known in _vocabulary():
        # A part of the heading may name it; a heading shorter than the word is no match by that.
        score = max(_nearness(word, words) for word in known)
        if score > best:
            best, name = score, part
    return name if best >= NEAR else OWN_WORDS


def _nearness(word: str, words: str) -> float:
    if len(words) < 2:
        return 0
    if word in words:
        # What stands there first names the part; of two that begin together the longer one.
        return 200 - words.index(word) + len(word) / 10
    return float(fuzz.partial_ratio(word, words)) if len(words) >= len(word) else 0


@cache
def _vocabulary() -> tuple[tuple[str, tuple[str, ...]], ...]:
    data = (Path(__file__).parent / "data" / "outline.toml").read_text(encoding="utf-8")
    return tuple((part["name"], tuple(part["words"])) for part in tomllib.loads(data)["part"])


def _like(unit: Unit) -> tuple[str, list[Publication]]:
    """The newest whole summary of each like unit, looking wider while there are too few."""
    region = region_of(unit)
    circles = (
        (f"同类地区（{Publication.Region(region).label}）", Q(region=region)),
        ("同一层级的单位", Q(level=unit.level)),
        ("全部单位", Q()),
    )
    found: tuple[str, list[Publication]] = ("", [])
    for basis, condition in circles:
        found = basis, _one_each(_summaries(unit).filter(condition))
        if len(found[1]) >= ENOUGH:
            break
    return found


def _summaries(unit: Unit) -> QuerySet[Publication]:
    rows = Publication.objects.filter(
        kind=Publication.Kind.SUMMARY, withdrawn_at__isnull=True, incomplete=False
    )
    # Imported summaries belong to the unit that imported them: the name tells whose they are.
    return rows.exclude(unit_name=unit.name).defer("details", "excerpt")


def _one_each(rows: QuerySet[Publication]) -> list[Publication]:
    found: dict[str, Publication] = {}
    for row in rows.order_by("-dated_on", "-published_at", "pk")[:MOST]:
        name = row.source if _MASKED.search(row.unit_name) else row.unit_name
        found.setdefault(name, row)
    return list(found.values())


def _piece(row: Publication) -> _Piece:
    """A summary cut at the highest level of headings it has."""
    levels = [p["level"] for p in row.paragraphs if p["level"]]
    top = min(levels, default=0)
    parts: dict[str, int] = {}
    current = None
    for paragraph in row.paragraphs:
        if top and paragraph["level"] == top:
            current = part_of(paragraph["text"])
            parts.setdefault(current, 0)
        elif current is not None:
            parts[current] += len(paragraph["text"])
    return _Piece(row, parts, {figure["kind"]: figure for figure in row.figures})


def _sections(pieces: Sequence[_Piece], mine: set[str], good: set[str]) -> list[Section]:
    """The parts in the order in which they usually stand; own words last."""
    places: dict[str, list[float]] = defaultdict(list)
    lengths: dict[str, list[int]] = defaultdict(list)
    for piece in pieces:
        for at, (name, length) in enumerate(piece.parts.items(), 1):
            places[name].append(at)
            lengths[name].append(length)
    rows = [
        Section(
            name, len(found), _percent(len(found), len(pieces)), round(median(found)),
            int(median(lengths[name])), name in good, name in mine,
        )
        for name, found in places.items()
    ]  # fmt: skip
    rank = _ranks(pieces)
    return sorted(rows, key=lambda row: (row.name == OWN_WORDS, -rank[row.name], -row.units))


def _ranks(pieces: Sequence[_Piece]) -> Counter[str]:
    """How many parts more usually follow a part than precede it, where both stand in a piece."""
    before: Counter[tuple[str, str]] = Counter()
    for piece in pieces:
        before.update(combinations(piece.parts, 2))
    ranks: Counter[str] = Counter()
    for (first, second), times in before.items():
        if times > before[second, first]:
            ranks[first] += 1
            ranks[second] -= 1
    return ranks


def _reported(pieces: Sequence[_Piece]) -> list[Reported]:
    """The kinds of figures, the most reported first."""
    rows = []
    for key, kind in KINDS.items():
        found = [figure for piece in pieces if (figure := piece.figures.get(key))]
        if kind.is_rate:
            values = sorted(f["value"] * 1000 // f["out_of"] for f in found if f["out_of"])
        else:
            values = sorted(int(f["value"]) for f in found)
        if values:
            shown = [
                percent(int(v), 1000) if kind.is_rate else f"{int(v)}{kind.measure}"
                for v in (values[0], median(values), values[-1])
            ]
            share = _percent(len(values), len(pieces))
            rows.append(Reported(kind.name, len(values), share, *shown))
    return sorted(rows, key=lambda row: -row.units)


def _extras(pieces: Sequence[_Piece]) -> list[Extra]:
    """Parts and figures that recommended pieces have and most of the others lack."""
    good = [piece for piece in pieces if piece.row.good_practice]
    others = [piece for piece in pieces if not piece.row.good_practice]
    if not good or not others:
        return []
    rows = []
    for name in dict.fromkeys(name for piece in good for name in _has(piece)):
        with_good = sum(name in _has(piece) for piece in good)
        with_others = sum(name in _has(piece) for piece in others)
        ahead = _percent(with_good, len(good)) - _percent(with_others, len(others))
        if ahead >= AHEAD and name != OWN_WORDS:
            rows.append(Extra(name, with_good, len(good), with_others, len(others)))
    return rows


def _has(piece: _Piece) -> list[str]:
    return [*piece.parts, *(f"数据：{KINDS[key].name}" for key in piece.figures if key in KINDS)]


def _percent(part: int, whole: int) -> int:
    return part * 100 // whole
