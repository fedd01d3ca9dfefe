"""身份证号 (GB 11643-1999), and the numbers that look like one but are no person's.

Unified social credit codes (GB 32100-2015) and index numbers of documents are recognised first:
they have to stand on the page (政府信息公开条例, art. 12) and are let through.
"""

import re
from collections.abc import Iterator
from datetime import date

from zwgk.text.privacy.hits import SEPARATOR, Hit, Taken, near

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_VALUES = {char: value for value, char in enumerate(_CREDIT_ALPHABET)}
# First two digits of GB/T 2260, with the residence permits of Hong Kong, Macao and Taiwan.
_PROVINCES = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91")
_NUMBER = re.compile(rf"(?<!\d)(?=(\d(?:{SEPARATOR}\d){{16}}{SEPARATOR}[\dXx])(?![\dA-Za-z]))")
_OLD = re.compile(rf"(?<!\d)\d(?:{SEPARATOR}\d){{14}}(?!\d)")
_CREDIT = re.compile(rf"(?<![0-9A-Za-z])[1-9A-Y][1-9A-Y]\d{{6}}[{_CREDIT_ALPHABET}]{{10}}(?!\w)")
_CREDIT_WORD = re.compile(r"信用代码|机构代码|纳税人识别号|税号")
_LABELLED = re.compile(r"(?:身份证|身份号码|公民身份|证件)[^\d\n]{0,10}$")
_ID_WORD = re.compile(r"身份证|身份号码|公民身份|证件号")
# A label and the number that belongs to it: never a person's, whatever its digits are.
_INDEX = re.compile(
    r"(?:索引号|索引码|信息编号|项目代码|项目编号|项目编码|流水号|受理编号|办件编号|事项编码|"
    r"实施编码|标识码|备案号|网安备|ICP备|许可证号|订单号|(?<!\d)ISBN|ISSN)"
    r"[\s：:为是]{0,4}[0-9A-Za-z][0-9A-Za-z/_.〔〕\[\]() -]{4,48}"
)
_URL = re.compile(r"(?:https?://|www\.)[!-~]+")


def is_id_number(number: str) -> bool:
    """Whether 18 characters are a valid citizen identity number (GB 11643-1999, mod 11-2)."""
    if not re.fullmatch(r"[0-9]{17}[0-9Xx]", number):
        return False
    total = sum(int(d) * w for d, w in zip(number, _WEIGHTS, strict=False))
    return _CHECK[total % 11] == number[-1].upper()


def is_credit_code(code: str) -> bool:
    """Whether 18 characters are a unified social credit code (GB 32100-2015, mod 31)."""
    if len(code) != 18 or any(char not in _CREDIT_VALUES for char in code):
        return False
    total = sum(_CREDIT_VALUES[c] * pow(3, at, 31) for at, c in enumerate(code[:17]))
    return _CREDIT_VALUES[code[17]] == -total % 31


def no_person(text: str) -> Iterator[tuple[int, int]]:
    """Spans of numbers that belong to documents, units and pages.

    One in 31 identity numbers passes the check of a credit code by chance: such a number is let
    through only where its label says that it is one.
    """
    for pattern in (_URL, _INDEX):
        for match in pattern.finditer(text):
            yield match.span()
    for match in _CREDIT.finditer(text):
        labelled = near(_CREDIT_WORD, text, match.start(), 16)
        if is_credit_code(match[0]) and (labelled or not _is_person(match[0])):
            yield match.span()


def identities(text: str, taken: Taken) -> Iterator[Hit]:
    """身份证号 in any way of writing; a wrong check digit behind its label is doubtful."""
    for match in _NUMBER.finditer(text):
        start, end = match.span(1)
        if not taken.free(start, end):
            continue
        if _is_person(_compact(match[1])):
            yield Hit("id_number", start, end, True, "出现居民身份证号码。")
        elif _LABELLED.search(text, max(0, start - 20), start):
            message = "标明为身份证号，但校验码不符，可能有错字。"
            yield Hit("id_number", start, end, False, message)
    for match in _OLD.finditer(text):
        start, end = match.span()
        number = _compact(match[0])
        labelled = near(_ID_WORD, text, start, 20)
        if labelled and taken.free(start, end) and _is_old(number):
            yield Hit("id_number", start, end, True, "出现 15 位旧版居民身份证号码。")


def _compact(number: str) -> str:
    return re.sub(r"[^0-9Xx]", "", number)


def _is_person(number: str) -> bool:
    return is_id_number(number) and _real_place_and_day(number[:6], number[6:14])


def _is_old(number: str) -> bool:
    return _real_place_and_day(number[:6], "19" + number[6:12])


def _real_place_and_day(place: str, day: str) -> bool:
    if not _PROVINCES.match(place) or day[:2] not in ("19", "20"):
        return False
    try:
        date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        return False
    return True
