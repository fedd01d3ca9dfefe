"""时限: the promise against the law, the steps, and what the text says beside the columns.

The time of a hearing, tender, auction, inspection, test, quarantine, appraisal or expert review is
not counted in a limit (行政许可法第45条), nor is that of a public notice by custom: such steps are
left out of the sum. A week of calendar days holds five working days.
"""

import re
from collections.abc import Iterator

from zwgk.catalogue.gate.findings import Finding, advice, error
from zwgk.catalogue.gate.written import named, written
from zwgk.catalogue.models import ServiceItem
from zwgk.text.numerals import parse_chinese

_N = r"(?P<number>\d{1,3}|[一二三四五六七八九十百两零]{1,5})\s*个?(?P<unit>工作日|天|日)"
_DAYS = re.compile(rf"(?<![月\d一二三四五六七八九十]){_N}")
_NOT_COUNTED = re.compile(r"公示|公告|听证|招标|拍卖|检验|检测|检疫|鉴定|评审")
_SAID = re.compile(
    rf"(?P<which>承诺|法定)(?:办理|办结|审批)?(?:时限|期限|时间)?[为是：:\s]{{0,3}}{_N}"
)
_DONE = re.compile(rf"{_N}(?:之内|以内|内)?(?:办结|办理完毕)")
_COLUMN = {"承诺": "promised_days", "法定": "statutory_days"}
_TEXTS = ("content", "body", "who_may_apply", "result")


def limits(item: ServiceItem) -> Iterator[Finding]:
    """Limits that contradict one another."""
    promised, statutory = item.promised_days, item.statutory_days
    if promised is not None and statutory is not None and promised > statutory:
        yield error(
            "limit-law", "promised_days",
            f"承诺时限 {promised} 个工作日超过法定时限 {statutory} 个工作日，请改正。",
        )  # fmt: skip
    yield from _steps(item)
    for column, text in written(item, *_TEXTS):
        yield from _text(item, column, text)


def step_days(name: str, limit: str) -> int:
    """The working days of a step that count towards the limit; 0 where none are named."""
    found = _DAYS.search(limit)
    return 0 if found is None or _NOT_COUNTED.search(name) else _working(found)


def _steps(item: ServiceItem) -> Iterator[Finding]:
    most, column = item.promised_days, "promised_days"
    if most is None:
        most, column = item.statutory_days, "statutory_days"
    total = sum(step_days(step.name, step.limit) for step in item.step_list)
    if most is not None and total > most:
        yield error(
            "limit-steps", "steps",
            f"办理流程各步骤时限合计 {total} 个工作日，超过{named(column)} {most} 个工作日，"
            "请核对改正。",
        )  # fmt: skip


def _text(item: ServiceItem, column: str, text: str) -> Iterator[Finding]:
    for found in _SAID.finditer(text):
        other = _COLUMN[found["which"]]
        stands = getattr(item, other)
        if stands is not None and _number(found) != stands:
            yield error(
                "limit-text", column,
                f"{named(column)}中写“{found[0].strip()}”，{named(other)}栏是 {stands} 个工作日，"
                "请改成一致。",
                found[0].strip(),
            )  # fmt: skip
    known = {item.promised_days, item.statutory_days} - {None}
    for found in _DONE.finditer(text):
        if known and _number(found) not in known:
            yield advice(
                "limit-other", column,
                f"{named(column)}中写“{found[0]}”，与承诺时限和法定时限都不同，请核对。", found[0],
            )  # fmt: skip


def _number(found: re.Match[str]) -> int:
    said = found["number"]
    return int(said) if said.isdecimal() else parse_chinese(said)


def _working(found: re.Match[str]) -> int:
    number = _number(found)
    return number if found["unit"] == "工作日" else number * 5 // 7
