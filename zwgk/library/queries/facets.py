"""What a list can be narrowed to, with true counts: one reading of the list, kept until it changes.

The counts of a filter are those under all the other filters chosen, so that none leads nowhere.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Count, F, Value, When

from zwgk.library.models import Publication
from zwgk.library.queries.kept import kept_large
from zwgk.library.queries.publications import LENGTHS, Filters, published

LEVELS = {
    "province": "省级", "city": "市级", "county": "县（区）级", "town": "乡镇（街道）",
    "department": "部门", "section": "科室",
}  # fmt: skip
LABELS = {
    "edition": "届次", "year": "年份", "level": "层级", "region": "地区类型", "theme": "主题",
    "length": "篇幅", "good": "经验推荐", "field": "公开领域", "event": "人生、企业事项",
    "unit": "单位", "section": "科室", "letter": "首字母",
}  # fmt: skip
_OF: Mapping[str, Sequence[str]] = {
    Publication.Kind.SUMMARY: ("edition", "year", "level", "region", "theme", "length", "good"),
    Publication.Kind.ANSWER: ("year", "unit"),
    Publication.Kind.NOTICE: ("year", "unit"),
}
_READ: Mapping[str, Any] = {
    **{name: F(name) for name in ("edition", "level", "region", "theme")},
    "unit": F("unit_name"),
    "length": Case(
        *(When(condition, then=Value(key)) for key, (_, condition) in LENGTHS.items()),
        default=Value(""),
        output_field=CharField(),
    ),
    "good": Case(
        When(good_practice="", then=Value("")), default=Value("1"), output_field=CharField()
    ),
}
MANY = 20_000  # pieces of a large shelf


@dataclass(frozen=True)
class Option:
    """A value of a filter."""

    value: str
    name: str
    count: int


@dataclass(frozen=True)
class Facet:
    """A filter with the values that occur."""

    key: str
    label: str
    options: tuple[Option, ...]


def facets(kind: str, filters: Filters, shelf: str = "") -> tuple[int, list[Facet]]:
    """How many pieces the filters leave, and each filter's values with their counts.

    Guides, of which every unit of a province has many, have theirs in ``queries.guides``.
    """
    names = _OF[kind]
    chosen = [_chosen(filters, name) for name in names]
    total = 0
    counts: list[Counter[str]] = [Counter() for _ in names]
    for values, number in _combinations(kind, shelf):
        wrong = [at for at, want in enumerate(chosen) if want and values[at] != want]
        if not wrong:
            total += number
        for at, value in enumerate(values):
            if value and (not wrong or wrong == [at]):
                counts[at][value] += number
    return total, [
        Facet(name, LABELS[name], options(name, counted))
        for name, counted in zip(names, counts, strict=True)
        if counted
    ]


def _chosen(filters: Filters, name: str) -> str:
    if name == "good":
        return "1" if filters.good else ""
    return str(getattr(filters, name) or "")


def _combinations(kind: str, shelf: str) -> list[tuple[tuple[str, ...], int]]:
    """Every combination of values that occurs, with how many pieces have it.

    Counting a large shelf takes seconds: its counts may be some minutes old.
    """
    return kept_large(
        f"facets-{kind}-{shelf}",
        lambda: _counted(kind, shelf),
        lambda found: sum(number for _, number in found) > MANY,
    )


def _counted(kind: str, shelf: str) -> list[tuple[tuple[str, ...], int]]:
    names = [f"f_{name}" for name in _OF[kind]]
    read = {f"f_{name}": _READ.get(name, F(name)) for name in _OF[kind]}
    rows = published(kind, shelf=shelf).order_by().annotate(**read).values_list(*names)
    found = rows.annotate(number=Count("pk"))
    return [(tuple(_text(value) for value in row[:-1]), row[-1]) for row in found]


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def options(name: str, counts: Mapping[str, int]) -> tuple[Option, ...]:
    """The values of a filter with their counts, in the order they are offered in."""
    if name in ("edition", "year"):
        order = sorted(counts, key=int, reverse=True)
    elif name in ("length", "level", "region"):
        places = {value: place for place, value in enumerate(_in_order(name))}
        order = sorted(counts, key=lambda value: (places.get(value, len(places)), value))
    elif name == "letter":
        order = sorted(counts, key=lambda value: (value == "#", value))
    else:
        order = sorted(counts, key=lambda value: (-counts[value], value))
    return tuple(Option(value, name_of(name, value), counts[value]) for value in order)


def _in_order(name: str) -> list[str]:
    known = {"length": [*LENGTHS], "level": [*LEVELS], "region": [*Publication.Region.values]}
    return known[name]


def name_of(name: str, value: str) -> str:
    """How a value of a filter is shown: 县（市、区）, 第20届, 一页以内."""
    named = {
        "region": dict(Publication.Region.choices),
        "level": LEVELS,
        "length": {key: label for key, (label, _) in LENGTHS.items()},
        "good": {"1": "只看经验推荐"},
        "edition": {value: f"第{value}届"},
        "year": {value: f"{value}年"},
        "letter": {value: f"首字母 {value}"},
    }
    return str(named.get(name, {}).get(value, value))
