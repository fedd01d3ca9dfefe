"""What the workbench shows, arranged for its templates."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from zwgk.library.masking.deciding import KINDS
from zwgk.library.models import MaskProposal
from zwgk.text.model import Entity
from zwgk.text.similarity import compare

_ORDER = {"open": 0, "mask": 1, "keep": 2}
_GROUPS = {"open": "存疑，请选择", "mask": "遮蔽", "keep": "保留"}


@dataclass(frozen=True)
class RuleFindings:
    """The findings of one rule on one line."""

    severity: str
    message: str
    suggestion: str
    count: int
    words: Sequence[str]


@dataclass(frozen=True)
class Group:
    """The words with one decision."""

    decision: str
    name: str
    words: Sequence[tuple[MaskProposal, str]]


def words_by_decision(proposals: Sequence[MaskProposal]) -> list[Group]:
    """Doubts first, then what is masked, then what is kept."""
    found = []
    for decision in sorted(_ORDER, key=lambda name: _ORDER[name]):
        words = [(p, KINDS.get(Entity(p.kind), "")) for p in proposals if p.decision == decision]
        if words:
            found.append(Group(decision, _GROUPS[decision], words))
    return found


def findings_by_rule(findings: Sequence[dict[str, Any]]) -> list[RuleFindings]:
    """One line a rule, errors first: fifty half-width commas are one matter, not fifty."""
    rules: dict[str, list[dict[str, Any]]] = {}
    for one in findings:
        rules.setdefault(one["rule"], []).append(one)
    lines = [
        RuleFindings(
            group[0]["severity"], group[0]["message"], group[0]["suggestion"], len(group),
            list(dict.fromkeys(one["text"] for one in group))[:8],
        )
        for group in rules.values()
    ]  # fmt: skip
    return sorted(lines, key=lambda line: (line.severity != "error", line.count))


def marked(text: str, other: str) -> dict[str, Any]:
    """Both texts cut at the passages they share; how much of the first stands in the other."""
    overlap = compare(text, other)
    here = [(p.start, p.end, str(p.kind)) for p in overlap.passages]
    there = sorted((p.other_start, p.other_end, str(p.kind)) for p in overlap.passages)
    return {
        "here": list(_runs(text, here)), "there": list(_runs(other, there)),
        "percent": int(overlap.share * 100), "passages": len(overlap.passages),
    }  # fmt: skip


def _runs(text: str, spans: Sequence[tuple[int, int, str]]) -> Iterator[tuple[str, str]]:
    at = 0
    for start, end, kind in spans:
        start = max(start, at)
        if start >= end:
            continue
        if at < start:
            yield text[at:start], ""
        yield text[start:end], kind
        at = end
    if at < len(text):
        yield text[at:], ""
