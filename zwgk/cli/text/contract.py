"""The JSON that other programs rely on (docs/cli.md): keys may be added, none dropped."""

from collections.abc import Iterable
from typing import Any

from zwgk.kinds import KINDS
from zwgk.text.model import Exposure, Facts, Figure, Figures, Finding, Masked

Json = dict[str, Any]


def figures_json(found: Figures, offset: int) -> Json:
    """``figures`` that count, ``rejected`` numbers with the reason, ``totals`` by kind."""
    from zwgk.text.figures.totals import counted

    own = counted(found.found)
    kinds = dict.fromkeys(figure.kind for figure in own)
    return {
        "figures": [_figure(figure, offset) for figure in own],
        "rejected": [
            {"text": r.text, "start": r.start + offset, "end": r.end + offset, "reason": r.reason}
            for r in found.rejected
        ],
        "totals": {kind: _total(found.found, kind) for kind in kinds},
    }


def _figure(figure: Figure, offset: int) -> Json:
    return {
        "kind": figure.kind,
        "value": figure.value,
        "qualifier": figure.qualifier.value,
        "unit": figure.unit,
        "noun": figure.noun,
        "start": figure.start + offset,
        "end": figure.end + offset,
        "text": figure.text,
        "high": figure.high,
        "name": KINDS[figure.kind].name,
        "role": figure.role.value,
        "stage": figure.stage.value,
        "scope": figure.scope.value,
        "times": figure.times,
        "mentions": [
            {"start": m.start + offset, "end": m.end + offset, "text": m.text}
            for m in figure.mentions
        ],
    }


def _total(found: tuple[Figure, ...], kind: str) -> Json:
    from zwgk.text.figures.totals import total

    value, qualifier = total(found, kind) or (0, "exact")
    return {"value": value, "qualifier": str(qualifier)}


def facts_json(found: Facts) -> Json:
    """What the text says of itself; dates in ISO 8601, --05-15 where the year is not said."""
    return {
        "title": found.title.text if found.title else None,
        "unit": found.unit.text if found.unit else None,
        "edition": found.edition,
        "dates": [day.iso for day in found.dates],
        "theme": found.theme,
        "headings": [{"level": h.level, "text": h.text} for h in found.headings],
        "notices": [{"title": n.title, "number": n.number} for n in found.notices],
        "other_dates": [day.iso for day in found.other_dates],
        "contacts": [{"kind": c.kind, "text": c.text} for c in found.contacts],
        "warnings": list(found.warnings),
    }


def findings_json(found: Iterable[Finding], text: str, offset: int) -> list[Json]:
    """The findings with the words they are about."""
    return [
        {
            "severity": f.severity.value,
            "rule": f.rule,
            "start": f.start + offset,
            "end": f.end + offset,
            "text": text[f.start : f.end],
            "message": f.message,
            "suggestion": f.suggestion,
            "replacement": f.replacement,
        }
        for f in found
    ]


def masked_json(found: Masked) -> Json:
    """The masked text, every replacement and every doubt left."""
    return {
        "masked": found.masked,
        "replacements": [
            {
                "original": r.original,
                "mask": r.mask,
                "kind": r.kind.value,
                "start": r.start,
                "end": r.end,
            }
            for r in found.replacements
        ],
        "unsure": [
            {
                "text": u.text,
                "kind": u.kind.value,
                "start": u.start,
                "end": u.end,
                "reason": u.reason,
            }
            for u in found.unsure
        ],
    }


def exposures_json(found: Iterable[Exposure], offset: int) -> list[Json]:
    """Personal data found in a text."""
    return [
        {
            "kind": e.kind,
            "text": e.text,
            "start": e.start + offset,
            "end": e.end + offset,
            "certain": e.certain,
            "message": e.message,
        }
        for e in found
    ]
