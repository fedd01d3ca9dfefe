"""What the portal may know. Public data only: no person, no record, no draft."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from zwgk.campaigns.models import Campaign
from zwgk.desk.models import Desk
from zwgk.figures.phrase import printed
from zwgk.kinds import KINDS, FigureKind, Qualifier, combined
from zwgk.library.models import Publication
from zwgk.text.numerals import to_chinese


@dataclass(frozen=True)
class PublicDesk:
    """A desk as citizens see it: whose, where, when, which departments."""

    unit_name: str
    phone: str
    name: str
    place: str
    opens_at: datetime
    closes_at: datetime
    departments: Sequence[str]

    @property
    def open_now(self) -> bool:
        """Whether people are received at this moment."""
        return self.opens_at <= timezone.now() <= self.closes_at


@dataclass(frozen=True)
class PublicCampaign:
    """A campaign as citizens see it."""

    slug: str
    name: str
    organiser: str
    edition: int
    ordinal: str
    year: int
    theme: str
    starts_on: date
    ends_on: date


def current_campaign() -> PublicCampaign | None:
    """The latest public campaign, running or not."""
    campaign = (
        Campaign.objects.filter(public=True).select_related("unit").order_by("-starts_on").first()
    )
    if campaign is None:
        return None
    return PublicCampaign(
        slug=campaign.slug, name=campaign.series, organiser=campaign.unit.name,
        edition=campaign.edition, year=campaign.year, theme=campaign.theme,
        ordinal=f"第{to_chinese(campaign.edition)}届",
        starts_on=campaign.starts_on, ends_on=campaign.ends_on,
    )  # fmt: skip


def public_desks(campaign_slug: str) -> list[PublicDesk]:
    """The desks of a public campaign, by time and unit, in two queries."""
    desks = (
        Desk.objects.filter(
            participation__campaign__slug=campaign_slug, participation__campaign__public=True
        )
        .select_related("participation__unit")
        .prefetch_related("departments")
        .order_by("opens_at", "participation__unit__path", "pk")
    )
    return [
        PublicDesk(
            unit_name=desk.participation.unit.name, phone=desk.participation.unit.phone,
            name=desk.name, place=desk.place,
            opens_at=desk.opens_at, closes_at=desk.closes_at,
            departments=[department.name for department in desk.departments.all()],
        )
        for desk in desks
    ]  # fmt: skip


def published(year: int | None = None, unit_name: str = "") -> QuerySet[Publication]:
    """Published summaries, newest first, of one year and of units whose name contains a word."""
    rows = Publication.objects.filter(withdrawn_at__isnull=True)
    if year:
        rows = rows.filter(year=year)
    if unit_name:
        rows = rows.filter(unit_name__icontains=unit_name)
    return rows.order_by("-published_at", "unit_name")


def publication(id: uuid.UUID) -> Publication | None:
    """One published summary, or None where it is not public (any more)."""
    return Publication.objects.filter(withdrawn_at__isnull=True, pk=id).first()


def published_years() -> list[int]:
    """The years for which summaries are public, newest first."""
    rows = published().order_by("-year").values_list("year", flat=True).distinct()
    return list(rows)


def excerpt(row: Publication, length: int = 220) -> str:
    """The beginning of a summary, cut at the end of a sentence."""
    text = "".join(p["text"] for p in row.paragraphs if not p["level"])
    if len(text) <= length:
        return text
    end = text.rfind("。", 0, length) + 1 or text.find("。") + 1
    return text[:end] if end else text[:length] + "……"


@dataclass(frozen=True)
class PublicFigure:
    """A figure of an edition, added up over the published summaries."""

    name: str
    text: str
    units: int


def edition_figures(campaign_slug: str) -> list[PublicFigure]:
    """What the published summaries of a campaign report together; rates recomputed."""
    rows = Publication.objects.filter(withdrawn_at__isnull=True, campaign_slug=campaign_slug)
    values: dict[str, list[dict[str, Any]]] = {}
    for figures in rows.values_list("figures", flat=True):
        for figure in figures:
            values.setdefault(figure["kind"], []).append(figure)
    return [
        PublicFigure(kind.name, _added_up(kind, values[key]), len(values[key]))
        for key, kind in KINDS.items()
        if key in values
    ]


def _added_up(kind: FigureKind, figures: list[dict[str, Any]]) -> str:
    qualifier = combined(Qualifier(figure["qualifier"]) for figure in figures)
    value = sum(figure["value"] for figure in figures)
    out_of = sum(figure["out_of"] or 0 for figure in figures) if kind.is_rate else None
    return printed(kind, value, out_of, qualifier)
