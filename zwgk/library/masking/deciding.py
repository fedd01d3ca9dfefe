"""Decisions on proposals, and masks added by hand. Each is one row: alike in the whole text."""

from django.db import transaction

from zwgk.core import audit
from zwgk.core.actor import Actor
from zwgk.core.errors import DomainError
from zwgk.library.masking.naming import fresh_mask
from zwgk.library.masking.proposing import propose
from zwgk.library.masking.public import full_text
from zwgk.library.masking.rules import locked_open, require_masker
from zwgk.library.models import MaskProposal, Sample
from zwgk.text.model import Entity

KINDS = {
    Entity.PERSON: "人名", Entity.PLACE: "地名", Entity.ORGANISATION: "机构",
    Entity.CONTACT: "联系方式", Entity.NUMBER: "文号", Entity.DATE: "日期",
}  # fmt: skip
_LONGEST = 200
_Decision, _Origin = MaskProposal.Decision, MaskProposal.Origin


@transaction.atomic
def decide(
    proposal: MaskProposal, decision: str, *, by: Actor, mask: str = "", reason: str = ""
) -> None:
    """Mask or keep a word, everywhere in the document; ``mask`` changes what stands for it."""
    require_masker(proposal.sample, by)
    locked_open(proposal.sample)
    if not MaskProposal.objects.filter(pk=proposal.pk).exists():
        raise DomainError("这个词的处理已被别人撤销，请刷新页面后再看。")
    if decision not in (_Decision.MASK, _Decision.KEEP):
        raise DomainError("请选择“遮蔽”或“保留”。")
    if mask := mask.replace("\x00", "").strip():
        _check_mask(proposal.original, mask)
        proposal.mask = mask
    proposal.decision, proposal.reason = decision, reason[:200]
    proposal.decided_by, proposal.decided_by_id = by.name, by.user_id
    proposal.save(update_fields=["mask", "decision", "reason", "decided_by", "decided_by_id"])
    verb = "遮蔽词语" if decision == _Decision.MASK else "保留词语"
    audit.record(by, verb, proposal.sample, reason, proposal=proposal.pk)


def _check_mask(original: str, mask: str) -> None:
    if original in mask:
        raise DomainError("替换用的词里还有原词，请改写。", field="mask")
    if len(mask) > _LONGEST or "\n" in mask or "\r" in mask:
        raise DomainError("替换用的词太长或含有换行，请改短。", field="mask")


@transaction.atomic
def undo(proposal: MaskProposal, *, by: Actor) -> None:
    """Take a decision back: as the engine had it; what was added by hand goes away."""
    require_masker(proposal.sample, by)
    locked_open(proposal.sample)
    audit.record(by, "撤销遮蔽处理", proposal.sample, proposal=proposal.pk)
    if proposal.origin == _Origin.PERSON:
        proposal.delete()
        return
    engine = proposal.origin == _Origin.ENGINE
    proposal.decision = _Decision.MASK if engine else _Decision.OPEN
    proposal.reason, proposal.decided_by = "", ""
    # Who took it back decided too, and is not the second person.
    proposal.decided_by_id = by.user_id
    proposal.save(update_fields=["decision", "reason", "decided_by", "decided_by_id"])


@transaction.atomic
def keep_open(sample: Sample, *, reason: str, by: Actor) -> int:
    """Keep all words still in doubt, for one reason; how many they were."""
    if not reason.strip():
        raise DomainError("请填写这些词可以保留的理由。", field="reason")
    doubts = list(sample.proposals.filter(decision=_Decision.OPEN))
    for doubt in doubts:
        decide(doubt, _Decision.KEEP, reason=reason.strip(), by=by)
    return len(doubts)


@transaction.atomic
def add(sample: Sample, *, words: str, kind: str, by: Actor, mask: str = "") -> MaskProposal:
    """Mask words that were not proposed, wherever they stand."""
    require_masker(sample, by)
    row = locked_open(sample)
    words, entity = _clean(words), _entity(kind)
    # The engine reads a text without proposals only: a word by hand must not be its first.
    propose(row, by=by)
    text = full_text(row)
    spans = _everywhere(text, words)
    if not spans:
        raise DomainError("原文中没有这几个字，请从原文中选取或复制。", field="words")
    mask = mask.replace("\x00", "").strip()
    if mask:
        _check_mask(words, mask)
    there = row.proposals.filter(original=words).first()
    if there is None:
        taken = set(row.proposals.values_list("mask", flat=True))
        there = MaskProposal(
            sample=row, original=words, kind=entity.value, origin=_Origin.PERSON,
            mask=fresh_mask(words, entity, taken, text),
        )  # fmt: skip
    there.mask = mask or there.mask
    there.spans, there.decision = spans, _Decision.MASK
    there.decided_by, there.decided_by_id = by.name, by.user_id
    there.save()
    audit.record(by, "添加遮蔽", row, proposal=there.pk)
    return there


def _clean(words: str) -> str:
    words = words.replace("\x00", "").strip()
    if len(words) < 2 or len(words) > _LONGEST or "\n" in words or "\r" in words:
        message = f"请选择同一段里的 2 到 {_LONGEST} 个字；单独一个字会误伤其他词。"
        raise DomainError(message, field="words")
    return words


def _entity(kind: str) -> Entity:
    if kind not in KINDS:
        raise DomainError("请选择类别。", field="kind")
    return Entity(kind)


def _everywhere(text: str, words: str) -> list[list[int]]:
    spans, at = [], text.find(words)
    while at >= 0:
        spans.append([at, at + len(words)])
        at = text.find(words, at + len(words))
    return spans
