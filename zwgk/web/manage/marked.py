"""A frozen document with passages marked, for the page that shows what was said about them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from zwgk.gongwen import Document, Run


@dataclass(frozen=True)
class Mark:
    """A passage of a paragraph and the class it is shown with."""

    paragraph: int
    passage: str
    style: str


@dataclass(frozen=True)
class MarkedRun:
    """A piece of a run; ``mark`` is empty where nothing was said about it."""

    run: Run
    text: str
    mark: str


@dataclass(frozen=True)
class MarkedParagraph:
    """A paragraph in pieces."""

    level: int
    runs: Sequence[MarkedRun]


def marked(document: Document, marks: Iterable[Mark]) -> list[MarkedParagraph]:
    """The paragraphs of a document; of marks over one another the first is shown."""
    known = list(marks)
    return [
        MarkedParagraph(
            paragraph.level,
            list(_cut(paragraph.runs, [m for m in known if m.paragraph == number])),
        )
        for number, paragraph in enumerate(document.paragraphs)
    ]


def _cut(runs: Sequence[Run], marks: Sequence[Mark]) -> Iterator[MarkedRun]:
    text = "".join(run.text for run in runs)
    styles = [""] * len(text)
    for mark in marks:
        at = text.find(mark.passage) if mark.passage else -1
        end = at + len(mark.passage)
        if at >= 0 and not any(styles[at:end]):
            styles[at:end] = [mark.style] * len(mark.passage)
    at = 0
    for run in runs:
        end = at + len(run.text)
        while at < end:
            stop = next((n for n in range(at, end) if styles[n] != styles[at]), end)
            yield MarkedRun(run, text[at:stop], styles[at])
            at = stop
