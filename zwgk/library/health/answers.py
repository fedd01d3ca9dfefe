"""Are questions answered in time.

Three months without an answer is a single veto by 国办秘函〔2019〕19号 (from memory); the due day
is the one the enquiry carries. Only counts of a unit are told: what was asked stays with the unit.
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Min, Q

from zwgk.enquiries.models import Enquiry
from zwgk.enquiries.states import OPEN
from zwgk.library.health.model import Check, Finding, Indicator, Sort, judged, share
from zwgk.library.health.updates import months_before, said

ANSWERS = Sort(
    "answers", "咨询答复", "线上咨询是否按期答复",
    "过期未答复的扣分；超过 3 个月未答复的单项否决", "国办秘函〔2019〕19号",
)  # fmt: skip
VETO_MONTHS, COUNTED_MONTHS = 3, 12


def answers(check: Check) -> Indicator:
    """咨询答复: what is past its due day, unit by unit."""
    year = months_before(check.today, COUNTED_MONTHS)
    counted = Enquiry.objects.filter(Q(state__in=OPEN) | Q(asked_at__date__gte=year)).count()
    if not counted:
        return judged(ANSWERS, None, "近一年没有收到咨询")
    late = list(_late(check.today))
    number = sum(n for _, n, _, _ in late)
    findings = [_finding(*row) for row in late]
    measured = f"近一年咨询 {counted} 件，过期未答复 {number} 件"
    advice = "请督促上述单位尽快答复；属于其他单位的，请告知提问人向谁咨询。"
    return judged(ANSWERS, share(counted - number, counted), measured, findings, advice)


def _late(today: date) -> Iterator[tuple[str, int, int, date]]:
    """Of each unit: its name, how many are late, how many of them for months, the first due."""
    forgotten = Count("pk", filter=Q(asked_at__date__lt=months_before(today, VETO_MONTHS)))
    rows = Enquiry.objects.filter(state__in=OPEN, due_on__lt=today).order_by()
    yield from (
        rows.values("unit__name")
        .annotate(n=Count("pk"), forgotten=forgotten, first=Min("due_on"))
        .order_by("first", "unit__name")
        .values_list("unit__name", "n", "forgotten", "first")
    )


def _finding(unit: str, number: int, forgotten: int, first: date) -> Finding:
    text = f"{unit}：{number} 件过期未答复，最早的应于 {said(first)}答复"
    if forgotten:
        return Finding(f"{text}，其中 {forgotten} 件超过 {VETO_MONTHS} 个月。", "veto")
    return Finding(f"{text}。")
