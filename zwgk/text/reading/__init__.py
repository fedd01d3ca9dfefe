"""Text out of uploaded files: the kind told by content, the parsing in a limited child process.

Importing this package is cheap: parsers are only ever imported in the child process.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from zwgk.text.reading.model import (
    MAX_FILE,
    NO_FILE,
    TOO_LARGE,
    Piece,
    Refused,
    Unreadable,
    clean_name,
)

if TYPE_CHECKING:
    from zwgk.text.reading.many import Batch

__all__ = ["Piece", "Unreadable", "read", "read_all", "read_bytes"]

WALL_SECONDS = 60.0
_ARCHIVE = "是压缩包，请解压后逐个导入其中的文件。"


def read(path: Path, *, name: str | None = None, seconds: float = WALL_SECONDS) -> Piece:
    """The text of one file, shown under `name`. Raises Unreadable."""
    shown = path.name if name is None else name
    try:
        # A device or a pipe would be read for ever.
        if not path.is_file():
            raise Unreadable(shown, NO_FILE)
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except OSError:
        raise Unreadable(shown, NO_FILE) from None
    return read_bytes(data, shown, seconds=seconds)


def read_bytes(data: bytes, name: str, *, seconds: float = WALL_SECONDS) -> Piece:
    """The text of a file already in memory, an upload for instance. Raises Unreadable."""
    try:
        return _read(data, clean_name(name), seconds)
    except Refused as refusal:
        raise Unreadable(name, refusal.reason) from None


def _read(data: bytes, name: str, seconds: float) -> Piece:
    from zwgk.text.reading.plain import decode, strange, tidy
    from zwgk.text.reading.sniff import Kind, kind_of

    if len(data) > MAX_FILE:
        raise Refused(TOO_LARGE)
    kind = kind_of(data)
    if kind is Kind.ARCHIVE:
        raise Refused(_ARCHIVE)
    if kind is Kind.TEXT:
        text = tidy(decode(data))
        return Piece(name, text, strange(text))
    from zwgk.text.reading.runner import run

    text, warnings = run(kind, data, seconds)
    return Piece(name, text, warnings)


def read_all(paths: Iterable[Path]) -> "Batch":
    """The files, those in the folders and in the zip archives; a bad one stops nothing.

    Iterating gives a Piece or an Unreadable for each; `len` of it is their number beforehand.
    """
    from zwgk.text.reading.many import Batch

    return Batch(paths)
