"""Many files at once: folders and zip archives opened up, their number known beforehand."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from zwgk.text.reading import read, read_bytes
from zwgk.text.reading.model import (
    DAMAGED,
    MAX_ARCHIVE,
    MAX_FILE,
    MB,
    NO_FILE,
    TOO_LARGE,
    Piece,
    Refused,
    Unreadable,
)
from zwgk.text.reading.sniff import is_archive
from zwgk.text.reading.zips import Meter, check_member, is_link, member_name, open_zip

NOTHING = "中没有可以读取的文件，请检查是否选对了位置。"
LINK = "是指向别处的链接，没有读取，请换成文件本身后再导入。"
NESTED = "是压缩包里的压缩包，没有读取，请先解压再导入。"
TOO_LARGE_ARCHIVE = "大小超过 500 MB，请分成几个压缩包后再导入。"

# A whole year's summaries with their photographs; a single file is held to its own limits.
_MAX_UNPACKED = 1024 * MB
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini", "__macosx"})

Result = Piece | Unreadable


class Batch:
    """一批文件: what was asked for, in order, folders sorted by name, nothing twice.

    Hidden files, the lock files of open documents (~$…) and those the system leaves are passed
    over; links inside folders and archives are named, never followed.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        seen: set[Path] = set()
        self._sources = [source for path in paths for source in _sources(path, seen)]

    def __len__(self) -> int:
        """How many results iterating gives."""
        return sum(len(source) for source in self._sources)

    def __iter__(self) -> Iterator[Result]:
        for source in self._sources:
            yield from source.results()


@dataclass(frozen=True)
class _File:
    name: str
    path: Path

    def __len__(self) -> int:
        return 1

    def results(self) -> Iterator[Result]:
        try:
            yield read(self.path, name=self.name)
        except Unreadable as error:
            yield error


@dataclass(frozen=True)
class _Bad:
    name: str
    reason: str

    def __len__(self) -> int:
        return 1

    def results(self) -> Iterator[Result]:
        yield Unreadable(self.name, self.reason)


@dataclass(frozen=True)
class _Archive:
    name: str
    path: Path
    members: tuple[ZipInfo, ...]

    def __len__(self) -> int:
        return len(self.members)

    def results(self) -> Iterator[Result]:
        meter = Meter(_MAX_UNPACKED)
        try:
            with open_zip(self.path) as archive:
                for info in self.members:
                    yield self._result(archive, info, meter)
        except Refused as refusal:
            yield Unreadable(self.name, refusal.reason)

    def _result(self, archive: ZipFile, info: ZipInfo, meter: Meter) -> Result:
        name = f"{self.name}/{member_name(info)}"
        try:
            return read_bytes(_member(archive, info, meter), name)
        except Refused as refusal:
            return Unreadable(name, refusal.reason)
        except Unreadable as error:
            return error


_Source = _File | _Bad | _Archive


def _member(archive: ZipFile, info: ZipInfo, meter: Meter) -> bytes:
    """The bytes of a member. Raises Refused, for an archive in the archive too."""
    check_member(info)
    if is_link(info):
        raise Refused(LINK)
    if info.file_size > MAX_FILE:
        raise Refused(TOO_LARGE)
    data = meter.read(archive, info)
    if is_archive(data):
        raise Refused(NESTED)
    return data


def _sources(path: Path, seen: set[Path]) -> Iterator[_Source]:
    if path.is_dir():
        found = list(_in_folder(path, seen))
        # A folder may lie in another one that was read before.
        yield from found or [_Bad(path.name or str(path), NOTHING)]
    else:
        yield from _opened(path, path.name, seen)


def _in_folder(folder: Path, seen: set[Path]) -> Iterator[_Source]:
    """The files below the folder, those of a folder before those of its folders."""
    root = folder.resolve()
    refused: list[OSError] = []
    for place, folders, files in os.walk(root, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not _is_passed_over(name))
        shown = Path(root.name, os.path.relpath(place, root))
        links = [name for name in folders if Path(place, name).is_symlink()]
        for name in sorted([*files, *links]):
            path = Path(place, name)
            if _is_passed_over(name):
                continue
            if path.is_symlink():
                yield _Bad(str(shown / name), LINK)
            else:
                yield from _opened(path, str(shown / name), seen)
    for error in refused:
        yield _Bad(str(Path(root.name, os.path.relpath(error.filename, root))), NO_FILE)


def _is_passed_over(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _SYSTEM_FILES


def _opened(path: Path, name: str, seen: set[Path]) -> Iterator[_Source]:
    """The file, or the archive with its members, unless it was there before."""
    try:
        place = path.resolve()
        archive = path.is_file() and is_archive(path)
    except (OSError, RuntimeError):
        yield _Bad(name, NO_FILE)
        return
    if place in seen:
        return
    seen.add(place)
    yield _archive(path, name) if archive else _File(name, path)


def _archive(path: Path, name: str) -> _Source:
    try:
        if path.stat().st_size > MAX_ARCHIVE:
            return _Bad(name, TOO_LARGE_ARCHIVE)
        with open_zip(path) as archive:
            members = [info for info in archive.infolist() if _is_wanted(info)]
    except Refused as refusal:
        return _Bad(name, refusal.reason)
    except OSError:
        return _Bad(name, DAMAGED)
    members.sort(key=member_name)
    return _Archive(name, path, tuple(members)) if members else _Bad(name, NOTHING)


def _is_wanted(info: ZipInfo) -> bool:
    parts = member_name(info).split("/")
    return bool(parts[-1]) and not any(_is_passed_over(part) for part in parts if part != "..")
