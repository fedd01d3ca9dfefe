"""The documents of a collection page.

Sample sites print several summaries on one page, cut excerpts at 查看更多 and repeat them. An
ordinary document is never split: without a sure mark of a collection it is one part.
"""

import re
from dataclasses import dataclass, replace

from zwgk.text.facts.damage import repeated_at
from zwgk.text.facts.grammar import number
from zwgk.text.model import Part

_CUT = re.compile(
    r"(?:\.{3,6}|…{1,2})?[\[【(（]?(?:点击)?(?:(?:查看|阅读|展开|显示)(?:更多|全文)|剩余\d+%未读)"
    r"(?:内容)?[\]】)）]?[ \t]{0,3}[>》›]*|仅展示\d+字[,，]?(?:全文共\d+字)?"
)
_ONE = r"[一二三四五六七八九十]{1,3}|\d{1,3}"
_MARKER = re.compile(
    rf"^[^\S\n]{{0,8}}(?P<stem>[^\n。；]{{0,40}}?)[^\S\n]{{0,4}}(?:[【\[(（]\s*第?\s*(?:篇\s*(?P<a>{_ONE})|(?P<b>{_ONE})\s*篇)\s*[】\])）]"
    rf"|(?:范文|样本|例文|模板)\s*篇?\s*(?P<c>{_ONE})(?![\d、.．])|(?<![\u4e00-\u9fff])第\s*(?P<d>{_ONE})\s*篇(?!章|幅|目|页)"
    rf"|(?<=[\s：:结告报案文料稿])\s*篇\s*(?P<e>{_ONE})(?![\u4e00-\u9fff])|^[^\S\n]{{0,8}}篇\s*(?P<g>{_ONE})(?![\u4e00-\u9fff])"
    rf"|(?<=结|告|报|案)[^\S\n]{{0,2}}(?P<f>\d{{1,2}})(?=[^\S\n]{{0,4}}$))[^\S\n]{{0,4}}[:：]?[^\S\n]{{0,4}}(?P<rest>[^\n]{{0,60}})$",
    re.MULTILINE,
)
_INTRO = re.compile(
    r"共\s*\d+\s*[份篇]|栏目|小编|范文大全|供(?:大家|您|各位)?(?:参考|借鉴)|相关内容可以关注|欢迎(?:阅读|大家|下载)|希望(?:对|能)[^。]{0,12}(?:帮助|帮到|喜欢)|为大家(?:带来|整理|收集|分享)"
)
_CONTENT = re.compile(r"[\u4e00-\u9fff]")
_SENTENCE = re.compile(r"[。；！]")
_ENDED = re.compile(r"[。！？!?”\"）)》日号]\s*$")
_LEAST = 60


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    cut: bool


def split(page: str) -> tuple[Part, ...]:
    """The separate documents of a page, in order; an ordinary text is one part, itself."""
    pieces = _at_cuts(page)
    if len(pieces) < 2:
        pieces = _at_markers(page)
    if len(pieces) < 2 and (at := repeated_at(page)) is not None:
        pieces = [_Piece(0, at, False), _Piece(at, len(page), False)]
    if len(pieces) < 2:
        return (Part(page, 0, len(page), incomplete=_breaks_off(page)),)
    return _same(tuple(_part(page, piece) for piece in pieces))


def _at_cuts(page: str) -> list[_Piece]:
    pieces, at = [], 0
    cuts = [*_CUT.finditer(page)]
    if not cuts:
        return []
    for cut in cuts:
        pieces.append(_Piece(at, cut.start(), True))
        at = cut.end()
    pieces.append(_Piece(at, len(page), False))
    found: list[_Piece] = []
    for piece in pieces:
        bare = replace(piece, start=_after_intro(page, piece.start, piece.end))
        found += [one for one in _within(page, bare) if _is_document(page, one)]
    return found


def _within(page: str, piece: _Piece) -> list[_Piece]:
    """Excerpts that are also numbered (篇一 … 查看更多 … 篇二) begin behind their number."""
    markers = _markers(page[piece.start : piece.end])
    if not markers:
        return [piece]
    return [replace(piece, start=piece.start + _begin(markers[0]))]


def _at_markers(page: str) -> list[_Piece]:
    markers = _markers(page)
    if len(markers) < 2:
        return []
    ends = [marker.start() for marker in markers[1:]] + [len(page)]
    pieces = [_Piece(_begin(marker), end, False) for marker, end in zip(markers, ends, strict=True)]
    before = _Piece(_after_intro(page, 0, markers[0].start()), markers[0].start(), False)
    if _is_document(page, before) and not _INTRO.search(page[: before.end]):
        pieces.insert(0, before)
    kept = [piece for piece in pieces if _is_document(page, piece)]
    return kept if len(kept) > 1 else []


def _markers(page: str) -> list[re.Match[str]]:
    """Numbered markers of one page that count on: 篇一, 篇二, 篇三."""
    found: list[re.Match[str]] = []
    last = None
    for match in _MARKER.finditer(page):
        value = number(next(group for group in match.group(*"abcdefg") if group))
        if last is None or value == last + 1:
            found.append(match)
            last = value
    return found


def _begin(marker: re.Match[str]) -> int:
    """A title on the marker's line belongs to the document, a mere number does not."""
    if len(_CONTENT.findall(marker["rest"])) > 3:
        return marker.start("rest")
    return marker.start("stem") if len(_CONTENT.findall(marker["stem"])) > 3 else marker.end()


def _after_intro(page: str, start: int, end: int) -> int:
    """Behind the lines in which the site speaks of its collection."""
    at = start
    for line in page[start:end].splitlines(keepends=True)[:6]:
        if _INTRO.search(line) or not line.strip():
            at += len(line)
            continue
        break
    return at


def _is_document(page: str, piece: _Piece) -> bool:
    words = page[piece.start : piece.end]
    return len(_CONTENT.findall(words)) >= _LEAST and bool(_SENTENCE.search(words))


def _breaks_off(page: str) -> bool:
    """A single text cut at 查看更多 in the middle of a sentence."""
    cut = _CUT.search(page)
    if not cut or len(_CONTENT.findall(page[: cut.start()])) < _LEAST:
        return False
    return "仅展示" in cut.group() or not _ENDED.search(page[: cut.start()])


def _part(page: str, piece: _Piece) -> Part:
    words = page[piece.start : piece.end]
    start = piece.start + len(words) - len(words.lstrip())
    end = max(piece.start + len(words.rstrip()), start)
    return Part(page[start:end], start, end, incomplete=piece.cut)


def _same(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Each part linked to the earlier one it repeats; an excerpt may be cut earlier or later."""
    seen: list[str] = []
    result: list[Part] = []
    for part in parts:
        words = re.sub(r"\W", "", part.text)
        same = next(
            (
                at
                for at, other in enumerate(seen)
                if words == other
                or ((part.incomplete or result[at].incomplete) and _prefix(words, other))
            ),
            None,
        )
        seen.append(words)
        result.append(replace(part, same_as=same))
    return tuple(result)


def _prefix(one: str, other: str) -> bool:
    least = min(len(one), len(other))
    return least >= _LEAST and one[:least] == other[:least]
