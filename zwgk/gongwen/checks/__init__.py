"""The checks of a .docx file that look at one sort of its parts each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Problem:
    """One point in which a file departs from the standard."""

    code: str
    message: str


def style_of(paragraph: Any) -> str:
    """The id of a paragraph's style, empty for none."""
    named = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if named is None else str(named.get(f"{W}val"))


def text_of(element: Any) -> str:
    """The words of a paragraph or a cell."""
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def styles_by_id(styles: Any) -> dict[str, Any]:
    """The styles of a file by their ids."""
    return {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}


def style_size(style: Any) -> float:
    """A style's letter size in points, 0 when it names none."""
    size = style.find(f".//{W}sz")
    return int(size.get(f"{W}val")) / 2 if size is not None else 0


def style_face(style: Any) -> str:
    """The face a style names for Chinese characters."""
    fonts = style.find(f".//{W}rFonts")
    return "" if fonts is None else str(fonts.get(f"{W}eastAsia") or "")


def switched_on(element: Any | None) -> bool:
    """Whether a yes-or-no property is there and not switched off."""
    return element is not None and element.get(f"{W}val") not in ("0", "false", "off")


def out_of_order(numbers: list[int]) -> Iterator[int]:
    """The places, counted from one, at which a running number is not the expected one."""
    return (at for at, number in enumerate(numbers, 1) if number != at)
