"""What was brought in, file by file: archives opened with care, nothing left unnamed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zipfile import ZipFile, ZipInfo

from zwgk.core.files import MAX_UPLOAD_BYTES
from zwgk.text.reading.many import LINK, NESTED, NOTHING
from zwgk.text.reading.model import TOO_LARGE, Refused, clean_name
from zwgk.text.reading.sniff import is_archive
from zwgk.text.reading.zips import Meter, check_member, is_link, member_name, open_zip

_SYSTEM = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


@dataclass(frozen=True)
class Arrival:
    """A file with its bytes, or without them and with the reason."""

    name: str
    data: bytes | None
    refusal: str = ""


def arrivals(files: Iterable[tuple[str, bytes]]) -> Iterator[Arrival]:
    """Each file, those of archives one by one; what cannot be kept is named with the reason."""
    for given, data in files:
        name = clean_name(given)
        if is_archive(data):
            yield from _unpacked(name, data)
        elif len(data) > MAX_UPLOAD_BYTES:
            yield Arrival(name, None, TOO_LARGE)
        else:
            yield Arrival(name, data)


def _unpacked(name: str, data: bytes) -> Iterator[Arrival]:
    try:
        with open_zip(data) as archive:
            members = sorted(filter(_wanted, archive.infolist()), key=member_name)
            meter = Meter()
            for info in members:
                yield _member(name, archive, info, meter)
    except Refused as refusal:
        yield Arrival(name, None, refusal.reason)
        return
    if not members:
        yield Arrival(name, None, NOTHING)


def _wanted(info: ZipInfo) -> bool:
    """Folders, hidden files and what systems leave behind are no files of the person."""
    parts = member_name(info).split("/")
    hidden = any(
        part.startswith((".", "~$")) or part.lower() in _SYSTEM for part in parts if part != ".."
    )
    return bool(parts[-1]) and not hidden


def _member(archive_name: str, archive: ZipFile, info: ZipInfo, meter: Meter) -> Arrival:
    name = clean_name(f"{archive_name}/{member_name(info)}")
    try:
        check_member(info)
        if is_link(info):
            raise Refused(LINK)
        if info.file_size > MAX_UPLOAD_BYTES:
            raise Refused(TOO_LARGE)
        data = meter.read(archive, info)
    except Refused as refusal:
        return Arrival(name, None, refusal.reason)
    return Arrival(name, None, NESTED) if is_archive(data) else Arrival(name, data)
