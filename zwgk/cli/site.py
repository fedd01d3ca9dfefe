"""``zwgk site check``: walk the running site, examine it, keep both results."""

import argparse
import json
from dataclasses import asdict
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from zwgk.cli.errors import Refused

if TYPE_CHECKING:
    from zwgk.library.health import Examination, Walk

PAGES, SECONDS = 500, 300.0


def add(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The words of the command."""
    site = verbs.add_parser("site", help="网站体检", description="网站体检")
    of_site = site.add_subparsers(title="命令", required=True, metavar="命令")
    check = of_site.add_parser(
        "check", help="巡检页面并体检",
        description="逐页访问正在运行的网站，检查链接和无障碍，再按检查指标体检；结果显示在“网站体检”页面",
    )  # fmt: skip
    check.add_argument("--base", required=True, metavar="URL", help="如 http://127.0.0.1:8000")
    check.add_argument(
        "--pages", type=int, default=PAGES, metavar="N", help=f"最多访问多少个地址，默认 {PAGES}"
    )
    check.add_argument(
        "--seconds", type=float, default=SECONDS, metavar="S",
        help=f"巡检最长多少秒，默认 {SECONDS:.0f}",
    )  # fmt: skip
    check.add_argument("--json", action="store_true", help="输出 JSON")
    check.set_defaults(run=check_site)


def check_site(arguments: argparse.Namespace) -> int:
    """Exit code 1 with a single veto (单项否决)."""
    base = arguments.base
    parts = urlsplit(base)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refused("网站地址须以 http:// 或 https:// 开头，如 http://127.0.0.1:8000。")
    if arguments.pages < 1 or arguments.seconds <= 0:
        raise Refused("访问的地址数和秒数须大于 0。")
    import django

    django.setup()
    from django.utils import timezone

    from zwgk.library import health

    walked = health.walk(base, health.Bounds(arguments.pages, arguments.seconds))
    health.record_walk(walked)
    health.store(health.Check(timezone.now(), base), by=None)
    found = health.last()
    assert found is not None
    print(_as_json(walked, found) if arguments.json else _as_text(walked, found))
    return 1 if found.vetoes else 0


def _as_json(walked: "Walk", found: "Examination") -> str:
    data = {
        "walk": asdict(walked),
        "score": found.score,
        "vetoes": [{"indicator": name, "message": text} for name, text in found.vetoes],
        "indicators": [asdict(indicator) for indicator in found.indicators],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _as_text(walked: "Walk", found: "Examination") -> str:
    from zwgk.library.health import SEVERITY, STATUS

    lines = [
        f"巡检 {walked.base}：访问 {walked.addresses} 个地址，用时 {walked.seconds:.0f} 秒"
        + ("，已到上限，未走完" if walked.cut else "")
    ]
    for indicator in found.indicators:
        score = "—" if indicator.score is None else indicator.score
        lines.append(f"{indicator.name}　{score}　{STATUS[indicator.status]}　{indicator.measured}")
        lines += [f"  [{SEVERITY[f.severity]}] {f.message}" for f in indicator.findings]
        if indicator.more:
            lines.append(f"  另有 {indicator.more} 个问题")
    lines.append(f"总分 {found.score}，单项否决 {len(found.vetoes)} 项")
    return "\n".join(lines)
