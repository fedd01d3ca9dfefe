"""The summaries app."""

from django.apps import AppConfig


class SummariesConfig(AppConfig):
    """Registers zwgk.summaries."""

    name = "zwgk.summaries"
    verbose_name = "总结"
