"""Pictures: in the line of the text, inside the type area, whole, captioned, described."""

import re
from collections.abc import Iterator
from typing import Any

from zwgk.gongwen.checks import Problem, W, out_of_order, style_of, styles_by_id, text_of
from zwgk.gongwen.layout import BOTTOM_MM, PAGE_MM, TOP_MM, TYPE_AREA_PT

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_CAPTION = re.compile(r"图(\d+)(?:　| |$)")
_EMU_PER_PT = 12700
_ALLOWED_PT = 1
_HIGHEST_PT = (PAGE_MM[1] - TOP_MM - BOTTOM_MM) / 25.4 * 72


def picture_problems(document: Any, styles: Any) -> Iterator[Problem]:
    """What is wrong with the pictures of a document."""
    known, numbers = styles_by_id(styles), []
    for at, drawing in enumerate(document.iter(f"{W}drawing"), 1):
        paragraph = next(drawing.iterancestors(f"{W}p"))
        caption = _caption(paragraph)
        name = f"图{caption}" if caption else f"第{at}张图片"
        if caption:
            numbers.append(caption)
        else:
            yield Problem("picture-caption", f"{name}下方没有“图{at}”这样的图题。")
        yield from _one(drawing, name)
        if _fixed_pitch(paragraph, known):
            yield Problem("picture-cut", f"{name}所在行为固定行距，图片会被截去，应改为单倍行距。")
    for at in out_of_order(numbers):
        yield Problem("picture-number", f"图题的序号不连续，第{at}个图题应为“图{at}”。")


def _caption(paragraph: Any) -> int:
    after = paragraph.getnext()
    if after is None or after.tag != f"{W}p" or style_of(after) != "GwPictureCaption":
        return 0
    match = _CAPTION.match(text_of(after))
    return int(match[1]) if match else 0


def _one(drawing: Any, name: str) -> Iterator[Problem]:
    if drawing.find(f"{_WP}inline") is None:
        yield Problem("picture-floating", f"{name}浮于文字之上，应改为嵌入式。")
    extent = drawing.find(f".//{_WP}extent")
    wide, high = (int(extent.get(at) or 0) / _EMU_PER_PT for at in ("cx", "cy"))
    if wide > TYPE_AREA_PT + _ALLOWED_PT or high > _HIGHEST_PT + _ALLOWED_PT:
        shown = "×".join(f"{side / 72 * 25.4:.0f}mm" for side in (wide, high))
        yield Problem("picture-size", f"{name}为 {shown}，超出版心（156mm×225mm）。")
    if not (drawing.find(f".//{_WP}docPr").get("descr") or "").strip():
        yield Problem("picture-alt", f"{name}没有替代文字，读屏软件无法说明。")


def _fixed_pitch(paragraph: Any, styles: dict[str, Any]) -> bool:
    """Whether a paragraph's line is of a fixed height: by itself, its style or the base style."""
    style = styles.get(style_of(paragraph))
    for holder in (paragraph, style, styles.get("Normal")):
        spacing = holder.find(f"{W}pPr/{W}spacing") if holder is not None else None
        if spacing is not None and spacing.get(f"{W}lineRule"):
            return bool(spacing.get(f"{W}lineRule") == "exact")
    return False
