"""The whole check: order, spans, replacements, personal data, copying, and any text at all."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.text.check.told import mended, rules, spans
from zwgk.text.check import RULES, check
from zwgk.text.model import Context, Neighbour

SOUND = (
    "青石镇2018年政务公开日活动总结\n"
    "2018年5月15日是第十二个政务公开日。我镇以“公开促落实，服务暖民心”为主题，在集市开展了宣传活动。\n"
    "一、加强领导。召开专题会议1次，成立了领导小组，明确了各站所的分工。\n"
    "二、广泛宣传。悬挂条幅3条，摆放展板6块，发放宣传单800余份、手册200余册。\n"
    "三、耐心解答。接待群众300余人次，受理咨询45个，现场解答40个，其余5个已转有关站所办理。\n"
    "青石镇人民政府\n2018年5月18日"
)
OWN_WORDS = (
    "镇文化站的姑娘们提前半个月排了一出小品，把低保怎么评、危房怎么报编进唱词里，"
    "赶集的老人围着听了两遍还不肯散，散场时人人手里都攥着一张写满电话的小卡片。"
)


def test_a_sound_text_has_no_findings() -> None:
    assert check(SOUND) == ()


def test_findings_stand_in_the_order_of_the_text() -> None:
    text = "XX镇于2月30日开展活动,接待群众近300余人次，电话13812345678。。"
    found = check(text)
    assert [f.rule for f in found] == [
        "placeholder",
        "date-impossible",
        "mark-width",
        "figure-twice-vague",
        "privacy",
        "mark-repeated",
    ]
    assert [f.start for f in found] == sorted(f.start for f in found)
    assert all(f.severity is RULES[f.rule].severity for f in found)


def test_every_rule_has_a_name_and_a_source() -> None:
    assert all(key == rule.key and rule.name and rule.source for key, rule in RULES.items())


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("请联系13812345678。", "privacy"),
        ("咨询电话0415-2150000。", "privacy-unsure"),
        ("他家住振兴区人民路42号3单元501室。", "privacy-unsure"),
    ],
)
def test_personal_data(text: str, rule: str) -> None:
    assert len(rules(text, rule)) == 1


def test_declared_desk_phones_are_no_finding() -> None:
    text = "咨询电话0415-2150000。"
    context = Context(public_phones=frozenset({"(0415)2150000"}))
    assert rules(text, "privacy-unsure", context) == []


def test_a_passage_of_another_unit_is_named_with_its_share() -> None:
    text = f"5月15日，我镇开展了活动。{OWN_WORDS}"
    other = Neighbour("白塔镇", f"白塔镇的活动很热闹。{OWN_WORDS}", 2018)
    (found,) = rules(text, "copied", Context(unit="青石镇", neighbours=(other,)))
    assert "白塔镇" in found.message
    assert "%" in found.message
    stranger = Neighbour("白塔镇", "我们请退休教师写了一副对联贴在公开栏旁。", 2018)
    assert rules(text, "copied", Context(unit="青石镇", neighbours=(stranger,))) == []


def test_ones_own_earlier_text_is_named_as_such() -> None:
    text = f"5月15日，我镇开展了活动。{OWN_WORDS}"
    context = Context(unit="青石镇", neighbours=(Neighbour("青石镇", OWN_WORDS, 2017, own=True),))
    (found,) = rules(text, "copied-own", context)
    assert "本单位2017年" in found.message
    assert rules(text, "copied", context) == []


def test_the_words_of_the_notice_are_not_copied() -> None:
    other = Neighbour("白塔镇", OWN_WORDS, 2018)
    context = Context(neighbours=(other,), notice=OWN_WORDS)
    assert rules(OWN_WORDS, "copied", context) == []


def test_a_text_pasted_twice_is_damaged() -> None:
    assert len(rules(f"{SOUND}\n{SOUND}", "damaged")) == 1
    assert rules(SOUND, "damaged") == []


def test_a_page_without_a_text() -> None:
    assert spans("2018-05-15 10:22", "empty") == ["2018-05-15 10:22"]


_PIECES = st.sampled_from(
    [
        *'，。,.;:!?、“”"《》（）()【】〔〕[]-—…\n 一1',
        "我镇",
        "2018年05月15日",
        "2月30日",
        "第12届政务公开日",
        "第十二个政务公开日",
        "xx月xx日",
        "9:0011:00",
        "青政办发",
        "[2018]第05号",
        "接待群众近300余人次",
        "受理咨询30个",
        "现场解答40个",
        "满意率120%",
        "13812345678",
        "以“公开”为主题",
        "\n2018年5月1日",
        "２",
        "\u200b",
    ]
)
_TEXTS = st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=30).map("".join))
_CONTEXT = Context(
    unit="青石镇", edition=13, theme="公开促落实", year=2019, first_years={"政务公开日": 2007},
    records={"visitors": (310, None), "satisfaction_rate": (0, 0)},
    notice="通知\n2018年5月20日", neighbours=(Neighbour("白塔镇", "接待群众近300余人次", 2018),),
)  # fmt: skip


@given(_TEXTS)
@settings(deadline=None)
def test_any_text_gives_findings_inside_it(text: str) -> None:
    found = check(text, _CONTEXT)
    assert all(0 <= f.start <= f.end <= len(text) for f in found)
    assert all(f.message and f.suggestion for f in found)
    mends = sorted((f.start, f.end) for f in found if f.replacement is not None)
    assert all(end <= start for (_, end), (start, _) in pairwise(mends))


@given(_TEXTS)
@settings(deadline=None)
def test_making_the_replacements_comes_to_an_end(text: str) -> None:
    for _ in range(8):
        text, before = mended(text), text
        if text == before:
            break
    assert all(f.replacement is None for f in check(text))
