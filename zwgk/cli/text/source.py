"""Documents out of the paths on the command line, with progress; a bad file stops nothing."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from zwgk.cli.errors import Refused
from zwgk.text.reading import Piece, Unreadable, read, read_all


@dataclass(frozen=True)
class Source:
    """One document: ``offset`` is its place in the text of its file, ``part`` its number there.

    ``same_as`` is the number of the earlier document of the file that this one repeats.
    """

    name: str
    text: str
    offset: int = 0
    part: int = 0
    incomplete: bool = False
    same_as: int | None = None
    warnings: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The file's name, with the number of the document in it where there are several."""
        return f"{self.name}#{self.part}" if self.part else self.name


class Reader:
    """Reads the files of a command; ``failed`` counts those that could not be read."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self._quiet = bool(arguments.quiet)
        self.failed = 0

    def files(self, paths: Iterable[Path]) -> Iterator[Piece]:
        """The readable files; what is wrong with the others is said on standard error."""
        batch = read_all(paths)
        for result in self._progress(batch, len(batch)):
            if isinstance(result, Unreadable):
                self.failed += 1
                print(f"zwgk：{result}", file=sys.stderr)
            else:
                yield result

    def documents(self, paths: Iterable[Path]) -> Iterator[Source]:
        """The documents of the files; a page that holds several is split."""
        from zwgk.text.facts import split

        for piece in self.files(paths):
            parts = split(piece.text)
            for at, part in enumerate(parts, 1):
                number = at if len(parts) > 1 else 0
                yield Source(
                    piece.name, part.text, part.start, number, part.incomplete,
                    part.same_as, piece.warnings,
                )  # fmt: skip

    def _progress(
        self, batch: Iterable[Piece | Unreadable], size: int
    ) -> Iterable[Piece | Unreadable]:
        if self._quiet or size < 2 or not sys.stderr.isatty():
            return batch
        from tqdm import tqdm

        return tqdm(batch, total=size, unit="个", desc="读取文件", file=sys.stderr)


def one_text(path: Path | None) -> str:
    """The text of a file named by an option; empty without one. Raises Refused."""
    if path is None:
        return ""
    try:
        return read(path, name=str(path)).text
    except Unreadable as error:
        raise Refused(str(error)) from None


def words(path: Path | None) -> list[str]:
    """The lines of a list named by an option."""
    return [line.strip() for line in one_text(path).splitlines() if line.strip()]
