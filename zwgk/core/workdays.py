"""工作日: counting days by the State Council's holiday notices, made-up working days included.

The notice for a year comes out in the November before it. Outside the years the calendar covers a
count falls back to Monday to Friday and says so: such a date is provisional (暂定).
"""

from datetime import date, timedelta

import chinese_calendar


def working_day(day: date) -> tuple[bool, bool]:
    """Whether ``day`` is worked, and whether that is only provisional."""
    try:
        return chinese_calendar.is_workday(day), False
    except NotImplementedError:
        return day.weekday() < 5, True


def add_working_days(day: date, count: int) -> tuple[date, bool]:
    """The ``count``-th working day after ``day``, which is not counted; and whether provisional."""
    if count < 0:
        raise ValueError("count must not be negative")
    provisional = False
    while count:
        day += timedelta(days=1)
        worked, guessed = working_day(day)
        provisional = provisional or guessed
        count -= worked
    return day, provisional


def working_days_late(due: date, day: date) -> int:
    """How many working days ``day`` lies after ``due``; 0 on it or before."""
    late = 0
    while day > due:
        late += working_day(day)[0]
        day -= timedelta(days=1)
    return late
