"""Charts: what is drawn, that any label is safe, and that the picture has its Chinese faces."""

import io
from xml.etree import ElementTree

import pytest
from PIL import Image

from zwgk.gongwen import fonts
from zwgk.summaries import charts

_SVG = "{http://www.w3.org/2000/svg}"


def _texts(svg: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(svg).iter(f"{_SVG}text")]


def _widths(svg: str) -> list[float]:
    """The widths of the bars: everything with an outline but the page and the legend."""
    rects = ElementTree.fromstring(svg).iter(f"{_SVG}rect")
    drawn = [rect for rect in rects if rect.get("stroke") and rect.get("height") != "14.0"]
    return [float(rect.get("width", "0")) for rect in drawn]


def test_bars_are_as_long_as_their_values_and_say_them() -> None:
    svg = charts.bars("受理咨询", [("司法所", 12), ("派出所", 36), ("民政办", 0)])
    short, long, none = _widths(svg)
    assert short * 3 == pytest.approx(long, abs=0.3)
    assert none == 0
    assert _texts(svg) == ["受理咨询", "司法所", "12", "派出所", "36", "民政办", "0"]


def test_labels_are_text_and_never_markup() -> None:
    svg = charts.bars("<script>&", [('a"<b>\x00', 1)])
    assert "<script>" not in svg
    assert _texts(svg)[:2] == ["<script>&", 'a"<b> ']


def test_a_long_label_is_cut_to_its_room() -> None:
    svg = charts.bars("", [("社会保障事务所和城乡居民养老保险办公室", 1)])
    assert "社会保障事务所和城乡居…" in _texts(svg)


def test_groups_name_their_colours_and_say_what_is_missing() -> None:
    rows = [("接待群众", [340, 300]), ("受理咨询", [36, None])]
    svg = charts.grouped("与上届比较", rows, ["2026年", "2025年"])
    assert {"2026年", "2025年", "无"} <= set(_texts(svg))
    assert len(_widths(svg)) == 3


def test_rows_of_different_things_have_their_own_scale() -> None:
    rows = [("接待群众", [340, 170]), ("受理咨询", [36, 18])]
    many, half, few, few_half = _widths(charts.grouped("", rows, ["a", "b"], own_scale=True))
    assert (many, half) == (few, few_half)
    assert half * 2 == pytest.approx(many, abs=0.2)


def test_a_line_breaks_where_nothing_was_counted() -> None:
    svg = charts.lines("按时段", ["9时", "10时", "11时", "12时"], [("人次", [5, 9, None, 4])])
    tree = ElementTree.fromstring(svg)
    assert len(list(tree.iter(f"{_SVG}circle"))) == 3
    assert len(list(tree.iter(f"{_SVG}line"))) == 2, "the axis and 9时 to 10时"


def test_without_a_headline_the_title_is_still_told() -> None:
    svg = charts.bars("受理咨询", [("司法所", 1)], headed=False)
    assert "受理咨询" not in _texts(svg)
    assert "<title>受理咨询</title>" in svg


@pytest.mark.skipif(not fonts.font_files(), reason="no Chinese faces here")
def test_the_picture_is_drawn_with_chinese_faces() -> None:
    one, other = (
        Image.open(io.BytesIO(charts.png(charts.bars("", [(label, 1)])))) for label in "咨询"
    )
    assert one.size == other.size
    assert one.width == 1500
    assert one.tobytes() != other.tobytes(), "two characters look alike only as empty boxes"
