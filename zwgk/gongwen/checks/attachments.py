"""附件: from a new page on, the mark at the head, title and number as in 附件说明 (7.3.7)."""

import re
from collections.abc import Iterator
from typing import Any

from zwgk.gongwen.checks import (
    Problem,
    W,
    style_face,
    style_of,
    style_size,
    styles_by_id,
    switched_on,
    text_of,
)
from zwgk.gongwen.layout import BODY_PT, HEI

_MARK = re.compile(r"附件(\d*)")
_LISTED = re.compile(r"^[\s　]*(?:附件[:：])?\s*(?:(\d+)[.．])?(.*)$")


def attachment_problems(document: Any, styles: Any) -> Iterator[Problem]:
    """What is wrong with the attachments of a document."""
    paragraphs = list(document.find(f"{W}body").iterchildren())
    listed = _listed(paragraphs)
    marks = [at for at, p in enumerate(paragraphs) if style_of(p) == "GwAttachmentMark"]
    if marks:
        yield from _style(styles_by_id(styles))
    before = 0
    for at in marks:
        mark = text_of(paragraphs[at])
        match = _MARK.fullmatch(mark)
        if match is None:
            yield Problem("attachment-mark", f"附件标识“{mark}”应写作“附件”加顺序号，如“附件1”。")
            continue
        yield from _new_page(paragraphs[at], mark, styles_by_id(styles))
        number = int(match[1] or 1)
        if number <= before:
            yield Problem("attachment-order", f"“{mark}”没有按顺序编排。")
        before = number
        yield from _same_title(mark, match[1], _title(paragraphs[at + 1 :]), listed)


def _listed(paragraphs: list[Any]) -> list[tuple[str, str]]:
    """Number and name of each attachment named under the text."""
    found = []
    for paragraph in paragraphs:
        match = _LISTED.match(text_of(paragraph)) if style_of(paragraph) == "GwAttachment" else None
        if match:
            found.append((match[1] or "", match[2].strip()))
    return found


def _style(styles: dict[str, Any]) -> Iterator[Problem]:
    style = styles.get("GwAttachmentMark")
    if style is None or style_face(style) not in {HEI, "SimHei"} or style_size(style) != BODY_PT:
        yield Problem("attachment-mark-face", "附件标识应为3号黑体字。")
        return
    indent = style.find(f"{W}pPr/{W}ind")
    left = style.find(f"{W}pPr/{W}jc")
    moved = indent is not None and any(value not in ("0", "") for value in indent.attrib.values())
    if moved or (left is not None and left.get(f"{W}val") not in ("left", "start", "both")):
        yield Problem("attachment-mark-place", "附件标识应顶格编排在版心左上角。")


def _new_page(paragraph: Any, mark: str, styles: dict[str, Any]) -> Iterator[Problem]:
    own = paragraph.find(f"{W}pPr/{W}pageBreakBefore")
    style = styles.get("GwAttachmentMark")
    named = style.find(f"{W}pPr/{W}pageBreakBefore") if style is not None else None
    if not switched_on(named if own is None else own):
        yield Problem("attachment-page", f"“{mark}”没有另起一页。")


def _title(following: list[Any]) -> str:
    """The lines of the title below a mark, joined."""
    parts: list[str] = []
    for paragraph in following:
        if style_of(paragraph) == "GwTitle":
            parts.append(text_of(paragraph))
        elif parts or text_of(paragraph).strip():
            break
    return "".join(parts)


def _same_title(
    mark: str, number: str, title: str, listed: list[tuple[str, str]]
) -> Iterator[Problem]:
    names = dict(listed)
    if number not in names:
        yield Problem("attachment-list", f"附件说明中没有“{mark}”，请补上或核对顺序号。")
    elif names[number] != title:
        shown = f"附件说明为“{names[number]}”，附件标题为“{title}”"
        yield Problem("attachment-title", f"“{mark}”前后名称不一致：{shown}。")
