"""Years, document numbers and contacts: what is found by its own form."""

import re
from collections.abc import Iterator

from zwgk.text.mask.page import Found, Page
from zwgk.text.mask.stems import stem_start
from zwgk.text.model import Entity
from zwgk.text.privacy import exposures

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
_ADDRESS = re.compile(
    r"(?P<stem>[㐀-鿿]{1,6}?)(?:大街|大道|胡同|[路街巷弄])\s?\d{1,5}(?:[-—]\d{1,4})?号"
)
_CONTACTS = frozenset(
    {"id_number", "mobile", "landline", "bank_card", "email", "plate", "qq", "wechat"}
)
# An issuer's sign follows these; they are not part of it.
_LEAD = re.compile(r"^.*?(?:根据|按照|依据|印发|转发|[年月日的以全和]|与|及|文号|发文字号)")


def _year_mask(text: str) -> str:
    masked = re.sub(r"(?:19|20)\d{2}", lambda match: match[0][:2] + "xx", text)
    return re.sub(r"^二.*年$", "二〇xx年", masked) if masked == text else masked


def numbers(page: Page) -> Iterator[Found]:
    """Document numbers, contacts and years."""
    for match in _DOCUMENT.finditer(page.text):
        start = (
            match.start() + len(lead[0])
            if (lead := _LEAD.match(match["issuer"]))
            else match.start()
        )
        if page.free(start, match.end()) and match.end() - start > 8:
            yield Found(start, match.end(), Entity.NUMBER, "", "XX发〔20xx〕XX号", 60)
    yield from _contacts(page)
    for match in _YEARS.finditer(page.text):
        if page.free(*match.span()):
            yield Found(*match.span(), Entity.DATE, "", _year_mask(match[0]), 50)


def _contacts(page: Page) -> Iterator[Found]:
    """What zwgk.text.privacy finds, and house numbers."""
    for hit in exposures(page.text):
        if hit.kind in _CONTACTS and page.free(hit.start, hit.end):
            # One run of X whatever the length: it tells nothing of the area code.
            shape = "XXXX@XXXX" if hit.kind == "email" else "XXXXXXXX"
            yield Found(hit.start, hit.end, Entity.CONTACT, "", shape, 70)
    for match in _ADDRESS.finditer(page.text):
        start = stem_start(page, match.end("stem"), 5)
        if start is not None and start < match.end("stem") and page.free(start, match.end()):
            yield Found(start, match.end(), Entity.CONTACT, "", "XX路XX号", 45)
