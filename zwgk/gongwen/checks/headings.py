"""Heading levels 一、（一）1.（1）①: their faces, their numbers, their order."""

from collections.abc import Iterator
from typing import Any

from zwgk.gongwen.checks import Problem, W, style_face, style_of, style_size, styles_by_id, text_of
from zwgk.gongwen.layout import BODY_PT, FANG, HEI, KAI
from zwgk.gongwen.levels import LEVEL_MARKS

_LEVELS = {f"GwHeading{level}": level for level in range(1, 6)}
_FANG_FACES = {FANG, "仿宋", "FangSong"}
_FACES = {
    1: ("黑体", {HEI, "SimHei"}),
    2: ("楷体", {KAI, "楷体", "KaiTi"}),
    **dict.fromkeys((3, 4, 5), ("仿宋体", _FANG_FACES)),
}
_NUMBERS = ("一", "二", "三", "四", "五")
_EXAMPLES = ("一、", "（一）", "1.", "（1）", "①")
_SHOWN = 20


def heading_problems(document: Any, styles: Any) -> Iterator[Problem]:
    """What is wrong with the headings of a document."""
    body = document.find(f"{W}body")
    marked = [(style_of(p), text_of(p)) for p in body.iterchildren(f"{W}p")]
    yield from _faces({style for style, _ in marked}, styles_by_id(styles))
    above = 0
    for style, text in marked:
        if style == "GwAttachmentMark":
            above = 0
        level = _LEVELS.get(style)
        if level is None:
            continue
        yield from _number(level, text)
        if level > above + 1:
            missing = _EXAMPLES[above]
            yield Problem(
                "heading-skip",
                f"“{text[:_SHOWN]}”跳过了层级，前面应先有用“{missing}”标注的标题。",
            )
        above = level


def _number(level: int, text: str) -> Iterator[Problem]:
    if not LEVEL_MARKS[level].match(text):
        name, example = _NUMBERS[level - 1], _EXAMPLES[level - 1]
        message = f"“{text[:_SHOWN]}”是第{name}层标题，应以“{example}”这样的序数开头。"
        yield Problem("heading-number", message)


def _faces(used: set[str], styles: dict[str, Any]) -> Iterator[Problem]:
    for identity, level in _LEVELS.items():
        style = styles.get(identity)
        if identity not in used or style is None:
            continue
        name, faces = _FACES[level]
        if style_face(style) not in faces or style_size(style) != BODY_PT:
            number = _NUMBERS[level - 1]
            yield Problem(f"heading-{level}-face", f"第{number}层标题应为3号{name}字。")
