"""The days on which the unit held the activity, and the year of days written without one."""

import re
from datetime import date
from itertools import compress

from zwgk.text.facts.dates import Found, dates
from zwgk.text.facts.frame import Frame
from zwgk.text.facts.grammar import CLOSE_QUOTES, FIFTEENTH
from zwgk.text.facts.page import Page
from zwgk.text.facts.roles import ANOTHER_TIME, Role, roles
from zwgk.text.model import Day

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年?度?(?!\d)")
_MASKED_YEAR = re.compile(r"(?:20|19)[xX×*_]{2}\s*年?|[xX×*]{4}\s*年")
_DAY_OF_YEAR = re.compile(
    r"(?<!\d)(20\d\d)年度?[^，。；\n\d]{0,16}?(?:公开|开放|宣传|活动|生产|安全|科普|法制|法治|宪法|咨询)"
    r"[^，。；\n\d]{0,4}?(?:日|周|月)"
)
_LAST_YEAR = re.compile(r"(?:去年|上年)(?:的)?\s*$")
_THIS_YEAR = re.compile(r"(?:今年|本年)(?:的)?\s*$")
_GOES_ON = re.compile(r"(?:持续|延续|一直|开展)(?:到|至)\s*$")
_HELD_ON_NAME = re.compile(
    rf"(?:于|在)\s*[“\"]?{FIFTEENTH}[{CLOSE_QUOTES}]?(?:当天|当日|上午|这天|，|,)"
    rf"|[“\"]?{FIFTEENTH}[{CLOSE_QUOTES}]?(?:[^，。；\n]{{0,8}}?(?:公开|开放|活动)[^，。；\n]{{0,4}}日[{CLOSE_QUOTES}]?)?(?:活动)?(?:当天|当日)"
)
_LAW_DAY = re.compile(
    r"(?:起)?(?:正式)?(?:施行|实施|颁布|公布|生效|修订)|是[^，。]{0,16}(?:条例|法)"
)
_CONTINUED = 160


def activity(
    page: Page, frame: Frame, today: date | None
) -> tuple[tuple[Day, ...], tuple[Day, ...]]:
    """The days of the activity, and every other day named."""
    found = dates(page)
    part = roles(page, found, frame)
    found, part = _continued(page, found, part)
    years = _Years(page, frame, found, part, today)
    days = [_day(page, one, years.of(one)) for one in found]
    held = _held(page, found, part, days, years)
    main, seen = [], set[str]()
    for day, is_held in zip(days, held, strict=True):
        if is_held and day.iso not in seen:
            seen.add(day.iso)
            main.append(day)
    main = _without_days_of_periods(main)
    if not main and (named := _on_its_name(page, years)):
        main.append(named)
    named_again = {day.iso for day in main}
    others = tuple(
        day
        for day, is_held in zip(days, held, strict=True)
        if not is_held and day.iso not in named_again
    )
    return tuple(main), others


def _without_days_of_periods(days: list[Day]) -> list[Day]:
    """A day of a period that is named as well says nothing new."""
    periods = [(d.year, (d.month, d.day), (d.until.month, d.until.day)) for d in days if d.until]

    def inside(day: Day) -> bool:
        return any(
            day.year in (None, year) and first <= (day.month, day.day) <= last
            for year, first, last in periods
        )

    return [day for day in days if day.until or not inside(day)]


def _continued(page: Page, found: list[Found], part: list[Role]) -> tuple[list[Found], list[Role]]:
    """26日…启动…将持续到6月2日 is one period."""
    for at in range(1, len(found)):
        first, last = found[at - 1], found[at]
        if (
            _GOES_ON.search(page.text[max(last.start - 6, 0) : last.start])
            and part[at - 1] is Role.HELD
            and last.start - first.end < _CONTINUED
            and first.until is None
            and (last.month, last.day) > (first.month, first.day)
        ):
            found[at - 1] = Found(
                first.start, first.end, first.month, first.day, first.year,
                (last.year, last.month, last.day), first.masked, first.bare, first.warning,
            )  # fmt: skip
            part[at] = Role.OTHER
    return found, part


def _held(
    page: Page, found: list[Found], part: list[Role], days: list[Day], years: "_Years"
) -> list[bool]:
    """The surest role that occurs decides; days of another year only where no other is left."""
    best = max(part, default=Role.OTHER)
    if best is Role.OTHER:
        return [False] * len(found)
    held = [role is best for role in part]
    if best is Role.OPEN and len({day.iso for day in compress(days, held)}) > 1:
        lead = _lead_end(page, years.frame)
        held = [is_held and one.start < lead for is_held, one in zip(held, found, strict=True)]
        if len({day.iso for day in compress(days, held)}) > 1:
            return [False] * len(found)
    main = years.title
    kept = [is_held and day.year in (None, main) for is_held, day in zip(held, days, strict=True)]
    return kept if main is not None and any(kept) else held


def _lead_end(page: Page, around: Frame) -> int:
    """The end of the first line of the body."""
    title = around.title[1] if around.title else 0
    return next(
        (
            line.end
            for number, line in enumerate(page.lines)
            if line.start >= title and number not in around.furniture
        ),
        len(page.text),
    )


def _day(page: Page, one: Found, year: int | None) -> Day:
    mention = page.mention(one.start, one.end)
    until = None
    if one.until:
        last = one.until[0] or year
        if last is not None and one.until[0] is None and one.until[1:] < (one.month, one.day):
            last += 1
        until = Day(one.until[1], one.until[2], mention.start, mention.end, mention.text, last)
    return Day(
        one.month, one.day, mention.start, mention.end, mention.text, year, until, one.warning
    )


def _on_its_name(page: Page, years: "_Years") -> Day | None:
    """在“5·15”当天: the day's name is its date where the text gives no other."""
    match = _HELD_ON_NAME.search(page.text)
    if not match:
        return None
    mention = page.mention(*match.span())
    return Day(5, 15, mention.start, mention.end, mention.text, years.near(match.start()))


class _Years:
    """The year of a day: its own, the title's, that of another full date, or none.

    A text that masks its year (20xx) has none to give.
    """

    def __init__(
        self, page: Page, frame: Frame, found: list[Found], part: list[Role], today: date | None
    ) -> None:
        self._page = page
        self.frame = frame
        title = page.text[slice(*frame.title)] if frame.title else ""
        own = _YEAR.search(title)
        self.title = int(own[1]) if own else None
        self._masked = bool(_MASKED_YEAR.search(title)) or any(one.masked for one in found)
        in_title_marks = [_in_marks(page.text, one.start) for one in found]
        self._full = [
            one
            for one, marks, role in zip(found, in_title_marks, part, strict=True)
            if one.year is not None and not marks and not _elsewhere(page.text, one)
        ]
        of_day = _DAY_OF_YEAR.search(page.text)
        self._of_day = int(of_day[1]) if of_day else None
        self._today = today

    def of(self, one: Found) -> int | None:
        """The year of a day found."""
        if one.year is not None or one.masked:
            return one.year
        left = self._page.text[max(one.start - 6, 0) : one.start]
        year = self.near(one.start)
        if year is not None and _LAST_YEAR.search(left):
            return year - 1
        if year is None and not self._masked and self._today and _THIS_YEAR.search(left):
            return self._today.year
        return year

    def near(self, place: int) -> int | None:
        """The year that holds at a place of the text."""
        if self.title is not None:
            return self.title
        if self._masked:
            return None
        before = [one for one in self._full if one.start < place]
        body = before[-1] if before and place - before[-1].start < 400 else None
        if body is not None and body.year is not None:
            return body.year
        if self._of_day is not None:
            return self._of_day
        return self._full[-1].year if self._full else None


def _in_marks(text: str, place: int) -> bool:
    left = text[max(place - 80, 0) : place]
    return left.rfind("《") > left.rfind("》")


def _elsewhere(text: str, one: Found) -> bool:
    """A law's day or another edition's says nothing of the year of this text."""
    left, right = text[max(one.start - 20, 0) : one.start], text[one.end : one.end + 24]
    return bool(ANOTHER_TIME.search(left) or _LAW_DAY.match(right))
