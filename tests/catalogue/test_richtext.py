"""Rich text: the safe part is kept, the rest goes, and the author is told."""

import pytest

from zwgk.catalogue.richtext import clean, plain


def test_lines_without_markup_are_paragraphs() -> None:
    assert clean("第一段\n\n第二段 3<5").html == "<p>第一段</p>\n<p>第二段 3&lt;5</p>"
    assert clean(" ").html == ""


def test_the_subset_is_kept() -> None:
    text = (
        "<p>见<strong>说明</strong></p><ul><li>一</li></ul>"
        '<table><tbody><tr><td colspan="2">甲</td></tr></tbody></table>'
    )
    cleaned = clean(text)
    assert (cleaned.html, cleaned.removed) == (text, ())
    linked = clean('<p><a href="https://example.gov.cn/a?b=1">办事</a></p>')
    assert 'href="https://example.gov.cn/a?b=1"' in linked.html
    assert linked.removed == ()


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ("<p>甲<script>alert(1)</script></p>", "脚本"),
        ('<p onclick="alert(1)">甲</p>', "事件代码（onclick）"),
        ('<p><a href="javascript:alert(1)">甲</a></p>', "不是 http 或 https 的链接"),
        ('<p><a href="java\tscript:alert(1)">甲</a></p>', "不是 http 或 https 的链接"),
        ("<p>甲</p><svg onload=alert(1)><script>alert(1)</script></svg>", "SVG 图形"),
        ('<p>甲<img src="https://x.example/a.png" onerror="alert(1)"></p>', "图片"),
        ("<p>甲</p><iframe src='https://x.example'></iframe>", "嵌入网页"),
        ("<h1>甲</h1>", "不支持的格式（h1）"),
    ],
)
def test_what_could_run_is_removed_and_named(sent: str, told: str) -> None:
    cleaned = clean(sent)
    assert told in cleaned.removed
    assert "甲" in cleaned.html
    for bad in ("script", "alert", "onclick", "onerror", "svg", "iframe", "<img", "h1"):
        assert bad not in cleaned.html.lower()


def test_cleaning_twice_changes_nothing() -> None:
    once = clean('<b>甲</b><a href="http://a.example">乙</a><p>3 &lt; 5').html
    assert clean(once).html == once


def test_the_words_are_read_without_marks() -> None:
    assert plain("<p>甲 &lt; 乙</p><ul><li>丙</li><li>丁</li></ul>") == "甲 < 乙\n丙\n丁"
