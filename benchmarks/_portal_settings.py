"""The settings of the product with an empty view beside its pages, for benchmarks/portal.py."""

import os

from zwgk.config.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks._portal_urls"
if os.environ["PORTAL_CACHE"] == "off":
    _NONE = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    CACHES = {"default": _NONE, "pages": _NONE}
