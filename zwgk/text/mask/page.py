"""A text made ready for reading: normal form, words, and what is masked already."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from zwgk.text.mask.tagger import Tagger, Word
from zwgk.text.mask.words import COMPOUND, KIN, SURNAMES, TITLES
from zwgk.text.model import Entity
from zwgk.text.normal import Normal, normalise

HAN = "[㐀-鿿〇]"
LEVELS = (
    "特别行政区 自治区 自治州 自治县 省 市 县 区 州 盟 旗 镇 乡 街道 苏木 村 社区 地区 林场 农场 牧场 渔场 屯 嘎查 居委会 "
    "经济技术开发区 高新技术产业开发区 高新技术产业园区 高新技术开发区 高技术产业开发区 经济开发区 产业开发区 旅游开发区 开发区 "
    "旅游度假区 度假区 风景名胜区 风景区 工业集中区 产业集聚区 产业集中区 工业园区 产业园区 科技园区 物流园区 农业园区 园区 工业园 "
    "产业园 科技园 物流园 高新区 经开区 新区 新城 管理区 创新示范区 改革创新示范区 示范区 实验区 试验区 合作区 保税区 保税港区 自贸区 自由贸易港 "
    "经济区 服务区 林区 油田 兵团 路 街 大街 大道 巷 胡同 "
    "有限责任公司 股份有限公司 集团有限公司 有限公司 集团公司 分公司 公司 集团 小学校 小学 初级中学 高级中学 中学 高中 初中 学校 "
    "职业技术学院 大学 学院 幼儿园 医院 卫生院 卫生服务中心 专业合作社 合作社 食品厂 厂 超市 商场 酒店 饭店 宾馆 敬老院 养老院"
).split()
_INSERT = re.compile(
    r"[（(][a-züɡ]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ][a-zāáǎàēéěèīíǐìōóǒòūúǔùɡ]{0,5}[）)]"
)
_SOME = "|".join(sorted({*COMPOUND, *SURNAMES}, key=len, reverse=True))
_CALLED = "|".join(sorted({*TITLES, *KIN}, key=len, reverse=True))
_LEVEL = "|".join(sorted(LEVELS, key=len, reverse=True))
# Every mask this package writes, and the masks found in texts that people masked by hand.
FROZEN = re.compile(
    rf"(?:{_SOME})?某+[甲乙丙丁]?\d*(?:{_CALLED})?"
    r"|XX发〔20xx〕XX号|[12]\dxx年?|二〇xx年"
    r"|X{2,}(?:[-@.  ]X{2,})+"
    rf"|(?:([A-Z])\1+\d*|[XxⅩ×*○]{{1,6}}\d*)(?:{_LEVEL})?"
)


@dataclass(frozen=True, slots=True)
class Found:
    """Something to mask, by its place in the page's text.

    ``key`` says which entity it is; ``shape`` what the mask keeps (镇 of a town, 主任 of 于主任).
    The higher ``rank`` wins where two overlap.
    """

    start: int
    end: int
    kind: Entity
    key: str
    shape: str
    rank: int


@dataclass(slots=True)
class Page:
    """The text in normal form with its words; positions count its characters."""

    text: str
    normal: Normal
    words: list[Word]
    frozen: bytearray
    starts: dict[int, Word] = field(default_factory=dict)
    ends: dict[int, Word] = field(default_factory=dict)

    def free(self, start: int, end: int) -> bool:
        """Whether nothing of the span is a mask."""
        return start < end and not any(self.frozen[start:end])

    def covering(self, position: int) -> Word | None:
        """The word that holds this character."""
        at = bisect_left(self.words, position + 1, key=lambda word: word.start) - 1
        return self.words[at] if at >= 0 and self.words[at].end > position else None

    def splits(self, start: int, end: int) -> bool:
        """Whether no known word crosses either end of the span."""
        if not self.words:
            return True
        first, last = self.covering(start), self.covering(end - 1)
        return (first is None or first.start >= start) and (last is None or last.end <= end)

    def given(self, start: int, end: int) -> str:
        """The given text behind a span."""
        left, right = self.normal.span(start, end)
        return self.normal.given[left:right]


def _without_pinyin(normal: Normal) -> Normal:
    """政务(wù)公开 read as 政务公开: collection sites insert readings against copying."""
    cuts = [match.span() for match in _INSERT.finditer(normal.text)]
    if not cuts:
        return normal
    kept = [
        at
        for left, right in zip(
            [0, *(e for _, e in cuts)], [*(s for s, _ in cuts), len(normal.text)], strict=True
        )
        for at in range(left, right)
    ]
    origins = tuple(normal.span(at, at + 1)[0] for at in kept)
    return Normal("".join(normal.text[at] for at in kept), normal.given, origins)


def read(text: str, tagger: Tagger) -> Page:
    """The page of a text."""
    normal = _without_pinyin(normalise(text))
    frozen = bytearray(len(normal.text))
    for match in FROZEN.finditer(normal.text):
        frozen[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    words = list(tagger.words(normal.text)) if normal.text else []
    page = Page(normal.text, normal, words, frozen)
    page.starts = {word.start: word for word in words}
    page.ends = {word.end: word for word in words}
    return page
