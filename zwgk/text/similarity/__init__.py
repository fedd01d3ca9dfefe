"""相似度: copied passages, duplicate texts and a store of fingerprints to find the source in."""

from zwgk.text.similarity.compare import compare, same
from zwgk.text.similarity.fingerprint import content_hash, fingerprints
from zwgk.text.similarity.form import NORMALISATION
from zwgk.text.similarity.model import (
    Candidate,
    Document,
    Likeness,
    Overlap,
    Passage,
    Wording,
)
from zwgk.text.similarity.store import Store, schema

__all__ = [
    "NORMALISATION",
    "Candidate",
    "Document",
    "Likeness",
    "Overlap",
    "Passage",
    "Store",
    "Wording",
    "compare",
    "content_hash",
    "fingerprints",
    "same",
    "schema",
]
