"""Plain text in and out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.gongwen.samples import NOTICE
from zwgk.gongwen import Kind, parse_text, to_text
from zwgk.gongwen.plain import normalised

TEXT = """
临政办发〔2026〕5号
关于开展政务公开日活动的通知
各县(区)人民政府:
    为深入贯彻条例,现将有关事项通知如下:
一、活动主题
（一）主题
1.办好实事,方便群众。
　　时间为9:30,网址http://a.cn/b?c=1,2,共1,800份。

附件:1.安排表
2.统计表
临川市人民政府办公室
2026年04月20日
"""


def test_a_notice_is_understood() -> None:
    document = parse_text(TEXT, Kind.NOTICE)
    assert document.doc_number == "临政办发〔2026〕5号"
    assert document.title == "关于开展政务公开日活动的通知"
    assert document.recipient == "各县（区）人民政府"
    assert [a.title for a in document.attachments] == ["安排表", "统计表"]
    assert (document.issuer, document.issued_on) == ("临川市人民政府办公室", date(2026, 4, 20))
    assert [p.level for p in document.paragraphs] == [0, 1, 2, 3, 0]
    assert document.paragraphs[0].text.endswith("通知如下：")
    assert "9:30，网址http://a.cn/b?c=1,2，共1,800份" in document.paragraphs[-1].text


@pytest.mark.parametrize(
    "day",
    ["2026年5月20日", "二〇二六年五月二十日", "2026-05-20", "2026.5.20", "２０２６年５月２０日"],
)
def test_a_closing_date_is_read_in_any_common_form(day: str) -> None:
    document = parse_text(f"总结\n正文。\n柳河镇人民政府\n{day}", Kind.SUMMARY)
    assert document.issued_on == date(2026, 5, 20)
    assert document.issuer == "柳河镇人民政府"


def test_an_impossible_date_stays_text() -> None:
    document = parse_text("总结\n正文。\n2026年2月30日", Kind.SUMMARY)
    assert document.issued_on is None
    assert document.paragraphs[-1].text == "2026年2月30日"


def test_an_empty_text_is_refused() -> None:
    with pytest.raises(ValueError, match="没有文字"):
        parse_text(" \n\u3000\n", Kind.SUMMARY)


def test_marks_become_full_width_only_beside_chinese() -> None:
    assert normalised("接待群众,解答问题;(第一)") == "接待群众，解答问题；（第一）"
    assert normalised("1,800 a,b 12:30") == "1,800 a,b 12:30"


_WORDS = st.text(
    st.sampled_from("甲乙丙一二（）0123456789、.。，:：附件年月日号〔〕 \t\n"), max_size=120
)


@given(_WORDS, st.sampled_from(list(Kind)))
def test_nothing_of_a_text_is_lost(text: str, kind: Kind) -> None:
    """Every Han character of the text stands in the document's plain form, as often."""
    if not text.strip(" \t\n"):
        return
    printed = to_text(parse_text(text, kind))
    for char in set(text) & set("甲乙丙〔〕、。"):
        assert printed.count(char) >= text.count(char)


def test_a_document_prints_its_words_in_order() -> None:
    lines = to_text(NOTICE).splitlines()
    assert lines[:4] == [
        NOTICE.issuing_mark, NOTICE.doc_number, NOTICE.title, f"{NOTICE.recipient}：",
    ]  # fmt: skip
    assert lines[-1] == "2026年4月20日"
