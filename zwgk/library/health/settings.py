"""How the installation is set up: the foot of the pages, HTTPS, the search.

The elements of the foot are those of 国办发〔2017〕47号 and 国办秘函〔2019〕19号 (from memory).
"""

import re
from urllib.parse import urlsplit

from django.conf import settings

from zwgk.library import searching
from zwgk.library.health.model import Check, Finding, Indicator, Sort, judged, share
from zwgk.library.models import Publication

FOOTER = Sort(
    "footer", "页脚要素", "主办单位、联系方式、网站标识码、ICP 备案号、公安备案号是否配置",
    "一项不缺，写法规范", "国办发〔2017〕47号，国办秘函〔2019〕19号",
)  # fmt: skip
HTTPS = Sort(
    "https", "安全访问", "网站是否通过 HTTPS 访问", "全站 HTTPS", "国办发〔2017〕47号",
)  # fmt: skip
SEARCH = Sort(
    "search", "站内搜索", "搜索索引与公开内容是否一致", "公开的都搜得到，撤下的搜不到",
    "国办秘函〔2019〕19号",
)  # fmt: skip
_PENDING = "待配置"
# Each element: its key in settings.PORTAL, its name, the shape it has (None: any).
_ELEMENTS = (
    ("host_unit", "主办单位", None),
    ("contact", "联系方式", re.compile(r".*\d{5,}.*")),
    ("site_code", "网站标识码", re.compile(r"[a-zA-Z]{0,2}\d{8,10}")),
    ("icp", "ICP 备案号", re.compile(r"[\u4e00-\u9fff]ICP备\d{5,8}号(?:-\d+)?")),
    ("police", "公安备案号", re.compile(r"[\u4e00-\u9fff]公网安备\s?\d{11,14}号?")),
)
# Comparing the index with more publications than this is left to the command.
VERIFIED_AT_ONCE = 20_000


def footer(check: Check) -> Indicator:
    """页脚要素: what is not configured, what has a strange shape."""
    findings = []
    missing = 0
    for key, name, shape in _ELEMENTS:
        value = str(settings.PORTAL.get(key) or "").strip()
        if not value or _PENDING in value:
            missing += 1
            findings.append(Finding(f"{name}没有配置。"))
        elif shape and not shape.fullmatch(value):
            findings.append(Finding(f"{name}“{value}”写法不规范，请核对。", "warn"))
    total = len(_ELEMENTS)
    measured = f"应有 {total} 项，未配置 {missing} 项"
    advice = "请平台管理员按运行手册设置网站名称、备案号等环境变量后重启服务。"
    return judged(FOOTER, share(total - missing, total), measured, findings, advice)


def https(check: Check) -> Indicator:
    """安全访问: whether people reach the site encrypted."""
    if settings.HTTPS or urlsplit(check.base).scheme == "https":
        return judged(HTTPS, 100, "已启用 HTTPS")
    finding = Finding("网站没有启用 HTTPS，访问内容可能被窃取或篡改。")
    advice = "请平台管理员配置证书，并把运行环境变量 ZWGK_HTTPS 设为 1。"
    return judged(HTTPS, 0, "未启用 HTTPS", [finding], advice)


def search(check: Check) -> Indicator:
    """站内搜索: the index against the database."""
    total = Publication.objects.filter(withdrawn_at__isnull=True).count()
    if not total:
        return judged(SEARCH, None, "还没有公开的内容")
    if check.seconds is not None and total > VERIFIED_AT_ONCE:
        return judged(SEARCH, None, f"公开内容 {total} 件，请运行 zwgk site check 核对")
    wrong, strange = (len(keys) for keys in searching.verify())
    findings = []
    if wrong:
        findings.append(Finding(f"{wrong} 件公开内容搜不到，或索引内容已旧。"))
    if strange:
        findings.append(Finding(f"索引中有 {strange} 件已经撤下的内容，仍能搜到。"))
    measured = f"公开内容 {total} 件，未入索引或已旧 {wrong} 件，应删未删 {strange} 件"
    score = max(share(total - wrong - strange, total), 0)
    return judged(SEARCH, score, measured, findings, "请平台管理员重建搜索索引。")
