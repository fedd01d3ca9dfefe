"""The units app."""

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    """Registers zwgk.units."""

    name = "zwgk.units"
    verbose_name = "单位"
