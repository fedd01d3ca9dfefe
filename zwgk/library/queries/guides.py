"""The ways in to the guides: by event, field, unit and section, first letter; and their files."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from django.db.models import Count, QuerySet
from numpy.typing import NDArray

from zwgk.catalogue.fields import OF_COMPANIES, LifeEvent
from zwgk.core.models import StoredFile
from zwgk.library.letters import letter_of
from zwgk.library.models import Publication
from zwgk.library.queries.facets import LABELS, MANY, Facet, options
from zwgk.library.queries.kept import kept, kept_large
from zwgk.library.queries.publications import Filters, published

GUIDE = Publication.Kind.GUIDE
MOST_OPTIONS = 100  # units that a filter offers, those with the most guides; a page lists them all
# The filters of guides that are counted together, and the columns they stand in.
_COLUMNS = {
    "event": "event", "field": "field", "unit": "unit_name", "letter": "letter", "region": "region",
}  # fmt: skip


@dataclass(frozen=True)
class Occasion:
    """人生事项、企业事项: an occasion, how many guides it has, and the first few."""

    name: str
    of_companies: bool
    count: int
    guides: Sequence[tuple[uuid.UUID, str]]


@dataclass(frozen=True)
class GivingUnit:
    """办理单位: a unit and how many guides it has."""

    name: str
    count: int


@dataclass(frozen=True)
class _Counted:
    """How many guides have each combination of values; of each column a code in every row."""

    values: Mapping[str, Sequence[str]]
    codes: Mapping[str, NDArray[np.int32]]
    numbers: NDArray[np.int64]

    @property
    def total(self) -> int:
        """How many guides there are."""
        return int(self.numbers.sum())

    def counts(self, name: str, filters: Filters) -> dict[str, int]:
        """The values of a filter with their counts under the other filters."""
        numbers = self.numbers
        for other in self.codes:
            wanted = str(getattr(filters, other))
            if wanted and other != name:
                known = wanted in self.values[other]
                code = self.values[other].index(wanted) if known else -1
                numbers = np.where(self.codes[other] == code, numbers, 0)
        added = np.bincount(self.codes[name], numbers, len(self.values[name]))
        counted = zip(self.values[name], added, strict=True)
        return {value: int(number) for value, number in counted if number}


def guide_facets(filters: Filters) -> tuple[int, list[Facet]]:
    """How many guides the filters leave, and each filter's values with their counts.

    The counts of a filter are those under the others. Sections are counted once a unit is chosen:
    their names repeat from unit to unit. A section narrows no other count: the form that shows
    them leaves it out.
    """
    counted, total, found = _combinations(), 0, []
    for name in _COLUMNS:
        counts = counted.counts(name, filters)
        chosen = str(getattr(filters, name))
        total = counts.get(chosen, 0) if chosen else sum(counts.values())
        found.append(_facet(name, counts, chosen))
    if filters.unit:
        rows = published(GUIDE, replace(filters, section="")).order_by()
        counts = dict(rows.values_list("section").annotate(number=Count("*")))
        total = counts.get(filters.section, 0) if filters.section else sum(counts.values())
        found.append(_facet("section", counts, filters.section))
    return total, [facet for facet in found if facet.options]


def _facet(name: str, counts: Mapping[str, int], chosen: str) -> Facet:
    offered = options(name, {value: count for value, count in counts.items() if value})
    kept_in = [one for one in offered[MOST_OPTIONS:] if one.value == chosen]
    return Facet(name, LABELS[name], (*offered[:MOST_OPTIONS], *kept_in))


def _combinations() -> _Counted:
    return kept_large("guides", _count, lambda counted: counted.total > MANY)


def _count() -> _Counted:
    """One reading of the index that holds all the columns."""
    rows = published(GUIDE).order_by().values_list(*_COLUMNS.values())
    read = list(rows.annotate(number=Count("*")))
    values: dict[str, Sequence[str]] = {}
    codes: dict[str, NDArray[np.int32]] = {}
    for at, name in enumerate(_COLUMNS):
        numbered: dict[str, int] = {}
        places = (numbered.setdefault(row[at], len(numbered)) for row in read)
        codes[name] = np.fromiter(places, np.int32, len(read))
        values[name] = list(numbered)
    return _Counted(values, codes, np.fromiter((row[-1] for row in read), np.int64, len(read)))


def occasions(number: int = 3) -> list[Occasion]:
    """The occasions that have guides, those of a person's life before those of companies."""
    return kept(f"occasions-{number}", lambda: _occasions(number))


def _occasions(number: int) -> list[Occasion]:
    counts = _combinations().counts("event", Filters())
    companies = {str(event.label) for event in OF_COMPANIES}
    names, other = [str(event.label) for event in LifeEvent], str(LifeEvent.OTHER.label)
    ordered = sorted(names, key=lambda name: (name == other, name in companies))
    here = [name for name in ordered if counts.get(name)]
    guides: dict[str, list[tuple[uuid.UUID, str]]] = {name: [] for name in here}
    for pk, title, event in _newest(here, number):
        guides[event].append((pk, title))
    return [Occasion(name, name in companies, counts[name], guides[name]) for name in here]


def _newest(events: Sequence[str], number: int) -> list[tuple[uuid.UUID, str, str]]:
    """The newest few of each event, in one query that reads no more than them."""
    if not events:
        return []
    parts: list[QuerySet[Publication, tuple[uuid.UUID, str, str]]] = []
    for event in events:
        newest = published(GUIDE, Filters(event=event)).values("pk")[:number]
        rows = Publication.objects.filter(pk__in=newest).order_by()
        parts.append(rows.values_list("pk", "title", "event"))
    return list(parts[0].union(*parts[1:], all=True))


def giving_units() -> list[GivingUnit]:
    """The units that have guides, by the letter of their names."""
    return kept("giving-units", _giving_units)


def _giving_units() -> list[GivingUnit]:
    counts = _combinations().counts("unit", Filters())
    units = [GivingUnit(name, count) for name, count in counts.items()]
    return sorted(units, key=lambda unit: (letter_of(unit.name), unit.name))


def guide_file(row: Publication, number: uuid.UUID) -> StoredFile | None:
    """A sample that a public guide offers; None for a file that is not among its own."""
    if str(number) not in {one["id"] for one in row.details.get("files", [])}:
        return None
    found: StoredFile | None = StoredFile.objects.filter(pk=number).first()
    return found
