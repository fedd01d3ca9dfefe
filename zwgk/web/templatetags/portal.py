"""Template tags of the public pages: the script they are written in, navigation, pieces of text."""

import json
from collections.abc import Sequence
from typing import Any

from django import template
from django.template import Context, Node, NodeList
from django.template.base import Parser, Token
from django.utils.safestring import SafeString, mark_safe

from zwgk.search.model import Run
from zwgk.web.portal.script import TRADITIONAL, in_traditional

register = template.Library()

# Name of the URL, what it is called, and the names of the pages below it.
_NAVIGATION = (
    ("portal:home", "首页", ()),
    ("portal:guides", "办事指南", ("portal:guide",)),
    ("portal:desks", "咨询台", ()),
    ("intake:ask", "线上咨询", ("intake:asked", "intake:lookup")),
    ("portal:answers", "公开答复", ("portal:answer",)),
    ("portal:notices", "通知公告", ("portal:notice",)),
    ("portal:library", "总结库", ("portal:collection", "portal:summary")),
    ("portal:figures", "数据公开", ("portal:edition", "portal:dictionary")),
    ("portal:verify", "文件核验", ()),
)


class InScript(Node):
    """A whole page, in traditional characters for who has chosen them."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """The page as it is, or converted."""
        html = self.nodelist.render(context)
        request = context.get("request")
        if request is None or request.COOKIES.get("script") != TRADITIONAL:
            return html
        return mark_safe(in_traditional(html))


@register.tag
def inscript(parser: Parser, token: Token) -> InScript:
    """{% inscript %} the page {% endinscript %}."""
    nodelist = parser.parse(("endinscript",))
    parser.delete_first_token()
    return InScript(nodelist)


@register.simple_tag(takes_context=True)
def navigation(context: Context) -> list[dict[str, Any]]:
    """The main navigation: URL name, label, and whether the page is it or below it."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    here = match.view_name if match else ""
    return [
        {"url": url, "label": label, "current": here == url, "within": here in below}
        for url, label, below in _NAVIGATION
    ]


@register.simple_tag(takes_context=True)
def hant(context: Context) -> bool:
    """Whether the page is shown in traditional characters."""
    request = context.get("request")
    return request is not None and request.COOKIES.get("script") == TRADITIONAL


@register.inclusion_tag("portal/_runs.html")
def runs(pieces: Sequence[Run]) -> dict[str, Any]:
    """Text with what was searched for marked."""
    return {"pieces": pieces}


@register.filter
def ld_json(data: dict[str, Any]) -> SafeString:
    """Data for a script element: nothing in it can end the element."""
    text = json.dumps(data, ensure_ascii=False)
    for char, escaped in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(char, escaped)
    return mark_safe(text)
