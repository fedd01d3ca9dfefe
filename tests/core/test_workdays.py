"""Working days by the State Council's calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwgk.core.workdays import add_working_days, working_day


@pytest.mark.parametrize(
    ("day", "count", "due"),
    [
        (date(2026, 5, 11), 5, date(2026, 5, 18)),  # over a plain weekend
        (date(2026, 5, 16), 5, date(2026, 5, 22)),  # asked on a Saturday
        (date(2025, 9, 30), 1, date(2025, 10, 9)),  # the long holiday of 2025
        (date(2025, 9, 27), 1, date(2025, 9, 28)),  # a Sunday that was worked for it
        (date(2026, 10, 9), 1, date(2026, 10, 10)),  # a Saturday that is worked
        (date(2026, 5, 15), 0, date(2026, 5, 15)),
    ],
)
def test_holidays_and_worked_weekends_are_counted(day: date, count: int, due: date) -> None:
    assert add_working_days(day, count) == (due, False)


def test_beyond_the_published_calendar_a_day_is_provisional() -> None:
    due, provisional = add_working_days(date(2098, 12, 29), 5)
    assert (due, provisional) == (date(2099, 1, 5), True)
    assert working_day(date(2099, 1, 3)) == (False, True)  # a Saturday
    assert working_day(date(1999, 10, 1)) == (True, True)  # a Friday nobody has notices of


def test_one_day_beyond_the_calendar_makes_the_whole_count_provisional() -> None:
    last = max(year for year in range(2004, 2090) if not working_day(date(year, 1, 1))[1])
    assert add_working_days(date(last, 12, 1), 3)[1] is False
    assert add_working_days(date(last, 12, 30), 5)[1] is True


def test_a_count_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        add_working_days(date(2026, 5, 15), -1)


@given(day=st.dates(date(2005, 1, 1), date(2025, 6, 1)), count=st.integers(1, 60))
def test_the_last_day_is_worked_and_the_days_between_are_exactly_so_many(
    day: date, count: int
) -> None:
    due, _ = add_working_days(day, count)
    assert working_day(due)[0]
    between = (date.fromordinal(n) for n in range(day.toordinal() + 1, due.toordinal() + 1))
    assert sum(working_day(one)[0] for one in between) == count
