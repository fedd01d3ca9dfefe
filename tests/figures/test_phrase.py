"""How figures are printed: never upwards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwgk.figures.phrase import floor_to, percent, printed, roundings
from zwgk.kinds import KINDS, Qualifier

VISITORS = KINDS["visitors"]


@pytest.mark.parametrize(
    ("value", "qualifier", "keep", "text"),
    [
        (34, Qualifier.EXACT, 0, "34人次"),
        (34, Qualifier.EXACT, 1, "30余人次"),
        (316, Qualifier.EXACT, 1, "300余人次"),
        (300, Qualifier.EXACT, 1, "300人次"),
        (300, Qualifier.MORE_THAN, 0, "300余人次"),
        (1836, Qualifier.EXACT, 2, "1800余人次"),
        (20, Qualifier.ABOUT, 0, "约20人次"),
        (25, Qualifier.ABOUT, 1, "约20人次"),
        (0, Qualifier.EXACT, 0, "0人次"),
        (1000, Qualifier.LESS_THAN, 1, "不足1000人次"),
    ],
)
def test_printed(value: int, qualifier: Qualifier, keep: int, text: str) -> None:
    assert printed(VISITORS, value, None, qualifier, keep) == text


@given(st.integers(0, 10**9), st.integers(0, 9))
def test_rounding_never_goes_up_and_keeps_the_leading_digits(value: int, keep: int) -> None:
    rounded = floor_to(value, keep)
    assert rounded <= value
    if keep:
        assert str(rounded)[:keep] == str(value)[:keep]
        assert rounded + 10 ** max(len(str(value)) - keep, 0) > value


@given(st.integers(0, 10**7))
def test_only_real_roundings_are_offered(value: int) -> None:
    offered = [floor_to(value, keep) for keep in roundings(value)]
    assert len(offered) == len(set(offered))
    assert all(0 < rounded < value for rounded in offered)


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_rate_is_full_only_when_nobody_is_left_out(part: int, rest: int) -> None:
    assert percent(part, part + rest) != "100%"
    assert percent(part + rest, part + rest) == "100%"


def test_percent_is_cut_to_one_decimal() -> None:
    assert percent(9996, 10000) == "99.9%"
    assert percent(1, 2) == "50%"
    assert percent(0, 0) == "—"
