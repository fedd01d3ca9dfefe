"""Marks and the writing of numbers: what the standards settle, and nothing that they leave open."""

import pytest

from tests.text.check.told import mended, rules, spans


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("加强领导,精心部署。", "加强领导，精心部署。"),
        ("解答问题;发放资料。", "解答问题；发放资料。"),
        ("总结如下:\n加强领导。", "总结如下：\n加强领导。"),
        ("群众很满意!", "群众很满意！"),
        ("一,加强领导。", "一、加强领导。"),
        ("发放条例(以下简称《条例》)两份。", "发放条例（以下简称《条例》）两份。"),
        ('以"公开促落实"为主题开展。', "以“公开促落实”为主题开展。"),
        ("加强领导，，精心部署。。", "加强领导，精心部署。"),
        ("加强领导，。", "加强领导。"),
        ("包括住房、教育...都要公开。", "包括住房、教育……都要公开。"),
        ("包括住房、教育。。。", "包括住房、教育……"),
        ("阳光政务--公开为民。", "阳光政务——公开为民。"),
        ("依据《条例》、《办法》开展。", "依据《条例》《办法》开展。"),
        ("叫响“公开”、“透明”品牌。", "叫响“公开”“透明”品牌。"),
        ("我镇于2018年05月05日开展。", "我镇于2018年5月5日开展。"),
        ("依据丹政办发[2018]第015号文件。", "依据丹政办发〔2018〕15号文件。"),
        ("依据丹政办发（2018）15号文件。", "依据丹政办发〔2018〕15号文件。"),
        ("依据丹政办发〔2018〕第15号文件。", "依据丹政办发〔2018〕15号文件。"),
    ],
)
def test_certain_mends(wrong: str, right: str) -> None:
    assert mended(wrong) == right
    assert mended(right) == right


@pytest.mark.parametrize(
    "text",
    [
        "共发放1,800份，1.2万人次，时间9:00至11:00，网址http://www.example.cn/a,b.html。",
        "一、加强领导\n（一）准备充分。1.周密部署；2.落实到人。\n（2）分工明确。",
        "要求如下（包括：1）展板；2）条幅），请落实。",
        "“5·15”政务公开日，“515”活动，32”显示屏。",
        "《条例》《办法》、“公开”和“透明”，《条例》（修订）、《办法》。",
        "“第一段开头。\n“第二段开头，到此为止。”",
        "依据丹政办发〔2018〕15号、(2018)辽01民初123号。",
        "……阳光政务——公开为民……",
        "“太好了！！”群众说，“真的吗？！”",
        "发布时间：2018-05-17 来源：2018年05月17日 10:22",
        "【字体：大 中 小】【打印】【关闭】\n群众满意。",
        "上午8:30—11:00，联系人(office)。",
        "目录\n加强领导...........1\n精心部署..........2",
    ],
)
def test_correct_writing_is_let_be(text: str) -> None:
    marks = ("mark-", "number-", "document-")
    assert [f for f in _all(text) if f.startswith(marks)] == []


def _all(text: str) -> list[str]:
    from zwgk.text.check import check

    return [found.rule for found in check(text)]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("依据《条例开展活动。", "《"),
        ("依据条例》开展活动。", "》"),
        ("以“公开促落实为主题。", "“"),
        ("条例（以下简称条例开展。", "（"),
        ("条例（简称《条例）》开展。", "《"),
    ],
)
def test_half_of_a_pair(text: str, mark: str) -> None:
    assert mark in spans(text, "mark-pair")


def test_one_edition_in_two_forms() -> None:
    text = "2018年5月15日是第12届政务公开日。通过第十二届政务公开日活动，成效明显。"
    (found,) = rules(text, "number-mixed")
    assert (text[found.start : found.end], found.replacement) == ("12", "十二")
    assert rules(text.replace("12届", "十二届"), "number-mixed") == []


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("xx月xx日，XX镇开展活动。", ["xx月xx日", "XX镇"]),
        ("20xx年5月，活动开展。", ["20xx年"]),
        ("接待群众【待补充：人数】。", ["【待补充：人数】"]),
        ("接待群众（此处填写人数）。", ["（此处填写人数）"]),
        ("接待群众____人次。", ["____"]),
        ("某某镇开展活动。", ["某某镇"]),
        ("居民张某某来访，电话3XXXX66，尺码XXL。", []),
        ("各单位发布“举办××活动的预告”。", []),
    ],
)
def test_gaps_left_by_a_template(text: str, gaps: list[str]) -> None:
    assert spans(text, "placeholder") == gaps
