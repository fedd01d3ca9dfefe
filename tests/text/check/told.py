"""What the tests of the checks ask: the findings of one rule."""

from zwgk.text.check import RULES, check
from zwgk.text.model import Context, Finding


def rules(text: str, rule: str, context: Context | None = None) -> list[Finding]:
    """The findings of one rule, which has to exist."""
    assert rule in RULES
    return [found for found in check(text, context) if found.rule == rule]


def spans(text: str, rule: str, context: Context | None = None) -> list[str]:
    """What one rule marks on the page."""
    return [text[found.start : found.end] for found in rules(text, rule, context)]


def mended(text: str) -> str:
    """The text with every certain replacement made, from the end so that places stay true."""
    for found in reversed(check(text)):
        if found.replacement is not None:
            text = text[: found.start] + found.replacement + text[found.end :]
    return text
