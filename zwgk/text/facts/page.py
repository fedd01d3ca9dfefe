"""The text as the grammars of this package read it, with the way back to the text given in.

Beside the normal form, what copying sites do to a page is undone: pinyin set behind characters
(務(wù)) is left out and traditional characters are read as simplified ones, so that one grammar
reads them all.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from zwgk.text.model import Mention
from zwgk.text.normal import Normal, normalise

_TONED = "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜńňǹḿ\u0300\u0301\u0304\u030c"
PINYIN = re.compile(rf"(?<=[\u3400-\u9fff])[（(](?=[^)）]*[{_TONED}])[a-zɡü'{_TONED}]{{1,9}}[)）]")

# Only characters that are written otherwise in every simplified text, as far as summaries use them.
_TRADITIONAL = (
    "務開區縣鎮鄉辦個屆題圍繞與關動來時間點陽發會組織領導類號電話聯繫廳書場報訊記總結當黨貫徹實際"
    "眾詢質優環創進設單張條對於這業農費財園應將為們員長節選體現過學樣還種數據據統計問聽說講讀從"
    "無萬歲車東馬門風飛機關鍵標準處級團隊傳達頁導網絡資訊構確權歸較認議評論證後見規則貼審購參觀"
    "層難醫療藥衛護險環營壓緊雙齊廣庫簡稱紅線編輯調項顧戶產測斷銷師陳劉楊趙黃"
)
_SIMPLIFIED = (
    "务开区县镇乡办个届题围绕与关动来时间点阳发会组织领导类号电话联系厅书场报讯记总结当党贯彻实际"
    "众询质优环创进设单张条对于这业农费财园应将为们员长节选体现过学样还种数据据统计问听说讲读从"
    "无万岁车东马门风飞机关键标准处级团队传达页导网络资讯构确权归较认议评论证后见规则贴审购参观"
    "层难医疗药卫护险环营压紧双齐广库简称红线编辑调项顾户产测断销师陈刘杨赵黄"
)
_TO_SIMPLE = {
    ord(old): new for old, new in zip(_TRADITIONAL, _SIMPLIFIED, strict=True) if old != new
}
TRADITIONAL = re.compile(f"[{''.join(map(chr, _TO_SIMPLE))}]")
# Fewer than this are a name or a quotation.
MANY_TRADITIONAL = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the white space around it."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Page:
    """Places count characters of ``text``; ``span`` and ``mention`` lead back to the given text."""

    normal: Normal
    text: str
    pinyin: int
    traditional: int

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines that are not blank, in order."""
        found, at = [], 0
        for raw in self.text.split("\n"):
            words = raw.strip()
            if words:
                start = at + raw.index(words[0])
                found.append(Line(start, start + len(words), words))
            at += len(raw) + 1
        return tuple(found)

    @cached_property
    def _starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def line_number(self, place: int) -> int:
        """Which of ``lines`` holds the place (the one before it for a place between lines)."""
        return max(bisect_right(self._starts, place) - 1, 0)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the text given in."""
        return self.normal.span(start, end)

    def mention(self, start: int, end: int) -> Mention:
        """The mention in the text given in."""
        first, last = self.normal.span(start, end)
        return Mention(first, last, self.normal.given[first:last])

    def words(self, start: int, end: int) -> str:
        """The words as given, without line breaks, pinyin and characters without width."""
        first, last = self.normal.span(start, end)
        given = self.normal.given[first:last]
        if self.pinyin:
            given = PINYIN.sub("", given)
        return re.sub(r"\s*[\r\n]\s*|[\u200b-\u200d\u2060\ufeff]", "", given).strip()


def read(text: str) -> Page:
    """The page of a text, damage of copied pages undone."""
    normal = normalise(text.replace("\r", "\n"))
    normal, pinyin = _without_pinyin(normal)
    words = normal.text
    traditional = len(TRADITIONAL.findall(words))
    if traditional >= MANY_TRADITIONAL:
        words = words.translate(_TO_SIMPLE)
    return Page(Normal(normal.text, text, normal.origins), words, pinyin, traditional)


def _without_pinyin(normal: Normal) -> tuple[Normal, int]:
    spans = [match.span() for match in PINYIN.finditer(normal.text)]
    if not spans:
        return normal, 0
    origins = normal.origins or range(len(normal.text))
    kept: list[int] = []
    words: list[str] = []
    at = 0
    for start, end in [*spans, (len(normal.text), len(normal.text))]:
        kept.extend(origins[at:start])
        words.append(normal.text[at:start])
        at = end
    return Normal("".join(words), normal.given, tuple(kept)), len(spans)
