"""The figures app."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """Registers zwgk.figures."""

    name = "zwgk.figures"
    verbose_name = "数据"
