"""The official document (公文) as plain data: what is printed, not how."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """文种: the kinds this package lays out."""

    SUMMARY = "总结"
    NOTICE = "通知"


@dataclass(frozen=True)
class Run:
    """A piece of text. ``ref`` is the id of the live figure it prints, kept in the file."""

    text: str
    ref: str | None = None

    @property
    def kind(self) -> str:
        """What is counted: the reference without its running number, empty for plain text."""
        return self.ref.rpartition("_")[0] if self.ref else ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; ``level`` 0 is body text, 1–4 are the heading levels 一、 (一) 1. (1)."""

    runs: tuple[Run, ...]
    level: int = 0

    @classmethod
    def of(cls, text: str, level: int = 0) -> "Paragraph":
        """A paragraph of one run."""
        return cls((Run(text),), level)

    @property
    def text(self) -> str:
        """The paragraph's text."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Document:
    """公文: the elements of GB/T 9704-2012, chapter 7, that the two kinds use.

    ``recipient`` 主送机关, ``issuer`` 发文机关署名, ``issued_on`` 成文日期, ``issuing_mark``
    发文机关标志 (red head), ``doc_number`` 发文字号, ``attachments`` 附件说明; ``copies_to`` 抄送,
    ``printed_by`` and ``printed_on`` 印发机关 and 印发日期 make the 版记.
    """

    kind: Kind
    title: str
    paragraphs: tuple[Paragraph, ...]
    recipient: str = ""
    issuer: str = ""
    issued_on: date | None = None
    issuing_mark: str = ""
    doc_number: str = ""
    attachments: tuple[str, ...] = ()
    copies_to: str = ""
    printed_by: str = ""
    printed_on: date | None = None
    sealed: bool = False
