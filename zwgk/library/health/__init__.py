"""网站体检: what the inspection indicators for government sites ask and software can see."""

from zwgk.library.health.checks import (
    ON_PAGE,
    Examination,
    examine,
    history,
    last,
    may_examine,
    record_walk,
    store,
)
from zwgk.library.health.export import SEVERITY, STATUS, health_xlsx
from zwgk.library.health.indicators import INDICATORS, UNSEEN
from zwgk.library.health.model import Check, Finding, Indicator, Sort
from zwgk.library.health.walker import Bounds, Walk, walk

__all__ = [
    "INDICATORS",
    "ON_PAGE",
    "SEVERITY",
    "STATUS",
    "UNSEEN",
    "Bounds",
    "Check",
    "Examination",
    "Finding",
    "Indicator",
    "Sort",
    "Walk",
    "examine",
    "health_xlsx",
    "history",
    "last",
    "may_examine",
    "record_walk",
    "store",
    "walk",
]
