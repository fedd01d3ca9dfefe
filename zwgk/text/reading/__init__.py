"""Text out of uploaded files: the kind told by content, the parsing in a limited child process.

Importing this package is cheap: parsers are only ever imported in the child process.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from zwgk.text.reading.model import (
    MAX_FILE,
    NO_FILE,
    TOO_LARGE,
    Piece,
    Refused,
    Unreadable,
    clean_name,
    unreadable,
)

__all__ = ["Piece", "Unreadable", "read", "read_all"]

_ARCHIVE = "是压缩包，请解压后逐个导入其中的文件。"


def read(path: Path, *, name: str | None = None) -> Piece:
    """The text of one file, shown under `name`. Raises Unreadable."""
    shown = path.name if name is None else name
    try:
        return _read(path, clean_name(shown))
    except Refused as refusal:
        raise unreadable(shown, refusal.reason) from None
    except OSError:
        raise unreadable(shown, NO_FILE) from None


def _read(path: Path, name: str) -> Piece:
    from zwgk.text.reading.plain import decode, strange, tidy
    from zwgk.text.reading.sniff import Kind, kind_of

    if not path.is_file():
        raise Refused(NO_FILE)
    with path.open("rb") as file:
        data = file.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise Refused(TOO_LARGE)
    kind = kind_of(path, data)
    if kind is Kind.ARCHIVE:
        raise Refused(_ARCHIVE)
    if kind is Kind.TEXT:
        text = tidy(decode(data))
        return Piece(name, text, strange(text))
    from zwgk.text.reading.runner import run

    text, warnings = run(kind, data)
    return Piece(name, text, warnings)


def read_all(paths: Iterable[Path]) -> Iterator[Piece | Unreadable]:
    """The files, the files in the folders and in the zip archives; a bad one stops nothing."""
    from zwgk.text.reading.many import read_many

    yield from read_many(paths)
