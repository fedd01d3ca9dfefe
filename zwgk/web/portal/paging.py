"""What is asked of a list: its filters and page, read from the address and written back to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from zwgk.library.queries import SORTS, Filters, name_of

PER_PAGE = 20
LAST_PAGE = 500
_LONGEST = 100


def text_of(request: HttpRequest, name: str, longest: int = _LONGEST) -> str:
    """A parameter as one line of clean text; NUL, which PostgreSQL refuses, is no part of one."""
    return " ".join(request.GET.get(name, "").replace("\x00", "")[: longest * 4].split())[:longest]


def number_of(request: HttpRequest, name: str, digits: int = 4) -> int | None:
    """A parameter as a small whole number."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else None


def filters_of(request: HttpRequest) -> Filters:
    """The filters in the address; what cannot be one is left out."""
    sort = request.GET.get("sort", "")
    names = ("level", "region", "theme", "field", "event", "unit", "length")
    return Filters(
        edition=number_of(request, "edition", 3),
        year=number_of(request, "year"),
        good=request.GET.get("good") == "1",
        sort=sort if sort in SORTS else "newest",
        **{name: text_of(request, name) for name in names},
    )


def chosen_of(filters: Filters) -> dict[str, str]:
    """The filters that narrow something, as they stand in an address."""
    values = {name: getattr(filters, name) for name in filters.__dataclass_fields__}
    values["sort"] = "" if filters.sort == "newest" else filters.sort
    return {name: "1" if value is True else str(value) for name, value in values.items() if value}


def address(parameters: Mapping[str, Any], **changes: Any) -> str:
    """The query string of the parameters with changes; empty values are left out."""
    changed = {key: value for key, value in {**parameters, **changes}.items() if value}
    return f"?{urlencode(changed)}" if changed else "?"


@dataclass(frozen=True)
class Chip:
    """A filter that is set, and the address without it."""

    label: str
    remove: str


def chips(parameters: Mapping[str, str]) -> list[Chip]:
    """The filters that are set, each to be taken off."""
    return [
        Chip(name_of(name, value), address(parameters, **{name: ""}))
        for name, value in parameters.items()
        if name not in ("sort", "order", "q", "kind")
    ]


@dataclass(frozen=True)
class Pages:
    """A page of a list and the way to the others; beyond the last page stands the last."""

    number: int
    total: int
    parameters: Mapping[str, Any]
    per_page: int = PER_PAGE
    most: int = LAST_PAGE

    @classmethod
    def of(
        cls, request: HttpRequest, total: int, parameters: Mapping[str, Any],
        most: int = LAST_PAGE, per_page: int = PER_PAGE,
    ) -> "Pages":  # fmt: skip
        """The page asked for."""
        last = max(1, min(most, -(-total // per_page)))
        asked = request.GET.get("page", "1")
        whole = asked.isascii() and asked.isdigit()
        number = min(int(asked[:9]), last) if whole else 1
        return cls(max(1, number), total, parameters, per_page, most)

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, min(self.most, -(-self.total // self.per_page)))

    @property
    def offset(self) -> int:
        """How many rows stand before this page."""
        return (self.number - 1) * self.per_page

    def rows(self, rows: Any) -> Sequence[Any]:
        """The rows of this page."""
        return list(rows[self.offset : self.offset + self.per_page])

    @property
    def previous(self) -> str:
        """The address of the page before, empty on the first."""
        return self._to(self.number - 1) if self.number > 1 else ""

    @property
    def next(self) -> str:
        """The address of the page after, empty on the last."""
        return self._to(self.number + 1) if self.number < self.last else ""

    @property
    def cut(self) -> bool:
        """Whether there is more than the pages show."""
        return self.total > self.last * self.per_page

    def _to(self, number: int) -> str:
        return address(self.parameters, page=number if number > 1 else "")
