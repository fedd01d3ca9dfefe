"""Years, document numbers and contacts: what is found by its own form."""

import re
from collections.abc import Iterator

from zwgk.text.mask.page import Found, Page
from zwgk.text.model import Entity

_DOCUMENT = re.compile(
    r"(?P<issuer>[㐀-鿿]{2,12}?(?:发|函|字|办|令|电|规|通|通知|公告))(?:\s*)"
    r"[〔\[（(【](?:19|20)\d{2}(?:年)?[〕\]）)】]\s*第?\s*\d{1,4}\s*号"
)
_YEARS = re.compile(
    r"(?<![\d.])(?:19|20)\d{2}(?:\s*[-—–~～至到、]\s*(?:19|20)\d{2})+(?=\s*年)年?"
    r"|(?<![\d.])(?:19|20)\d{2}\s*年(?!限|满)"
    r"|(?<![\d.])(?:19|20)\d{2}(?:(?P<mark>[-/.])\d{1,2}(?P=mark)\d{1,2})(?!\d)"
    r"|[〔\[](?:19|20)\d{2}[〕\]]"
    r"|二[〇○零0][一二三〇○零]?[一二三四五六七八九〇○零]年"
)
_CONTACTS = (
    re.compile(r"[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+"),
    re.compile(r"(?<![\dX])\d{17}[\dXx](?![\dXx])"),
    re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)"),
    re.compile(r"(?<!\d)(?:0\d{2,3}\s?[-—)）]\s?|[（(]0\d{2,3}[)）])\s?[2-9]\d{6,7}(?:[-转]\d{1,5})?(?!\d)"),
    re.compile(r"(?<=电话)[:：]?\s*(?P<value>[2-9]\d{6,7})(?!\d)"),
    re.compile(r"(?:QQ|qq|微信号?|微信)(?:群|号|号码)?\s*[:：]\s*(?P<value>[A-Za-z0-9_-]{5,20})"),
    re.compile(r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-Z]·?[A-HJ-NP-Z0-9]{5,6}(?![A-Z0-9])"),
)
# An issuer's sign follows these; they are not part of it.
_LEAD = re.compile(r"^.*?(?:根据|按照|依据|印发|转发|的|以|和|与|及|文号|发文字号)")


def _year_mask(text: str) -> str:
    masked = re.sub(r"(?:19|20)\d{2}", lambda match: match[0][:2] + "xx", text)
    return re.sub(r"^二.*年$", "二〇xx年", masked) if masked == text else masked


def numbers(page: Page) -> Iterator[Found]:
    """Document numbers, contacts and years."""
    for match in _DOCUMENT.finditer(page.text):
        start = match.start() + len(lead[0]) if (lead := _LEAD.match(match["issuer"])) else match.start()
        if page.free(start, match.end()) and match.end() - start > 8:
            yield Found(start, match.end(), Entity.NUMBER, "", "XX发〔20xx〕XX号", 60)
    for pattern in _CONTACTS:
        for match in pattern.finditer(page.text):
            start, end = match.span("value" if "value" in pattern.groupindex else 0)
            if page.free(start, end):
                # One X for every run of digits or letters tells nothing of the area code.
                shape = "XXXX@XXXX" if "@" in match[0] else "XXXXXXXX"
                yield Found(start, end, Entity.CONTACT, "", shape, 70)
    for match in _YEARS.finditer(page.text):
        if page.free(*match.span()):
            yield Found(*match.span(), Entity.DATE, "", _year_mask(match[0]), 50)
