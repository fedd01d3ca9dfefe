"""Figures of an edition, united over what is published.

Counts are added, rates recomputed. What must not be added (资料种类, 参与部门) is told unit by
unit: a public copy holds no names by which it could be united.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from zwgk.figures.phrase import printed, printed_range
from zwgk.kinds import KINDS, FigureKind, Qualifier, combined
from zwgk.library.models import Publication


@dataclass(frozen=True)
class Share:
    """What one unit's summary says of a figure."""

    unit_name: str
    value: int
    out_of: int | None
    text: str
    publication: str

    @property
    def height(self) -> float:
        """What a bar shows: the value, of a rate the rate."""
        return self.value / self.out_of if self.out_of else self.value


@dataclass(frozen=True)
class EditionFigure:
    """A figure of an edition: the sum, how many units reported it, and each unit's value.

    ``value`` is None where values of several units must not be added; ``text`` then says from the
    least to the most.
    """

    kind: str
    name: str
    measure: str
    value: int | None
    out_of: int | None
    text: str
    units: int
    shares: tuple[Share, ...]

    @property
    def base(self) -> str:
        """What a rate rests on, as a clause; nothing for a count."""
        if self.value is None or not self.out_of:
            return ""
        return KINDS[self.kind].based_on(self.value, self.out_of)

    @property
    def percent(self) -> float | None:
        """A rate in per cent, recomputed from numerator and denominator."""
        if self.value is None or not self.out_of:
            return None
        return round(100 * self.value / self.out_of, 1)

    @property
    def height(self) -> float:
        """What a bar shows: the value, of a rate the rate, of what is not added nothing."""
        return (self.value or 0) / self.out_of if self.out_of else (self.value or 0)


def edition_figures(campaign_slug: str) -> list[EditionFigure]:
    """What the published summaries of a campaign report together, in one query."""
    return compared_editions([campaign_slug])[campaign_slug]


def compared_editions(slugs: Sequence[str]) -> dict[str, list[EditionFigure]]:
    """The figures of several campaigns, in one query."""
    values: dict[str, dict[str, list[dict[str, Any]]]] = {slug: {} for slug in slugs}
    for row in _rows(slugs):
        values[row["campaign"]].setdefault(row["kind"], []).append(row)
    return {
        slug: [_edition_figure(KINDS[key], rows[key]) for key in KINDS if key in rows]
        for slug, rows in values.items()
    }


def figure_rows(campaign_slug: str) -> Iterator[dict[str, Any]]:
    """Each figure of each published summary with the unit it is of: the open data of an edition."""
    return _rows([campaign_slug])


def _rows(slugs: Sequence[str]) -> Iterator[dict[str, Any]]:
    rows = Publication.objects.filter(
        kind=Publication.Kind.SUMMARY, withdrawn_at__isnull=True, campaign_slug__in=slugs
    ).order_by("unit_name", "pk")
    names = ("pk", "unit_name", "year", "campaign_slug", "figures")
    for pk, unit_name, year, slug, figures in rows.values_list(*names):
        for figure in figures:
            if figure["kind"] in KINDS:
                yield {
                    **figure, "unit_name": unit_name, "year": year, "publication": str(pk),
                    "campaign": slug,
                }  # fmt: skip


def _edition_figure(kind: FigureKind, rows: list[dict[str, Any]]) -> EditionFigure:
    out_of = sum(row["out_of"] or 0 for row in rows) if kind.is_rate else None
    shares = [
        Share(
            row["unit_name"], row["value"], row["out_of"],
            printed(kind, row["value"], row["out_of"], Qualifier(row["qualifier"])),
            row["publication"],
        )
        for row in rows
    ]  # fmt: skip
    shares.sort(key=lambda share: (-share.height, share.unit_name))
    value, text = _united(kind, rows, out_of)
    return EditionFigure(
        kind=kind.key, name=kind.name, measure=kind.measure, value=value, out_of=out_of, text=text,
        units=len(rows), shares=tuple(shares),
    )  # fmt: skip


def _united(
    kind: FigureKind, rows: list[dict[str, Any]], out_of: int | None
) -> tuple[int | None, str]:
    """The value of all units together and its text; no value where units must not be added."""
    values = [row["value"] for row in rows]
    if kind.is_distinct and len(rows) > 1:
        return None, f"每个单位{printed_range(kind, min(values), max(values))}"
    qualifier = combined(Qualifier(row["qualifier"]) for row in rows)
    return sum(values), printed(kind, sum(values), out_of, qualifier)
