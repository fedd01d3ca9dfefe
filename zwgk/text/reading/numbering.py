"""Automatic numbering of a docx file: Word counts 一、 and 1. itself, they stand in no text.

How levels count and restart: ECMA-376 Part 1, 17.9; the formats: 17.18.59.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from zwgk.text.numerals import to_chinese
from zwgk.text.reading.styles import Styles
from zwgk.text.reading.wml import Element, child, children, is_on, local, number, value

_LEVELS = 9
_NO_NUMBER = frozenset({"bullet", "none"})
_OPEN_END = re.compile(r"[0-9A-Za-z.):\]]\Z")


@dataclass(frozen=True)
class _Level:
    start: int
    form: str
    text: str
    style: str
    restart: int | None
    legal: bool


@dataclass(frozen=True)
class _List:
    """A list as paragraphs name it: lists of one definition go on counting from one another."""

    definition: str
    starts: dict[int, int]
    levels: dict[int, _Level]


class Numbering:
    """Gives the numbers in the order of the paragraphs."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._definitions: dict[str, Element] = {}
        self._nums: dict[str, Element] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        for item in [] if root is None else root:
            if local(item) == "abstractNum":
                self._definitions[value(item, "abstractNumId") or ""] = item
            elif local(item) == "num":
                self._nums[value(item, "numId") or ""] = item
        self._lists = {key: self._list(item) for key, item in self._nums.items()}

    def label(self, properties: Element | None, style_id: str) -> str:
        """The number of the next paragraph, with what parts it from the words; mostly empty."""
        inherited = self._styles.numbering(style_id)
        own = value(child(properties, "numId"))
        key = own or value(child(inherited, "numId")) or ""
        found = self._lists.get(key)
        if found is None:
            return ""
        depth = child(properties, "ilvl")
        if depth is None and own is None:
            depth = child(inherited, "ilvl")
        level = number(depth, self._linked(found, style_id))
        if level not in found.levels:
            return ""
        return self._shown(found, level, self._count(key, found, level))

    def _linked(self, found: _List, style_id: str) -> int:
        return next((at for at, level in found.levels.items() if level.style == style_id), 0)

    def _list(self, item: Element) -> _List:
        definition = value(child(item, "abstractNumId")) or ""
        link = value(child(self._definitions.get(definition), "numStyleLink"))
        if link:
            other = value(child(self._styles.numbering(link), "numId")) or ""
            definition = value(child(self._nums.get(other), "abstractNumId")) or definition
        root = self._definitions.get(definition)
        levels = {} if root is None else _levels(root)
        starts: dict[int, int] = {}
        for override in children(item, "lvlOverride"):
            at = number(override, 0, "ilvl")
            levels.update(_levels(override))
            start = child(override, "startOverride")
            if start is not None:
                starts[at] = number(start, 1)
        return _List(definition, starts, levels)

    def _count(self, key: str, found: _List, level: int) -> dict[int, int]:
        counts = self._counts.setdefault(found.definition, {})
        if level in found.starts and (key, level) not in self._begun:
            counts[level] = found.starts[level]
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = found.levels[level].start
        self._begun.add((key, level))
        for deeper in [at for at in counts if at > level]:
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or level < restart:
                del counts[deeper]
        return counts

    def _shown(self, found: _List, level: int, counts: dict[int, int]) -> str:
        this = found.levels[level]
        if this.form in _NO_NUMBER:
            return ""

        def written(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            if at not in found.levels:
                return ""
            part = found.levels[at]
            form = "decimal" if this.legal else part.form
            return "" if form in _NO_NUMBER else _format(counts.get(at, part.start), form)

        text = re.sub(r"%([1-9])", written, this.text).strip()
        # "1." before "2万份" must not become 1.2万份.
        return f"{text} " if _OPEN_END.search(text) else text


def _levels(parent: Element) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for item in children(parent, "lvl"):
        at = number(item, 0, "ilvl")
        form = next((node for node in item.iter() if local(node) == "numFmt"), None)
        restart = child(item, "lvlRestart")
        if at < _LEVELS:
            found[at] = _Level(
                start=number(child(item, "start"), 0),
                form=value(form) or "decimal",
                text=value(child(item, "lvlText")) or "",
                style=value(child(item, "pStyle")) or "",
                restart=None if restart is None else number(restart, 0),
                legal=is_on(child(item, "isLgl")),
            )
    return found


def _roman(count: int) -> str:
    signs = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
    text = ""
    for worth, sign in signs:
        times, count = divmod(count, worth)
        text += sign * times
    return text


def _letter(count: int) -> str:
    return chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _row(signs: str) -> Callable[[int], str]:
    """The signs one after another, plain digits where they end."""
    return lambda count: signs[count - 1] if 0 < count <= len(signs) else str(count)


def _run(first: str, length: int) -> str:
    return "".join(chr(ord(first) + at) for at in range(length))


def _translated(signs: str, instead: str) -> Callable[[int], str]:
    table = str.maketrans(signs, instead)
    return lambda count: to_chinese(count).translate(table)


_CIRCLES = _run("①", 20) + _run("㉑", 15) + _run("㊱", 15)
_FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda count: f"{count:02}",
    "decimalFullWidth": lambda count: str(count).translate(
        str.maketrans("0123456789", "０１２３４５６７８９")
    ),
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperLetter": _letter,
    "lowerLetter": lambda count: _letter(count).lower(),
    "chineseCounting": to_chinese,
    "chineseCountingThousand": to_chinese,
    "japaneseCounting": to_chinese,
    "taiwaneseCounting": to_chinese,
    "taiwaneseCountingThousand": to_chinese,
    "koreanDigital2": to_chinese,
    "ideographDigital": lambda count: str(count).translate(
        str.maketrans("0123456789", "〇一二三四五六七八九")
    ),
    "chineseLegalSimplified": _translated(
        "一二三四五六七八九十百千万", "壹贰叁肆伍陆柒捌玖拾佰仟万"
    ),
    "ideographTraditional": _row("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _row("子丑寅卯辰巳午未申酉戌亥"),
    "decimalEnclosedCircle": _row(_CIRCLES),
    "decimalEnclosedCircleChinese": _row(_CIRCLES),
    "decimalEnclosedParen": _row(_run("⑴", 20)),
    "decimalEnclosedFullstop": _row(_run("⒈", 20)),
    "ideographEnclosedCircle": _row(_run("㊀", 10)),
}
_MOST = 780


def _format(count: int, form: str) -> str:
    write = _FORMS.get(form, str)
    return write(count) if 0 < count <= _MOST else str(count)
