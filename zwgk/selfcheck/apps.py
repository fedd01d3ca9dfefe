"""The Django application of self-checks."""

from django.apps import AppConfig


class SelfCheckConfig(AppConfig):
    """自查."""

    name = "zwgk.selfcheck"
    verbose_name = "自查"
    default_auto_field = "django.db.models.BigAutoField"
