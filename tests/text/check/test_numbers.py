"""Figures against one another and against the records."""

import pytest

from tests.text.check.told import rules, spans
from zwgk.kinds import Qualifier
from zwgk.text.check import check
from zwgk.text.check.numbers import bounds
from zwgk.text.model import Context, Facts, Figure, Figures


def _figure(text: str, value: float, qualifier: Qualifier, high: float | None = None) -> Figure:
    return Figure("visitors", value, qualifier, "人", "群众", 0, len(text), text, high)


@pytest.mark.parametrize(
    ("text", "value", "qualifier", "low", "high"),
    [
        ("300余人", 300, Qualifier.MORE_THAN, 300, 400),
        ("120余人", 120, Qualifier.MORE_THAN, 120, 130),
        ("11300余人", 11300, Qualifier.MORE_THAN, 11300, 11400),
        ("超过300人", 300, Qualifier.MORE_THAN, 300, float("inf")),
        ("约100人", 100, Qualifier.ABOUT, 0, 200),
        ("不足50人", 50, Qualifier.LESS_THAN, 0, 50),
        ("23人", 23, Qualifier.EXACT, 23, 23),
    ],
)
def test_what_a_figure_can_mean(
    text: str, value: int, qualifier: Qualifier, low: float, high: float
) -> None:
    assert bounds(_figure(text, value, qualifier)) == (low, high)


def test_a_range_means_its_ends() -> None:
    assert bounds(_figure("20至30人", 20, Qualifier.ABOUT, 30)) == (20, 30)


def test_parts_that_do_not_add_up() -> None:
    text = "活动当天，发放宣传单{}份、手册200份，共计300份。"
    assert spans(text.format(150), "figure-parts") == ["300份"]
    assert spans(text.format(100), "figure-parts") == []


def test_a_sum_of_round_figures_is_no_error() -> None:
    text = "发放宣传单10000余份、折页400余份、宣传袋500余个、扇子80余把，各类资料合计62种{}余份。"
    assert spans(text.format(11300), "figure-parts") == []
    assert spans("发放宣传单100份、手册50份等，共计500份。", "figure-parts") == []


def test_the_whole_told_twice_with_different_values() -> None:
    text = "此次活动共接待群众300余人次。\n本次活动共接待群众{}人次。"
    assert spans(text.format(200), "figure-twice") == ["200人次"]
    assert spans(text.format(320), "figure-twice") == []
    parts = "此次活动上午共接待群众300人次。\n此次活动下午共接待群众200人次。"
    assert spans(parts, "figure-twice") == []


def test_more_answers_than_questions() -> None:
    text = "活动当天，受理群众咨询30个，现场解答{}个。"
    assert spans(text.format(40), "figure-answered") == ["40个"]
    assert spans(text.format(30), "figure-answered") == []


def test_answers_are_not_compared_with_a_part_of_the_questions() -> None:
    asked = "群众提问58个：承包地24个，低保12个，其他22个，当场解答{}个。"
    assert spans(asked.format(55), "figure-answered") == []


def test_more_on_the_spot_than_answered() -> None:
    text = "活动当天，解答群众问题23个，其中现场解答{}个。"
    assert spans(text.format(30), "figure-spot") == ["30个"]
    assert spans(text.format(20), "figure-spot") == []


def test_rates() -> None:
    assert spans("群众满意率达到120%。", "figure-rate-over") == ["120%"]
    assert spans("群众满意率达到100%。", "figure-rate-over") == []
    text = "受理群众咨询40个，现场解答38个，现场答复率{}%。"
    assert spans(text.format(80), "figure-rate") == ["80%"]
    assert spans(text.format(95), "figure-rate") == []


@pytest.mark.parametrize("figure", ["近300余人次", "约7700余人次", "约25人左右"])
def test_two_words_for_one_approximation(figure: str) -> None:
    assert spans(f"活动当天接待群众{figure}，受到好评。", "figure-twice-vague") == [figure]


@pytest.mark.parametrize("figure", ["300余人次", "约7700人次", "近百人次", "25人左右"])
def test_one_word_for_an_approximation(figure: str) -> None:
    assert spans(f"活动当天接待群众{figure}，受到好评。", "figure-twice-vague") == []


def test_words_that_only_end_like_an_approximation() -> None:
    assert spans("最近，接待预约300余人次来访。", "figure-twice-vague") == []


def test_a_precise_number_with_yu() -> None:
    assert spans("发放宣传资料3196余份。", "figure-precise") == ["3196余份"]
    assert spans("发放宣传资料1.2万余份、手册3200余份。", "figure-precise") == []


def test_a_lost_measure_word() -> None:
    assert len(rules("镇直部门工作人员20余参加了活动。", "figure-measure")) == 1
    assert rules("镇直部门工作人员20余人参加了活动。", "figure-measure") == []


@pytest.mark.parametrize(
    ("stated", "recorded", "wrong"),
    [
        ("300余人次", 399, False),
        ("300余人次", 400, True),
        ("300余人次", 299, True),
        ("312人次", 312, False),
        ("312人次", 311, True),
        ("近400人次", 390, False),
        ("超过300人次", 800, False),
    ],
)
def test_a_figure_against_its_records(stated: str, recorded: int, wrong: bool) -> None:
    context = Context(records={"visitors": (recorded, None)})
    text = f"活动当天共接待群众{stated}。"
    assert spans(text, "figure-records", context) == [stated] * wrong


def test_a_rate_against_its_records() -> None:
    context = Context(records={"satisfaction_rate": (49, 50)})
    assert spans("群众满意率98%。", "figure-records", context) == []
    assert spans("群众满意率100%。", "figure-records", context) == ["100%"]


def test_a_figure_without_a_record_is_advice() -> None:
    text = "活动当天共接待群众300余人次，发放宣传单500份。"
    context = Context(records={"visitors": (310, None)})
    (found,) = rules(text, "figure-untraced", context)
    assert text[found.start : found.end] == "500份"
    assert found.severity == "advice"
    assert rules(text, "figure-untraced") == []


def test_figures_and_facts_may_be_given() -> None:
    figure = Figure("satisfaction_rate", 130, Qualifier.EXACT, "%", "", 2, 6, "130%")
    found = check("群众130%。我镇开展活动", figures=Figures((figure,)), facts=Facts())
    assert [f.rule for f in found] == ["figure-rate-over"]
