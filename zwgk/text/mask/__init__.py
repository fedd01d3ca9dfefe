"""脱敏: masks persons, places, organisations, years, contacts and document numbers of a text."""

from zwgk.text.mask.engine import mask
from zwgk.text.mask.tagger import LacTagger, NoTagger, Tagger, Word, default_tagger

__all__ = ["LacTagger", "NoTagger", "Tagger", "Word", "default_tagger", "mask"]
