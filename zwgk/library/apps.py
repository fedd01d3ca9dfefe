"""The library app."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """Registers zwgk.library."""

    name = "zwgk.library"
    verbose_name = "公开库"
