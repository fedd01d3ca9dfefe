"""The enquiries app."""

from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    """Registers zwgk.enquiries."""

    name = "zwgk.enquiries"
    verbose_name = "线上咨询"
