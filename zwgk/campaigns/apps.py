"""The campaigns app."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """Registers zwgk.campaigns."""

    name = "zwgk.campaigns"
    verbose_name = "活动"
