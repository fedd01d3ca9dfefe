"""The days of the activity: every way of writing, and what is no day of it."""

from datetime import date

import pytest

from zwgk.text.facts import facts


def _held(text: str) -> list[str]:
    return [day.iso for day in facts(text).dates]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2018年5月15日", "2018-05-15"),
        ("２０１８年５月１５日", "2018-05-15"),
        ("2018 年 5 月 15 日", "2018-05-15"),
        ("二〇一八年五月十五日", "2018-05-15"),
        ("2018-05-15", "2018-05-15"),
        ("2018/5/15", "2018-05-15"),
        ("5月15日", "--05-15"),
        ("20xx年5月15日", "--05-15"),
        ("5.15日", "--05-15"),
        ("5月14日至18日", "--05-14/--05-18"),
        ("5月12-15日", "--05-12/--05-15"),
        ("2023年5月10日—5月16日", "2023-05-10/2023-05-16"),
        ("2022年5月1日-31日", "2022-05-01/2022-05-31"),
        ("5月30日至6月2日", "--05-30/--06-02"),
        ("2023年12月30日至2024年1月2日", "2023-12-30/2024-01-02"),
        ("2025年731日", "2025-07-31"),
        ("20241210日", "2024-12-10"),
        ("515日", "--05-15"),
        ("1011日", "--10-11"),
    ],
)
def test_ways_of_writing(written: str, iso: str) -> None:
    assert _held(f"{written}上午，我镇在集市开展宣传。") == [iso]


@pytest.mark.parametrize(
    "written", ["近日", "今天", "xx月xx日", "X月X日", "2018年", "5月中旬", "111日"]
)
def test_no_day_is_invented(written: str) -> None:
    found = facts(f"{written}，我镇在集市开展宣传。")
    assert (found.dates, found.other_dates) == ((), ())


def test_lost_characters_are_warned_of_and_intact_dates_are_not() -> None:
    lost, intact = facts("515日开展活动。").dates + facts("5月15日开展活动。").dates
    assert "5月15日" in lost.warning
    assert "515日" in lost.warning
    assert not intact.warning


@pytest.mark.parametrize(
    "span", ["公示7日内", "为期5日", "近30日", "20个工作日", "每月10日前后", "120日内"]
)
def test_lengths_of_time_are_no_days(span: str) -> None:
    assert _held(f"5月15日开展宣传，{span}接受监督。") == ["--05-15"]


@pytest.mark.parametrize(
    "other",
    [
        "5月8日，镇政府召开专题会议部署。",
        "5月6日，县政府办印发了活动方案。",
        "请于5月20日前将总结报送县政府办公室。",
        "报名截止时间为5月10日。",
        "去年5月16日的活动有200人参加。",
        "《条例》自2019年5月14日起施行。",
        "根据《关于做好5月16日有关工作的通知》要求。",
        "本周适逢防灾减灾日，5月12日曾举行演练。",
    ],
)
def test_other_days_are_kept_apart(other: str) -> None:
    found = facts(f"5月15日，我镇在集市开展宣传活动。{other}")
    assert [day.iso for day in found.dates] == ["--05-15"]
    assert len(found.other_dates) == 1


def test_the_day_named_counts_only_where_no_other_day_is_given() -> None:
    named = "2021年5月15日是全省第十五个政务公开日。"
    assert _held(named + "我局高度重视。") == ["2021-05-15"]
    assert _held(named + "14日，我局在集市进行了现场宣传。") == ["2021-05-14"]


def test_the_name_of_the_day_is_a_date_only_as_a_last_resort() -> None:
    assert _held("我镇在5·15当天接待群众20人。") == ["--05-15"]
    assert _held("我镇开展5·15政务公开日活动。") == []
    assert _held("为办好5·15，我镇在5月18日的活动当天接待群众20人。") == ["--05-18"]


def test_two_separate_days_and_a_day_said_twice() -> None:
    text = "5月14日、15日，我局在广场开展宣传。5月15日当天，接待群众20人。"
    assert _held(text) == ["--05-14", "--05-15"]


def test_a_period_told_in_two_halves() -> None:
    text = "5月26日，政务公开日活动正式启动，活动将持续到6月2日。"
    assert _held(text) == ["--05-26/--06-02"]
    assert _held("自5月8日起，至5月19日止，全市开展活动。") == ["--05-08/--05-19"]


def test_a_label_and_a_heading_say_when() -> None:
    assert _held("活动时间：5月15日8:30—11:00\n活动地点：广场") == ["--05-15"]
    assert _held("一、活动时间\n2023年5月10日至19日。\n二、活动内容\n略") == [
        "2023-05-10/2023-05-19"
    ]
    assert _held("时间：2025年3月10日\n地点：便民服务中心") == ["2025-03-10"]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("青石镇2018年政务公开日总结\n5月15日，我镇开展宣传。\n2019年1月2日", "2018-05-15"),
        ("5月15日，我镇开展宣传。\n青石镇人民政府\n2016年5月16日", "2016-05-15"),
        ("发布时间：2024-05-17 来源：青石镇\n5月15日，我镇开展宣传。", "2024-05-15"),
        ("20xx年5月8日召开会议。5月15日，我镇开展宣传。\n2016年5月16日", "--05-15"),
        ("上届活动于2020年5月20日举行。5月15日，我镇开展宣传。", "--05-15"),
        ("5月15日，我镇开展2023年政务公开日宣传。", "2023-05-15"),
    ],
)
def test_where_the_year_comes_from(text: str, iso: str) -> None:
    assert _held(text) == [iso]


def test_today_gives_this_year_only_where_the_text_has_none() -> None:
    text = "今年5月15日，我镇开展宣传。"
    assert [day.iso for day in facts(text, today=date(2024, 6, 1)).dates] == ["2024-05-15"]
    dated = f"{text}\n2016年5月16日"
    assert [day.iso for day in facts(dated, today=date(2024, 6, 1)).dates] == ["2016-05-15"]


def test_dates_of_the_page_and_the_signature_are_not_the_activity() -> None:
    found = facts(
        "青石镇总结\n发布时间：2024-05-17 10:22  浏览次数：216\n近日，我镇开展宣传。\n2024年5月18日"
    )
    assert found.dates == ()
    assert [day.iso for day in found.other_dates] == ["2024-05-17", "2024-05-18"]
