"""Chinese numerals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwgk.text.numerals import LIMIT, parse_chinese, to_chinese


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
