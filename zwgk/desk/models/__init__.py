"""Consultation desks: places, what happens there, passes and phones, visitors' ratings."""

from zwgk.desk.models.entries import (
    DeskEntry,
    EntryQuerySet,
    Handout,
    Question,
    Tally,
    Visit,
)
from zwgk.desk.models.passes import DeskPass, Device, TallyPhoto
from zwgk.desk.models.places import Desk, DeskDepartment, DeskShare, Material
from zwgk.desk.models.ratings import Rating

__all__ = [
    "Desk",
    "DeskDepartment",
    "DeskEntry",
    "DeskPass",
    "DeskShare",
    "Device",
    "EntryQuerySet",
    "Handout",
    "Material",
    "Question",
    "Rating",
    "Tally",
    "TallyPhoto",
    "Visit",
]
