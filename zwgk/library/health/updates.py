"""Is the site kept up: the home page and the columns.

The limits are those of 国办秘函〔2019〕19号 《政府网站与政务新媒体检查指标》, written from memory.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from zwgk.core.workdays import add_working_days
from zwgk.library.health.model import Check, Finding, Indicator, Sort, judged, share
from zwgk.library.models import Collection, Publication

HOME = Sort(
    "home", "首页更新", "最近一次公开内容的日期", "10 个工作日内有更新，超过的单项否决",
    "国办秘函〔2019〕19号",
)  # fmt: skip
COLUMNS = Sort(
    "columns", "栏目更新", "每个栏目最近一次更新的日期，有没有空白栏目",
    "公开答复 2 周，通知公告 6 个月，其他 1 年；空白 5 个或超期 10 个以上的单项否决",
    "国办秘函〔2019〕19号",
)  # fmt: skip
HOME_DAYS, HOME_WARNING = 10, 7  # working days
# How long a column may stand still, and how that is said.
LIMITS: dict[Publication.Kind, tuple[int | timedelta, str]] = {
    Publication.Kind.ANSWER: (timedelta(days=14), "2 周"),
    Publication.Kind.NOTICE: (6, "6 个月"),
    Publication.Kind.GUIDE: (12, "1 年"),
    Publication.Kind.SUMMARY: (12, "1 年"),
}
_SHELF = (12, "1 年")
BLANK_VETO, STALE_VETO = 5, 10


def home(check: Check) -> Indicator:
    """首页更新: the newest publication against ten working days."""
    newest = _public().aggregate(at=Max("published_at"))["at"]
    if newest is None:
        finding = Finding("门户还没有公开任何内容，首页没有更新。", "veto")
        return judged(HOME, 0, "没有公开内容", [finding], "请先公开办事指南、通知或总结。")
    day = timezone.localdate(newest)
    limit, provisional = add_working_days(day, HOME_DAYS)
    soon, _ = add_working_days(day, HOME_WARNING)
    measured = (
        f"最近更新 {said(day)}，应于 {said(limit)}{'（暂定）' if provisional else ''}前再更新"
    )
    advice = "请公开新的通知、答复或办事指南。"
    if check.today > limit:
        finding = Finding(f"首页自 {said(day)} 起超过 {HOME_DAYS} 个工作日没有更新。", "veto")
        return judged(HOME, 0, measured, [finding], advice)
    if check.today > soon:
        return judged(HOME, 80, measured, [Finding("首页更新期限将到。", "warn")], advice)
    return judged(HOME, 100, measured)


def columns(check: Check) -> Indicator:
    """栏目更新: blank columns and those beyond their limits."""
    rows = list(_columns())
    blank = [name for name, at, _, _ in rows if at is None]
    stale = [
        (name, timezone.localdate(at), words)
        for name, at, limit, words in rows
        if at is not None and timezone.localdate(at) < _before(check.today, limit)
    ]
    findings = [Finding(f"栏目“{name}”没有内容，是空白栏目。") for name in blank]
    findings += [
        Finding(f"栏目“{name}”最近更新 {said(day)}，超过 {words}。") for name, day, words in stale
    ]
    if len(blank) >= BLANK_VETO or len(stale) >= STALE_VETO:
        findings.append(Finding(f"空白栏目 {len(blank)} 个、超期栏目 {len(stale)} 个。", "veto"))
    wrong = len(blank) + len(stale)
    measured = f"共 {len(rows)} 个栏目，空白 {len(blank)} 个，超期 {len(stale)} 个"
    advice = "请更新这些栏目；长期没有内容的栏目请合并或取消。"
    return judged(COLUMNS, share(len(rows) - wrong, len(rows)), measured, findings, advice)


def _columns() -> Iterator[tuple[str, datetime | None, int | timedelta, str]]:
    """Each kind and each collection: its name, its newest piece, its limit."""
    counted = _public().order_by().values_list("kind").annotate(at=Max("published_at"))
    newest = dict(counted)
    for kind, (limit, words) in LIMITS.items():
        yield str(kind.label), newest.get(kind.value), limit, words
    public = Q(publications__withdrawn_at__isnull=True)
    newest_of = Max("publications__published_at", filter=public)
    for shelf in Collection.objects.annotate(at=newest_of):
        yield shelf.name, shelf.at, *_SHELF


def _public() -> QuerySet[Publication]:
    return Publication.objects.filter(withdrawn_at__isnull=True)


def _before(day: date, limit: int | timedelta) -> date:
    """The day that lies a time, or a number of months, before."""
    return day - limit if isinstance(limit, timedelta) else months_before(day, limit)


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or the last day of a shorter one."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def said(day: date) -> str:
    """A day as it is written: 2026年5月15日."""
    return f"{day.year}年{day.month}月{day.day}日"
