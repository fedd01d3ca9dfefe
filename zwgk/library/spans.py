"""Words put in place of others."""

from collections.abc import Iterable


def replaced(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """The text with each [start, end) replaced; the spans are in order and none over another."""
    parts, at = [], 0
    for start, end, words in spans:
        parts += [text[at:start], words]
        at = end
    return "".join([*parts, text[at:]])
