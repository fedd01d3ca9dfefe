"""From a draft and its figures to the official document, and to JSON and back for freezing."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from zwgk.campaigns.models import Notice, Participation
from zwgk.figures.ledger import Entry
from zwgk.gongwen import Attachment, Block, Document, Kind, Paragraph, Picture, Run, Table
from zwgk.summaries.refs import Reference, pieces, print_reference
from zwgk.text.numerals import to_chinese

# Ends the number of a reference that prints a part of a figure: questions_asked_2p.
_PART = "p"


def build(
    participation: Participation, title: str, sections: Sequence[Mapping[str, str]],
    ledger: Mapping[str, Entry], *, dated: date, attachments: tuple[Attachment, ...] = (),
    sealed: bool = False,
) -> Document:  # fmt: skip
    """The summary as an official document; every figure is a run that names its reference."""
    seen: Counter[str] = Counter()
    paragraphs: list[Paragraph] = []
    number = 0
    for section in sections:
        if section["heading"]:
            number += 1
            heading = f"{to_chinese(number)}、{section['heading']}"
            paragraphs.append(Paragraph((Run(heading),), level=1))
        lines = [line.strip() for line in section["body"].splitlines() if line.strip()]
        paragraphs += [Paragraph(_runs(line, ledger, seen)) for line in lines]
    return Document(
        kind=Kind.SUMMARY,
        title=title,
        blocks=tuple(paragraphs),
        issuer=participation.unit.name,
        issued_on=dated,
        attachments=attachments,
        sealed=sealed,
    )


def _runs(line: str, ledger: Mapping[str, Entry], seen: Counter[str]) -> tuple[Run, ...]:
    runs = []
    for piece in pieces(line):
        if isinstance(piece, Reference):
            seen[piece.key] += 1
            mark = _PART if piece.part else ""
            ref = f"{piece.key}_{seen[piece.key]}{mark}"
            runs.append(Run(print_reference(piece, ledger), ref=ref))
        else:
            runs.append(Run(piece))
    return tuple(runs)


def printed_as(document: Document, kind: str) -> list[str]:
    """How a figure as a whole stands in a document, each wording once; its parts left out."""
    runs = (run for paragraph in document.paragraphs for run in paragraph.runs)
    own = (run for run in runs if run.ref and run.kind == kind and not run.ref.endswith(_PART))
    return list(dict.fromkeys(run.text for run in own))


def notice_document(notice: Notice, recipients: Sequence[str]) -> Document:
    """A notice (通知) with its red head, as GB/T 9704-2012 asks of it."""
    lines = [line.strip() for line in notice.body.splitlines() if line.strip()]
    return Document(
        kind=Kind.NOTICE,
        title=notice.title,
        blocks=tuple(Paragraph.of(line, _level(line)) for line in lines),
        recipient="、".join(recipients),
        issuer=notice.unit.name,
        issued_on=notice.issued_on,
        issuing_mark=f"{notice.unit.name}文件",
        doc_number=notice.doc_number,
    )


def _level(line: str) -> int:
    if len(line) <= 30 and line[:1] in "一二三四五六七八九十" and "、" in line[:3]:
        return 1
    return 2 if len(line) <= 30 and line[:1] in "(（" and line[1:2] in "一二三四五六七八九十" else 0


def to_json(document: Document) -> dict[str, Any]:
    """A document as plain data, for freezing; its pictures by the id of their stored file.

    The text holds paragraphs alone; tables and pictures stand in attachments.
    """
    return {
        "kind": document.kind.value,
        "title": document.title,
        "issuer": document.issuer,
        "issued_on": document.issued_on.isoformat() if document.issued_on else None,
        "sealed": document.sealed,
        "paragraphs": [_paragraph(p) for p in document.paragraphs],
        "attachments": [
            {"title": one.title, "blocks": [_block(block) for block in one.blocks]}
            for one in document.attachments
        ],
    }


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    return {"level": paragraph.level, "runs": [[run.text, run.ref] for run in paragraph.runs]}


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Table):
        return {"kind": "table", "caption": block.caption, "header": list(block.header),
                "rows": [list(row) for row in block.rows], "note": block.note,
                "widths": list(block.widths)}  # fmt: skip
    if isinstance(block, Picture):
        return {"kind": "picture", "caption": block.caption, "file": block.name,
                "width": block.width}  # fmt: skip
    if isinstance(block, Paragraph):
        return {"kind": "text", **_paragraph(block)}
    raise TypeError(f"{type(block).__name__} cannot be frozen")


def from_json(data: Mapping[str, Any], picture: Callable[[str], bytes] | None = None) -> Document:
    """The document that ``to_json`` wrote.

    ``picture`` gives the bytes of a stored file by its id; without it attachments are left out, as
    a page that shows the text alone wants it.
    """
    return Document(
        kind=Kind(data["kind"]),
        title=data["title"],
        issuer=data["issuer"],
        issued_on=date.fromisoformat(data["issued_on"]) if data["issued_on"] else None,
        sealed=data.get("sealed", False),
        blocks=tuple(_thawed(p) for p in data["paragraphs"]),
        attachments=tuple(
            Attachment(one["title"], tuple(_thawed_block(b, picture) for b in one["blocks"]))
            for one in data.get("attachments", ())
        )
        if picture
        else (),
    )


def _thawed(data: Mapping[str, Any]) -> Paragraph:
    return Paragraph(tuple(Run(text, ref) for text, ref in data["runs"]), level=data["level"])


def _thawed_block(data: Mapping[str, Any], picture: Callable[[str], bytes]) -> Block:
    if data["kind"] == "table":
        rows = tuple(tuple(row) for row in data["rows"])
        return Table(data["caption"], tuple(data["header"]), rows, data["note"],
                     tuple(data["widths"]))  # fmt: skip
    if data["kind"] == "picture":
        return Picture(picture(data["file"]), data["caption"], data["file"], data["width"])
    return _thawed(data)
