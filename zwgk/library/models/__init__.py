"""Rows of the library: what is public, and the samples it is made from."""

from zwgk.library.models.health import SiteCheck
from zwgk.library.models.public import Collection, IssuedDocument, Publication, SearchTerm
from zwgk.library.models.samples import ImportBatch, ImportFile, MaskProposal, Sample

__all__ = [
    "Collection",
    "ImportBatch",
    "ImportFile",
    "IssuedDocument",
    "MaskProposal",
    "Publication",
    "Sample",
    "SearchTerm",
    "SiteCheck",
]
