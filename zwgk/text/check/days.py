"""Days: impossible ones, contradictions between name, body, signature and notice."""

import calendar
import re
from datetime import date

from zwgk.text.check.rules import Findings, Subject, finding
from zwgk.text.model import Day

_DAY = re.compile(r"(?:(?<!\d)(\d{4})年)?(?<!\d)(\d{1,2})月(\d{1,2})日")
_WEEKDAY = re.compile(
    r"(?<!\d)(\d{4})年(\d{1,2})月(\d{1,2})日\s*[（(]\s*(?:星期|周|礼拜)([一二三四五六日天])\s*[)）]"
)
_NAMED = re.compile(r"5\s*[·.•．・]\s*15[”\"]?\s*(?:全省|全市|全县)?(?:政务公开|政府开放)")
_SIGNED = re.compile(r"(?:^|\n)[ \t　]*(\d{4})年(\d{1,2})月(\d{1,2})日[ \t　]*\n*$")
_HOURS = re.compile(r"(?<![\d:：])(\d{1,2}[:：][0-5]\d)(\d{1,2}[:：][0-5]\d)(?![\d:：])")
_NUMBER_YEAR = re.compile(r"[〔\[(（](20\d\d)[〕\])）]")
_NAMES = "一二三四五六日"
# The lunar calendar has a 30th of its second month.
_LUNAR = re.compile(r"(?:农历|阴历|旧历)[^，。；\n]{0,8}$")
# A notice is signed before the day it announces; only an account of the day cannot be.
_AHEAD = re.compile(
    r"定于|将[于在会]|[拟计]划?于|届时|预告|公告|告示|通告|邀请函|报名|敬请|欢迎(?:广大|各位|社会)|"
    r"(?:的通知|方案|计划|公示)[ \t　]*(?:\n|$)|(?:通知|安排|公告|公示)如下|请(?:各|认真|于|提前)"
)
_TOLD = re.compile(
    r"(?:总结|小结|汇报|情况)|(?:开展|举办|举行|组织|接待|发放|解答|受理|取得|完成)了|(?:接待|发放|解答)"
)
_ANOTHER_TIME = re.compile(r"自|从|早在|去年|上年|前年|往年|上[一]?[届次]|曾|首[届次]|[比较]")


def impossible(subject: Subject) -> Findings:
    """2月30日, 13月5日."""
    for match in _DAY.finditer(subject.text):
        if _LUNAR.search(subject.text, max(match.start() - 12, 0), match.start()):
            continue
        year, month, day = int(match[1] or 2024), int(match[2]), int(match[3])
        if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(max(year, 1), month)[1]:
            yield finding(
                "date-impossible", *match.span(), f"日期“{match[0]}”不存在。", "请核对后改正。"
            )


def damaged(subject: Subject) -> Findings:
    """2025年731日: characters lost in copying."""
    for day in (*subject.facts.dates, *subject.facts.other_dates):
        if day.warning:
            yield finding("date-damaged", day.start, day.end, day.warning, "请对照原件补全日期。")


def weekday(subject: Subject) -> Findings:
    """A Friday that is a Saturday."""
    for match in _WEEKDAY.finditer(subject.text):
        day = _date(int(match[1]), int(match[2]), int(match[3]))
        said = _NAMES.index(match[4].replace("天", "日"))
        if day and day.weekday() != said:
            right = _NAMES[day.weekday()]
            yield finding(
                "date-weekday", *match.span(),
                f"{match[1]}年{match[2]}月{match[3]}日是星期{right}，不是星期{match[4]}。",
                "请核对日期和星期。",
            )  # fmt: skip


def hours(subject: Subject) -> Findings:
    """9:0011:00: the mark between two times was lost in copying."""
    for match in _HOURS.finditer(subject.text):
        right = f"{match[1]}至{match[2]}"
        yield finding(
            "time-damaged", *match.span(),
            f"“{match[0]}”疑有缺字，应为“{right}”。", f"请改为“{right}”。", right,
        )  # fmt: skip


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def signed_before(subject: Subject) -> Findings:
    """A signature older than the day it reports on."""
    match = _SIGNED.search(subject.text)
    signed = _date(int(match[1]), int(match[2]), int(match[3])) if match else None
    if match is None or signed is None or _AHEAD.search(subject.text):
        return
    if not _TOLD.search(subject.text):
        return
    for day in subject.facts.dates:
        held = day.date
        if held and held > signed and day.start < match.start():
            yield finding(
                "date-signature", day.start, day.end,
                f"活动日期{_shown(day)}晚于落款日期{signed.year}年{signed.month}月{signed.day}日。",
                "请核对活动日期和落款日期。",
            )  # fmt: skip


def noticed_after(subject: Subject) -> Findings:
    """Held before the notice that ordered it was signed."""
    context = subject.context
    match = _SIGNED.search(context.notice) if context else None
    signed = _date(int(match[1]), int(match[2]), int(match[3])) if match else None
    if context is None or signed is None:
        return
    for day in subject.facts.dates:
        last = day.until or day
        held = _date(last.year or day.year or context.year or 0, last.month, last.day)
        if held and held < signed and held.year == signed.year:
            yield finding(
                "date-notice", day.start, day.end,
                f"活动日期{_shown(day)}早于通知的落款日期{signed.month}月{signed.day}日。",
                "请核对活动日期。",
            )  # fmt: skip


def cited_later(subject: Subject) -> Findings:
    """A notice of a year after the activity cannot have ordered it: its number is left over."""
    years = [day.year for day in subject.facts.dates if day.year]
    for notice in subject.facts.notices:
        year = _NUMBER_YEAR.search(notice.number)
        if year and years and int(year[1]) > max(years):
            yield finding(
                "date-cited", notice.start, notice.end,
                f"所引文件是{year[1]}年的，活动在{max(years)}年。", "请核对文号和活动年份。",
            )  # fmt: skip


def titled(subject: Subject) -> Findings:
    """A day in the title that the body never gives as the day of the activity."""
    title, days = subject.facts.title, subject.facts.dates
    match = _DAY.search(title.text) if title else None
    if title is None or match is None:
        return
    body = [day for day in days if not title.start <= day.start < title.end]
    if body and not any(_covers(day, int(match[2]), int(match[3])) for day in body):
        first = body[0]
        yield finding(
            "date-title", first.start, first.end,
            f"标题中的日期是{match[2]}月{match[3]}日，正文中的活动日期是{_shown(first)}。",
            "请核对标题和正文的日期。",
        )  # fmt: skip


def other_day(subject: Subject) -> Findings:
    """Named 5·15, held on another day: right where it was moved, worth a look everywhere else."""
    if not _NAMED.search(subject.text):
        return
    days = subject.facts.dates
    if days and not any(_covers(day, 5, 15) for day in days):
        first = days[0]
        yield finding(
            "date-other-day", first.start, first.end,
            f"活动名称是5·15，文中的活动日期是{_shown(first)}。",
            "如确在当日开展，可不修改；否则请改正。",
        )  # fmt: skip


def _covers(day: Day, month: int, number: int) -> bool:
    last = day.until or day
    return (day.month, day.day) <= (month, number) <= (last.month, last.day)


def prescribed(subject: Subject) -> Findings:
    """Days outside those that the notice sets."""
    context = subject.context
    if context is None:
        return
    for day in subject.facts.dates:
        if context.year and day.year and day.year != context.year:
            left = subject.text[max(day.start - 6, 0) : day.start]
            if _ANOTHER_TIME.search(left) or subject.text.startswith(("以来", "起"), day.end):
                continue
            yield finding(
                "date-year", day.start, day.end,
                f"活动年份是{context.year}年，文中写的是{day.year}年。", "请核对年份。",
            )  # fmt: skip
        elif context.days and not any(_covers(day, d.month, d.day) for d in context.days):
            listed = "、".join(f"{d.month}月{d.day}日" for d in context.days)
            yield finding(
                "date-prescribed", day.start, day.end,
                f"规定的活动日期是{listed}，文中是{_shown(day)}。",
                "如经同意另行安排，可不修改；否则请改正。",
            )  # fmt: skip


def _shown(day: Day) -> str:
    return f"{day.month}月{day.day}日"


CHECKS = (
    impossible,
    damaged,
    hours,
    weekday,
    signed_before,
    noticed_after,
    cited_later,
    titled,
    other_day,
    prescribed,
)
