"""The notices a text cites: title and 发文字号 behind it (GB/T 9704-2012, 7.3.3)."""

import re
from collections.abc import Iterator

from zwgk.text.facts.page import Page
from zwgk.text.model import Notice

_NUMBER = re.compile(
    r"(?P<office>[\u4e00-\u9fff]{1,12})\s?[〔\[(（【](?P<year>(?:19|20)\d\d|20[xX×*]{2}|[xX×*]{2,4})[〕\])）】]\s?"
    r"(?:第\s?)?(?P<serial>\d{1,5}|[xX×*]{1,4})\s?号"
)
_KIND = re.compile(
    r"(?:通知|方案|意见|要点|函|通报|计划|安排|决定|批复|公告|细则|规划|部署|精神)(?:[(（][^()（）]{1,12}[)）])?$"
)
_CITING = re.compile(
    r"(?:根据|按照|依据|遵照|接到|收到|落实|贯彻|执行)(?:了)?(?P<title>(?:(?!关于)[^，。；：《》“”\n\d]){0,30}"
    r"关于[^，。；《》\n]{4,60}?的?(?:通知|意见|方案))(?!》)"
)
_VERBS = re.compile(
    r"^.*(?:根据|按照|依据|落实|贯彻|执行|印发|转发|文件|参照|遵照|接到|收到|以及|精神|下发|结合|关于|发布|的|和|及|与|以)"
)


def notices(page: Page) -> tuple[Notice, ...]:
    """Every notice cited, in the order of the text, each once; laws are no notices."""
    found: list[Notice] = []
    taken: list[tuple[int, int]] = []
    numbers = {match.start("office"): match for match in _NUMBER.finditer(page.text)}
    for start, end in _titles(page.text):
        match = _NUMBER.match(page.text, end + 1) or _NUMBER.match(page.text, end + 2)
        title = page.words(start, end)
        if not _KIND.search(title) and not (match and not re.search(r"(?:条例|法|规定)$", title)):
            taken += [match.span()] if match else []
            continue
        last = match.end() if match else end
        taken.append((start, last))
        found.append(_notice(page, title, match.group() if match else "", start, last))
    for match in numbers.values():
        if not _inside(taken, match.start("serial")) and not _own_number(page, match):
            start = match.start() + _prefix(match["office"])
            found.append(_notice(page, "", page.text[start : match.end()], start, match.end()))
    for match in _CITING.finditer(page.text):
        if not _inside(taken, match.start("title")):
            found.append(_notice(page, page.words(*match.span("title")), "", *match.span("title")))
    return _once(sorted(found, key=lambda one: one.start))


def _titles(text: str) -> Iterator[tuple[int, int]]:
    """What stands in 《》, the outer title where one holds another (《关于印发《…》的通知》)."""
    depth, start = 0, 0
    for match in re.finditer(r"[《》]|\n\s*\n", text):
        if match.group() == "《":
            depth, start = depth + 1, start if depth else match.end()
        elif match.group() == "》":
            depth = max(depth - 1, 0)
            if not depth and start and 4 <= match.start() - start <= 160:
                yield start, match.start()
        else:
            depth = 0


def _notice(page: Page, title: str, number: str, start: int, end: int) -> Notice:
    first, last = page.span(start, end)
    return Notice(title, re.sub(r"\s", "", number), first, last)


def _inside(spans: list[tuple[int, int]], place: int) -> bool:
    return any(start <= place < end for start, end in spans)


def _own_number(page: Page, match: re.Match[str]) -> bool:
    """A line of its own at the head is the document's own number."""
    line = page.lines[page.line_number(match.start())]
    return (
        line.text == match.group().strip()
        or re.match(r"(?:文\s*号|发文字号)", line.text) is not None
    )


def _prefix(office: str) -> int:
    cut = _VERBS.match(office)
    return cut.end() if cut and cut.end() < len(office) else 0


def _once(found: list[Notice]) -> tuple[Notice, ...]:
    seen: set[tuple[str, str]] = set()
    result = []
    for one in found:
        if (one.title, one.number) not in seen:
            seen.add((one.title, one.number))
            result.append(one)
    return tuple(result)
