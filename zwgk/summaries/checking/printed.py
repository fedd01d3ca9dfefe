"""A draft as it reads (正文文本), with the way back from each character to its source."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from zwgk.figures.ledger import Entry
from zwgk.summaries.refs import Reference, pieces, print_reference

TITLE = -1


@dataclass(frozen=True)
class Place:
    """Where a passage stands in the draft: section (-1: the title), field, span of its source."""

    section: int
    field: str
    start: int
    end: int
    source: str
    quotes_figure: bool


@dataclass(frozen=True)
class _Piece:
    """``[start, end)`` of the text, which ``[source_start, source_end)`` of a field prints."""

    start: int
    end: int
    section: int
    field: str
    source_start: int
    source_end: int
    reference: Reference | None


class Printed:
    """The whole draft as one text: title, headings and bodies, each on lines of its own."""

    def __init__(
        self, title: str, sections: Sequence[Mapping[str, str]], figures: Mapping[str, Entry]
    ) -> None:
        self._fields: dict[tuple[int, str], str] = {(TITLE, "title"): title}
        for number, section in enumerate(sections):
            for field in ("heading", "body"):
                if section.get(field):
                    self._fields[number, field] = section[field]
        self._pieces: list[_Piece] = []
        texts: list[str] = []
        for (number, field), source in self._fields.items():
            texts += self._print(number, field, source, figures, sum(map(len, texts)))
        self.text = "".join(texts)

    def _print(
        self, section: int, field: str, source: str, figures: Mapping[str, Entry], at: int
    ) -> Iterator[str]:
        written = 0
        for piece in pieces(source) if field == "body" else [source]:
            reference = piece if isinstance(piece, Reference) else None
            text = print_reference(reference, figures) if reference else str(piece)
            end = written + len(str(piece))
            self._pieces.append(_Piece(at, at + len(text), section, field, written, end, reference))
            written, at = end, at + len(text)
            yield text
        yield "\n"

    @property
    def quoted(self) -> frozenset[str]:
        """The kinds of the figures that are quoted."""
        return frozenset(p.reference.key for p in self._pieces if p.reference)

    def quotes(self, start: int, end: int) -> bool:
        """Whether a span touches the print of a reference, which is true by itself."""
        return any(p.reference and p.start < end and p.end > start for p in self._pieces)

    def place(self, start: int, end: int) -> Place:
        """The place of a span; one that reaches over several fields ends with the first."""
        touched = [p for p in self._pieces if p.end > start and p.start < max(end, start + 1)]
        first = touched[0] if touched else self._pieces[-1]
        own = [p for p in touched if (p.section, p.field) == (first.section, first.field)]
        last = own[-1] if own else first
        source = self._fields[first.section, first.field]
        begins, ends = first.source_start, last.source_end
        if not first.reference:
            begins += min(max(start - first.start, 0), first.end - first.start)
        if not last.reference:
            ends = last.source_start + min(max(end - last.start, 0), last.end - last.start)
        quotes = any(p.reference for p in own)
        return Place(first.section, first.field, begins, ends, source[begins:ends], quotes)

    def paragraph(self, start: int) -> int:
        """The number of the printed paragraph a character stands in; -1 is the title."""
        before = self.text[:start].split("\n")
        return sum(1 for line in before[1:-1] if line.strip()) if len(before) > 1 else TITLE

    def find(self, passage: str, paragraph: int) -> Place | None:
        """Where a passage stands now: of several places the one nearest to the paragraph."""
        places = []
        at = self.text.find(passage) if passage else -1
        while at >= 0:
            places.append((abs(self.paragraph(at) - paragraph), at))
            at = self.text.find(passage, at + 1)
        return self.place(min(places)[1], min(places)[1] + len(passage)) if places else None
