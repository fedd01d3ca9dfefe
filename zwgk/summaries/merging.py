"""Two people's drafts made from the same one, put together paragraph by paragraph.

Pure: nothing of either is lost. What only one changed is taken over, what both changed alike is
taken once, and what they changed differently is left to a person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

Section = Mapping[str, str]
MINE, THEIRS, BOTH = "mine", "theirs", "both"


@dataclass(frozen=True)
class Piece:
    """Consecutive paragraphs. ``theirs`` is None where nothing has to be chosen."""

    mine: tuple[str, ...]
    theirs: tuple[str, ...] | None = None

    @property
    def is_open(self) -> bool:
        """Whether a person has to choose."""
        return self.theirs is not None

    def chosen(self, choice: str) -> tuple[str, ...]:
        """The paragraphs of a choice; both, the other's first, unless it is one of the two."""
        if self.theirs is None or choice == MINE:
            return self.mine
        return self.theirs if choice == THEIRS else (*self.theirs, *self.mine)


@dataclass(frozen=True)
class MergedSection:
    """A section: its heading and its body as pieces."""

    key: str
    heading: Piece
    body: tuple[Piece, ...]


@dataclass(frozen=True)
class Merged:
    """The whole draft put together."""

    title: Piece
    sections: tuple[MergedSection, ...]

    @property
    def open(self) -> list[Piece]:
        """The pieces to choose, in the order of the text."""
        found = [self.title]
        for section in self.sections:
            found += [section.heading, *section.body]
        return [piece for piece in found if piece.is_open]

    def settled(self, choices: Sequence[str] = ()) -> tuple[str, list[dict[str, str]]]:
        """The title and sections with a choice for each open piece; both where none is given.

        A title and a heading are one line: of both the other's is taken.
        """
        left = list(choices)

        def choose(piece: Piece, *, line: bool) -> str:
            choice = (left.pop(0) if left else BOTH) if piece.is_open else MINE
            if line and choice == BOTH:
                choice = THEIRS
            return "\n".join(piece.chosen(choice))

        title = choose(self.title, line=True)
        sections = [
            {
                "key": section.key,
                "heading": choose(section.heading, line=True),
                "body": "\n".join(
                    text for piece in section.body if (text := choose(piece, line=False))
                ),
            }
            for section in self.sections
        ]
        return title, sections


def merge(
    base: tuple[str, Sequence[Section]], mine: tuple[str, Sequence[Section]],
    theirs: tuple[str, Sequence[Section]],
) -> Merged:  # fmt: skip
    """Put two drafts, each a title and sections, together that were begun from ``base``."""
    old, own, other = (_by_key(sections) for _, sections in (base, mine, theirs))
    order = list(dict.fromkeys([*other, *own]))
    return Merged(
        _line(base[0], mine[0], theirs[0]),
        tuple(
            MergedSection(
                key,
                _line(*(part.get(key, _NONE)["heading"] for part in (old, own, other))),
                tuple(merged_paragraphs(*(_paragraphs(part, key) for part in (old, own, other)))),
            )
            for key in order
        ),
    )


def merged_paragraphs(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]
) -> list[Piece]:
    """Paragraphs of three versions as pieces: between places all three share, who changed what."""
    in_mine, in_theirs = _places(base, mine), _places(base, theirs)
    pieces: list[Piece] = []
    at, at_mine, at_theirs = 0, 0, 0
    for place in [*range(len(base)), len(base)]:
        end = place == len(base)
        if not end and (place not in in_mine or place not in in_theirs):
            continue
        to_mine = len(mine) if end else in_mine[place]
        to_theirs = len(theirs) if end else in_theirs[place]
        changed = _resolved(
            tuple(base[at:place]), tuple(mine[at_mine:to_mine]), tuple(theirs[at_theirs:to_theirs])
        )
        pieces += [changed] if changed.mine or changed.theirs else []
        if not end:
            pieces.append(Piece((base[place],)))
            at, at_mine, at_theirs = place + 1, to_mine + 1, to_theirs + 1
    return pieces


def _resolved(base: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]) -> Piece:
    if mine in (theirs, base):
        return Piece(theirs)
    return Piece(mine) if theirs == base else Piece(mine, theirs)


def _places(base: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    """Where each paragraph that stayed stands in the other version."""
    found: dict[int, int] = {}
    for block in SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks():
        found.update((block.a + n, block.b + n) for n in range(block.size))
    return found


def _line(base: str, mine: str, theirs: str) -> Piece:
    return _resolved((base,), (mine,), (theirs,))


_NONE: Section = {"heading": "", "body": ""}


def _by_key(sections: Sequence[Section]) -> dict[str, Section]:
    """Sections by key; a section without one, or with one used before, by its place."""
    found: dict[str, Section] = {}
    for number, section in enumerate(sections):
        key = section.get("key", "")
        found[key if key and key not in found else f"#{number}"] = section
    return found


def _paragraphs(sections: Mapping[str, Section], key: str) -> list[str]:
    return [line for line in sections.get(key, _NONE)["body"].splitlines() if line.strip()]
