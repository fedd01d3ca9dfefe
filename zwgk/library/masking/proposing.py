"""Proposals of the engine for a sample, with what the unit decided of the same words before."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction

from zwgk.core.actor import Actor
from zwgk.library.copies.persons import PERSONAL
from zwgk.library.copies.summaries import roster_of
from zwgk.library.masking.naming import fresh_mask
from zwgk.library.masking.public import full_text
from zwgk.library.masking.remains import list_remains
from zwgk.library.masking.rules import locked_open, require_masker
from zwgk.library.models import MaskProposal, Sample
from zwgk.summaries.models import Submission
from zwgk.text.mask import mask
from zwgk.text.model import Entity

_LONGEST = 200
# Whose text it is tells nothing new of a submission; of a foreign text it is what must not leak.
# Years stay: a summary without its year is of no use.
_FOREIGN = PERSONAL | {Entity.PLACE, Entity.ORGANISATION, Entity.NUMBER}
_Decision, _Origin = MaskProposal.Decision, MaskProposal.Origin


@dataclass
class _Draft:
    mask: str
    kind: Entity
    origin: str
    reason: str = ""
    spans: list[list[int]] = field(default_factory=list)


@transaction.atomic
def propose(sample: Sample, *, by: Actor) -> int:
    """Make the proposals of a sample unless there are some; how many it has."""
    require_masker(sample, by)
    row = locked_open(sample)
    if not row.proposals.exists():
        earlier = _earlier(row)
        MaskProposal.objects.bulk_create(
            _row(row, word, draft, earlier.get(word)) for word, draft in _read(row, earlier)
        )
        list_remains(row)
    return int(row.proposals.count())


def _earlier(sample: Sample) -> dict[str, MaskProposal]:
    """What people of the unit decided last of each word, in other samples."""
    rows = MaskProposal.objects.filter(sample__unit_id=sample.unit_id).exclude(decided_by="")
    rows = rows.exclude(sample=sample).exclude(decision=_Decision.OPEN).order_by("pk")
    return {row.original: row for row in rows}


def _read(sample: Sample, earlier: dict[str, MaskProposal]) -> Iterable[tuple[str, _Draft]]:
    kinds = _FOREIGN if sample.submission_id is None else PERSONAL
    text = full_text(sample)
    found = mask(
        text, roster=[*_roster(sample), *_added(earlier, Entity.PERSON)],
        places=_added(earlier, Entity.PLACE), strict=True,
    )  # fmt: skip
    drafts: dict[str, _Draft] = {}
    for made in found.replacements:
        if made.kind in kinds:
            draft = _Draft(made.mask, made.kind, _Origin.ENGINE)
            word = made.original[:_LONGEST]
            drafts.setdefault(word, draft).spans.append([made.start, made.end])
    for doubt in found.unsure:
        if doubt.kind in kinds:
            word = doubt.text[:_LONGEST]
            if word not in drafts:
                taken = {one.mask for one in drafts.values()}
                name = fresh_mask(word, doubt.kind, taken, text)
                drafts[word] = _Draft(name, doubt.kind, _Origin.DOUBT, _why(doubt.reason))
            drafts[word].spans.append([doubt.start, doubt.end])
    return drafts.items()


def _why(reason: str) -> str:
    """What the engine doubts, without its advice on its own options."""
    return reason.partition("：")[0]


def _roster(sample: Sample) -> list[str]:
    if sample.submission_id is None:
        return []
    return roster_of(Submission.objects.get(pk=sample.submission_id))


def _added(earlier: dict[str, MaskProposal], kind: Entity) -> list[str]:
    """Words that people of the unit masked by hand where the engine had not seen a name."""
    return [
        row.original
        for row in earlier.values()
        if row.kind == kind
        and row.decision == _Decision.MASK
        and row.origin in (_Origin.PERSON, _Origin.DOUBT)
    ]


def _row(sample: Sample, word: str, draft: _Draft, before: MaskProposal | None) -> MaskProposal:
    decision = _Decision.MASK if draft.origin == _Origin.ENGINE else _Decision.OPEN
    reason = draft.reason
    if before is not None:
        decision = _Decision(before.decision)
        reason = f"本单位在《{before.sample.title[:40]}》中已选择{decision.label}"
    return MaskProposal(
        sample=sample, original=word, mask=draft.mask, kind=draft.kind.value, spans=draft.spans,
        origin=draft.origin, decision=decision, reason=reason[:200],
    )  # fmt: skip
