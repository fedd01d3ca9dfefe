"""Conformance of a .docx file to GB/T 9704-2012, read from the file itself."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from zwgk.gongwen.checks import Problem, W, style_size
from zwgk.gongwen.checks.attachments import attachment_problems
from zwgk.gongwen.checks.headings import heading_problems
from zwgk.gongwen.checks.pictures import picture_problems
from zwgk.gongwen.checks.tables import table_problems
from zwgk.gongwen.layout import BODY_PT, BOTTOM_MM, FANG, LEFT_MM, RIGHT_MM, TITLE_PT, TOP_MM

_MARGINS = {"top": TOP_MM, "bottom": BOTTOM_MM, "left": LEFT_MM, "right": RIGHT_MM}
_MARGIN_NAMES = {"top": "天头", "bottom": "下白边", "left": "订口", "right": "切口"}
_FANG_FACES = {FANG, "仿宋", "FangSong"}


def check_docx(data: bytes) -> list[Problem]:
    """What in a .docx file departs from the standard; nothing for a conforming one.

    Raises ValueError when the bytes are not a Word document.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        document = etree.fromstring(parts["word/document.xml"], parser)
        styles = etree.fromstring(parts["word/styles.xml"], parser)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        raise ValueError("这不是有效的 Word（.docx）文档。") from error
    return [
        *_page(document),
        *_themes(document, styles),
        *_faces(document, styles),
        *_footers(parts),
        *heading_problems(document, styles),
        *table_problems(document),
        *picture_problems(document, styles),
        *attachment_problems(document, styles),
    ]


def _mm(twips: str | None) -> float:
    return int(twips or 0) / 1440 * 25.4


def _page(document: Any) -> Iterator[Problem]:
    size, margins = document.find(f".//{W}pgSz"), document.find(f".//{W}pgMar")
    if size is None or margins is None:
        yield Problem("page", "没有设置页面大小和页边距。")
        return
    if abs(_mm(size.get(f"{W}w")) - 210) > 1 or abs(_mm(size.get(f"{W}h")) - 297) > 1:
        yield Problem("page-size", "纸张不是 A4（210mm×297mm）。")
    for side, wanted in _MARGINS.items():
        found = _mm(margins.get(f"{W}{side}"))
        if abs(found - wanted) > 1:
            name = _MARGIN_NAMES[side]
            yield Problem(f"margin-{side}", f"{name}为 {found:.1f}mm，应为 {wanted}mm。")


def _themes(document: Any, styles: Any) -> Iterator[Problem]:
    themed = [
        fonts
        for root in (document, styles)
        for fonts in root.iter(f"{W}rFonts")
        if any("heme" in name for name in fonts.attrib)
    ]
    if themed:
        yield Problem("theme-fonts", "样式引用了主题字体，会覆盖指定的字体。")


def _used_styles(document: Any, styles: Any) -> dict[str, Any]:
    used = {style.get(f"{W}val") for style in document.iter(f"{W}pStyle")}
    return {
        s.get(f"{W}styleId"): s for s in styles.iter(f"{W}style") if s.get(f"{W}styleId") in used
    }


def _faces(document: Any, styles: Any) -> Iterator[Problem]:
    used = _used_styles(document, styles)
    if not used:
        yield Problem("styles", "正文没有使用样式，格式无法统一。")
    for style in used.values():
        name = style.find(f"{W}name").get(f"{W}val")
        fonts = style.find(f".//{W}rFonts")
        if fonts is None or not fonts.get(f"{W}eastAsia"):
            yield Problem("east-asia", f"样式“{name}”没有指定中文字体。")
    body = used.get("GwBody")
    if body is None:
        yield Problem("body", "没有找到正文样式。")
        return
    yield from _body_style(body, styles)
    title = used.get("GwTitle")
    if title is None or style_size(title) != TITLE_PT:
        yield Problem("title", "标题应为2号小标宋体字，居中排布。")


def _body_style(body: Any, styles: Any) -> Iterator[Problem]:
    if (
        body.find(f".//{W}rFonts").get(f"{W}eastAsia") not in _FANG_FACES
        or style_size(body) != BODY_PT
    ):
        yield Problem("body-face", "正文应为3号仿宋体字。")
    indent = body.find(f".//{W}ind")
    if indent is None or indent.get(f"{W}firstLineChars") != "200":
        yield Problem("indent", "正文每个自然段应左空二字。")
    normal = next(s for s in styles.iter(f"{W}style") if s.get(f"{W}styleId") == "Normal")
    spacing = normal.find(f"{W}pPr/{W}spacing")
    pitch = int(spacing.get(f"{W}line") or 0) / 20 if spacing is not None else 0
    exact = spacing is not None and spacing.get(f"{W}lineRule") == "exact"
    if not exact or not 28 <= pitch < 29:
        yield Problem("lines", "行距应为固定值，使每面排22行（28至28.9磅）。")


def _footers(parts: dict[str, bytes]) -> Iterator[Problem]:
    footers = [data.decode("utf-8") for name, data in parts.items() if "word/footer" in name]
    if b"evenAndOddHeaders" not in parts.get("word/settings.xml", b"") or len(footers) < 2:
        yield Problem("page-number-sides", "页码应单页居右、双页居左。")
    if not footers or not all("PAGE" in footer for footer in footers):
        yield Problem("page-number", "没有设置页码。")
    elif not all(re.search(r"—.*PAGE.*—", footer, re.S) for footer in footers):
        yield Problem("page-number-dash", "页码左右应各有一条一字线。")
