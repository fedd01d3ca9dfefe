"""The desk app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Registers zwgk.desk."""

    name = "zwgk.desk"
    verbose_name = "咨询台"
