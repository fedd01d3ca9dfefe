"""Checks (核查) of a summary: contradictions, form, personal data, copying.

Each module holds the rules of one subject as functions from a Subject to findings; ``RULES`` names
them all. A false alarm costs trust, so a rule reports only what the text itself, the standard or
the context proves.
"""

from zwgk.text.check import copying, days, numbers, personal, placeholders, records, style, wording
from zwgk.text.check.rules import RULES, Rule, Subject
from zwgk.text.model import Context, Facts, Figures, Finding

__all__ = ["RULES", "Rule", "check"]

_CHECKS = (
    *days.CHECKS,
    *wording.CHECKS,
    *numbers.CHECKS,
    *records.CHECKS,
    *personal.CHECKS,
    *placeholders.CHECKS,
    *style.CHECKS,
    *copying.CHECKS,
)


def check(
    text: str,
    context: Context | None = None,
    *,
    figures: Figures | None = None,
    facts: Facts | None = None,
) -> tuple[Finding, ...]:
    """Everything wrong with a text, in its order. Without context only what the text itself shows.

    ``figures`` and ``facts`` may be given where they are known already.
    """
    if figures is None:
        from zwgk.text.figures import figures as read_figures

        figures = read_figures(text)
    if facts is None:
        from zwgk.text.facts import facts as read_facts

        facts = read_facts(text)
    subject = Subject(text, figures, facts, context)
    found = {finding for rule in _CHECKS for finding in rule(subject)}
    return tuple(sorted(found, key=lambda f: (f.start, f.end, f.rule, f.message)))
