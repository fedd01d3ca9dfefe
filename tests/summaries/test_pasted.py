"""Text pasted from office programs, made plain."""

import pytest

from zwgk.summaries.pasted import tidy


@pytest.mark.parametrize(
    ("pasted", "plain"),
    [
        ("　　一、加强领导。\r\n　　成立小组。", "一、加强领导。\n成立小组。"),
        ("接待\u00a0群众\u200b 34 人次", "接待群众 34 人次"),
        ("第一行\x0b第二行\r\r\r\r第三行", "第一行\n第二行\n\n第三行"),
        ("科室\t人数", "科室人数"),
        ("use Word 2019", "use Word 2019"),
        ("{visitors~1}，余下不变", "{visitors~1}，余下不变"),
    ],
)
def test_what_word_adds_is_taken_out(pasted: str, plain: str) -> None:
    assert tidy(pasted) == plain
    assert tidy(plain) == plain
