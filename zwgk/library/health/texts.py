"""What stands in the published texts: personal data, addresses outside.

A leak is a serious error by 国办秘函〔2019〕19号, hence a single veto, and an offence by the
个人信息保护法 (both from memory). Texts are streamed; on the page reading stops when time is up.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from zwgk.library.health.model import Check, Finding, Indicator, Sort, judged, share
from zwgk.library.models import Publication
from zwgk.text.privacy import exposures
from zwgk.units.models import Unit

PRIVACY = Sort(
    "privacy", "个人信息", "公开的正文和栏目中有没有身份证号、手机号、银行卡号等",
    "不得出现；确认泄露的单项否决", "国办秘函〔2019〕19号，个人信息保护法",
)  # fmt: skip
OUTSIDE = Sort(
    "outside", "外部链接", "公开内容中外部网址的写法（本机不访问外网，只看写法）",
    "网址完整、可以识别", "国办秘函〔2019〕19号",
)  # fmt: skip
_NAMES = {
    "id_number": "身份证号", "mobile": "手机号", "bank_card": "银行卡号", "email": "邮箱",
    "plate": "车牌号", "address": "住址", "name": "姓名", "qq": "QQ 号",
}  # fmt: skip
# The addresses may take so much of the time; the rest is for personal data.
_FOR_ADDRESSES = 0.25
_GRAVE = ("id_number", "mobile", "bank_card")
_URL = re.compile(r"(?:https?|ftp)[:：]//?[^\s“”‘’《》，。；、]*|www\.[^\s“”‘’《》，。；、]+", re.I)
_HOST = re.compile(r"(?:[^\W_](?:[\w\-]*[^\W_])?\.)+[^\W\d_]{2,}")
_ADDRESS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")


def privacy(check: Check) -> Indicator:
    """个人信息: certain finds are leaks, doubtful ones are to be looked at."""
    office = frozenset(Unit.objects.exclude(phone="").values_list("phone", flat=True))
    read = wrong = 0
    findings: list[Finding] = []
    for row in _texts(check):
        read += 1
        phones = office | {str(row.details.get("phone") or "")} - {""}
        found = [e for e in exposures(_whole(row), public_phones=phones) if e.kind in _NAMES]
        leaks = Counter(e.kind for e in found if e.certain and e.kind in _GRAVE)
        doubts = Counter(e.kind for e in found if not (e.certain and e.kind in _GRAVE))
        wrong += bool(leaks)
        for counts, severity in ((leaks, "veto"), (doubts, "warn")):
            if counts:
                said = "、".join(f"{_NAMES[kind]} {n} 处" for kind, n in counts.items())
                verb = "含有" if severity == "veto" else "疑似含有"
                findings.append(_finding(row, f"{verb}{said}。", severity))
    advice = "请立即撤下含有个人号码的内容，改好后重新公开；疑似的请人工核对。"
    return _judged(PRIVACY, read, wrong, findings, advice, f"含个人号码 {wrong} 件")


def outside(check: Check) -> Indicator:
    """外部链接: addresses that cannot be right as they are written."""
    read = wrong = addresses = 0
    findings: list[Finding] = []
    for row in _texts(check, _FOR_ADDRESSES):
        read += 1
        found = _URL.findall(_whole(row))
        addresses += len(found)
        bad = [url for url in found if not _well_formed(url)]
        wrong += bool(bad)
        findings += [_finding(row, f"网址“{url[:80]}”写法有误。", "bad") for url in bad]
    advice = "请改成以 http:// 或 https:// 开头的完整网址。"
    said = f"网址 {addresses} 个，写法有误 {len(findings)} 个"
    return _judged(OUTSIDE, read, wrong, findings, advice, said)


def _judged(
    sort: Sort, read: int, wrong: int, findings: list[Finding], advice: str, said: str
) -> Indicator:
    total = Publication.objects.filter(withdrawn_at__isnull=True).count()
    if not total:
        return judged(sort, None, "还没有公开的内容")
    rest = f"（共 {total} 件，其余请运行 zwgk site check）" if read < total else ""
    if not read:
        return judged(sort, None, f"检查 0 件{rest}")
    measured = f"检查 {read} 件{rest}，{said}"
    return judged(sort, share(read - wrong, read), measured, findings, advice)


def _texts(check: Check, part: float = 1.0) -> Iterator[Publication]:
    """Everything public, the newest first, while there is time."""
    rows = Publication.objects.filter(withdrawn_at__isnull=True).defer("figures", "excerpt")
    for row in rows.iterator(chunk_size=200):
        if check.time_is_up(part):
            return
        yield row


def _whole(row: Publication) -> str:
    return "\n".join([row.title, row.text, *_strings(row.details)])


def _strings(value: Any) -> Iterator[str]:
    """Every text inside nested details."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def _finding(row: Publication, text: str, severity: Any) -> Finding:
    return Finding(f"《{row.title}》（{row.unit_name}）{text}", severity, f"publication:{row.pk}")


def _well_formed(url: str) -> bool:
    if url.lower().startswith("www."):
        url = f"http://{url}"  # people write it so, and browsers understand it
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    return bool(_HOST.fullmatch(host) or _ADDRESS.fullmatch(host))
