"""What a draft is made of: lengths, sentences by weight, sections, and how wording varies."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum


class Length(StrEnum):
    """篇幅 of a draft: 简报 one page, 总结 two to three pages, 报告 in full."""

    BRIEF = "brief"
    SUMMARY = "summary"
    REPORT = "report"


LENGTH_NAMES = {
    Length.BRIEF: "简报（一页）",
    Length.SUMMARY: "总结（两至三页）",
    Length.REPORT: "报告（全文，附数据一览）",
}

# How easily a sentence is left out: VITAL and CORE ones stand in every length while there is room,
# USUAL ones from 总结 on, FULL ones in 报告 only.
VITAL, CORE, USUAL, FULL = 1, 2, 3, 4
DEEPEST = {Length.BRIEF: CORE, Length.SUMMARY: USUAL, Length.REPORT: FULL}


@dataclass(frozen=True)
class Said:
    """A sentence and its weight; one of weight 0 is never left out."""

    text: str
    weight: int = USUAL


Paragraphs = list[list[Said]]


@dataclass(frozen=True)
class Part:
    """A section before it is fitted to its length."""

    key: str
    heading: str
    paragraphs: Paragraphs


class Voice:
    """措辞: chooses among wordings by a stable hash, so that neighbours do not read alike.

    The same unit in the same campaign always speaks the same way.
    """

    def __init__(self, unit: str, campaign: str) -> None:
        self._seed = f"{unit}\n{campaign}"

    def pick(self, slot: str, *wordings: str) -> str:
        """One of the wordings; each slot is chosen for itself."""
        seed = f"{self._seed}\n{slot}".encode()
        number = int.from_bytes(hashlib.blake2b(seed, digest_size=8).digest(), "big")
        return wordings[number % len(wordings)]
