"""The forms a document can be given out in."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from zwgk.gongwen.docx_writer import to_docx
from zwgk.gongwen.model import Document
from zwgk.gongwen.pdf import to_pdf
from zwgk.gongwen.plain import to_text

CONTENT_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "pdf": "application/pdf",
        "txt": "text/plain; charset=utf-8",
    }
)
_WRITERS: Mapping[str, Callable[[Document], bytes]] = MappingProxyType(
    {"docx": to_docx, "pdf": to_pdf, "txt": lambda document: to_text(document).encode()}
)


def render(document: Document, form: str) -> bytes:
    """The document as docx, pdf or txt. Raises KeyError for other forms, MissingFonts for PDF."""
    return _WRITERS[form](document)
