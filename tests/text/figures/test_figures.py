"""Figures out of phrases and texts: kind, value and qualifier, spans, mentions, sums, refusals."""

import pytest

from tests.text.figures.table import PHRASES
from zwgk.kinds import Qualifier
from zwgk.text.figures import figures
from zwgk.text.figures.totals import counted
from zwgk.text.model import Figure, Figures, Role, Scope, Stage

_SIGNS = {
    Qualifier.EXACT: "",
    Qualifier.MORE_THAN: "+",
    Qualifier.ABOUT: "~",
    Qualifier.LESS_THAN: "-",
}


def _written(found: list[Figure]) -> list[str]:
    return sorted(f"{f.kind} {f.value}{_SIGNS[f.qualifier]}" for f in found)


def _reason(text: str, number: str) -> str:
    """Why the number with these words was not taken."""
    reasons = [item.reason for item in figures(text).rejected if number in item.text]
    assert len(reasons) == 1, reasons
    return reasons[0]


@pytest.mark.parametrize(("text", "expected"), PHRASES, ids=[text for text, _ in PHRASES])
def test_a_phrase_gives_its_figures(text: str, expected: tuple[str, ...]) -> None:
    assert _written(counted(figures(text).found)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "number", "reason"),
    [
        ("根据《条例》第27条规定，接待群众30人。", "27", "序数"),
        ("今年是第十二届政务公开日。", "十二", "序数"),
        ("咨询电话：0415-8123456。", "8123456", "电话"),
        ("拨打12345热线咨询。", "12345", "电话"),
        ("5月15日，接待群众30人。", "15", "日期"),
        ("2018年5月15日上午开展活动。", "15", "日期"),
        ("上午9:00至11:00接待群众。", "9", "时间"),
        ("5·15政务公开日当天接待群众30人。", "15", "日子的名称"),
        ("依据青政办发〔2017〕36号文件开展。", "36", "文号"),
        ("活动在12单元门前举行。", "12", "门牌"),
        ("突出做好3个方面工作。", "3", "结构"),
        ("持续开展“5个一”活动。", "5", "引号内的名称"),
        ("现场为群众办理补贴300元。", "300", "金额"),
        ("活动历时3个小时。", "3", "时间长短"),
        ("开展“7个主题日+9项专项活动”。", "7", "名称"),
        ("浏览次数：353", "353", "网页计数"),
    ],
)
def test_a_number_that_is_none_by_its_form_is_refused(text: str, number: str, reason: str) -> None:
    assert reason in _reason(text, number)


@pytest.mark.parametrize(
    ("text", "number", "reason"),
    [
        ("去年政务公开日共接待群众300余人。", "300", "其他年份"),
        ("活动由8名领导带队。", "8", "领导或负责人"),
        ("活动计划发放宣传资料2000份。", "2000", "计划或要求"),
        ("活动将邀请市民代表20名。", "20", "计划或要求"),
        ("发放资料比去年增加200份。", "200", "增减幅度"),
        ("各部门均派工作人员2名。", "2", "各单位分别"),
        ("接待群众数百人。", "数百", "没有具体数值"),
        ("活动惠及群众5000余人。", "5000", "受益"),
        ("其余8个部门在窗口接待。", "8", "剩余"),
        ("全镇现有工作人员46人。", "46", "基本情况"),
        ("由12名干部组成工作专班。", "12", "组织的构成"),
        ("活动共送出锦旗和掌声30余阵。", "30", "没有说明"),
    ],
)
def test_a_number_of_something_else_is_refused_with_its_reason(
    text: str, number: str, reason: str
) -> None:
    result = figures(text)
    assert reason in _reason(text, number)
    assert not counted(result.found)


def test_a_number_of_an_earlier_year_is_told_by_the_year_of_the_title() -> None:
    text = "青石镇2018年政务公开日活动总结\n2017年共接待群众200人。今年共接待群众300人。\n"
    result = figures(text)
    assert _written(list(result.found)) == ["visitors 300"]
    assert "其他年份" in _reason(text, "200")


@pytest.mark.parametrize(
    "title",
    [
        "关于开展第十二个政务公开日活动的通知",
        "青石镇政务公开日活动方案",
        "致全县居民的邀请函",
    ],
)
def test_a_notice_has_requirements_and_no_figures(title: str) -> None:
    text = f"{title}\n各单位设立咨询台2个，发放资料500份。\n"
    result = figures(text)
    assert result.found == ()
    assert {item.reason for item in result.rejected if item.text in ("2个", "500份")} == {
        "通知、方案中的要求或计划，不是已经发生的数据"
    }


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("印制宣传手册5000册。", Stage.PRINTED),
        ("编印办事指南300本。", Stage.PRINTED),
        ("准备宣传资料2000份。", Stage.PREPARED),
        ("摆放宣传资料800份。", Stage.PREPARED),
    ],
)
def test_what_was_only_printed_or_prepared_is_told_apart(text: str, stage: Stage) -> None:
    result = figures(text)
    assert [figure.stage for figure in result.found] == [stage]
    assert len(result.rejected) == 1
    assert "未写明已发放" in result.rejected[0].reason
    assert result.total("materials_distributed") is None


@pytest.mark.parametrize(
    "text",
    [
        "印制宣传手册5000册，当天全部发放完毕。",
        "印制并发放宣传手册5000册。",
        "印制的5000册宣传手册全部发放到群众手中。",
    ],
)
def test_what_was_printed_and_then_handed_out_counts(text: str) -> None:
    assert figures(text).total("materials_distributed") == (5000, Qualifier.EXACT)


def test_printed_and_handed_out_in_one_sentence() -> None:
    result = figures("现场印制宣传手册5000册，发放3200册。")
    assert [(f.value, f.stage) for f in result.found] == [
        (5000, Stage.PRINTED),
        (3200, Stage.DONE),
    ]
    assert result.total("materials_distributed") == (3200, Qualifier.EXACT)


def test_the_figures_of_a_lower_unit_are_named_and_not_taken() -> None:
    text = (
        "丹河市政务公开日活动综述\n"
        "我市共接待群众9000余人次。东山县组织30个部门参加，接待群众600余人次。\n"
    )
    result = figures(text)
    assert _written(list(result.found)) == ["visitors 9000+"]
    assert _reason(text, "600") == "是“东山县”的数据，不是本单位的数据"


def test_the_whole_areas_figure_is_kept_apart_from_the_units_own() -> None:
    text = "青石镇政务公开日活动总结\n全县共接待群众9000人次。我镇共接待群众300人次。\n"
    result = figures(text)
    assert [(f.value, f.scope) for f in result.found] == [(9000, Scope.AREA), (300, Scope.OWN)]
    assert result.total("visitors") == (300, Qualifier.EXACT)
    assert "上级地区" in _reason(text, "9000")


def test_units_named_one_after_another_quote_their_own_figures() -> None:
    text = "政务公开日活动情况\n东山县接待群众200人；西山县接待群众300人。\n"
    result = figures(text)
    assert result.found == ()
    assert "东山县" in _reason(text, "200")
    assert "西山县" in _reason(text, "300")


def test_lead_and_body_repeat_one_figure() -> None:
    text = "当天共接待群众300余人次。\n活动期间，共接待群众300余人次，发放资料500份。\n"
    visitors = [f for f in figures(text).found if f.kind == "visitors"]
    assert len(visitors) == 1
    assert [text[m.start : m.end] for m in visitors[0].mentions] == ["300余人次"] * 2
    assert (visitors[0].start, visitors[0].end) == (7, 13)


def test_equal_numbers_in_one_sentence_are_two_figures() -> None:
    result = figures("发放宣传单500份、手册500本。")
    assert [len(figure.mentions) for figure in result.found] == [1, 1]
    assert result.total("materials_distributed") == (1000, Qualifier.EXACT)


def test_two_values_of_one_kind_are_two_figures() -> None:
    result = figures("接待群众300余人次。\n共接待群众320人次。\n")
    assert [figure.value for figure in result.found] == [300, 320]


def _roles(result: Figures) -> list[tuple[int | float, Role]]:
    return [(figure.value, figure.role) for figure in result.found]


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("发放宣传单400余份、环保袋500余个。", (900, Qualifier.MORE_THAN)),
        ("发放宣传单400份，手册300本，合计700份。", (700, Qualifier.EXACT)),
        ("发放资料700余份，其中宣传单400份、手册300本。", (700, Qualifier.MORE_THAN)),
        ("发放宣传单和手册共1800余份。", (1800, Qualifier.MORE_THAN)),
        ("发放宣传单约400份、手册300余本。", (700, Qualifier.ABOUT)),
    ],
)
def test_parts_are_summed_once(text: str, total: tuple[int, Qualifier]) -> None:
    assert figures(text).total("materials_distributed") == total


def test_a_stated_total_closes_or_opens_a_list() -> None:
    closed = figures("发放宣传单400份，手册300本，合计700份。")
    assert _roles(closed) == [(400, Role.PART), (300, Role.PART), (700, Role.TOTAL)]
    opened = figures("发放资料700份，其中宣传单400份、手册300本。")
    assert _roles(opened) == [(700, Role.TOTAL), (400, Role.PART), (300, Role.PART)]
    assert _roles(figures("发放资料700份。")) == [(700, Role.SINGLE)]


def test_a_qualified_total_may_differ_from_its_parts() -> None:
    result = figures("宣传单10000余份，折页400余份，合计62种11300余份。")
    assert result.total("materials_distributed") == (11300, Qualifier.MORE_THAN)
    assert result.total("material_kinds") == (62, Qualifier.EXACT)


def test_people_told_twice_are_not_summed() -> None:
    result = figures("接待群众500人次，其中接待企业主80人次。")
    assert result.total("visitors") == (500, Qualifier.EXACT)
    assert result.total("banners") is None


def test_each_gives_every_thing_the_same_value() -> None:
    result = figures("悬挂条幅、摆放展板各2块。")
    assert {(figure.kind, figure.value) for figure in result.found} == {
        ("banners", 2),
        ("boards", 2),
    }
    assert {figure.text for figure in result.found} == {"2块"}


def test_a_range_keeps_both_ends() -> None:
    (figure,) = figures("接待群众200至300人。").found
    assert (figure.value, figure.high, figure.qualifier) == (200, 300, Qualifier.ABOUT)


def test_unit_noun_and_words_are_as_written() -> None:
    text = "当天发放政务公开宣传手册近1.2万册。"
    (figure,) = figures(text).found
    assert (figure.unit, figure.noun, figure.text) == ("册", "宣传手册", "近1.2万册")
    assert text[figure.start : figure.end] == figure.text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("共发放资料５ ０００份。", None),
        ("现场接待群众３００余人次。", "３００余人次"),
        ("設諮詢臺８個，現場接待群眾。", "８個"),
        ("接(jiē)待群(qún)众30余人(rén)次。", "30余人(rén)次"),
        ("展厅90㎡，接待群众3\u200b0余人。", "3\u200b0余人"),
    ],
)
def test_spans_count_characters_of_the_given_text(text: str, words: str | None) -> None:
    found = figures(text).found
    assert all(text[f.start : f.end] == f.text for f in found)
    if words is not None:
        assert words in [f.text for f in found]


def test_figures_stand_in_the_order_of_the_text() -> None:
    result = figures("设咨询台6个。发放资料300份。第十二届。接待群众500人。2018年。")
    assert [f.start for f in result.found] == sorted(f.start for f in result.found)
    assert [r.start for r in result.rejected] == sorted(r.start for r in result.rejected)


def test_a_text_without_figures_gives_none() -> None:
    assert figures("") == Figures()
    assert figures("政务公开日活动圆满结束。") == Figures()
