"""By when what was found has to be mended, and what stands in the way of the end."""

from datetime import date, timedelta

from zwgk.campaigns.models import Participation
from zwgk.core.errors import DomainError
from zwgk.core.workdays import add_working_days, working_day

MEND_WITHIN = 5
MENDED_BY = "items_completed"


def first_due(participation: Participation, today: date) -> date:
    """The day a new finding is due: that of the checklist's task where it is to come.

    Else five working days from today; always a working day.
    """
    task = participation.tasks.filter(key=MENDED_BY).first()
    day: date | None = task.due_on if task is not None else None
    while day is not None and day >= today and not working_day(day)[0]:
        day -= timedelta(days=1)
    if day is None or day < today:
        return add_working_days(today, MEND_WITHIN)[0]
    return day


def checked_due(day: date, today: date) -> date:
    """The day somebody set. Raises DomainError for one that is past or not worked."""
    if day < today:
        raise DomainError("整改期限不能早于今天。", field="due_on")
    if not working_day(day)[0]:
        following, _ = add_working_days(day, 1)
        raise DomainError(
            f"{day:%Y年%-m月%-d日}是休息日，请选择工作日，如{following:%-m月%-d日}。",
            field="due_on",
        )
    return day
