"""What the last walk over the running site tells: dead links, accessibility."""

from collections import defaultdict
from typing import Any

from django.utils import timezone

from zwgk.library.health.model import Check, Finding, Indicator, Severity, Sort, judged, share
from zwgk.library.health.page import RULES
from zwgk.library.health.updates import said
from zwgk.library.models import SiteCheck

LINKS = Sort(
    "links", "站内链接", "巡检走到的每个站内地址能否打开",
    "没有打不开的链接；首页打不开的单项否决", "国办秘函〔2019〕19号",
)  # fmt: skip
ACCESS = Sort(
    "access", "无障碍", "每个页面的语言、标题、替代文字、标签、跳转链接等；软件只能看到这一部分",
    "每页都符合；读屏、键盘和配色仍须人工检查", "GB/T 37668，国办发〔2017〕47号",
)  # fmt: skip
OLD = 30  # days after which a walk no longer tells how the site is
_ADVICE = "请在服务器上重新运行 zwgk site check --base 网站地址。"
_LISTED = 3


def links(check: Check) -> Indicator:
    """站内链接: the addresses that did not open."""
    row = _last()
    if row is None:
        return judged(LINKS, None, "还没有巡检，请在服务器上运行 zwgk site check --base 网站地址")
    found = row.result
    if not found["reached"]:
        finding = Finding(f"网站首页打不开：{found['dead'][0][2]}。", "veto")
        return judged(LINKS, 0, _when(row), [finding], "请检查服务是否启动、地址是否正确。")
    findings = [
        Finding(f"“{page}”中的链接“{link}”{why}。", _gravity(page), f"path:{page}")
        for page, link, why in found["dead"]
    ]
    number = len(findings) + found["more_dead"]
    if number * 100 > found["addresses"]:
        findings.append(Finding(f"打不开的链接超过 1%，共 {number} 个。", "bad"))
    findings += _aged(row, check)
    cut = "，已到上限，未走完" if found["cut"] else ""
    measured = f"{_when(row)}，走到 {found['addresses']} 个地址{cut}，打不开 {number} 个"
    score = share(found["addresses"] - number, found["addresses"])
    return judged(LINKS, score, measured, findings, f"请改正或删除这些链接。改好后{_ADVICE}")


def access(check: Check) -> Indicator:
    """无障碍: the rules that pages break, each with some of the pages."""
    row = _last()
    if row is None or not row.result["pages"]:
        return judged(ACCESS, None, "还没有巡检，请在服务器上运行 zwgk site check --base 网站地址")
    found = row.result
    pages: dict[str, dict[str, str]] = defaultdict(dict)
    for page, rule, what in found["faults"]:
        pages[rule].setdefault(page, what)
    findings = [_finding(rule, where) for rule, where in pages.items()]
    findings += _aged(row, check)
    measured = f"{_when(row)}，检查 {found['pages']} 页，有问题的 {found['faulty_pages']} 页"
    score = share(found["pages"] - found["faulty_pages"], found["pages"])
    return judged(ACCESS, score, measured, findings, f"请平台管理员改进页面。改好后{_ADVICE}")


def _gravity(page: str) -> Severity:
    """A dead link on the home page weighs more."""
    return "bad" if page == "/" else "warn"


def _finding(rule: str, where: dict[str, str]) -> Finding:
    examples = "；".join(f"{page}（{what}）" for page, what in list(where.items())[:_LISTED])
    first = next(iter(where))
    return Finding(f"{RULES[rule]}：{len(where)} 页，如 {examples}。", "bad", f"path:{first}")


def _last() -> SiteCheck | None:
    return SiteCheck.objects.filter(kind=SiteCheck.Kind.WALK).first()


def _when(row: Any) -> str:
    return f"{said(timezone.localdate(row.checked_at))}巡检"


def _aged(row: Any, check: Check) -> list[Finding]:
    days = (check.now - row.checked_at).days
    return [Finding(f"上次巡检已过去 {days} 天，结果可能不准。", "warn")] if days > OLD else []
