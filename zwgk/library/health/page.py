"""What software can see of one page's accessibility (GB/T 37668, after WCAG 2.1 AA; from memory).

A person must still judge whether texts and orders make sense; contrast and keyboards need a
browser.
"""

from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

# Each rule with its words for a person.
RULES = {
    "lang": "页面没有标明语言",
    "title": "页面没有标题",
    "h1": "一级标题不是恰好一个",
    "alt": "图片没有替代文字",
    "label": "输入框没有标签",
    "name": "链接或按钮没有文字",
    "skip": "没有跳到正文的链接",
    "main": "没有标出正文区域",
    "ids": "编号重复",
    "zoom": "禁止放大页面",
    "table": "数据表没有表头",
}
_UNLABELLED = ("hidden", "submit", "button", "reset", "image")


def faults(html: str | bytes) -> list[tuple[str, str]]:
    """The broken rules of a page: the rule and what breaks it."""
    page = LexborHTMLParser(html)
    return [(rule, what) for rule, find in _CHECKS.items() for what in find(page)]


def _text(node: LexborNode | None) -> str:
    return node.text(deep=True, strip=True) if node else ""


def _lang(page: LexborHTMLParser) -> Iterator[str]:
    root = page.css_first("html")
    if root is None or not (root.attributes.get("lang") or "").strip():
        yield "html"


def _title(page: LexborHTMLParser) -> Iterator[str]:
    if not _text(page.css_first("head title")):
        yield "title"


def _h1(page: LexborHTMLParser) -> Iterator[str]:
    number = len(page.css("h1"))
    if number != 1:
        yield f"{number} 个"


def _alt(page: LexborHTMLParser) -> Iterator[str]:
    for image in page.css("img"):
        if "alt" not in image.attributes:
            yield image.attributes.get("src") or "img"


def _label(page: LexborHTMLParser) -> Iterator[str]:
    labelled = {label.attributes.get("for") for label in page.css("label") if _text(label)}
    for field in page.css("input, select, textarea"):
        given = field.attributes
        if (given.get("type") or "").lower() in _UNLABELLED or _aria(field):
            continue
        if (given.get("id") in labelled and given.get("id")) or _inside_label(field):
            continue
        yield given.get("name") or field.tag or ""


def _inside_label(field: LexborNode) -> bool:
    node = field.parent
    while node is not None:
        if node.tag == "label":
            return bool(_text(node))
        node = node.parent
    return False


def _aria(node: LexborNode) -> bool:
    names = ("aria-label", "aria-labelledby", "title")
    return any((node.attributes.get(name) or "").strip() for name in names)


def _name(page: LexborHTMLParser) -> Iterator[str]:
    for node in page.css("a[href], button"):
        pictures = any(image.attributes.get("alt") for image in node.css("img"))
        if not (_text(node) or pictures or _aria(node)):
            yield node.attributes.get("href") or "button"


def _skip(page: LexborHTMLParser) -> Iterator[str]:
    first = page.css_first("body a[href]")
    target = (first.attributes.get("href") or "") if first else ""
    ids = {node.attributes.get("id") for node in page.css("[id]")}
    if not target.startswith("#") or target[1:] not in ids:
        yield target or "body"


def _main(page: LexborHTMLParser) -> Iterator[str]:
    if page.css_first("main, [role=main]") is None:
        yield "main"


def _ids(page: LexborHTMLParser) -> Iterator[str]:
    seen: set[str] = set()
    for node in page.css("[id]"):
        name = node.attributes.get("id") or ""
        if name in seen:
            yield name
        seen.add(name)


def _zoom(page: LexborHTMLParser) -> Iterator[str]:
    for node in page.css("meta[name=viewport]"):
        content = (node.attributes.get("content") or "").replace(" ", "")
        if "user-scalable=no" in content or "maximum-scale=1" in content.split(","):
            yield content


def _table(page: LexborHTMLParser) -> Iterator[str]:
    for table in page.css("table"):
        if table.attributes.get("role") != "presentation" and table.css_first("th") is None:
            yield "table"


_CHECKS: dict[str, Callable[[LexborHTMLParser], Iterator[str]]] = {
    "lang": _lang, "title": _title, "h1": _h1, "alt": _alt, "label": _label, "name": _name,
    "skip": _skip, "main": _main, "ids": _ids, "zoom": _zoom, "table": _table,
}  # fmt: skip
