"""E-mail, QQ and WeChat, and addresses down to a door."""

import re
from collections.abc import Iterator

from zwgk.text.privacy.hits import Hit, Taken, near

_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63} ?@ ?"
    r"(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,12}(?![A-Za-z0-9])"
)
_OFFICE_MAIL = re.compile(r"\.gov\.cn$", re.IGNORECASE)
_QQ = re.compile(r"[Qq]{2}(群)?(?:号码?)?[\s：:为是]{0,3}([1-9]\d{4,10})(?![\d@A-Za-z])")
_WECHAT = re.compile(
    r"微信(?:(?:号|ID)[\s：:为是]{0,3}|[\s：:为是]{1,3})([A-Za-z][\w-]{5,19}|1[3-9]\d{9})(?![\w-])",
    re.ASCII,
)

_N = r"(?:\d{1,4}|[一二三四五六七八九十]{1,3}|[甲乙丙丁A-Z])"
_STREET = r"(?:路|街|大道|巷|胡同|弄|里|道|小区|花园|家园|新村|公寓|苑|庭|府|城|村|屯|社区|寨|庄)"
_BLOCK = rf"(?:{_N}(?:号楼|栋|幢|座|楼|#楼?))"
_ADDRESS = re.compile(
    rf"{_STREET}(?:[附近东西南北侧]{{0,2}}{_N}号院?)?(?:[\u4e00-\u9fff]{{2,8}}(?:小区|花园|家园|公寓|苑))?"
    rf"(?:{_BLOCK}?{_N}单元(?:{_N}楼)?(?:\d{{1,4}}[室号户])?|{_BLOCK}(?:{_N}楼)?\d{{1,4}}[室号户]"
    rf"|(?<=号)\d{{2,4}}[室户]|\d{{1,3}}[-—#]\d{{1,2}}[-—]\d{{1,4}}室?)"
    rf"|[村屯寨庄社区]{_N}(?:村民小?组|组|社|队){_N}号"
)
_HEAD = re.compile(r"[\u4e00-\u9fff0-9]{0,24}$")
_BEFORE = re.compile(r"(?:家住|住在|居住在?|现住|住址|地址|户籍|位于|住|在|于|到|从|往|的|是|为)")
_OFFICE = re.compile(r"政府|办公|大厅|政务|机关|[局委所站厅院]|中心|大厦|地点|写字楼")
_HOME = re.compile(r"家住|住址|住在|居住|户籍|现住|家庭")


def accounts(text: str, taken: Taken) -> Iterator[Hit]:
    """电子邮箱, QQ 号 and 微信号; a mailbox of the government and a QQ group are doubtful."""
    for match in _EMAIL.finditer(text):
        if taken.free(*match.span()):
            certain = _OFFICE_MAIL.search(match[0]) is None
            yield Hit("email", *match.span(), certain, "出现电子邮箱。")
    for match in _QQ.finditer(text):
        if taken.free(*match.span(2)):
            message = "出现 QQ 群号。" if match[1] else "出现 QQ 号。"
            yield Hit("qq", *match.span(2), not match[1], message)
    for match in _WECHAT.finditer(text):
        if taken.free(*match.span(1)):
            yield Hit("wechat", *match.span(1), True, "出现微信号。")


def addresses(text: str, taken: Taken) -> Iterator[Hit]:
    """详细住址: down to the door (…路42号3单元501室, …村3组12号); an office's is let through."""
    for match in _ADDRESS.finditer(text):
        start, end = _first(text, match.start()), match.end()
        home = near(_HOME, text, match.start(), 24)
        if not home and _OFFICE.search(text, max(0, start - 12), end):
            continue
        if taken.free(start, end):
            certain = home or "单元" in match[0] or "组" in match[0]
            yield Hit("address", start, end, certain, "出现详细到门牌的住址。")


def _first(text: str, at: int) -> int:
    """Where the address begins: behind the last word that leads up to it."""
    head = _HEAD.search(text, max(0, at - 24), at)
    start = head.start() if head else at
    leads = list(_BEFORE.finditer(text, start, at))
    return leads[-1].end() if leads else start
