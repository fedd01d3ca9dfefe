"""Telephones, bank cards and plates."""

import re
from collections.abc import Iterator

from zwgk.text.privacy.hits import SEPARATOR, Hit, Taken, digits, near

_COUNTRY = r"(?:(?:\+|00)86[ -]?|\(\+?86\)[ -]?|（\+?86）[ -]?|86[ -])?"
_NO_COUNT = r"(?! ?[元万亿份人次个名条项册])"
# 138-1234-5678 in groups, or single digits apart; one line break anywhere.
_MOBILE = re.compile(
    rf"(?<![\d+])(?<!\d\.)({_COUNTRY}1[3-9]\d(?:[ \t—–-]{{0,2}}\d{{4}}){{2}}"
    rf"|{_COUNTRY}1[3-9]\d[ -]?\d{{3}}[ -]?\d{{5}}"
    rf"|{_COUNTRY}1(?:[ -][3-9])(?:[ -]\d){{9}})(?!\d){_NO_COUNT}"
)
_BREAK = r"(?:[ \t]?\n[ \t]{0,4})?"
_BROKEN_MOBILE = re.compile(rf"(?<![\d+.])1{_BREAK}[3-9](?:{_BREAK}\d){{9}}(?!\d){_NO_COUNT}")
_PHONE_WORD = re.compile(r"电话|手机|联系|致电|拨打|号码|微信|[Tt][Ee][Ll]|热线")
_AREA = r"0(?:10|2\d|[3-9]\d{2})"
_EXTENSION = r"(?:(?:转|-)\d{1,4}(?!\d))?"
_LANDLINE = re.compile(
    rf"(?<![\d.])(?:\+?86[ -]?)?(?:[(（]{_AREA}[)）][ -]?|{_AREA}(?:[ \t]?[-—–][ \t]?|[ ]))"
    rf"[2-9]\d{{2,3}}[ -]?\d{{4}}{_EXTENSION}(?!\d)"
)
_JOINED = re.compile(rf"(?<![\d.]){_AREA}[2-9]\d{{6,7}}(?!\d)")
_LOCAL = re.compile(
    rf"(?:电话|座机|传真|[Tt][Ee][Ll]|致电|拨打)(?:号码?)?[\s：:为是]{{0,3}}"
    rf"([2-9]\d{{2,3}}-?\d{{4}}{_EXTENSION})(?!\d)"
)
_FURTHER = re.compile(rf"[ ]?[/、,，；;][ ]?([2-9]\d{{6,7}}{_EXTENSION})(?!\d)")
_DATE = re.compile(r"20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")

_CARD = re.compile(rf"(?<![\dA-Za-z.])\d(?:{SEPARATOR}\d){{11,24}}(?![\dA-Za-z])")
_CARD_WORD = re.compile(r"卡号|账号|帐号|账户|帐户|开户行|开户银行|银行卡|存折")
# Issuer prefixes of mainland cards: UnionPay's 62 (ISO/IEC 7812) and the older ones still in use.
_ISSUERS = (
    "62",
    "95588",
    "95599",
    "436742",
    "421349",
    "434061",
    "434062",
    "456351",
    "552245",
    "589970",
    "601382",
    "602907",
    "603367",
    "690755",
)

_PLATE = re.compile(
    r"(?<![0-9A-Za-z])[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z]"
    r"[ ·.]?(?:[A-HJ-K][A-HJ-NP-Z0-9]\d{4}|\d{5}[A-HJ-K]|[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳])"
    r"(?![0-9A-Za-z])"
)


def mobiles(text: str, taken: Taken) -> Iterator[Hit]:
    """手机号, with +86, blanks and dashes; broken over two lines without a label it is doubtful."""
    for match in _MOBILE.finditer(text):
        if taken.free(*match.span()):
            yield Hit("mobile", *match.span(), True, "出现手机号码。")
    for match in _BROKEN_MOBILE.finditer(text):
        if "\n" in match[0] and taken.free(*match.span()):
            certain = near(_PHONE_WORD, text, match.start(), 16)
            yield Hit("mobile", *match.span(), certain, "疑似被换行断开的手机号码。")


def landlines(text: str, taken: Taken) -> Iterator[Hit]:
    """固定电话 with its area code, or a local number behind a label, and those listed after it."""
    message = "出现固定电话号码。"
    for pattern in (_LANDLINE, _JOINED, _LOCAL):
        for match in pattern.finditer(text):
            start, end = match.span(match.lastindex or 0)
            local = digits(text[start:end])
            if not taken.free(start, end) or (pattern is _LOCAL and _DATE.fullmatch(local)):
                continue
            certain = pattern is not _JOINED or near(_PHONE_WORD, text, start, 16)
            yield Hit("landline", start, end, certain, message)
            while more := _FURTHER.match(text, end):
                end = more.end()
                yield Hit("landline", *more.span(1), certain, message)


def cards(text: str, taken: Taken) -> Iterator[Hit]:
    """银行卡号: the check of ISO/IEC 7812 alone passes one random number in ten.

    So it takes a known issuer or a label as well; with neither the find is doubtful, and a labelled
    number that fails the check may be a unit's own account.
    """
    for match in _CARD.finditer(text):
        if not taken.free(*match.span()):
            continue
        start = match.start()
        labelled = near(_CARD_WORD, text, start, 24)
        end = _card_end(match)
        number = digits(text[start:end])
        if end and (labelled or number.startswith(_ISSUERS)):
            yield Hit("bank_card", start, end, True, "出现银行卡号。")
        elif labelled:
            yield Hit("bank_card", *match.span(), False, "疑似银行账号。")
        elif end and len(number) in (16, 19) and number[0] in "456" and number in match[0]:
            yield Hit("bank_card", start, end, False, "疑似银行卡号。")


def plates(text: str, taken: Taken) -> Iterator[Hit]:
    """车牌号 (GA 36-2018), new-energy ones with one character more."""
    for match in _PLATE.finditer(text):
        if taken.free(*match.span()) and len(digits(match[0])) >= 2:
            yield Hit("plate", *match.span(), True, "出现机动车号牌。")


def _card_end(match: re.Match[str]) -> int:
    """Where a valid number of 16 to 19 digits at the start of the match ends; 0 without one.

    The match may run on into the next number of a table.
    """
    count = 0
    for at, char in enumerate(match[0]):
        if not char.isdigit():
            continue
        count += 1
        last = not match[0][at + 1 : at + 2].isdigit()
        if last and 16 <= count <= 19 and _luhn(digits(match[0][: at + 1])):
            return match.start() + at + 1
    return 0


def _luhn(number: str) -> bool:
    total = 0
    for at, char in enumerate(reversed(number)):
        value = int(char) * (2 if at % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
