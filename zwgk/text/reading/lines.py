"""The lines of printed pages → paragraphs: a figure must not be cut in two where a line ends."""

import re
from unicodedata import east_asian_width

# In half widths: a mark that may not begin a line takes a character or two along to the next one.
_SLACK = 5
_NARROW = 40
_END = re.compile(r"[。！？；：…!?;:]['\"”’）)》】]*\Z")
_HEAD = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[、）)]|第[一二三四五六七八九十]{1,3}[章条、]"
)
_WORD = re.compile(r"[A-Za-z]\Z")
_PAGE_NUMBER = re.compile(
    r"[-—–－·\s]*\d{1,4}[-—–－·\s]*|第\s*\d+\s*页(?:[\s，,/／]*共\s*\d+\s*页)?"
)


def paragraphs(pages: list[str]) -> str:
    """The pages as one text: page numbers left out, lines that only ran out of room joined."""
    lines = [line for page in pages for line in _without_number(page)]
    full = _full_width([_width(line) for line in lines])
    joined: list[str] = []
    open_end = False
    for line in lines:
        if open_end and line and not line[0].isspace() and not _HEAD.match(line):
            gap = " " if _WORD.search(joined[-1]) and line[0].isascii() else ""
            joined[-1] += gap + line
        else:
            joined.append(line)
        open_end = full - _SLACK <= _width(line) <= full and not _END.search(line)
    return "\n".join(joined)


def _without_number(page: str) -> list[str]:
    lines = page.rstrip().split("\n")
    if _PAGE_NUMBER.fullmatch(lines[-1].strip()):
        lines.pop()
    return [line.rstrip() for line in lines]


def _full_width(widths: list[int]) -> int:
    """How wide a full line is: reached by two lines at least, for one may be a running head's."""
    for width in sorted(widths, reverse=True):
        if sum(width - _SLACK <= other <= width for other in widths) > 1:
            return max(width, _NARROW)
    return max([*widths, _NARROW])


def _width(line: str) -> int:
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in line)
