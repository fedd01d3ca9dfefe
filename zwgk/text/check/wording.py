"""Edition, theme and the unit's own name: the same throughout, and as the notice has them."""

import re
from collections.abc import Mapping

from rapidfuzz.distance import Levenshtein, Postfix, Prefix

from zwgk.text.check.rules import Findings, Subject, finding
from zwgk.text.mask.gazetteer import gazetteer
from zwgk.text.model import Mention

_MARKS = re.compile(r"[\s，,。.、；;：:！!？?·•“”\"'‘’《》（）()—\-]")
_LEVEL = re.compile(r"[省市州县区旗镇乡村]|街道|社区|我们|全")
_EARLIER = re.compile(r"去年|上年|上届|往届|上一届|前[一两三几]?[届年]|首届|第一[届个]|以来|起")
_SAME = 0.7
_SELF = re.compile(r"我(省|市|县|区|镇|乡|街道|村|社区)")
_LEVELS: Mapping[str, int] = {
    "省": 5, "市": 4, "县": 3, "区": 3, "镇": 2, "乡": 2, "街道": 2, "村": 1, "社区": 1,
}  # fmt: skip
_NO_LEVEL = re.compile(r"市场|城市|市政|市民|都市|自治区|地区|开发区|[园景校厂小新]区|乡村|农村")


def _plain(text: str) -> str:
    return _MARKS.sub("", text)


def two_editions(subject: Subject) -> Findings:
    """第十二个 in the lead, 第十三届 in the body."""
    first = subject.facts.edition
    for number, place in subject.facts.editions:
        left = subject.text[max(place.start - 12, 0) : place.start]
        if first is not None and number != first and not _EARLIER.search(left + place.text):
            yield finding(
                "edition-two", place.start, place.end,
                f"此处是第{number}届，前文是第{first}届。", "请核对届次，前后统一。",
            )  # fmt: skip


def edition(subject: Subject) -> Findings:
    """Against the notice, and against the year by the series' first one."""
    facts, context = subject.facts, subject.context
    place = next((m for number, m in facts.editions if number == facts.edition), None)
    if context is None or facts.edition is None or place is None:
        return
    if context.edition is not None and context.edition != facts.edition:
        yield finding(
            "edition-notice", place.start, place.end,
            f"本次活动是第{context.edition}届，文中写的是第{facts.edition}届。", "请改正届次。",
        )  # fmt: skip
        return
    years: set[int | None] = {day.year for day in facts.dates if day.year}
    years = years or {context.year}
    year = years.pop()
    if year is None or years:
        return
    around = subject.text[max(place.start - 10, 0) : place.end + 20]
    for name, first in context.first_years.items():
        if name in around:
            expected = year - first + 1
            if expected > 0 and expected != facts.edition:
                yield finding(
                    "edition-year", place.start, place.end,
                    f"首届{name}是{first}年，{year}年应为第{expected}届，文中是第{facts.edition}届。",
                    "请核对届次和年份。",
                )  # fmt: skip


def two_themes(subject: Subject) -> Findings:
    """Two wordings in one text; one that only swaps the place's level is an adaptation."""
    themes = subject.facts.themes
    for other in themes[1:]:
        first, second = _plain(themes[0].text), _plain(other.text)
        if not first or first in second or second in first or _adapted(first, second):
            continue
        if Levenshtein.normalized_similarity(first, second) >= _SAME:
            yield finding(
                "theme-two", other.start, other.end,
                f"主题写法不一：前文是“{themes[0].text}”，此处是“{other.text}”。",
                "请核对通知中的主题，前后统一。",
            )  # fmt: skip


def _adapted(said: str, wanted: str) -> bool:
    """Whether a theme only puts its own place for the superior's: 最优镇, 优化鞍山营商环境."""
    if _LEVEL.sub("", said) == _LEVEL.sub("", wanted):
        return True
    head = Prefix.similarity(said, wanted)
    tail = Postfix.similarity(said[head:], wanted[head:])
    own, other = said[head : len(said) - tail], wanted[head : len(wanted) - tail]
    # Names may share a first or last character (辽宁, 辽阳): then the blocks are one short.
    longer = (
        said[max(head - 1, 0) : len(said) - tail],
        wanted[max(head - 1, 0) : len(wanted) - tail],
    )
    return any(_place(a) and _place(b) for a, b in ((own, other), longer))


def _place(name: str) -> bool:
    return gazetteer().get(name) is not None


def theme(subject: Subject) -> Findings:
    """The theme against the prescribed one."""
    context, themes = subject.context, subject.facts.themes
    if context is None or not context.theme or not themes:
        return
    own: Mention = themes[0]
    said, wanted = _plain(own.text), _plain(context.theme)
    if said == wanted or _adapted(said, wanted):
        return
    near = Levenshtein.normalized_similarity(said, wanted) >= _SAME
    yield finding(
        "theme-notice" if near else "theme-own", own.start, own.end,
        f"规定的主题是“{context.theme}”，文中是“{own.text}”。",
        "请改为规定的主题。" if near else "如本单位另定主题，可不修改；否则请改正。",
    )  # fmt: skip


def self_reference(subject: Subject) -> Findings:
    """我镇 in a county's summary is left over from a text that was copied.

    Not where somebody is quoted, nor where the title names a unit of that level: then the unit was
    read from the page around the text.
    """
    unit = subject.facts.unit
    if unit is None:
        return
    name = _NO_LEVEL.sub("", unit.text)
    endings = [word for word in _LEVELS if word in name]
    if not endings:
        return
    own = min(_LEVELS[word] for word in endings)
    title = subject.facts.title.text if subject.facts.title else ""
    for match in _SELF.finditer(subject.text):
        before = subject.text[max(match.start() - 400, 0) : match.start()]
        quoted = before.rfind("“") > before.rfind("”")
        if _LEVELS[match[1]] < own and not quoted and match[1] not in title:
            yield finding(
                "unit-self", *match.span(),
                f"本文是“{unit.text}”的总结，此处自称“{match[0]}”。", "请改为本单位的自称。",
            )  # fmt: skip


CHECKS = (two_editions, edition, two_themes, theme, self_reference)
