"""Disclosed items: what a unit does for people, how they get it, and how each text came to be."""

from zwgk.catalogue.models.history import (
    Correction,
    ItemConfirmation,
    ItemFile,
    ItemMove,
    ItemRemark,
    ItemRevision,
    ReviewRule,
)
from zwgk.catalogue.models.imports import CatalogueImport, ImportRow
from zwgk.catalogue.models.item import STAGES, ServiceItem, State, column_name

__all__ = [
    "STAGES",
    "CatalogueImport",
    "Correction",
    "ImportRow",
    "ItemConfirmation",
    "ItemFile",
    "ItemMove",
    "ItemRemark",
    "ItemRevision",
    "ReviewRule",
    "ServiceItem",
    "State",
    "column_name",
]
