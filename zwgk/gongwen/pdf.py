"""Document → PDF, typeset by Typst with free faces embedded.

The document goes in as data, never as Typst source, so that no text can be taken for markup.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import typst

from zwgk.gongwen.fonts import folders_in_use
from zwgk.gongwen.layout import EM_PT, TYPE_AREA_PT, date_text, signature_indents, title_lines
from zwgk.gongwen.layout import width_em as width
from zwgk.gongwen.measures import Labels
from zwgk.gongwen.model import Document
from zwgk.gongwen.pdf_blocks import block_data

_SOURCE = Path(__file__).with_name("gongwen.typ")


@cache
def _compiler() -> Any:
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in folders_in_use()],
    )
    return typst.Compiler(str(_SOURCE), root=str(_SOURCE.parent), font_paths=fonts)


def to_pdf(document: Document) -> bytes:
    """The document as a PDF with its faces embedded. Raises MissingFonts without any."""
    data = json.dumps(_data(document), ensure_ascii=False)
    pdf: bytes = _compiler().compile(format="pdf", sys_inputs={"document": data}, timestamp=0)
    return pdf


def _data(document: Document) -> dict[str, Any]:
    day = date_text(document.issued_on) if document.issued_on else ""
    of_name, of_date = signature_indents(document.issuer, day, sealed=document.sealed)
    printed_on = f"{date_text(document.printed_on)}印发" if document.printed_on else ""
    labels = Labels()
    return {
        "title": title_lines(document.title),
        "recipient": f"{document.recipient.rstrip('：:')}：" if document.recipient else "",
        "blocks": [block_data(block, labels) for block in document.blocks],
        "listed": [attachment.title for attachment in document.attachments],
        "attachments": [
            {
                "mark": mark,
                "title": title_lines(attachment.title),
                "blocks": [block_data(block, labels) for block in attachment.blocks],
            }
            for mark, attachment in document.printed_attachments
        ],
        "issuer": {"text": document.issuer, "left": of_name * EM_PT},
        "day": {"text": day, "left": of_date * EM_PT},
        "mark": document.issuing_mark,
        "mark_size": min(48.0, TYPE_AREA_PT / max(width(document.issuing_mark), 1) * 0.98),
        "number": document.doc_number,
        "copies": document.copies_to,
        "printed_by": document.printed_by,
        "printed_on": printed_on,
    }
