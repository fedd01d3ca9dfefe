"""The official document (公文) as plain data: what is printed, not how."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zwgk.gongwen.images import image_of


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
    """A paragraph; ``level`` 0 is body text, 1–5 are the heading levels 一、 (一) 1. (1) ①."""

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
class Table:
    """表格 with its caption above it; every row has as many cells as ``header``.

    ``note`` stands under the table (来源、说明), ``widths`` are the columns' shares of the text
    width; without them they follow the words. The header is repeated on every page.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    widths: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        columns = len(self.header)
        if not columns or any(len(row) != columns for row in self.rows):
            raise ValueError("表格各行的列数应与表头一致。")
        if self.widths and len(self.widths) != columns:
            raise ValueError("表格列宽的个数应与表头一致。")
        if any(width <= 0 for width in self.widths):
            raise ValueError("表格列宽应大于0。")


@dataclass(frozen=True)
class Picture:
    """图片: a PNG or JPEG as it is, its caption below it; ``width`` is a share of the text width.

    The caption is the alternative text too.
    """

    data: bytes
    caption: str
    name: str = ""
    width: float = 1.0

    def __post_init__(self) -> None:
        if not 0 < self.width <= 1:
            raise ValueError("图片宽度应大于0，且不超过版心宽度。")
        image_of(self.data)


@dataclass(frozen=True)
class Pictures:
    """Pictures side by side in one row, as high as each other, each with its own caption."""

    pictures: tuple[Picture, ...]

    def __post_init__(self) -> None:
        if not self.pictures:
            raise ValueError("并排图片至少要有一张。")


Block = Paragraph | Table | Picture | Pictures


@dataclass(frozen=True)
class Attachment:
    """附件: named under the text and, where it has blocks, printed from a new page on."""

    title: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Document:
    """公文: the elements of GB/T 9704-2012, chapter 7, that the two kinds use.

    ``recipient`` 主送机关, ``issuer`` 发文机关署名, ``issued_on`` 成文日期, ``issuing_mark``
    发文机关标志 (red head), ``doc_number`` 发文字号, ``attachments`` 附件; ``copies_to`` 抄送,
    ``printed_by`` and ``printed_on`` 印发机关 and 印发日期 make the 版记.
    """

    kind: Kind
    title: str
    blocks: tuple[Block, ...]
    recipient: str = ""
    issuer: str = ""
    issued_on: date | None = None
    issuing_mark: str = ""
    doc_number: str = ""
    attachments: tuple[Attachment, ...] = ()
    copies_to: str = ""
    printed_by: str = ""
    printed_on: date | None = None
    sealed: bool = False

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The running paragraphs of the text, without tables, pictures and attachments."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    @property
    def printed_attachments(self) -> tuple[tuple[str, Attachment], ...]:
        """The attachments that have content, each with its mark: 附件, or 附件1 of several."""
        single = len(self.attachments) == 1
        marked = ((f"附件{'' if single else n}", a) for n, a in enumerate(self.attachments, 1))
        return tuple((mark, attachment) for mark, attachment in marked if attachment.blocks)
