"""Campaigns for support staff, to look."""

from django.contrib import admin

from zwgk.campaigns.models import Campaign, Move, Notice, Participation
from zwgk.core.admin import LookOnly


@admin.register(Campaign)
class CampaignAdmin(LookOnly):
    """Campaigns."""

    list_display = ("slug", "series", "edition", "year", "unit")


@admin.register(Notice)
class NoticeAdmin(LookOnly):
    """Notices."""

    list_display = ("title", "unit", "doc_number", "issued_on")


@admin.register(Participation)
class ParticipationAdmin(LookOnly):
    """Who takes part, and how far they are."""

    list_display = ("unit", "campaign", "state", "acknowledged_at")
    list_filter = ("state", "campaign")
    search_fields = ("unit__name",)


@admin.register(Move)
class MoveAdmin(LookOnly):
    """Every change of state."""

    list_display = ("at", "participation", "came_from", "went_to", "by", "note")
