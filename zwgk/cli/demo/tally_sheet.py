"""A picture of a paper tally, drawn from nothing: groups of five strokes, as 正 are counted."""

import struct
import zlib

_ACROSS, _CELL, _EDGE = 10, 44, 24
# The strokes of 正 in a square of 32: (x, y, length, whether it lies across).
_STROKES = ((2, 4, 28, True), (16, 4, 26, False), (16, 16, 12, True), (6, 16, 14, False),
            (0, 29, 32, True))  # fmt: skip
_PAPER, _INK, _LINE = 245, 40, 205


def tally_sheet(number: int) -> bytes:
    """A PNG (grey) of ``number`` strokes on ruled paper."""
    groups = -(-number // len(_STROKES))
    down = max(1, -(-groups // _ACROSS))
    width, height = 2 * _EDGE + _ACROSS * _CELL, 2 * _EDGE + down * _CELL
    rows = [bytearray([_PAPER]) * width for _ in range(height)]
    for line in range(down + 1):
        y = _EDGE + line * _CELL - 6
        rows[y][_EDGE : width - _EDGE] = bytearray([_LINE]) * (width - 2 * _EDGE)
    for stroke in range(number):
        _draw(rows, *divmod(stroke, len(_STROKES)))
    return _png(width, height, b"".join(b"\0" + bytes(row) for row in rows))


def _draw(rows: list[bytearray], group: int, stroke: int) -> None:
    x, y, length, across = _STROKES[stroke]
    x, y = x + _EDGE + group % _ACROSS * _CELL, y + _EDGE + group // _ACROSS * _CELL
    for thick in range(2):
        for step in range(length):
            across_to = (y + thick, x + step) if across else (y + step, x + thick)
            rows[across_to[0]][across_to[1]] = _INK


def _png(width: int, height: int, raw: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(raw, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )
