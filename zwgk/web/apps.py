"""The web app: what lower layers cannot know of pages and addresses is told them at the start."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Registers zwgk.web."""

    name = "zwgk.web"

    def ready(self) -> None:
        """Tell the check of items which addresses of the site are dead."""
        from zwgk.catalogue.gate.links import know_site
        from zwgk.web.portal.addresses import is_dead

        know_site(is_dead)
