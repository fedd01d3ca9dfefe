"""The ledger (数据台账): for a participation and a kind, the value and everything behind it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from zwgk.figures.counting import counting_query
from zwgk.kinds import KINDS, FigureKind, Qualifier, Source, combined


@dataclass(frozen=True)
class Evidence:
    """One record behind a figure: ``value`` is what it adds, ``out_of`` its part of a base.

    ``part`` is the department or the material it belongs to, where the kind is split by one.
    """

    source: Source
    record_type: str
    record_id: str
    value: int
    out_of: int | None
    qualifier: Qualifier
    label: str
    at: datetime | None
    part: str = ""


@dataclass(frozen=True)
class Entry:
    """A figure as the records give it.

    ``value`` is the sum, or a rate's numerator; ``out_of`` the rate's denominator. ``shares`` says
    how much of ``value`` comes from which source. Declared values count only alone.
    """

    kind: FigureKind
    value: int
    out_of: int | None
    qualifier: Qualifier
    shares: Mapping[Source, int]
    evidence: tuple[Evidence, ...]

    def parts(self) -> dict[str, int]:
        """What each department or material adds, the largest first."""
        found: dict[str, int] = {}
        for row in self.evidence:
            if row.part:
                found[row.part] = found.get(row.part, 0) + row.value
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    @property
    def declared_only(self) -> bool:
        """Whether nothing but the unit's own statement stands behind the value."""
        return set(self.shares) == {Source.DECLARED}


class Ledger(Mapping[str, Entry]):
    """The figures of one participation by key; a kind without any record is absent."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries

    def __getitem__(self, key: str) -> Entry:
        return self._entries[key]

    def __iter__(self) -> Iterator[str]:
        return (key for key in KINDS if key in self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def ledgers(participation_ids: Iterable[int]) -> dict[int, Ledger]:
    """The ledgers of several participations in one query; every asked id has one."""
    ids = list(participation_ids)
    found: dict[int, dict[str, list[Evidence]]] = {
        participation: defaultdict(list) for participation in ids
    }
    for participation, kind, *rest in counting_query(ids) if ids else ():
        if kind in KINDS:
            found[participation][kind].append(_evidence(*rest))
    return {
        participation: Ledger({kind: _entry(KINDS[kind], rows) for kind, rows in kinds.items()})
        for participation, kinds in found.items()
    }


def ledger(participation_id: int) -> Ledger:
    """The ledger of one participation, in one query."""
    return ledgers([participation_id])[participation_id]


def _evidence(
    source: str, record_type: str, record_id: str, value: int, out_of: int | None,
    qualifier: str, label: str, at: datetime | None, part: str,
) -> Evidence:  # fmt: skip
    # SQLite keeps a UUID as 32 hexadecimal digits; ids of rows are shorter numbers.
    identity = str(UUID(record_id)) if len(record_id) >= 32 else record_id
    return Evidence(
        Source(source), record_type, identity, value, out_of, Qualifier(qualifier), label, at, part
    )


def _entry(kind: FigureKind, rows: list[Evidence]) -> Entry:
    first_hand = [row for row in rows if row.source is not Source.DECLARED]
    counted = first_hand or rows
    shares: dict[Source, int] = {}
    for row in counted:
        shares[row.source] = shares.get(row.source, 0) + row.value
    return Entry(
        kind=kind,
        value=sum(row.value for row in counted),
        out_of=sum(row.out_of or 0 for row in counted) if kind.is_rate else None,
        qualifier=combined(row.qualifier for row in counted),
        shares=shares,
        evidence=tuple(sorted(counted, key=_in_time)),
    )


def _in_time(row: Evidence) -> tuple[bool, float]:
    return (row.at is None, row.at.timestamp() if row.at else 0.0)
