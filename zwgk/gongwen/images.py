"""What a picture's own first bytes say: its kind and its size in pixels."""

import struct
from dataclasses import dataclass

_PNG = b"\x89PNG\r\n\x1a\n"
# The frame headers of JPEG that carry the size: SOF0 to SOF15 without DHT, JPG and DAC.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})


@dataclass(frozen=True)
class Image:
    """A picture's kind (``png`` or ``jpeg``) and its size in pixels."""

    kind: str
    width: int
    height: int


def image_of(data: bytes) -> Image:
    """Kind and size of a PNG or JPEG. Raises ValueError for anything else."""
    found = _png(data) if data.startswith(_PNG) else _jpeg(data)
    if found is None or not (found.width and found.height):
        raise ValueError("图片应为 PNG 或 JPEG 格式，请换一张图片。")
    return found


def _png(data: bytes) -> Image | None:
    if len(data) < 24 or data[12:16] != b"IHDR":
        return None
    return Image("png", *struct.unpack(">II", data[16:24]))


def _jpeg(data: bytes) -> Image | None:
    if not data.startswith(b"\xff\xd8"):
        return None
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF or marker in _ALONE:
            at += 1 if marker == 0xFF else 2
            continue
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return Image("jpeg", width, height)
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    return None
