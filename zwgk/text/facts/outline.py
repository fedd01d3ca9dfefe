"""Headings by level (GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）) and contact data."""

import re

from zwgk.text.facts.page import Page
from zwgk.text.model import Contact, Heading

_LABELS = (
    re.compile(r"[一二三四五六七八九十]{1,3}\s*[、.．,，]\s*"),
    re.compile(r"[(（]\s*[一二三四五六七八九十]{1,3}\s*[)）]\s*[、.]?\s*"),
    re.compile(r"\d{1,2}\s*(?:[.．](?!\d)|、)\s*"),
    re.compile(r"[(（]\s*\d{1,2}\s*[)）]\s*[、.]?\s*"),
)
_END = re.compile(r"[。：:；;！？]")
# Longer than this it is a numbered paragraph, not a heading.
_LONGEST = 36
_EMAIL = r"(?<![\w.@])(?P<it>[A-Za-z0-9][\w.+-]{0,40}@[A-Za-z0-9-]{1,40}(?:\.[A-Za-z0-9-]{1,20})+)"
_MOBILE = r"(?<![\d-])(?P<it>(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4})(?!\d)"
_LANDLINE = (
    r"(?<![\d-])(?P<it>(?:[(（]0\d{2,3}[)）]|0\d{2,3}\s?[-—–]?\s?)[2-9]\d{6,7}"
    r"(?:\s?[-—转]\s?\d{1,5})?)(?!\d)"
)
_LABELLED = (
    r"(?:电话|热线|传真)(?:号码)?\s*[:：为是]?\s*"
    r"(?P<it>[2-9]\d{2,3}[- ]?\d{4}|(?:400|800)-?\d{3,4}-?\d{3,4}|1\d{4})(?!\d)"
)
_POSTCODE = r"(?:邮编|邮政编码)\s*[:：]?\s*(?P<it>\d{6})(?!\d)"
_ADDRESS = r"地址\s*[:：]\s*(?P<it>[^\s，。；;]{4,40})"
_CONTACTS = tuple(
    (kind, re.compile(pattern, re.ASCII if kind == "email" else 0))
    for kind, pattern in (
        ("email", _EMAIL),
        ("mobile", _MOBILE),
        ("phone", _LANDLINE),
        ("phone", _LABELLED),
        ("postcode", _POSTCODE),
        ("address", _ADDRESS),
    )
)
_MAY_HAVE = re.compile(r"[@\d]{4}|@|地址|邮编|热线")


def headings(page: Page) -> tuple[Heading, ...]:
    """The headings in order; the words without the label, cut where the paragraph runs on."""
    found = []
    for line in page.lines:
        for level, label in enumerate(_LABELS, start=1):
            match = label.match(line.text)
            if match:
                end = _END.search(line.text, match.end())
                stop = end.start() if end else len(line.text)
                words = line.text[match.end() : stop].rstrip(" ，,、")
                if 2 <= len(words) <= _LONGEST:
                    at = line.start + match.end()
                    mention = page.mention(at, at + len(words))
                    found.append(Heading(level, mention.text, mention.start, mention.end))
                break
    return tuple(found)


def contacts(page: Page) -> tuple[Contact, ...]:
    """Phones, mailboxes, postcodes and addresses in order."""
    if not _MAY_HAVE.search(page.text):
        return ()
    found: dict[tuple[int, int], Contact] = {}
    for kind, pattern in _CONTACTS:
        for match in pattern.finditer(page.text):
            span = match.span("it")
            if not any(start < span[1] and span[0] < end for start, end in found):
                mention = page.mention(*span)
                found[span] = Contact(kind, mention.text, mention.start, mention.end)
    return tuple(found[span] for span in sorted(found))
