"""The PDF form: 22 lines of 28 characters as printed, free faces embedded."""

import io
from collections import Counter
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from tests.gongwen.samples import NOTICE, SUMMARY
from zwgk.gongwen import Document, Kind, MissingFonts, Paragraph, fonts, pdf, to_pdf

POINTS_PER_MM = 72 / 25.4


def _lines(page: Any) -> dict[float, str]:
    """The page's lines of text by their height above the bottom in points."""
    lines: dict[float, str] = {}

    def visit(text: str, cm: list[float], tm: list[float], *_: Any) -> None:
        if text.strip():
            height = round(tm[5] * cm[3] + cm[5], 0)
            lines[height] = lines.get(height, "") + text.strip()

    page.extract_text(visitor_text=visit)
    return lines


def _full() -> Document:
    return Document(
        Kind.SUMMARY, "总结", tuple(Paragraph.of("字" * 26 + "文" * 254) for _ in range(6))
    )


def test_a_full_page_has_22_lines_of_28_characters() -> None:
    reader = PdfReader(io.BytesIO(to_pdf(_full())))
    body = {h: t for h, t in _lines(reader.pages[1]).items() if "—" not in t}
    assert len(body) == 22
    widths = Counter(len(text) for text in body.values())
    assert widths[28] >= 18
    assert max(widths) == 28


def test_the_page_is_a4_and_the_text_keeps_its_margins() -> None:
    page = PdfReader(io.BytesIO(to_pdf(_full()))).pages[1]
    box = page.mediabox
    assert (round(box.width / POINTS_PER_MM), round(box.height / POINTS_PER_MM)) == (210, 297)
    heights = [h for h, text in _lines(page).items() if "—" not in text]
    assert max(heights) < (297 - 37) * POINTS_PER_MM
    assert min(heights) > 35 * POINTS_PER_MM


def test_every_face_is_embedded_and_the_words_are_there() -> None:
    reader = PdfReader(io.BytesIO(to_pdf(NOTICE)))
    text = "".join(page.extract_text() for page in reader.pages).replace("\n", "")
    for words in ("临政办发〔2026〕5号", "一、活动主题", "抄送：市委办公室", "2026年4月20日"):
        assert words in text.replace(" ", "")
    embedded = [
        font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        for page in reader.pages
        for font in (f.get_object() for f in page["/Resources"]["/Font"].values())
    ]
    assert embedded
    for descriptor in embedded:
        assert "/FontFile3" in descriptor or "/FontFile2" in descriptor


def test_the_same_document_gives_the_same_bytes() -> None:
    assert to_pdf(SUMMARY) == to_pdf(SUMMARY)


def test_text_is_never_taken_for_markup() -> None:
    document = Document(
        Kind.SUMMARY, "#panic()", (Paragraph.of('*甲* _乙_ #{1+1} $x$ "丙" \\ @y'),)
    )
    text = PdfReader(io.BytesIO(to_pdf(document))).pages[0].extract_text()
    assert "#{1+1}" in text.replace(" ", "")
    assert "#panic()" in text


def test_without_any_font_the_message_says_what_to_do(monkeypatch: Any) -> None:
    monkeypatch.setattr(fonts, "font_folders", lambda: [])
    fonts.font_files.cache_clear()
    pdf._compiler.cache_clear()
    try:
        with pytest.raises(MissingFonts, match="make setup"):
            to_pdf(SUMMARY)
        assert len(fonts.missing_faces()) == 5
    finally:
        fonts.font_files.cache_clear()
        pdf._compiler.cache_clear()


@pytest.mark.parametrize("lines", range(18, 24))
def test_a_signature_never_stands_on_a_page_without_text(lines: int) -> None:
    """Whatever the number of lines of text, its last one stands on the signature's page."""
    body = tuple(Paragraph.of(f"第{n}段。") for n in range(lines))
    document = Document(
        Kind.SUMMARY, "总结", body, issuer="柳河镇人民政府", issued_on=date(2026, 5, 20)
    )
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(to_pdf(document))).pages]
    (signed,) = [text for text in pages if "柳河镇人民政府" in text]
    assert f"第{lines - 1}段" in signed.replace(" ", "")
    assert "2026年5月20日" in signed.replace(" ", "")
