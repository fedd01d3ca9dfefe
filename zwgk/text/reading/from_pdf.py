"""PDF → text by pypdf; a scan is refused, not stored as emptiness."""

import re
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.errors import LimitReachedError

from zwgk.text.reading.lines import paragraphs
from zwgk.text.reading.model import (
    LOCKED,
    MAX_PAGES,
    MAX_TEXT,
    ONLY_PICTURES,
    TOO_COMPLEX,
    TOO_LONG,
    Refused,
)

PAGES = "超过 500 页，请拆分成几个文件后再导入。"
_FEW = 20


def read_pdf(path: Path) -> tuple[str, list[str]]:
    """The text page by page, and a warning naming the pages that are pictures."""
    reader = PdfReader(path, strict=False)
    if reader.is_encrypted:
        raise Refused(LOCKED)
    if len(reader.pages) > MAX_PAGES:
        raise Refused(PAGES)
    texts: list[str] = []
    scans: list[int] = []
    length = 0
    try:
        for number, page in enumerate(reader.pages, 1):
            text = page.extract_text()
            length += len(text)
            if length > MAX_TEXT:
                raise Refused(TOO_LONG)
            texts.append(text)
            if _count(text) < _FEW and _has_picture(page.get("/Resources")):
                scans.append(number)
    except LimitReachedError:
        raise Refused(TOO_COMPLEX) from None
    whole = paragraphs(texts)
    if scans and _count(whole) < _FEW:
        raise Refused(ONLY_PICTURES)
    return whole, [_scanned(scans)] if scans else []


def _count(text: str) -> int:
    return len(re.sub(r"\s", "", text))


def _scanned(pages: list[int]) -> str:
    named = "、".join(str(page) for page in pages[:10])
    more = "等" if len(pages) > 10 else ""
    return f"第 {named} {more}页是图片，其中的文字未能读出，请与原件核对。"


def _has_picture(resources: Any, level: int = 0) -> bool:
    """Whether the page shows a picture, itself or inside a form; nothing is decoded."""
    try:
        objects = resources.get_object().get("/XObject", {}).get_object()
        found = [value.get_object() for value in objects.values()]
    except AttributeError:
        return False
    if any(item.get("/Subtype") == "/Image" for item in found):
        return True
    return level < 2 and any(_has_picture(item.get("/Resources"), level + 1) for item in found[:50])
