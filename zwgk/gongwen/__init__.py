"""Official documents (公文, GB/T 9704-2012): a document model in, .docx, PDF and text out."""

from zwgk.gongwen.checks import Problem
from zwgk.gongwen.conformance import check_docx
from zwgk.gongwen.docx_writer import to_docx
from zwgk.gongwen.fonts import MissingFonts, missing_faces
from zwgk.gongwen.forms import CONTENT_TYPES, render
from zwgk.gongwen.model import (
    Attachment,
    Block,
    Document,
    Kind,
    Paragraph,
    Picture,
    Pictures,
    Run,
    Table,
)
from zwgk.gongwen.pdf import to_pdf
from zwgk.gongwen.plain import parse_text, to_text

__all__ = [
    "CONTENT_TYPES",
    "Attachment",
    "Block",
    "Document",
    "Kind",
    "MissingFonts",
    "Paragraph",
    "Picture",
    "Pictures",
    "Problem",
    "Run",
    "Table",
    "check_docx",
    "missing_faces",
    "parse_text",
    "render",
    "to_docx",
    "to_pdf",
    "to_text",
]
