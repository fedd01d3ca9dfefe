"""QR codes as images in the page, and whether what they lead to can be reached by a phone."""

from ipaddress import ip_address

import segno
from django.http import HttpRequest

_THIS_MACHINE = (
    "现在用的网址只能在这台电脑上打开，手机扫码打不开。请改用本单位网站的正式网址登录，再打印。"
)
_NO_HTTPS = (
    "网站没有启用加密连接（https）。手机扫码能打开页面，但浏览器不允许把登记功能存到手机上，"
    "没有信号时不能登记。请先请管理员启用 https，再用 https 开头的网址登录、打印。"
)


def qr_image(text: str) -> str:
    """A QR code of the text as the address of an image (SVG); survives a fold or a stain."""
    code = segno.make(text, error="m", micro=False)
    return code.svg_data_uri(scale=8, border=4, light="white", omitsize=True, encode_minimal=True)


def address_warning(request: HttpRequest, no_https: str = _NO_HTTPS) -> str:
    """What keeps devices from working with the address of this page; empty if nothing does."""
    if _is_this_machine(request.get_host()):
        return _THIS_MACHINE
    return "" if request.is_secure() else no_https


def _is_this_machine(host: str) -> bool:
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
    try:
        return ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")
