"""Zip files opened with care: what the directory says is checked, then counted while reading."""

import stat
import struct
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from zwgk.text.reading.model import DAMAGED, LOCKED, MB, UNSAFE, Refused

MAX_MEMBERS = 2_000
MAX_TOTAL = 100 * MB
MAX_RATIO = 100
_SMALL = 64 * 1024
_MAX_DIRECTORY = 2 * MB
_CHUNK = 256 * 1024

MANY = "包含的文件超过 2000 个，请分成几个压缩包后再导入。"
BOMB = "解压后的内容过大，可能不安全，请检查文件来源。"
TRAVERSAL = "中的文件路径不安全（指向压缩包以外的位置），请重新打包后再导入。"


def open_zip(path: Path) -> ZipFile:
    """The zip file, its directory checked without unpacking anything."""
    _check_end(path)
    try:
        archive = ZipFile(path)
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        raise Refused(DAMAGED) from None
    try:
        _check_directory(archive.infolist())
    except Refused:
        archive.close()
        raise
    return archive


def _check_end(path: Path) -> None:
    """Refuse a directory too large to load; zipfile itself trusts the size it is told."""
    size = path.stat().st_size
    with path.open("rb") as file:
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


def _check_directory(members: list[ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise Refused(MANY)
    if len({info.header_offset for info in members}) != len(members):
        raise Refused(UNSAFE)
    if sum(info.file_size for info in members) > MAX_TOTAL:
        raise Refused(BOMB)
    for info in members:
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

    def __init__(self) -> None:
        self.total = 0

    def chunks(self, archive: ZipFile, info: ZipInfo) -> Iterator[bytes]:
        """The member's bytes. Raises Refused over the limits or when they are damaged."""
        read = 0
        try:
            with archive.open(info) as member:
                while chunk := member.read(_CHUNK):
                    read += len(chunk)
                    self.total += len(chunk)
                    if self.total > MAX_TOTAL or read > max(info.compress_size * MAX_RATIO, _SMALL):
                        raise Refused(BOMB)
                    yield chunk
        except (BadZipFile, ZlibError, EOFError, OSError, RuntimeError, NotImplementedError):
            raise Refused(DAMAGED) from None

    def read(self, archive: ZipFile, info: ZipInfo) -> bytes:
        return b"".join(self.chunks(archive, info))
