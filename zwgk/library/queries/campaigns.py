"""Campaigns and desks as citizens see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from zwgk.campaigns.models import Campaign
from zwgk.desk.models import Desk
from zwgk.text.numerals import to_chinese


@dataclass(frozen=True)
class PublicDesk:
    """A desk as citizens see it: whose, where, when, which departments."""

    unit_name: str
    phone: str
    address: str
    name: str
    place: str
    opens_at: datetime
    closes_at: datetime
    departments: Sequence[str]

    @property
    def open_now(self) -> bool:
        """Whether people are received at this moment."""
        return self.opens_at <= timezone.now() <= self.closes_at

    @property
    def over(self) -> bool:
        """Whether it has closed for good."""
        return self.closes_at < timezone.now()


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


def public_campaigns() -> list[PublicCampaign]:
    """All public campaigns, the latest first."""
    rows = Campaign.objects.filter(public=True).select_related("unit").order_by("-starts_on", "pk")
    return [_public(row) for row in rows]


def current_campaign() -> PublicCampaign | None:
    """The latest public campaign, running or not."""
    row = Campaign.objects.filter(public=True).select_related("unit").order_by("-starts_on").first()
    return _public(row) if row else None


def campaign_of(slug: str) -> PublicCampaign | None:
    """One public campaign."""
    row = Campaign.objects.filter(public=True, slug=slug).select_related("unit").first()
    return _public(row) if row else None


def _public(campaign: Campaign) -> PublicCampaign:
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
            address=desk.participation.unit.address, name=desk.name, place=desk.place,
            opens_at=desk.opens_at, closes_at=desk.closes_at,
            departments=[department.name for department in desk.departments.all()],
        )
        for desk in desks
    ]  # fmt: skip
