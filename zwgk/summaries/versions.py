"""What differs between two texts, in words, for people to read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

SAME, GONE, NEW = "same", "gone", "new"
# A reference or a number is one word; every other character stands for itself.
_WORD = re.compile(r"\{[^{}\n]+\}|\d+(?:\.\d+)?|[A-Za-z]+|.", re.DOTALL)


@dataclass(frozen=True)
class Span:
    """A piece of text and whether it stayed, went or came."""

    text: str
    kind: str


Line = tuple[Span, ...]


def words_changed(old: str, new: str) -> Line:
    """One text against another, word by word."""
    a, b = _WORD.findall(old), _WORD.findall(new)
    spans: list[Span] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            spans.append(Span("".join(a[i1:i2]), SAME))
            continue
        spans += [Span("".join(a[i1:i2]), GONE)] if i2 > i1 else []
        spans += [Span("".join(b[j1:j2]), NEW)] if j2 > j1 else []
    return tuple(spans)


def lines_changed(old: Sequence[str], new: Sequence[str]) -> list[Line]:
    """Paragraphs against paragraphs: those that were rewritten word by word."""
    found: list[Line] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [(Span(line, SAME),) for line in old[i1:i2]]
        elif tag == "replace":
            pairs = zip_longest(old[i1:i2], new[j1:j2], fillvalue="")
            found += [words_changed(a, b) for a, b in pairs]
        else:
            found += [(Span(line, GONE),) for line in old[i1:i2]]
            found += [(Span(line, NEW),) for line in new[j1:j2]]
    return found


def lines_of(title: str, sections: Sequence[Mapping[str, str]]) -> list[str]:
    """A draft as lines: the title, then each section's heading and paragraphs."""
    return [title, *_section_lines(sections)]


def _section_lines(sections: Sequence[Mapping[str, str]]) -> Iterator[str]:
    for section in sections:
        if section["heading"]:
            yield section["heading"]
        yield from (line for line in section["body"].splitlines() if line.strip())


def amount(lines: Sequence[Line]) -> int:
    """How many characters came or went."""
    return sum(len(span.text) for line in lines for span in line if span.kind != SAME)
