"""Rows of fingerprints on their way to a big table, in files of one range of hashes each.

A table kept in the order of hashes is filled about fifty times faster in that order. Sorting all
at once would hold everything in memory; so the rows wait in files, each is sorted by itself.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np

from zwgk.text.similarity.databases import ROW, Rows

_BITS: Final = 6  # 64 files: 2 million rows each where there are a million texts


class Spool:
    """Takes rows in any order, gives them back sorted by hash and document."""

    def __init__(self, folder: Path) -> None:
        self._files = [(folder / f"{n:02}").open("w+b") for n in range(1 << _BITS)]

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._files:
            file.close()

    def add(self, rows: Rows) -> None:
        """Keep some rows: better many at a time."""
        # Shifting keeps the sign: the lowest hashes are in the range -32, the first file.
        ranges = (rows["hash"] >> (64 - _BITS)) + (1 << _BITS - 1)
        order = np.argsort(ranges, kind="stable")
        ordered = rows[order]
        bounds = np.searchsorted(ranges[order], np.arange((1 << _BITS) + 1))
        for file, low, high in zip(self._files, bounds[:-1], bounds[1:], strict=True):
            if high > low:
                file.write(ordered[low:high].tobytes())

    def parts(self) -> Iterator[Rows]:
        """The rows in order, part by part."""
        for file in self._files:
            file.seek(0)
            rows = np.frombuffer(file.read(), dtype=ROW)
            if len(rows):
                yield rows[np.lexsort((rows["doc"], rows["hash"]))]
