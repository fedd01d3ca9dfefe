"""Edition, theme and the unit's own name."""

from tests.text.check.told import rules, spans
from zwgk.text.model import Context

LEAD = "2018年5月15日是第十二个政务公开日。我镇以“{}”为主题开展了活动。"
THEME = "解决群众办事难，打造营商环境最优省"


def test_two_editions_in_one_text() -> None:
    text = "5月15日是第十二个政务公开日。通过第{}政务公开日活动，成效明显。"
    assert len(rules(text.format("十三届"), "edition-two")) == 1
    assert rules(text.format("十二届"), "edition-two") == []


def test_an_edition_and_a_year_that_disagree_are_advice() -> None:
    early = Context(first_years={"政务公开日": 2006})
    (found,) = rules(LEAD.format(THEME), "edition-year", early)
    assert found.severity == "advice"
    assert "第13届" in found.message
    assert (
        rules(LEAD.format(THEME), "edition-year", Context(first_years={"政务公开日": 2007})) == []
    )
    assert (
        rules(LEAD.format(THEME), "edition-year", Context(first_years={"政府开放日": 2010})) == []
    )
    assert rules(LEAD.format(THEME), "edition-year") == []


def test_the_edition_of_the_campaign() -> None:
    assert len(rules(LEAD.format(THEME), "edition-notice", Context(edition=13))) == 1
    assert rules(LEAD.format(THEME), "edition-notice", Context(edition=12)) == []


def test_two_wordings_of_the_theme_contradict() -> None:
    text = LEAD.format(THEME) + "\n悬挂条幅，紧扣“{}”这一主题开展宣传。"
    other = "解决企业办事难，打造营商环境最优省"
    assert spans(text.format(other), "theme-two") == [other]
    assert rules(text.format(THEME), "theme-two") == []


def test_a_place_put_for_the_province_is_adaptation() -> None:
    context = Context(theme=THEME)
    assert rules(LEAD.format(THEME.replace("省", "镇")), "theme-notice", context) == []
    assert rules(LEAD.format(THEME.replace("，", " ")), "theme-notice", context) == []


def test_the_theme_of_the_notice() -> None:
    context = Context(theme=THEME)
    wrong = THEME.replace("群众", "企业")
    (found,) = rules(LEAD.format(wrong), "theme-notice", context)
    assert found.severity == "error"
    (own,) = rules(LEAD.format("公开促落实，服务暖民心"), "theme-own", context)
    assert own.severity == "advice"


def test_a_self_reference_left_over_from_a_lower_unit() -> None:
    text = "安平县2018年政务公开日活动总结\n5月15日，{}组织各部门开展了活动。"
    assert spans(text.format("我镇"), "unit-self") == ["我镇"]
    assert spans(text.format("我县"), "unit-self") == []
    assert spans(text.format("我市统一部署，我县"), "unit-self") == []
