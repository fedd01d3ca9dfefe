"""The theme in every wording, and what only looks like one."""

import pytest

from zwgk.text.facts import facts

THEME = "公开促落实，服务暖民心"


@pytest.mark.parametrize(
    "sentence",
    [
        "我镇以“{}”为主题开展活动。",
        "我镇以{}为主题，开展活动。",
        "我镇把“{}”当作主题。",
        "今年的主题是“{}”。",
        "今年的主题是{}。通过活动，效率提高了。",
        "活动主题：{}\n活动时间：5月15日",
        "活动主题为{}，现场发放资料300份。",
        "主题确定为“{}”。",
        "主题“{}”深入人心。",
        "一、活动主题\n{}。\n二、活动时间",
        "二、活动主题{}三、活动时间5月15日",
        "活动主题\t{}\n活动日期\t5月15日",
        "我局围绕“{}”主题开展宣传。",
        "我局紧紧围绕“{}”这一主题，开展宣传。",
        "我局围绕{}这一主题，开展宣传。",
        "我局紧扣“{}”活动主题。",
        '我局以"{}"为主题。',
        "我局以「{}」为主题。",
        "街道组织开展“{}”政务公开日活动。",
        "举行“{}”政务公开主题日活动。",
        "这场活动的主题叫“{}”。",
    ],
)
def test_every_wording(sentence: str) -> None:
    assert facts(sentence.format(THEME)).theme == THEME


@pytest.mark.parametrize(
    "sentence",
    [
        "我镇开展“不忘初心、牢记使命”主题教育。",
        "结合“学习日”主题党日开展宣传。",
        "坚持以人民为中心，开展宣传。",
        "开展“5·15政务公开日”主题活动。",
        "开展“政府开放日”活动。",
        "紧密围绕活动主题，开展宣传。",
        "悬挂活动主题条幅3幅，召开主题座谈会。",
        "本次活动的主题：一是宣传条例，二是解答咨询。",
        "去年的主题是“公开透明惠民”。",
        "世界环境日主题为“人与自然和谐共生”。",
    ],
)
def test_what_is_no_theme(sentence: str) -> None:
    assert facts(sentence).theme is None


def test_a_theme_with_a_quotation_inside() -> None:
    assert facts("以“推进‘五公开’，服务群众”为主题").theme == "推进‘五公开’，服务群众"


def test_two_wordings_are_both_told_and_the_same_one_once() -> None:
    first = "以“优化政策服务，助力辽宁振兴”为主题。"
    text = f"{first}\n一、活动主题\n优化政策服务，助力鞍山振兴。\n{first}"
    assert [one.text for one in facts(text).themes] == [
        "优化政策服务，助力辽宁振兴",
        "优化政策服务，助力鞍山振兴",
    ]


def test_the_theme_of_this_year_is_taken() -> None:
    assert facts("去年主题为“公开透明为民”。今年的主题是“阳光政务惠民”。").theme == "阳光政务惠民"
