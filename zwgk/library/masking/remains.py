"""What is left of masked names: a given name alone, a place without its level, a name in blanks.

The engine masks the places that it saw; what still points at somebody is put before a person as a
doubt, when the proposals are made and again before the masks are handed in.
"""

import re
from collections.abc import Iterator

from zwgk.library.masking.naming import fresh_mask
from zwgk.library.masking.public import full_text, settled
from zwgk.library.models import MaskProposal, Sample
from zwgk.text.model import Entity

_LEVEL = re.compile(r"(?:自治[州县旗]|开发区|街道|[省市区县镇乡村旗盟])$")
_Decision = MaskProposal.Decision


def list_remains(sample: Sample) -> int:
    """Keep the remnants as doubts on the workbench; how many there are new."""
    known = set(sample.proposals.values_list("original", flat=True))
    taken = set(sample.proposals.values_list("mask", flat=True))
    text, made = full_text(sample), 0
    for word, kind, spans in _remains(sample):
        if word not in known:
            mask = fresh_mask(word, kind, taken, text)
            taken.add(mask)
            known.add(word)
            MaskProposal.objects.create(
                sample=sample, original=word, mask=mask, kind=kind.value, spans=spans,
                origin=MaskProposal.Origin.DOUBT, reason="与已遮蔽的词相近",
            )  # fmt: skip
            made += 1
    return made


def _remains(sample: Sample) -> Iterator[tuple[str, Entity, list[list[int]]]]:
    masks = list(sample.proposals.filter(decision=_Decision.MASK))
    text = full_text(sample)
    covered = bytearray(len(text))
    for start, end, _ in settled(masks):
        covered[start:end] = b"\x01" * (end - start)
    for one in masks:
        for pattern in _patterns(one):
            found: dict[str, list[list[int]]] = {}
            for match in pattern.finditer(text):
                if not any(covered[match.start() : match.end()]):
                    found.setdefault(match[0], []).append([*match.span()])
            for word, spans in found.items():
                yield word, Entity(one.kind), spans


def _patterns(one: MaskProposal) -> Iterator[re.Pattern[str]]:
    """The word itself with blanks between, and what remains without surname or level."""
    letters = [re.escape(letter) for letter in one.original if not letter.isspace()]
    if 2 <= len(letters) <= 20:
        yield re.compile(r"[ \u3000\u200b]{0,4}".join(letters))
    if one.kind == Entity.PERSON and len(one.original) >= 3:
        yield re.compile(re.escape(one.original[-2:]))
    stem = _LEVEL.sub("", one.original)
    if one.kind == Entity.PLACE and len(stem) >= 2 and stem != one.original:
        yield re.compile(re.escape(stem))
