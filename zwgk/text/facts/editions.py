"""Which Openness Day of its series a text is about (第十二届, 第十二个, 第12个, 首届)."""

import re

from zwgk.text.facts.frame import Frame
from zwgk.text.facts.grammar import CHINESE, CLOSE_QUOTES, DAY, FIFTEENTH, OPEN_QUOTES, number
from zwgk.text.facts.page import Page
from zwgk.text.model import Mention

_NUMBER = rf"(?:\d{{1,3}}|[{CHINESE}]*[十百]?[{CHINESE}]*)"
# Another day's count (第六个中国医师节) may stand directly before the name of this one.
_BETWEEN = (
    r"(?:(?!节|世界|国际|纪念|宣传月|周年|方面|批|场|季|环节|阶段|专题)"
    r"[^，。；：、！？\n第《》]){0,16}?"
)
_QUOTE = f"[{OPEN_QUOTES}{CLOSE_QUOTES}]?"
_SERIES = rf"(?:{DAY}|{FIFTEENTH}|5月15日\s*{_QUOTE}\s*政务|公开日|开放日)"
_BEFORE = re.compile(
    rf"(?:第\s*(?P<n>{_NUMBER})\s*[个届](?!人|月|工作日)|(?<![\d第])(?P<m>\d{{1,2}}|[{CHINESE}十]{{1,3}})\s*届|(?P<first>首届))"
    rf"(?P<tail>\s*{_BETWEEN}{_SERIES})"
)
_BEHIND = re.compile(
    rf"{DAY}\s*{_QUOTE}\s*(?:活动)?\s*[(（]?\s*第\s*(?P<n>{_NUMBER})\s*[届个](?P<tail>)(?!\w{{0,6}}(?:月|环节|方面))"
)
_OTHER_YEAR = re.compile(r"(?:去年|上年|前年|上一年)[^。；\n]{0,16}$")
_OTHER_DAY = re.compile(r"(?:节|世界.{0,6}日|国际.{0,6}日|全国(?!政务).{0,8}日)")


def editions(page: Page, frame: Frame) -> tuple[int | None, tuple[tuple[int, Mention], ...]]:
    """The edition of this activity (the title's, else the first named), and every one named."""
    found: dict[int, int] = {}
    said: list[tuple[int, tuple[int, int]]] = []
    for pattern in (_BEFORE, _BEHIND):
        for match in pattern.finditer(page.text):
            value = _value(match)
            if value is None or _OTHER_DAY.search(match["tail"]):
                continue
            if _OTHER_YEAR.search(page.text[max(match.start() - 24, 0) : match.start()]):
                continue
            if match.start() not in found:
                found[match.start()] = value
                said.append((value, match.span()))
    said.sort(key=lambda one: one[1])
    in_title = [
        value for value, span in said if frame.title and frame.title[0] <= span[0] < frame.title[1]
    ]
    own = next(iter(in_title or [value for value, _ in said]), None)
    return own, tuple((value, page.mention(*span)) for value, span in said)


def _value(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    if groups.get("first"):
        return 1
    written = groups.get("n") or groups.get("m")
    value = number(written) if written else None
    return value if value and value < 200 else None
