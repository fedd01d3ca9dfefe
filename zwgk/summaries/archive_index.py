"""The index of a branch's zip as one page that opens without a network: units, files, figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from zwgk.figures.phrase import printed
from zwgk.kinds import KINDS, Qualifier
from zwgk.summaries.models import SubmittedFigure

_STYLE = SafeString(
    "body{font-family:sans-serif;margin:2em;line-height:1.6}"
    "table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #bbb;padding:.4em .6em;text-align:left;vertical-align:top}"
    "th{background:#f3f5f7}code{word-break:break-all;font-size:.8em}"
)


@dataclass(frozen=True)
class Kept:
    """A file in the zip: its place and its fingerprint."""

    path: str
    sha256: str


@dataclass(frozen=True)
class Listed:
    """A line of the index: a unit's submission, its files and what it reports."""

    unit: str
    title: str
    state: str
    submitted_at: datetime
    files: tuple[Kept, ...]
    figures: tuple[SubmittedFigure, ...]


def index_page(title: str, listed: Iterable[Listed], made: datetime) -> str:
    """The page; its links lead into the zip where it was unpacked."""
    rows = format_html_join("", "{}", ((_row(one),) for one in listed))
    return format_html(
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>'
        "<style>{style}</style></head><body><h1>{title}</h1>"
        "<p>{made}导出。只收入已报送、没有撤回也没有退回的总结。"
        "各文件的 SHA-256 也列在 SHA256SUMS 中，可用来核对文件有没有改动。</p>"
        "<table><thead><tr><th>单位</th><th>总结和文件</th><th>状态</th><th>报送数据</th></tr>"
        "</thead><tbody>{rows}</tbody></table></body></html>",
        title=title, style=_STYLE, made=made.strftime("%Y-%m-%d %H:%M"), rows=rows,
    )  # fmt: skip


def _row(one: Listed) -> SafeString:
    files = format_html_join(
        "",
        '<br><a href="{}">{}</a><br><code>{}</code>',
        ((quote(kept.path), kept.path.rpartition("/")[2], kept.sha256) for kept in one.files),
    )
    order = {key: place for place, key in enumerate(KINDS)}
    known = sorted((row for row in one.figures if row.kind in KINDS), key=lambda r: order[r.kind])
    figures = format_html_join("", "{}：{}<br>", ((KINDS[r.kind].name, _text(r)) for r in known))
    when = one.submitted_at.strftime("%Y-%m-%d %H:%M")
    return format_html(
        "<tr><td>{}</td><td>{}{}</td><td>{}<br>{}</td><td>{}</td></tr>",
        one.unit, one.title, files, one.state, when, figures,
    )  # fmt: skip


def _text(row: SubmittedFigure) -> str:
    return printed(KINDS[row.kind], row.value, row.out_of, Qualifier(row.qualifier))
