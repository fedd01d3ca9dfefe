"""The day, edition and theme a draft names, against the unit's own plan and the notice."""

import re
from collections.abc import Iterator
from datetime import date

from zwgk.campaigns.models import Participation
from zwgk.summaries.checking.model import Told
from zwgk.text.model import Day, Facts, Finding, Severity
from zwgk.text.numerals import to_chinese

_ORDINAL = re.compile(r"第\s*[0-9０-９一二三四五六七八九十百]+\s*([个届次])")
_YEAR = re.compile(r"\d{4}(?=\s*年)")


def held(part: Participation, facts: Facts) -> Iterator[Told]:
    """A day of the activity that the unit's plan does not have."""
    first, last = part.starts_on, part.ends_on or part.starts_on
    if first is None or last is None:
        return
    meetings = {(held_on.month, held_on.day) for held_on in _meetings(part)}
    said = [
        day
        for day in facts.dates
        if day.year in (None, first.year) and (day.month, day.day) not in meetings
    ]
    right = any(_within(day, first, last) for day in said)
    # Where the right day is named too, the other may be that of something else.
    severity = Severity.ADVICE if right else Severity.ERROR
    for day in said:
        if _within(day, first, last) or (right and _of_campaign(day, part)):
            continue
        planned = _shown(first) if first == last else f"{_shown(first)}至{_shown(last)}"
        message = f"登记的活动日期是{planned}，文中是{day.month}月{day.day}日。"
        mend = None
        if first == last and day.until is None and not day.warning:
            year = f"{first.year}年" if day.year else ""
            mend = f"{year}{_shown(first)}"
        found = Finding(
            "date-records", severity, day.start, day.end, message,
            "请按登记的日期改正，或更正方案中的日期。", mend,
        )  # fmt: skip
        yield Told(found, mend, mend or "")


def _meetings(part: Participation) -> Iterator[date]:
    return part.meetings.values_list("held_on", flat=True).iterator()


def _shown(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _within(day: Day, first: date, last: date) -> bool:
    until = day.until or day
    ends = ((day.month, day.day), (until.month, until.day))
    return all((first.month, first.day) <= one <= (last.month, last.day) for one in ends)


def _of_campaign(day: Day, part: Participation) -> bool:
    return _within(day, part.campaign.starts_on, part.campaign.ends_on)


def certain(found: Finding, passage: str, part: Participation) -> str | None:
    """The mend of a finding of the text engine that the notice makes certain."""
    campaign = part.campaign
    if found.rule == "theme-notice":
        return campaign.theme
    if found.rule == "edition-notice" and (ordinal := _ORDINAL.search(passage)):
        right = f"第{to_chinese(campaign.edition)}{ordinal[1]}"
        return passage.replace(ordinal[0], right)
    if found.rule == "date-year" and _YEAR.search(passage):
        return _YEAR.sub(str(campaign.year), passage, count=1)
    return found.replacement
