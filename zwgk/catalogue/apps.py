"""The catalogue app."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Registers zwgk.catalogue."""

    name = "zwgk.catalogue"
    verbose_name = "公开事项"
