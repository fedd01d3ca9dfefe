"""The numbers that mark the heading levels 一、（一）1.（1）①."""

import re
from collections.abc import Mapping
from types import MappingProxyType

_NUMERALS = "一二三四五六七八九十百"
LEVEL_MARKS: Mapping[int, re.Pattern[str]] = MappingProxyType(
    {
        1: re.compile(rf"^[{_NUMERALS}]+、"),
        2: re.compile(rf"^[(（][{_NUMERALS}]+[)）]"),
        3: re.compile(r"^\d{1,2}[.．](?!\d)"),
        4: re.compile(r"^[(（]\d{1,2}[)）]"),
        5: re.compile(r"^[①-⑳]"),
    }
)
