"""The small part of HTML an item may hold (详细说明), and what of a paste is not kept.

The cleaning is nh3's (ammonia). What it removed is told by a second look with the parser of the
standard library at what was sent; that look decides nothing.
"""

import html
import re
from dataclasses import dataclass
from html.parser import HTMLParser

import nh3

_TAGS = frozenset(
    {"p", "br", "ul", "ol", "li", "strong", "a", "table", "thead", "tbody", "tr", "th", "td"}
)
_ATTRIBUTES = {"a": {"href"}, "th": {"colspan", "rowspan"}, "td": {"colspan", "rowspan"}}
_SCHEMES = frozenset({"http", "https"})
# What is between these goes with them.
_WHOLE = frozenset({"script", "style", "svg", "math", "iframe", "object", "template", "noscript"})
# Harmless marks of Word and browsers that turn into plain text: nobody has to be told.
_SILENT = frozenset({"b", "span", "div", "font", "html", "body", "head", "meta", "o:p", "tfoot"})
_MARKUP = re.compile(r"</?[a-zA-Z!][^>]*>")
MOST = 20_000


@dataclass(frozen=True)
class Cleaned:
    """What is kept, and in Chinese what is not."""

    html: str
    removed: tuple[str, ...] = ()


class _Look(HTMLParser):
    """Names what was sent and is not allowed."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element and its attributes."""
        if tag in ("script", "svg", "iframe", "object", "embed", "img", "form", "input", "video"):
            self.found[_NAMES[tag]] = None
        elif tag not in _TAGS and tag not in _SILENT:
            self.found[f"不支持的格式（{tag}）"] = None
        for name, value in attrs:
            if name.startswith("on"):
                self.found[f"事件代码（{name}）"] = None
            elif name in ("href", "src", "action", "xlink:href") and _unsafe(value or ""):
                self.found["不是 http 或 https 的链接"] = None


_NAMES = {
    "script": "脚本", "svg": "SVG 图形", "iframe": "嵌入网页", "object": "嵌入对象",
    "embed": "嵌入对象", "img": "图片", "form": "表单", "input": "表单", "video": "视频",
}  # fmt: skip


def _unsafe(address: str) -> bool:
    plain = re.sub(r"[\x00-\x20]", "", address).lower()
    return not plain.startswith(("http://", "https://"))


def clean(text: str) -> Cleaned:
    """Keep the safe part; lines without any markup become paragraphs."""
    text = text.replace("\x00", "").strip()
    if not text:
        return Cleaned("")
    if not _MARKUP.search(text):
        return Cleaned(_paragraphs(text))
    look = _Look()
    look.feed(text)
    look.close()
    kept = nh3.clean(
        re.sub(r"<(/?)b>", r"<\1strong>", text),
        tags=set(_TAGS),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        url_schemes=set(_SCHEMES),
        clean_content_tags=set(_WHOLE),
        link_rel="noopener noreferrer",
        strip_comments=True,
    )
    return Cleaned(kept.strip(), tuple(look.found))


def plain(text: str) -> str:
    """The words of a cleaned text, a block a line, for search, checks and print."""
    lined = re.sub(r"</(?:p|li|tr|table|ul|ol)>|<br>", "\n", text)
    celled = re.sub(r"</t[hd]>", " ", lined)
    words = html.unescape(re.sub(r"<[^>]*>", "", celled))
    return "\n".join(line.strip() for line in words.splitlines() if line.strip())


def _paragraphs(text: str) -> str:
    # What is written as plain text may still hold entities and stray signs.
    lines = [html.escape(line.strip(), quote=False) for line in text.splitlines()]
    return "\n".join(f"<p>{line}</p>" for line in lines if line)
