"""Duplicates: a sample is tied to the one it repeats; the fuller of two stays the original."""

from typing import Any

from zwgk.core.textstore import text_store
from zwgk.library.models import Sample
from zwgk.text.similarity import Likeness, compare, same

_LOOKED_AT = 40  # texts of other libraries are among them and are passed over
_CONTAINED = 0.9  # of a cut piece's words stand in the whole one


def tie(sample: Sample) -> None:
    """Tie a saved sample to what it repeats in its unit's library, and remember its words."""
    found = _exact(sample) or _near(sample)
    if found is None:
        _remember(sample)
        return
    original, likeness = found
    if likeness != Sample.Likeness.EXACT:
        _remember(sample)
    if _fuller(sample, original) and original.state == Sample.State.DRAFT:
        original.repeats.update(original=sample)
        _set(original, sample, likeness)
    else:
        _set(sample, original, likeness)


def untie(sample: Sample) -> None:
    """Forget a sample that goes: the first of its repeats becomes the original of the others."""
    text_store().remove(_key(sample))
    heir = sample.repeats.order_by("created_at", "position").first()
    if heir is None:
        return
    heir.original, heir.likeness = None, Sample.Likeness.NONE
    heir.save(update_fields=["original", "likeness"])
    sample.repeats.update(original=heir)
    _remember(heir)


def _set(repeat: Sample, original: Sample, likeness: str) -> None:
    repeat.original, repeat.likeness = original, likeness
    repeat.save(update_fields=["original", "likeness"])


def _fuller(one: Sample, other: Sample) -> bool:
    return bool(other.incomplete) and (
        not one.incomplete or len(str(one.text)) > len(str(other.text))
    )


def _library(sample: Sample) -> Any:
    return Sample.objects.filter(unit_id=sample.unit_id).exclude(pk=sample.pk)


def _exact(sample: Sample) -> tuple[Sample, str] | None:
    rows = _library(sample).filter(content_hash=sample.content_hash, original=None)
    first = rows.order_by("created_at", "position").first()
    return (first, Sample.Likeness.EXACT) if first else None


def _near(sample: Sample) -> tuple[Sample, str] | None:
    key = _key(sample)
    candidates = text_store().candidates(sample.text, unit=key, limit=_LOOKED_AT)
    keys = [c.key.split("/")[1] for c in candidates if c.key.startswith(f"{sample.unit_id}/")]
    rows = {str(row.pk): row for row in _library(sample).filter(pk__in=keys)}
    for pk in keys:
        other = rows.get(pk)
        if other is not None and _alike(sample, other):
            return other.original or other, Sample.Likeness.NEAR
    return None


def _alike(one: Sample, other: Sample) -> bool:
    if same(one.text, other.text) is not Likeness.NONE:
        return True
    if not (one.incomplete or other.incomplete):
        return False
    short, whole = sorted((one, other), key=lambda sample: len(sample.text))
    return bool(short.incomplete) and compare(short.text, whole.text).share >= _CONTAINED


def _remember(sample: Sample) -> None:
    """Each sample is a unit of its own to the store: here nothing is anybody's earlier year."""
    text_store().add(_key(sample), sample.text, _key(sample), 0)


def _key(sample: Sample) -> str:
    return f"{sample.unit_id}/{sample.pk}"
