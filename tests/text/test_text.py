"""Numerals and privacy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwgk.text.numerals import LIMIT, parse_chinese, to_chinese
from zwgk.text.privacy import blocking, is_id_number, mask_names


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "零"), (5, "五"), (10, "十"), (12, "十二"), (20, "二十"), (101, "一百零一"),
        (110, "一百一十"), (1005, "一千零五"), (10000, "一万"), (10005, "一万零五"),
        (120000, "十二万"), (1000100, "一百万零一百"),
    ],
)  # fmt: skip
def test_numbers_in_chinese(number: int, text: str) -> None:
    assert to_chinese(number) == text


@given(st.integers(0, LIMIT - 1))
def test_what_is_written_is_read_back(number: int) -> None:
    assert parse_chinese(to_chinese(number)) == number


@pytest.mark.parametrize("wrong", [-1, LIMIT])
def test_numbers_outside_are_refused(wrong: int) -> None:
    with pytest.raises(ValueError, match="只支持"):
        to_chinese(wrong)


@pytest.mark.parametrize("wrong", ["", "12", "十个"])
def test_other_texts_are_no_numeral(wrong: str) -> None:
    with pytest.raises(ValueError):
        parse_chinese(wrong)


def test_the_same_name_has_the_same_mask_everywhere() -> None:
    text = "镇长尹望舒主持，尹望舒讲话，尹清参加，欧阳长河记录。"
    masked = mask_names(text, ["尹望舒", "尹清", "欧阳长河", "", "甲"])
    assert masked == "镇长尹某某主持，尹某某讲话，尹某某2参加，欧某某记录。"


def test_a_name_within_a_longer_name_does_not_break_it() -> None:
    assert mask_names("林海涛与林海", ["林海", "林海涛"]) == "林某某2与林某某"


def _identity(first: str) -> str:
    return next(first + c for c in "0123456789X" if is_id_number(first + c))


@given(
    st.from_regex(r"[1-9][0-9]{5}(19|20)[0-9]{2}(0[1-9]|1[0-2])[0-2][0-9][0-9]{3}", fullmatch=True)
)
def test_identity_numbers_are_found_by_their_check_digit(first: str) -> None:
    number = _identity(first)
    assert blocking(f"证号{number}。") == [number]
    wrong = first + ("1" if number[-1] != "1" else "2")
    assert blocking(f"编号{wrong}。") == []


def test_mobiles_are_found_plain_spaced_and_full_width() -> None:
    for text in ("13812345678", "138 1234 5678", "138-1234-5678", "１３８１２３４５６７８"):
        assert len(blocking(f"电话{text}。")) == 1
    assert blocking("电话0415-2150000，共1800余份，〔2018〕15号") == []
