"""Are guides complete and consistent (办事指南).

国办秘函〔2019〕19号 asks that guides state materials, conditions, times, place, phone and so on
without gaps or contradictions (from memory); the columns are ``catalogue.columns.MANDATORY``.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from zwgk.catalogue.columns import MANDATORY, STANDARD
from zwgk.catalogue.gate.limits import step_days
from zwgk.catalogue.gate.phones import without_area_code
from zwgk.catalogue.models import ServiceItem
from zwgk.library.health.model import Check, Finding, Indicator, Severity, Sort, judged, share
from zwgk.library.models import Publication

GUIDES = Sort(
    "guides", "办事指南", "已公开的办事指南要素是否齐全、时限是否矛盾、电话是否带区号",
    "必填要素不缺项，承诺时限不超过法定时限", "国办秘函〔2019〕19号，国办发〔2019〕54号",
)  # fmt: skip


def guides(check: Check) -> Indicator:
    """办事指南: gaps, contradictions, phones without area code."""
    rows = Publication.objects.filter(withdrawn_at__isnull=True, kind=Publication.Kind.GUIDE)
    total = wrong = doubtful = 0
    findings: list[Finding] = []
    columns = ("source", "title", "unit_name", "details")
    for source, title, unit, details in rows.values_list(*columns).iterator():
        total += 1
        problems = list(_problems(details))
        is_wrong = any(severity == "bad" for _, severity in problems)
        wrong += is_wrong
        doubtful += bool(problems) and not is_wrong
        findings += [
            Finding(f"《{title}》（{unit}）{text}", severity, source) for text, severity in problems
        ]
    if not total:
        return judged(GUIDES, None, "还没有公开的办事指南")
    measured = f"共 {total} 份，须整改 {wrong} 份，须核对 {doubtful} 份"
    # A guide that has only to be looked at again counts half.
    score = share(2 * (total - wrong) - doubtful, 2 * total)
    advice = "请修改事项后重新审核公开，公开的指南会随之更新。"
    return judged(GUIDES, score, measured, findings, advice)


def _problems(details: Mapping[str, Any]) -> Iterator[tuple[str, Severity]]:
    # What is only disclosed has no counter; copies of before the distinction are of services.
    asked = MANDATORY if details.get("is_service", True) else STANDARD
    blank = [_named(name) for name in asked if details.get(name) in (None, "", [])]
    if blank:
        yield f"缺少：{'、'.join(blank)}。", "bad"
    statutory, promised = details.get("statutory_days"), details.get("promised_days")
    if isinstance(statutory, int) and isinstance(promised, int) and promised > statutory:
        yield f"承诺时限 {promised} 个工作日超过法定时限 {statutory} 个工作日。", "bad"
    steps = sum(_days(step) for step in details.get("steps") or ())
    if isinstance(promised, int) and steps > promised:
        yield f"各步骤时限合计 {steps} 天，超过承诺时限 {promised} 个工作日。", "warn"
    for number in without_area_code(str(details.get("phone") or "")):
        yield f"咨询电话“{number}”没有区号。", "warn"


def _named(column: str) -> str:
    names = {field.name: str(field.verbose_name) for field in ServiceItem._meta.fields}
    return names[column]


def _days(step: Any) -> int:
    """The days of a step as the public copy has it."""
    return step_days(str(step[0]), str(step[-1])) if isinstance(step, list) and step else 0
