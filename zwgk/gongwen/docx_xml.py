"""Paragraphs and runs as WordprocessingML text."""

from xml.sax.saxutils import escape, quoteattr

WITH_NEXT = "<w:keepNext/>"
# XML 1.0 has no place for control characters; a paragraph has none for line ends.
_UNPRINTABLE = dict.fromkeys(range(32)) | {9: " ", 10: " ", 0xFFFE: None, 0xFFFF: None}


def text_of(text: str) -> str:
    """Text between tags."""
    return escape(text.translate(_UNPRINTABLE))


def attribute(text: str) -> str:
    """Text as an attribute's value, with its quotes."""
    return quoteattr(text.translate(_UNPRINTABLE))


def run(text: str) -> str:
    """A run of text."""
    return f'<w:r><w:t xml:space="preserve">{text_of(text)}</w:t></w:r>'


def paragraph(style: str, runs: str, properties: str = "") -> str:
    """A paragraph of finished runs in a style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def line(style: str, text: str, properties: str = "") -> str:
    """A paragraph of one run, or an empty one."""
    return paragraph(style, run(text) if text else "", properties)
