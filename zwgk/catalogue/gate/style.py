"""文字: punctuation, document numbers and gaps, by those checks of ``zwgk.text`` that fit."""

from collections.abc import Iterator

from zwgk.catalogue.gate.findings import Finding, Severity
from zwgk.catalogue.gate.written import named, written
from zwgk.catalogue.models import ServiceItem
from zwgk.text import model
from zwgk.text.check import placeholders
from zwgk.text.check import style as marks
from zwgk.text.check.rules import RULES, Subject

_CHECKS = (*marks.CHECKS, *placeholders.CHECKS)
_PLAIN = frozenset({"phone", "link"})


def style(item: ServiceItem) -> Iterator[Finding]:
    """What is wrong with the writing, once for each rule and column."""
    for column, text in written(item):
        if column in _PLAIN:
            continue
        subject = Subject(text, model.Figures(), model.Facts(), None)
        found: dict[str, list[model.Finding]] = {}
        for check in _CHECKS:
            for one in check(subject):
                found.setdefault(one.rule, []).append(one)
        for rule, hits in found.items():
            first = hits[0]
            more = f"（共 {len(hits)} 处）" if len(hits) > 1 else ""
            around = " ".join(text[max(first.start - 8, 0) : first.end + 8].split())
            yield Finding(
                rule, Severity(RULES[rule].severity.value), column,
                f"{named(column)}中“{around}”处：{first.message}{first.suggestion}{more}",
            )  # fmt: skip
