"""A small site with faults, for the walk of `zwgk site check`."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path

_PAGE = """<!doctype html><html lang="zh-CN"><head><title>{title}</title></head><body>
<a href="#main">跳到正文</a><main id="main"><h1>{title}</h1>{body}</main></body></html>"""
ASKED: list[str] = []


def _page(title: str, body: str) -> Any:
    def view(request: HttpRequest) -> HttpResponse:
        ASKED.append(request.get_full_path())
        return HttpResponse(_PAGE.format(title=title, body=body))

    return view


def _leave(request: HttpRequest) -> HttpResponse:
    ASKED.append(request.get_full_path())
    return HttpResponseRedirect("http://outside.invalid/")


def _file(request: HttpRequest) -> HttpResponse:
    ASKED.append(request.get_full_path())
    return HttpResponse(b"<a href='/from-file/'>", content_type="application/pdf")


def _list(request: HttpRequest) -> HttpResponse:
    ASKED.append(request.get_full_path())
    number = int(request.GET.get("page", 0)) + 1
    return HttpResponse(_PAGE.format(title="列表", body=f'<a href="?page={number}">下一页</a>'))


urlpatterns = [
    path("", _page("首页", '<a href="/list/">列表</a><a href="/bad/#x">差</a>'
                           '<a href="/file/">文件</a><a href="/leave/">外</a>'
                           '<a href="http://outside.invalid/">外链</a>'
                           '<a href="mailto:a@b.cn">信</a><a href="http://[::1">错</a>')),
    path("bad/", _page("差", '<img src="/gone.png"><a href="/">首页</a><a href="/gone/">旧页</a>'
                           '<a href="/搜索/?q=低保 救助">搜索</a>')),
    path("搜索/", _page("搜索", "")),
    path("leave/", _leave),
    path("file/", _file),
    path("list/", _list),
]  # fmt: skip
