"""Charts for documents and downloads: SVG drawn here, PNG set by Typst with the document's faces.

Pure: labels and numbers in, SVG text out. The colours keep apart in a black-and-white print.
"""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import escape

import typst

from zwgk.gongwen.fonts import folders_in_use
from zwgk.gongwen.layout import width_em

Number = int | float
Shown = Callable[[Number], str]

WIDTH = 720
_FACES = "'Noto Sans CJK SC','Microsoft YaHei',SimHei,sans-serif"
_SIZE, _ROW, _BAR, _EDGE = 15, 34, 20, 16
_INK = "#1a1a1a"
_FILLS = ("#1f5f8b", "#b4c7d6", "#6b8a3a", "#d9b25f")
_LONGEST = 12  # em of a label beside a bar
_PLOT = 260  # height of a line chart without its labels
_SOURCE = (
    "#set page(width: auto, height: auto, margin: 0pt)\n"
    '#image(bytes(sys.inputs.svg), format: "svg", width: 540pt)'
)
_PPI = 200


def bars(
    title: str, rows: Sequence[tuple[str, Number]], *, shown: Shown = str, headed: bool = True
) -> str:
    """Bars lying under one another, each with its label and value.

    ``headed`` draws the title; without, it is kept for screen readers alone.
    """
    return grouped(title, [(label, [value]) for label, value in rows], [""], shown, headed=headed)


def grouped(
    title: str, rows: Sequence[tuple[str, Sequence[Number | None]]], names: Sequence[str],
    shown: Shown = str, *, own_scale: bool = False, headed: bool = True,
) -> str:  # fmt: skip
    """Bars in groups: each row has a value for each name, None where there is none.

    With ``own_scale`` every row is drawn to its own scale: for rows that count different things.
    """
    left = _EDGE + _SIZE * max((min(width_em(label), _LONGEST) for label, _ in rows), default=0) + 8
    room = WIDTH - left - _EDGE - _SIZE * _longest_value(rows, shown) - 8
    highest = _highest(values for _, values in rows)
    y, parts = _head(title, names, headed)
    for label, values in rows:
        height = _ROW + _BAR * (len(values) - 1)
        parts.append(_label(label, left - 8, y + height / 2))
        top = _highest([values]) if own_scale else highest
        for at, value in enumerate(values):
            parts.append(_bar(value, at, left, y + (_ROW - _BAR) / 2 + at * _BAR, room, top, shown))
        y += height
    parts.append(_line(left, y - _ROW * len(rows) - _BAR * _more(rows), left, y, _INK))
    return _svg(title, parts, y + _EDGE)


def lines(
    title: str, labels: Sequence[str], series: Sequence[tuple[str, Sequence[Number | None]]], *,
    shown: Shown = str, headed: bool = True,
) -> str:  # fmt: skip
    """A line for each series over common labels; a gap where a value is None."""
    y, parts = _head(title, [name for name, _ in series], headed)
    top = _highest(values for _, values in series)
    left, right, base = _EDGE * 3, WIDTH - _EDGE * 3, y + _PLOT
    step = (right - left) / max(len(labels) - 1, 1)
    parts.append(_line(_EDGE, base, WIDTH - _EDGE, base, _INK))
    for at, label in enumerate(labels):
        parts.append(_text(label, left + at * step, base + _SIZE + 6, "middle"))
    for number, (_, values) in enumerate(series):
        points = [
            None if value is None else (left + at * step, base - (_PLOT - 30) * value / top, value)
            for at, value in enumerate(values)
        ]
        # Values of the second line stand below it, so that two that run close can be read.
        lift = _SIZE + 8 if number % 2 else -9
        parts += _polyline(points, _FILLS[number % len(_FILLS)], shown, lift)
    return _svg(title, parts, base + _SIZE + 6 + _EDGE)


@lru_cache(maxsize=64)
def png(svg: str) -> bytes:
    """The picture of a chart, for documents. Raises MissingFonts without a Chinese face."""
    drawn: bytes = typst.compile(
        _SOURCE.encode(), format="png", ppi=_PPI, font_paths=_fonts(), sys_inputs={"svg": svg}
    )
    return drawn


@cache
def _fonts() -> Any:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False,
        font_paths=[str(folder) for folder in folders_in_use()],
    )  # fmt: skip


def _highest(rows: Any) -> Number:
    return max((value for values in rows for value in values if value), default=1)


def _more(rows: Sequence[tuple[str, Sequence[Number | None]]]) -> int:
    return sum(len(values) - 1 for _, values in rows)


def _longest_value(rows: Sequence[tuple[str, Sequence[Number | None]]], shown: Shown) -> float:
    values = [value for _, row in rows for value in row if value is not None]
    return max((width_em(shown(value)) for value in values), default=0)


def _head(title: str, names: Sequence[str], headed: bool) -> tuple[float, list[str]]:
    """The title and, for several series, what each colour stands for; where the plot begins."""
    parts, y = [], float(_EDGE)
    if headed:
        parts.append(_text(title, WIDTH / 2, y + _SIZE, "middle", size=_SIZE + 2, bold=True))
        y += _SIZE * 2 + 4
    if len(names) > 1:
        x = float(_EDGE)
        for at, name in enumerate(names):
            parts.append(_rect(x, y, 14, 14, _FILLS[at % len(_FILLS)]))
            parts.append(_text(name, x + 20, y + 13))
            x += 20 + _SIZE * width_em(name) + 24
        y += _SIZE * 2
    return y, parts


def _bar(
    value: Number | None, at: int, x: float, y: float, room: float, top: Number, shown: Shown
) -> str:
    if value is None:
        return _text("无", x + 6, y + _BAR - 4)
    width = room * value / top
    rect = _rect(x, y + 1, max(width, 1 if value else 0), _BAR - 2, _FILLS[at % len(_FILLS)])
    return rect + _text(shown(value), x + width + 6, y + _BAR - 4)


def _polyline(
    points: Sequence[tuple[float, float, Number] | None], colour: str, shown: Shown, lift: int
) -> list[str]:
    parts: list[str] = []
    for before, after in pairwise(points):
        if before and after:
            parts.append(_line(before[0], before[1], after[0], after[1], colour, 2.5))
    for x, y, value in filter(None, points):
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>')
        parts.append(_text(shown(value), x, y + lift, "middle"))
    return parts


def _label(label: str, x: float, middle: float) -> str:
    short = label
    while width_em(short) > _LONGEST:
        short = short[:-2] + "…" if short.endswith("…") else short[:-1] + "…"
    return _text(short, x, middle + _SIZE / 3, "end")


def _text(
    text: str, x: float, y: float, anchor: str = "start", *, size: int = _SIZE, bold: bool = False
) -> str:
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}"{weight} '
        f'fill="{_INK}">{_safe(text)}</text>'
    )


def _rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}" '
        f'stroke="{_INK}" stroke-width="0.5"/>'
    )


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1) -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" '
        f'stroke-width="{width}"/>'
    )


def _svg(title: str, parts: Sequence[str], height: float) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height:.0f}" '
        f'viewBox="0 0 {WIDTH} {height:.0f}" role="img" font-family="{_FACES}">'
        f"<title>{_safe(title)}</title>"
        f'<rect width="{WIDTH}" height="{height:.0f}" fill="#ffffff"/>{"".join(parts)}</svg>'
    )


def _safe(text: str) -> str:
    """A text inside an element; XML knows no control characters."""
    return escape("".join(one if one.isprintable() else " " for one in text))
