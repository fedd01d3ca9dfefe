"""The core app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Registers zwgk.core."""

    name = "zwgk.core"
    verbose_name = "平台基础"
