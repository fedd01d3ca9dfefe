"""Days and times: impossible, damaged, contradictory, not the prescribed ones."""

from datetime import date

import pytest

from tests.text.check.told import rules, spans
from zwgk.text.model import Context

HELD = "我镇于2018年5月15日在集市开展了政务公开日活动，接待群众300余人次。"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("我镇于2018年2月30日开展了活动。", "2018年2月30日"),
        ("我镇于13月5日开展了活动。", "13月5日"),
        ("我镇于2019年2月29日开展了活动。", "2019年2月29日"),
    ],
)
def test_a_day_that_does_not_exist(text: str, day: str) -> None:
    assert spans(text, "date-impossible") == [day]


@pytest.mark.parametrize("text", [HELD, "2020年2月29日开展了活动。", "农历2月30日的集市上有活动。"])
def test_days_that_exist(text: str) -> None:
    assert spans(text, "date-impossible") == []


@pytest.mark.parametrize("day", ["2025年731日", "515日", "20241210日", "2025620日"])
def test_characters_lost_from_a_day(day: str) -> None:
    assert spans(f"{day}，我局举办政府开放日活动。", "date-damaged") == [day]


def test_the_mark_lost_between_two_times_is_put_back() -> None:
    (found,) = rules("活动时间为9:0011:00，地点在镇政府门前。", "time-damaged")
    assert found.replacement == "9:00至11:00"
    assert rules("活动时间为9:00至11:00，地点在镇政府门前。", "time-damaged") == []


def test_a_wrong_weekday_and_the_right_one() -> None:
    (found,) = rules("2018年5月15日（星期三）上午，我镇开展了活动。", "date-weekday")
    assert "星期二" in found.message
    assert rules("2018年5月15日（星期二）上午，我镇开展了活动。", "date-weekday") == []


def test_an_account_signed_before_its_day() -> None:
    early, late = f"{HELD}\n青石镇人民政府\n2018年5月10日", f"{HELD}\n青石镇人民政府\n2018年5月16日"
    assert spans(early, "date-signature") == ["2018年5月15日"]
    assert spans(late, "date-signature") == []


def test_a_notice_is_signed_before_the_day_it_announces() -> None:
    notice = "关于开展政务公开日活动的通知\n定于2018年5月15日开展政务公开日活动。\n2018年5月2日"
    assert spans(notice, "date-signature") == []


def test_a_day_before_its_notice() -> None:
    notice = "现就开展政务公开日活动通知如下。\n某市人民政府办公室\n2018年5月{}日"
    assert spans(HELD, "date-notice", Context(notice=notice.format(20))) == ["2018年5月15日"]
    assert spans(HELD, "date-notice", Context(notice=notice.format(2))) == []


def test_a_document_number_of_a_later_year() -> None:
    text = "按照《关于开展活动的通知》（青政办发〔{}〕17号）要求，" + HELD
    assert len(rules(text.format(2019), "date-cited")) == 1
    assert rules(text.format(2018), "date-cited") == []


def test_the_title_and_the_body_name_different_days() -> None:
    text = "青石镇5月{}日政务公开日活动总结\n" + HELD
    assert spans(text.format(18), "date-title") == ["2018年5月15日"]
    assert spans(text.format(15), "date-title") == []


def test_held_on_another_day_than_the_name_says_is_advice() -> None:
    text = "5·15政务公开日活动总结\n我镇于5月{}日在集市开展了宣传活动。"
    (found,) = rules(text.format(18), "date-other-day")
    assert found.severity == "advice"
    assert rules(text.format(15), "date-other-day") == []


def test_the_prescribed_days_and_year() -> None:
    context = Context(days=(date(2018, 5, 14), date(2018, 5, 15)), year=2018)
    assert spans(HELD, "date-prescribed", context) == []
    later = HELD.replace("5月15日", "5月18日")
    assert spans(later, "date-prescribed", context) == ["2018年5月18日"]
    assert spans(HELD, "date-year", Context(year=2019)) == ["2018年5月15日"]
    assert spans(HELD, "date-year", Context(year=2018)) == []
