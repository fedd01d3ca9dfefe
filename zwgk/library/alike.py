"""Texts of the library that a draft may have been taken from, as far as a unit may be told."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from zwgk.core.actor import Actor
from zwgk.library.masking.public import full_text
from zwgk.library.models import Publication, Sample
from zwgk.summaries.checking import Kept


def kept_texts(keys: Iterable[str], by: Actor) -> Mapping[str, Kept]:
    """By their keys in the text store: the unit's own samples, and the public copies of others."""
    wanted = {pk: key for key in keys if (pk := _sample(key)) is not None}
    rows = list(Sample.objects.filter(pk__in=wanted).select_related("unit"))
    others = [f"sample:{row.pk}" for row in rows if row.unit_id != by.unit_id]
    public = {
        one.source: one for one in Publication.objects.filter(source__in=others, withdrawn_at=None)
    }
    found = {}
    for row in rows:
        copy = public.get(f"sample:{row.pk}")
        if row.unit_id == by.unit_id:
            found[wanted[row.pk]] = _own(row)
        elif copy is not None:
            found[wanted[row.pk]] = _public(copy)
    return found


def _sample(key: str) -> UUID | None:
    owner, _, name = key.partition("/")
    return UUID(name) if owner.isdigit() else None


def _own(row: Sample) -> Kept:
    """A text the unit brought in: its own of another year, or another unit's that it collected."""
    author = row.author_name or row.unit.short_name
    own = author in (row.unit.name, row.unit.short_name)
    return Kept(author, row.title, row.year, full_text(row), own=own, open=True)


def _public(copy: Publication) -> Kept:
    text = "\n".join(str(p["text"]) for p in copy.paragraphs)
    return Kept(copy.unit_name, copy.title, copy.year, text, own=False, open=True)
