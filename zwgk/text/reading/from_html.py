"""HTML → text by selectolax, after a count of how deep its elements nest."""

import re
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from zwgk.text.reading.model import MAX_DEPTH, Refused
from zwgk.text.reading.plain import trial

DEEP = (
    "网页结构异常（层级过深），请在浏览器中打开，复制正文到 WPS 或 Word 中另存为 .docx 后再导入。"
)

_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<(/?)([a-zA-Z][^\s/>]*)", re.S)
_RAW = re.compile(r"(<(script|style|textarea|xmp)\b[^<>]*>).*?(?=</\2|\Z)", re.S | re.I)
_NEVER_NESTED = """
    area base br col embed hr img input link meta param source track wbr
    p li dt dd option tr td th tbody thead tfoot colgroup html head body
"""  # Without content, or closed by the parser itself, however seldom the page does.
_VOID = frozenset(_NEVER_NESTED.split())
_BARRIERS = frozenset({"table", "object", "template", "marquee", "applet", "svg", "math"})
_UNSEEN = """
    script style nav noscript template iframe svg head title select button object xml textarea
    -comment !doctype -doctype
"""
_SKIPPED = frozenset(_UNSEEN.split())
_STANDING_ALONE = """
    address article aside blockquote body caption center dd details div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr html li main ol option p pre section summary
    table tbody tfoot thead tr ul
"""
_BLOCKS = frozenset(_STANDING_ALONE.split())
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.I
)
_BREAK, _CELL = "\n", "\t"


def read_html(path: Path) -> tuple[str, list[str]]:
    """The words a reader sees, a block a line, the cells of a row apart by tabs."""
    data = path.read_bytes()
    declared = _CHARSET.search(data[:4096])
    markup = trial(data, declared[1].decode("ascii").lower() if declared else "")
    check_depth(markup)
    root = LexborHTMLParser(markup).root
    pieces = _walk(root) if root is not None else []
    return _lines("".join(pieces)), []


def check_depth(markup: str) -> None:
    """One pass over the tags; a parser's time grows with the square of the depth."""
    stack: list[str] = []
    for match in _TAG.finditer(_RAW.sub(r"\1", markup)):
        closing, name = match[1], (match[2] or "").lower()
        if not name or name in _VOID:
            continue
        if not closing:
            stack.append(name)
            if len(stack) > MAX_DEPTH:
                raise Refused(DEEP)
        else:
            _close(stack, name)


def _close(stack: list[str], name: str) -> None:
    """Take the element off the stack, unless a table or the like stands between."""
    for at in range(len(stack) - 1, -1, -1):
        if stack[at] == name:
            del stack[at:]
            return
        if stack[at] in _BARRIERS:
            return


def _walk(root: LexborNode) -> list[str]:
    """The texts in order; an explicit stack, for the tree may be deep."""
    pieces: list[str] = []
    stack: list[LexborNode | str] = [root]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            pieces.append(item)
            continue
        tag = item.tag or ""
        if item.is_text_node:
            pieces.append(_text(item))
        elif tag == "br":
            pieces.append(_BREAK)
        elif tag not in _SKIPPED and not tag.startswith("-"):
            mark = _BREAK if tag in _BLOCKS else ""
            pieces.append(mark)
            stack.append(_CELL if tag in ("td", "th") else mark)
            children: list[LexborNode | str] = []
            child = item.child
            while child is not None:
                children.append(child)
                child = child.next
            stack.extend(reversed(children))
    return pieces


def _text(node: LexborNode) -> str:
    text = node.text_content or ""
    parent = node.parent
    if parent is not None and parent.tag == "pre":
        return text
    return re.sub(r"[ \t\r\n\f]+", " ", text)


def _lines(text: str) -> str:
    """Blanks at the ends of lines and empty lines are the markup's, not the text's."""
    text = re.sub(r"\n+(?=\t)", "", text)
    lines = (re.sub(r" *\t *", "\t", line).strip(" \t") for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
