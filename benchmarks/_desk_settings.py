"""The settings of the product with an empty view beside its pages, for benchmarks/desk.py."""

from zwgk.config.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks._desk_urls"
