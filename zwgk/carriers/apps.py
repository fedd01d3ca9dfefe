"""The Django application of carriers."""

from django.apps import AppConfig


class CarriersConfig(AppConfig):
    """宣传载体."""

    name = "zwgk.carriers"
    verbose_name = "宣传载体"
    default_auto_field = "django.db.models.BigAutoField"
