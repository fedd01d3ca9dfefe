"""Pictures for carriers: PNG or JPEG, looked at by their own header, never decoded here."""

import struct

from zwgk.core.errors import DomainError

MAX_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 40_000_000


def checked_picture(content: bytes, *, field: str) -> str:
    """png or jpeg. Raises DomainError for anything else, for too large or too many pixels."""
    if len(content) > MAX_BYTES:
        raise DomainError("图片超过8MB，请压缩后再上传。", field=field)
    kind, size = _measured(content)
    if size is None:
        raise DomainError("请上传 PNG 或 JPEG 图片；SVG、GIF 等请先另存为 PNG。", field=field)
    if size[0] * size[1] > MAX_PIXELS:
        raise DomainError(
            f"图片有{size[0]}×{size[1]}像素，过大。请缩小到4000万像素以内再上传。", field=field
        )
    return kind


def _measured(content: bytes) -> tuple[str, tuple[int, int] | None]:
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return "png", (width, height)
    if content[:3] == b"\xff\xd8\xff":
        return "jpeg", _jpeg_size(content)
    return "", None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Walk the segments to the frame header."""
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]
    return None
