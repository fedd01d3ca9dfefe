"""Zip files opened with care: what the directory says is checked, then counted while reading."""

import stat
import struct
from collections.abc import Iterator
from io import SEEK_END, BytesIO
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from zwgk.text.reading.model import DAMAGED, LOCKED, MB, UNSAFE, Refused

MAX_MEMBERS = 2_000
MAX_TOTAL = 100 * MB
MAX_RATIO = 100
_SMALL = 64 * 1024
_MAX_DIRECTORY = 2 * MB
_CHUNK = 256 * 1024

# What zipfile raises, here or there, on damaged directories and members.
_FAULTS = (BadZipFile, ZlibError, EOFError, OSError, RuntimeError, ValueError, struct.error)

MANY = "包含的文件超过 2000 个，请分成几个压缩包后再导入。"
BOMB = "解压后的内容过大，可能不安全，请检查文件来源。"
TRAVERSAL = "中的文件路径不安全（指向压缩包以外的位置），请重新打包后再导入。"


def open_zip(source: Path | bytes) -> ZipFile:
    """The zip file, its directory checked without unpacking anything."""
    try:
        with BytesIO(source) if isinstance(source, bytes) else source.open("rb") as file:
            size = _check_end(file)
        archive = ZipFile(BytesIO(source) if isinstance(source, bytes) else source)
    except _FAULTS:
        raise Refused(DAMAGED) from None
    try:
        _check_directory(archive.infolist(), size)
    except Refused:
        archive.close()
        raise
    return archive


def open_package(path: Path, most: int = MAX_TOTAL) -> ZipFile:
    """An office file: every member has to be in order, not only the ones that are read."""
    archive = open_zip(path)
    try:
        if sum(info.file_size for info in archive.infolist()) > most:
            raise Refused(BOMB)
        for info in archive.infolist():
            check_member(info)
    except Refused:
        archive.close()
        raise
    return archive


def _check_end(file: BinaryIO) -> int:
    """The file's size. Refuses a directory too large to load: zipfile trusts what it is told."""
    size = file.seek(0, SEEK_END)
    file.seek(max(0, size - 65_600))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < 22:
        raise Refused(DAMAGED)
    if b"PK\x06\x07" in tail[max(0, at - 20) : at]:
        raise Refused(BOMB)
    count, length = struct.unpack_from("<HL", tail, at + 10)
    if count > MAX_MEMBERS:
        raise Refused(MANY)
    if length > _MAX_DIRECTORY:
        raise Refused(UNSAFE)
    return size


def _check_directory(members: list[ZipInfo], size: int) -> None:
    """Refuse members that share their bytes: unpacked, they are larger than any ratio tells."""
    if len(members) > MAX_MEMBERS:
        raise Refused(MANY)
    if len({info.header_offset for info in members}) != len(members):
        raise Refused(UNSAFE)
    if sum(info.compress_size for info in members) > size:
        raise Refused(UNSAFE)


def check_member(info: ZipInfo) -> None:
    """Refuse a member by what the directory says of it."""
    if info.flag_bits & 0x1:
        raise Refused(LOCKED)
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise Refused(UNSAFE)
    if info.file_size > max(info.compress_size * MAX_RATIO, _SMALL):
        raise Refused(BOMB)
    if not _is_inside(member_name(info)):
        raise Refused(TRAVERSAL)


def _is_inside(name: str) -> bool:
    drive = len(name) > 1 and name[1] == ":"
    return not (name.startswith("/") or drive or ".." in name.split("/"))


def member_name(info: ZipInfo) -> str:
    """The member's name with "/" between folders.

    Names not marked as UTF-8 come from Chinese Windows (GBK), or from macOS (UTF-8, unmarked).
    """
    name = info.orig_filename
    if not info.flag_bits & 0x800:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.partition("\0")[0].replace("\\", "/")


def is_link(info: ZipInfo) -> bool:
    return stat.S_ISLNK(info.external_attr >> 16)


class Meter:
    """Counts the bytes really unpacked from one archive: a header may lie."""

    def __init__(self, most: int = MAX_TOTAL) -> None:
        self._most = most
        self._total = 0

    def chunks(self, archive: ZipFile, info: ZipInfo) -> Iterator[bytes]:
        """The member's bytes. Raises Refused over the limits or when they are damaged."""
        read = 0
        try:
            with archive.open(info) as member:
                while chunk := member.read(_CHUNK):
                    read += len(chunk)
                    self._total += len(chunk)
                    allowed = max(info.compress_size * MAX_RATIO, _SMALL)
                    if self._total > self._most or read > allowed:
                        raise Refused(BOMB)
                    yield chunk
        except _FAULTS:
            raise Refused(DAMAGED) from None

    def read(self, archive: ZipFile, info: ZipInfo) -> bytes:
        return b"".join(self.chunks(archive, info))
